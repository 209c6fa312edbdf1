package io.crowdroll.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.evm.Code;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldStateTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theRootIsThatOfTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    WorldState world = Worlds.empty();
    assertThat(world.root()).isEqualTo(Worlds.referenceRoot(world));
    for (int round = 0; round < 12; round++) {
      for (int k = random.nextInt(12); k >= 0; k--) {
        Worlds.change(world, random);
      }
      assertThat(world.root()).isEqualTo(Worlds.referenceRoot(world));
    }
  }

  @Test
  void storageRootsAreThoseOfTheDefinition() {
    SplittableRandom random = new SplittableRandom(7);
    WorldState world = Worlds.empty();
    world.deploy(0, Code.of(new byte[] {1}));
    List<BigInteger> zero = List.of(BigInteger.ZERO, BigInteger.ZERO);
    ReferenceTree reference = new ReferenceTree(true, zero);
    assertThat(storageRoot(world)).isEqualTo(reference.root());
    for (int k = 0; k < 60; k++) {
      long[] key = Worlds.word(random);
      long[] value = random.nextInt(4) == 0 ? new long[4] : Worlds.word(random);
      BigInteger slot = Worlds.number(hash(key));
      BigInteger put = Worlds.number(hash(value));
      long[] before = new long[4];
      world.readStorage(0, key, 0, before, 0);
      boolean absent = !world.storageProof(0, hash(key)).leaf().key().equals(hash(key));
      if (!absent || put.signum() != 0) {
        reference.put(slot, List.of(put.shiftRight(128), put.mod(BigInteger.ONE.shiftLeft(128))));
      }
      world.writeStorage(0, key, 0, value, 0);
      long[] after = new long[4];
      world.readStorage(0, key, 0, after, 0);
      assertThat(after).isEqualTo(value);
      assertThat(storageRoot(world)).isEqualTo(reference.root());
    }
  }

  /** What a block changes may be hashed at its end or after every change: the root is the same. */
  @Test
  void aBatchedUpdateIsAsGoodAsOneByOne() {
    WorldState batched = Worlds.empty();
    WorldState single = new WorldState(new Accounts(), new Scattered());
    SplittableRandom random = new SplittableRandom(5);
    for (int k = 0; k < 600; k++) {
      long seed = random.nextLong();
      Worlds.change(batched, new SplittableRandom(seed));
      Worlds.change(single, new SplittableRandom(seed));
      if (k % 3 == 0) {
        single.root();
      }
    }
    assertThat(batched.root()).isEqualTo(single.root());
    assertThat(new WorldState(copy(batched), new Scattered()).root())
        .isNotEqualTo(batched.root())
        .isEqualTo(new WorldState(copy(batched), Workers.CALLER).root());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void revertRestoresEveryFieldAndTheRoot(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    WorldState world = Worlds.empty();
    List<Integer> marks = new ArrayList<>();
    List<List<Object>> states = new ArrayList<>();
    for (int round = 0; round < 30; round++) {
      if (!marks.isEmpty() && random.nextInt(3) == 0) {
        int back = random.nextInt(marks.size());
        world.revert(marks.get(back));
        assertThat(Worlds.everything(world)).isEqualTo(states.get(back));
        marks.subList(back, marks.size()).clear();
        states.subList(back, states.size()).clear();
      }
      marks.add(world.snapshot());
      states.add(Worlds.everything(world));
      for (int k = random.nextInt(15); k >= 0; k--) {
        Worlds.change(world, random);
        if (random.nextInt(5) == 0) {
          world.root();
        }
      }
    }
    assertThat(world.root()).isEqualTo(Worlds.referenceRoot(world));
  }

  @Test
  void whatIsForgottenIsNoLongerUndone() {
    WorldState world = Worlds.empty();
    world.accounts().bumpNonce(0);
    world.forget();
    int mark = world.snapshot();
    world.accounts().bumpNonce(0);
    world.revert(mark);
    assertThat(world.accounts().nonce(0)).isOne();
  }

  @Test
  void ofBalanceAndDebtOneIsZero() {
    WorldState world = Worlds.empty();
    SplittableRandom random = new SplittableRandom(9);
    for (int k = 0; k < 200; k++) {
      Wei delta = Worlds.amount(random);
      world.accounts().addNet(0, random.nextBoolean() ? delta : delta.negate());
      AccountLeaf leaf = world.leaf(0);
      assertThat(leaf.isWellFormed()).isTrue();
      assertThat(leaf.balance().minus(leaf.debt())).isEqualTo(world.accounts().net(0));
    }
  }

  /** Leaves are in order of creation, so the root tells histories apart that end alike. */
  @Test
  void theOrderOfCreationIsPartOfTheRootAndTheOrderOfOtherChangesIsNot() {
    Address a = new Address(0, 0, 70_000);
    Address b = new Address(0, 0, 80_000);
    WorldState ab = opened(a, b);
    WorldState ba = opened(b, a);
    assertThat(ab.root()).isNotEqualTo(ba.root());
    WorldState one = opened(a, b);
    WorldState other = opened(a, b);
    one.accounts().addNet(1, Wei.of(5));
    one.accounts().addEth(2, Wei.of(6));
    other.accounts().addEth(2, Wei.of(6));
    other.root();
    other.accounts().addNet(1, Wei.of(5));
    assertThat(one.root()).isEqualTo(other.root());
  }

  private static WorldState opened(Address... addresses) {
    WorldState world = Worlds.empty();
    for (Address address : addresses) {
      world.accounts().open(address);
    }
    return world;
  }

  private static Accounts copy(WorldState world) {
    Accounts from = world.accounts();
    Accounts to = new Accounts();
    for (int account = 0; account < from.size(); account++) {
      if (account > 0) {
        to.open(from.address(account));
      }
      to.restore(account, from.fields(account));
    }
    return to;
  }

  private static BigInteger storageRoot(WorldState world) {
    return Worlds.number(world.leaf(0).storageRoot());
  }

  private static Hash256 hash(long[] words) {
    return new Hash256(words[3], words[2], words[1], words[0]);
  }

  /** Three workers, the last task first: what is independent may run in any order. */
  private static final class Scattered implements Workers {
    @Override
    public int count() {
      return 3;
    }

    @Override
    public void run(int tasks, io.crowdroll.prover.field.Workers.Task task) {
      for (int k = tasks - 1; k >= 0; k--) {
        task.run(k % 3, k);
      }
    }
  }
}
