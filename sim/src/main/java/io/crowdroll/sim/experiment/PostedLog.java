package io.crowdroll.sim.experiment;

import io.crowdroll.protocol.chain.BatchData;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Genesis;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.sim.proofs.PublicRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the batches that L1 has proven have posted there, where proofs are real: enough to rebuild
 * the state without the run.
 */
final class PostedLog {
  private Genesis genesis;
  private Hash256 genesisRoot;

  /** Batches that are closed, by the hashes of their headers. */
  private final Map<Hash256, BatchData> closed = new HashMap<>();

  /** Proofs in the canonical blocks of L1, by the blocks' hashes, oldest first. */
  private final Map<Hash256, List<L1Log.BatchProved>> proven = new LinkedHashMap<>();

  void founded(Genesis of, Hash256 root) {
    genesis = of;
    genesisRoot = root;
  }

  void closed(BatchHeader header) {
    if (header.data() != null) {
      closed.put(header.hash(), header.data());
    }
  }

  void l1(Event.L1Changed change) {
    change.removed().forEach(proven::remove);
    for (L1Block block : change.added()) {
      for (L1Log log : block.logs()) {
        if (log instanceof L1Log.BatchProved proof && closed.containsKey(proof.header())) {
          proven.computeIfAbsent(block.hash(), _ -> new ArrayList<>()).add(proof);
        }
      }
    }
  }

  /** Writes {@code posted-<replication>} into a run's directory, where proofs are real. */
  void write(Path directory, int replication) {
    if (genesis == null || !genesis.rules().provenOnly()) {
      return;
    }
    List<BatchData> batches = new ArrayList<>();
    Hash256 root = genesisRoot;
    for (List<L1Log.BatchProved> proofs : proven.values()) {
      for (L1Log.BatchProved proof : proofs) {
        batches.add(closed.get(proof.header()));
        root = proof.postRoot();
      }
    }
    Path folder = PublicRecord.folder(directory, replication);
    try {
      new PublicRecord(genesis, batches, root).write(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder, e);
    }
  }
}
