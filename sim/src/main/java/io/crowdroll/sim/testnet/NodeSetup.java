package io.crowdroll.sim.testnet;

import io.crowdroll.contracts.l1.Deployed;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.node.NodeEvent;
import io.crowdroll.protocol.node.NodeKeys;
import io.crowdroll.protocol.node.RecordCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What a node's process is started with: a file in its folder, for its owner's eyes only. */
public sealed interface NodeSetup {
  /** Name of the file. */
  String FILE = "setup.bin";

  /** The node's first event. */
  NodeEvent.Start start();

  /**
   * A validator among the others.
   *
   * @param port at which it listens for the others, on the loopback device
   * @param publicKey Ed25519
   */
  record Neighbour(int index, int port, byte[] publicKey) {}

  /**
   * A validator's.
   *
   * @param neighbours all validators, itself too
   * @param httpPort of its JSON-RPC
   * @param socketPort likewise over WebSocket
   * @param l1 address of L1's JSON-RPC
   * @param contracts where they are there
   * @param l1From number of a block before those that seed the first slots
   * @param l1FromHash its hash
   * @param microsPerUnit time that a modelled proof takes, µs a unit
   */
  record OfValidator(
      NodeEvent.Start start,
      NodeKeys.OfValidator keys,
      List<Neighbour> neighbours,
      int httpPort,
      int socketPort,
      String l1,
      Deployed contracts,
      long l1From,
      Hash256 l1FromHash,
      long microsPerUnit)
      implements NodeSetup {}

  /**
   * A prover's.
   *
   * @param validators ports of the validators' JSON-RPC
   * @param pollMillis how often it asks for its work
   * @param microsPerUnit time that a modelled proof takes, µs a unit
   * @param sleepPermille of its leases it sleeps over
   */
  record OfProver(
      NodeEvent.Start start,
      NodeKeys.OfProver keys,
      long[] validators,
      long pollMillis,
      long microsPerUnit,
      int sleepPermille)
      implements NodeSetup {}

  /** Writes it into a node's folder, which is made. */
  default void write(Path folder) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(FILE);
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, RecordCodec.encode(NodeSetup.class, this));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(FILE), e);
    }
  }

  /** Reads it from a node's folder. */
  static NodeSetup read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      NodeSetup setup = RecordCodec.decode(NodeSetup.class, Files.readAllBytes(file));
      if (setup == null) {
        throw new IOException("it is not what this version writes");
      }
      return setup;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
