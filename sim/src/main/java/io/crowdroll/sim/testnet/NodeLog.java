package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.node.NodeEffect;
import io.crowdroll.protocol.node.RecordCodec;
import io.crowdroll.protocol.state.StateStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A node's record: every event that it has handled, in order (PROTOCOL.md §9). It is the node's
 * write-ahead log, so what is appended is on the disk when {@link #append} returns.
 *
 * <p>Not safe for use by several threads.
 */
public final class NodeLog {
  private static final byte EVENT = 'e';

  /**
   * An event as it was handled.
   *
   * @param now the time that it was handled at, ms
   * @param event its bytes; not copied
   * @param effects keccak of all that came of it
   */
  public record Entry(long now, byte[] event, Hash256 effects) {}

  /** What an entry says of its event's effects. */
  static Hash256 digest(List<NodeEffect> effects) {
    Keccak256 keccak = new Keccak256();
    effects.forEach(effect -> keccak.putBytes(effect.encode()));
    return keccak.digest();
  }

  private final StateStore store;
  private long size;

  /**
   * @param store that keeps what it has written, and nothing else's
   */
  public NodeLog(StateStore store) {
    this.store = store;
    scan(_ -> size++);
  }

  /** Events so far. */
  public long size() {
    return size;
  }

  /** Shows all events in order. */
  public void scan(Consumer<Entry> visitor) {
    store.scan(EVENT, (_, value) -> visitor.accept(RecordCodec.decode(Entry.class, value)));
  }

  /** Appends events, all or none. */
  public void append(List<Entry> entries) {
    List<StateStore.Entry> batch = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      byte[] key = ByteBuffer.allocate(1 + Long.BYTES).put(EVENT).putLong(size++).array();
      batch.add(new StateStore.Entry(key, RecordCodec.encode(Entry.class, entry)));
    }
    store.write(batch);
  }
}
