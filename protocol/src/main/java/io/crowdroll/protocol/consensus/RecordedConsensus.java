package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A consensus machine with its write-ahead record (PROTOCOL.md §9): an effect leaves only after its
 * event is durable. So what others have seen of a node follows from its record, and after a crash
 * it goes on from there; above all it never signs what contradicts a ballot that has left.
 */
public final class RecordedConsensus {

  /** Where the record is kept, as a port. */
  public interface Store {

    /**
     * Appends bytes and returns once they are durable. A crash meanwhile may leave any number of
     * them, from the first on.
     */
    void append(byte[] bytes);
  }

  private final Consensus machine;
  private final ConsensusCodec codec;
  private final Store store;

  /**
   * @param machine new, or as {@link #recover} left it
   * @param store continues the record of that machine
   */
  public RecordedConsensus(Consensus machine, ConsensusCodec codec, Store store) {
    this.machine = machine;
    this.codec = codec;
    this.store = store;
  }

  /**
   * Replays a record into a new machine. The effects are dropped: they have left, or nobody waits
   * for them any more but the node itself, which repeats them on {@link ConsensusEvent.Restarted}.
   *
   * @param machine that has handled nothing
   * @param record as the store has it
   * @return how many bytes of the record are whole; what follows is to be cut off before more is
   *     appended
   */
  public static int recover(Consensus machine, ConsensusCodec codec, byte[] record) {
    int at = 0;
    for (Frames.Frame frame = Frames.at(record, at); frame != null; frame = Frames.at(record, at)) {
      ConsensusCodec.Entry entry = codec.decodeEntry(frame.content());
      if (entry == null) {
        break;
      }
      machine.handle(entry.now(), entry.event(), effect -> {});
      at = frame.end();
    }
    return at;
  }

  /** Records an event, then handles it; see {@link Consensus#handle}. */
  public void handle(long now, ConsensusEvent event, Consumer<ConsensusEffect> effects) {
    store.append(Frames.frame(codec.encode(now, event)));
    List<ConsensusEffect> due = new ArrayList<>();
    machine.handle(now, event, due::add);
    due.forEach(effects);
  }

  /** The height that is decided or to be decided; {@code null} before the first term. */
  public Term term() {
    return machine.term();
  }

  /** A hash of all that the machine knows. */
  public Hash256 digest() {
    return machine.digest();
  }
}
