package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A {@link StateStore} in a RocksDB database. A batch is one write to its log, which is replayed
 * when the database is opened after a crash: all of it or nothing. With {@code sync} a batch is on
 * the disk when {@link #write} returns; without, a crash of the machine (not of the process) may
 * lose the last batches, in order from the end.
 */
public final class RocksStore implements StateStore, AutoCloseable {
  private final Options options;
  private final WriteOptions writing;
  private final RocksDB database;

  /**
   * Opens or makes the database.
   *
   * @param folder of the database alone; one process at a time
   * @param sync whether a batch is to be on the disk before {@link #write} returns
   * @throws IOException if it cannot be opened, as where another process has it open
   */
  public RocksStore(Path folder, boolean sync) throws IOException {
    Files.createDirectories(folder);
    options = new Options().setCreateIfMissing(true);
    writing = new WriteOptions().setSync(sync);
    try {
      database = RocksDB.open(options, folder.toString());
    } catch (RocksDBException e) {
      writing.close();
      options.close();
      throw new IOException("the state in " + folder + " cannot be opened", e);
    }
  }

  @Override
  public void scan(byte first, Visitor visitor) {
    try (RocksIterator entries = database.newIterator()) {
      for (entries.seek(new byte[] {first});
          entries.isValid() && entries.key()[0] == first;
          entries.next()) {
        visitor.visit(entries.key(), entries.value());
      }
      entries.status();
    } catch (RocksDBException e) {
      throw new IllegalStateException("the state cannot be read", e);
    }
  }

  @Override
  public void write(List<Entry> entries) {
    try (WriteBatch batch = new WriteBatch()) {
      for (Entry entry : entries) {
        batch.put(entry.key(), entry.value());
      }
      database.write(writing, batch);
    } catch (RocksDBException e) {
      throw new IllegalStateException("the state cannot be written", e);
    }
  }

  @Override
  public void close() {
    database.close();
    writing.close();
    options.close();
  }
}
