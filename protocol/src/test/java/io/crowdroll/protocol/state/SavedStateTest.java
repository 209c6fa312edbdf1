package io.crowdroll.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedStateTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aReopenedWorldIsTheSavedOneAndGoesOnAlike(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MemoryStore store = new MemoryStore();
    WorldState world = WorldState.open(new Accounts(), Workers.CALLER, store);
    assertThat(world.height()).isEqualTo(-1);
    for (int height = 0; height < 12; height++) {
      for (int k = random.nextInt(20); k >= 0; k--) {
        Worlds.change(world, random);
      }
      int mark = world.snapshot();
      for (int k = random.nextInt(10); k >= 0; k--) {
        Worlds.change(world, random);
      }
      if (random.nextBoolean()) {
        world.root();
      }
      if (random.nextBoolean()) {
        world.revert(mark);
      }
      world.save(height);
      WorldState again = WorldState.open(new Accounts(), Workers.CALLER, store);
      assertThat(again.height()).isEqualTo(height);
      assertThat(Worlds.everything(again)).isEqualTo(Worlds.everything(world));
      assertThat(again.root()).isEqualTo(Worlds.referenceRoot(again));
      if (random.nextBoolean()) {
        world = again;
      }
    }
  }

  @Test
  void whatWasNotSavedIsNotThere() {
    MemoryStore store = new MemoryStore();
    WorldState world = WorldState.open(new Accounts(), Workers.CALLER, store);
    world.save(0);
    List<Object> saved = Worlds.everything(world);
    SplittableRandom random = new SplittableRandom(1);
    for (int k = 0; k < 50; k++) {
      Worlds.change(world, random);
    }
    world.root();
    WorldState again = WorldState.open(new Accounts(), Workers.CALLER, store);
    assertThat(Worlds.everything(again)).isEqualTo(saved);
  }

  @Test
  void aDamagedNodeIsNoticed() {
    MemoryStore store = new MemoryStore();
    WorldState world = WorldState.open(new Accounts(), Workers.CALLER, store);
    world.accounts().bumpNonce(0);
    world.save(3);
    List<StateStore.Entry> nodes = new ArrayList<>();
    store.scan((byte) 'n', (key, value) -> nodes.add(new StateStore.Entry(key, value)));
    StateStore.Entry top = nodes.getLast();
    top.value()[31] ^= 1;
    store.write(List.of(top));
    assertThatThrownBy(() -> WorldState.open(new Accounts(), Workers.CALLER, store))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("saved was");
  }
}
