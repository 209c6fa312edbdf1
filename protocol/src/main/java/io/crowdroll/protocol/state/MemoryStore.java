package io.crowdroll.protocol.state;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A {@link StateStore} that lives as long as the process. */
public final class MemoryStore implements StateStore {
  private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

  @Override
  public void scan(byte first, Visitor visitor) {
    for (Map.Entry<byte[], byte[]> entry : entries.tailMap(new byte[] {first}).entrySet()) {
      if (entry.getKey()[0] != first) {
        return;
      }
      visitor.visit(entry.getKey().clone(), entry.getValue().clone());
    }
  }

  @Override
  public void write(List<Entry> batch) {
    for (Entry entry : batch) {
      entries.put(entry.key().clone(), entry.value().clone());
    }
  }
}
