package io.crowdroll.sim.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.evm.Code;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.state.StateStore.Entry;
import io.crowdroll.protocol.state.Workers;
import io.crowdroll.protocol.state.WorldState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreTest {
  @TempDir Path folder;

  @Test
  void aReopenedStateHasTheSameRootAndHeight() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    Hash256 root = null;
    for (int life = 0; life < 4; life++) {
      try (RocksStore store = new RocksStore(folder, life % 2 == 0)) {
        WorldState world = WorldState.open(new Accounts(), Workers.CALLER, store);
        if (root != null) {
          assertThat(world.root()).isEqualTo(root);
          assertThat(world.height()).isEqualTo(life - 1);
        }
        for (int k = 0; k < 20; k++) {
          int account = world.accounts().open(new Address(life, k, random.nextLong()));
          world.accounts().addNet(account, Wei.of(random.nextLong() >>> 1));
          if (k % 5 == 0) {
            world.deploy(account, Code.of(new byte[] {(byte) k, (byte) life}));
            world.writeStorage(account, new long[] {k, 0, 0, life}, 0, new long[] {1, 2, 3, 4}, 0);
          }
        }
        world.save(life);
        root = world.root();
        world.accounts().bumpNonce(0);
      }
    }
  }

  @Test
  void entriesAreShownInTheOrderOfTheirBytes() throws IOException {
    try (RocksStore store = new RocksStore(folder, false)) {
      store.write(
          List.of(entry(2, -1), entry(1, 5), entry(2, 127), entry(2, 0), entry(3), entry(2)));
      List<List<Byte>> seen = new ArrayList<>();
      store.scan((byte) 2, (key, value) -> seen.add(key.length < 2 ? List.of() : List.of(key[1])));
      assertThat(seen)
          .containsExactly(List.of(), List.of((byte) 0), List.of((byte) 127), List.of((byte) -1));
    }
  }

  private static Entry entry(int... key) {
    byte[] bytes = new byte[key.length];
    for (int k = 0; k < key.length; k++) {
      bytes[k] = (byte) key[k];
    }
    return new Entry(bytes, new byte[] {1});
  }

  @Test
  void twoProcessesCannotHaveItOpen() throws IOException {
    try (RocksStore first = new RocksStore(folder, false)) {
      first.write(List.of(entry(1)));
      assertThatThrownBy(() -> new RocksStore(folder, false))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot be opened");
    }
  }

  /** A process killed while it saves leaves the state of some whole block. */
  @Test
  void aKilledProcessLeavesAWholeBlock() throws IOException, InterruptedException {
    Path said = folder.resolveSibling(folder.getFileName() + ".out");
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Saving.class.getName(),
                folder.toString())
            .redirectOutput(said.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (Files.size(said) < 12 && child.isAlive()) {
      Thread.sleep(20);
    }
    child.destroyForcibly();
    assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
    // the last line may be torn
    long acknowledged = Files.readString(said).lines().count() - 2;
    Files.delete(said);
    assertThat(acknowledged).isGreaterThan(3);
    try (RocksStore store = new RocksStore(folder, true)) {
      WorldState world = WorldState.open(new Accounts(), Workers.CALLER, store);
      assertThat(world.height()).isGreaterThanOrEqualTo(acknowledged);
      assertThat(world.accounts().nonce(0)).isEqualTo(world.height() + 1);
      assertThat(world.accounts().size())
          .isEqualTo((int) (world.height() + 1) * Saving.ACCOUNTS + 1);
    }
  }

  /** Saves block after block until it is killed, and says which are saved. */
  static final class Saving {
    static final int ACCOUNTS = 30;

    private Saving() {}

    public static void main(String[] args) throws IOException {
      try (RocksStore store = new RocksStore(Path.of(args[0]), true)) {
        WorldState world = WorldState.open(new Accounts(), Workers.CALLER, store);
        for (long height = 0; ; height++) {
          world.accounts().bumpNonce(0);
          for (int k = 0; k < ACCOUNTS; k++) {
            world.accounts().open(new Address(k, height, 1));
          }
          world.save(height);
          System.out.println(height);
        }
      }
    }
  }
}
