package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.node.NodeConfig;
import io.crowdroll.protocol.node.NodeEffect;
import io.crowdroll.protocol.node.NodeEvent;
import io.crowdroll.protocol.node.NodeMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Drives the machines of a testnet run through their records (PROTOCOL.md §9, I9): every effect
 * must be the one that was recorded, every message that a node received an effect of its sender,
 * and validators' blocks and roots alike (I6).
 */
public final class Replay {
  /** The name of the folder in which each node has its record. */
  public static final String RECORD = "record";

  /** Sees what each node did, node after node, its events in order; the longest record last. */
  @FunctionalInterface
  public interface Witness {
    /**
     * @param machine after the event
     */
    void saw(Path record, NodeMachine machine, long now, NodeEvent event, List<NodeEffect> effects);
  }

  /** Makes a machine that has handled nothing yet. */
  @FunctionalInterface
  public interface Machines {
    /**
     * @param node the node's folder
     * @param start its first event
     */
    NodeMachine of(Path node, NodeEvent.Start start);
  }

  /**
   * What was found.
   *
   * @param nodes whose records were replayed
   * @param events in all of them
   * @param differences the first one of each record, then messages that nobody sent
   */
  public record Report(int nodes, long events, List<String> differences) {}

  /** A message that a node received, by {@link #name}. */
  private record Received(String where, Hash256 message) {}

  /** What a block came to. */
  private record Outcome(Hash256 block, Hash256 state, Hash256 coordination) {}

  private final Machines machines;
  private final Witness witness;
  private final Set<Hash256> sent = new HashSet<>();
  private final List<Received> received = new ArrayList<>();
  private final TreeMap<Long, Outcome> outcomes = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();
  private long events;

  public Replay(Machines machines, Witness witness) {
    this.machines = machines;
    this.witness = witness;
  }

  /**
   * Replays every record below a folder.
   *
   * @throws IOException if there is none, or one cannot be read, as while its node runs
   */
  public Report run(Path run) throws IOException {
    List<Path> records = records(run);
    for (Path record : records) {
      try (RocksStore store = new RocksStore(record, false)) {
        Node node = new Node(record);
        new NodeLog(store).scan(node::take);
      }
    }
    for (Received message : received) {
      if (!sent.contains(message.message)) {
        differences.add(message.where + ": a message that its sender has not sent");
      }
    }
    return new Report(records.size(), events, List.copyOf(differences));
  }

  /**
   * The records below a folder, the longest last.
   *
   * @throws IOException if there is none, or one cannot be read, as while its node runs
   */
  static List<Path> records(Path run) throws IOException {
    Map<Path, Long> lengths = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(run)) {
      for (Path record : paths.filter(path -> path.endsWith(RECORD)).toList()) {
        try (RocksStore store = new RocksStore(record, false)) {
          lengths.put(record, new NodeLog(store).size());
        }
      }
    }
    if (lengths.isEmpty()) {
      throw new IOException("no node has left a record there");
    }
    return lengths.keySet().stream().sorted(Comparator.comparing(lengths::get)).toList();
  }

  /** One node on its way through its record. */
  private final class Node {
    private final Path record;
    private NodeMachine machine;
    private int self = -1;
    private int validators;
    private long number;
    private boolean parted;

    Node(Path record) {
      this.record = record;
    }

    void take(NodeLog.Entry entry) {
      if (parted) {
        return;
      }
      NodeEvent event = NodeEvent.decode(entry.event());
      if (event == null || machine == null != event instanceof NodeEvent.Start) {
        part("no event, or none that may be there");
        return;
      }
      if (event instanceof NodeEvent.Start start) {
        begin(start);
      }
      List<NodeEffect> effects = new ArrayList<>();
      machine.handle(entry.now(), event, effects::add);
      if (!NodeLog.digest(effects).equals(entry.effects())) {
        part(event.getClass().getSimpleName() + " has other effects now than it had then");
        return;
      }
      if (event instanceof NodeEvent.Message(int peer, byte[] bytes)) {
        received.add(new Received(where(), name(peer, self, bytes)));
      }
      effects.forEach(this::note);
      witness.saw(record, machine, entry.now(), event, effects);
      number++;
      events++;
    }

    private void begin(NodeEvent.Start start) {
      machine = machines.of(record.getParent(), start);
      if (start.config() instanceof NodeConfig.OfValidator config) {
        self = config.self();
        validators = start.genesis().validators().size();
      }
    }

    private void note(NodeEffect effect) {
      switch (effect) {
        case NodeEffect.Send(int peer, byte[] message) -> sent.add(name(self, peer, message));
        case NodeEffect.Broadcast(byte[] message, int except) -> {
          for (int peer = 0; peer < validators; peer++) {
            if (peer != except) {
              sent.add(name(self, peer, message));
            }
          }
        }
        case NodeEffect.Applied applied -> {
          long height = applied.block().height();
          Outcome outcome =
              new Outcome(applied.block().hash(), applied.stateRoot(), applied.coordinationRoot());
          Outcome other = outcomes.putIfAbsent(height, outcome);
          if (other != null && !other.equals(outcome)) {
            differences.add(where() + ": height " + height + " is not other nodes' (I6)");
          }
        }
        default -> {}
      }
    }

    private void part(String why) {
      differences.add(where() + ": " + why);
      parted = true;
    }

    private String where() {
      return record + ", entry " + number;
    }
  }

  private static Hash256 name(int from, int to, byte[] message) {
    return new Keccak256().putInt(from).putInt(to).putBytes(message).digest();
  }
}
