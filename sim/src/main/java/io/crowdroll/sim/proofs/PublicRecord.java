package io.crowdroll.sim.proofs;

import io.crowdroll.protocol.chain.BatchData;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.circuits.PostedState;
import io.crowdroll.protocol.node.Genesis;
import io.crowdroll.protocol.node.RecordCodec;
import io.crowdroll.protocol.node.Rollup;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What everybody knows of a rollup with real proofs: how it began, and what L1 has proven since.
 *
 * @param batches the proven ones from the first, in order
 * @param root that L1 holds
 */
public record PublicRecord(Genesis genesis, List<BatchData> batches, Hash256 root) {
  private static final String GENESIS = "genesis.bin";
  private static final String BATCHES = "batches.csv";
  private static final String TITLE = "p,validator_set_next,words";
  private static final int HEX = 16;

  public PublicRecord {
    batches = List.copyOf(batches);
  }

  /**
   * The state at the root that L1 holds.
   *
   * @throws IOException if the words do not lead there
   */
  public PostedState state() throws IOException {
    PostedState state =
        new PostedState(new Rollup(genesis, ProofSystem.MODELLED).world(), genesis.deployment());
    for (BatchData batch : batches) {
      Optional<String> flaw = state.take(batch);
      if (flaw.isPresent()) {
        throw new IOException(flaw.get());
      }
    }
    if (!state.state().root().equals(root)) {
      throw new IOException(
          "after "
              + batches.size()
              + " batches the state root is "
              + state.state().root()
              + ", and L1 holds "
              + root);
    }
    return state;
  }

  /** Where a run's directory holds that of a replication. */
  public static Path folder(Path run, int replication) {
    return run.resolve(String.format(Locale.ROOT, "posted-%04d", replication));
  }

  /**
   * Writes it into a folder, which is made.
   *
   * @throws IOException if the disk refuses
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(GENESIS), RecordCodec.encode(Genesis.class, genesis));
    List<String> lines = new ArrayList<>();
    lines.add(TITLE);
    for (BatchData batch : batches) {
      lines.add(
          Hash256.of(batch.p())
              + ","
              + batch.validatorSetNext()
              + ","
              + batch.posted().stream()
                  .map(word -> word.toString(HEX))
                  .collect(Collectors.joining(" ")));
    }
    lines.add("root," + root);
    Files.write(folder.resolve(BATCHES), lines);
  }

  /**
   * Reads it from a folder.
   *
   * @throws IOException if it is not there or not whole, which the message says
   */
  public static PublicRecord read(Path folder) throws IOException {
    Genesis genesis =
        RecordCodec.decode(Genesis.class, Files.readAllBytes(folder.resolve(GENESIS)));
    Path file = folder.resolve(BATCHES);
    List<String> lines = Files.readAllLines(file);
    if (genesis == null) {
      throw new IOException(folder.resolve(GENESIS) + " is not what this version writes");
    }
    if (lines.size() < 2 || !lines.getFirst().equals(TITLE)) {
      throw new IOException(file + " is cut off");
    }
    List<BatchData> batches = new ArrayList<>();
    try {
      for (String line : lines.subList(1, lines.size() - 1)) {
        batches.add(batch(line.split(",")));
      }
      String[] last = lines.getLast().split(",");
      if (last.length != 2 || !last[0].equals("root")) {
        throw new IOException(file + " is cut off");
      }
      return new PublicRecord(genesis, batches, Hash256.fromHex(last[1]));
    } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
      throw new IOException(
          file + ", line " + (batches.size() + 2) + ", is not what this version writes", broken);
    }
  }

  private static BatchData batch(String[] fields) {
    List<BigInteger> words =
        Arrays.stream(fields[2].split(" ")).map(word -> new BigInteger(word, HEX)).toList();
    return BatchData.ofPosted(
        words, Hash256.fromHex(fields[0]).toBigInteger(), Hash256.fromHex(fields[1]));
  }
}
