package io.crowdroll.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.evm.Code;
import io.crowdroll.protocol.evm.Limbs;
import io.crowdroll.protocol.evm.Log;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayTest {
  private static final Address RICH = new Address(0, 0, 0x10_0001);
  private static final Address OWING = new Address(0, 0, 0x10_0002);
  private static final Address SHOP = new Address(0, 0, 0x10_0003);
  private static final Address NEW = new Address(9, 0, 0);
  private static final Code CODE = Code.of(new byte[] {0x60, 1});

  private final WorldState world = Worlds.empty();
  private final Accounts accounts = world.accounts();
  private final BlockHashes hashes = new BlockHashes();
  private final Overlay overlay = new Overlay(world, hashes);

  @BeforeEach
  void found() {
    accounts.addNet(accounts.open(RICH), Wei.of(1000));
    accounts.addNet(accounts.open(OWING), Wei.of(-30));
    int shop = accounts.open(SHOP);
    accounts.addNet(shop, Wei.of(50));
    world.deploy(shop, CODE);
    world.writeStorage(shop, word(7), 0, word(70), 0);
    overlay.begin();
  }

  @Test
  void nothingReachesTheWorldBeforeTheCommit() {
    List<Object> before = Worlds.everything(world);
    pay(RICH, NEW, 10);
    overlay.store(SHOP, word(7), 0, word(71), 0);
    overlay.setNonce(RICH, 5);
    overlay.create(NEW);
    overlay.setCode(NEW, CODE);
    assertThat(Worlds.everything(world)).isEqualTo(before);
    overlay.begin();
    assertThat(overlay.commit(accounts::addNet)).isEqualTo(Wei.ZERO);
    assertThat(Worlds.everything(world)).isEqualTo(before);
  }

  @Test
  void accountsAndSlotsAreMadeAtTheEndInAscendingOrder() {
    List<Address> made = new ArrayList<>();
    for (int k = 9; k > 0; k--) {
      made.add(new Address(k * 5 % 9, 0, k));
      pay(RICH, made.getLast(), 1);
      overlay.store(SHOP, word(100 + k * 7 % 10), 0, word(k), 0);
    }
    int first = accounts.size();
    assertThat(overlay.commit(accounts::addNet)).isEqualTo(Wei.ZERO);
    for (int account = first; account < accounts.size(); account++) {
      assertThat(accounts.balance(account)).isEqualTo(Wei.of(1));
      assertThat(account == first || before(account - 1, account)).isTrue();
    }
    assertThat(accounts.size()).isEqualTo(first + made.size());
    int shop = accounts.find(SHOP);
    for (int slot = 3; slot <= 10; slot++) {
      Hash256 key = slotKey(shop, slot);
      assertThat(key).isGreaterThan(slotKey(shop, slot - 1));
    }
  }

  private boolean before(int a, int b) {
    return accounts.address(a).compareTo(accounts.address(b)) < 0;
  }

  // the key whose slot is the one with that index
  private Hash256 slotKey(int account, int index) {
    for (int k = 0; k < 200; k++) {
      Hash256 key = new Hash256(0, 0, 0, k);
      StateProof proof = world.storageProof(account, key);
      if (proof.index() == index && proof.leaf().key().equals(key)) {
        return key;
      }
    }
    throw new AssertionError("no slot " + index);
  }

  @Test
  void anAccountThatIsEmptyAtTheEndGetsNoLeaf() {
    int size = accounts.size();
    pay(RICH, NEW, 10);
    pay(NEW, RICH, 10);
    overlay.transfer(RICH, new Address(8, 8, 8), word(0), 0);
    assertThat(overlay.isEmpty(NEW)).isTrue();
    overlay.commit(accounts::addNet);
    assertThat(accounts.size()).isEqualTo(size);
  }

  @Test
  void aCreditRepaysDebtFirstAndTheEvmSeesTheBalance() {
    assertThat(balance(OWING)).isZero();
    assertThat(overlay.isEmpty(OWING)).as("debt is not nothing").isFalse();
    pay(RICH, OWING, 20);
    assertThat(balance(OWING)).isZero();
    pay(RICH, OWING, 25);
    assertThat(balance(OWING)).isEqualTo(15);
    overlay.commit(accounts::addNet);
    int owing = accounts.find(OWING);
    assertThat(accounts.debt(owing)).isEqualTo(Wei.ZERO);
    assertThat(accounts.balance(owing)).isEqualTo(Wei.of(15));
  }

  @Test
  void bondAndBridgedEthMakeAnAccountNotEmpty() {
    Address bonded = new Address(1, 1, 1);
    Address bridged = new Address(1, 1, 2);
    accounts.addBonded(accounts.open(bonded), Wei.of(1));
    accounts.addEth(accounts.open(bridged), Wei.of(1));
    accounts.open(new Address(1, 1, 3));
    assertThat(overlay.isEmpty(bonded)).isFalse();
    assertThat(overlay.isEmpty(bridged)).isFalse();
    assertThat(overlay.isEmpty(new Address(1, 1, 3))).isTrue();
  }

  @Test
  void whatIsDeletedKeepsDebtAndBondAndTheRestIsGone() {
    int owing = accounts.find(OWING);
    accounts.addBonded(owing, Wei.of(4));
    accounts.addEth(owing, Wei.of(5));
    overlay.begin();
    overlay.create(OWING);
    overlay.setCode(OWING, CODE);
    overlay.store(OWING, word(1), 0, word(2), 0);
    overlay.selfDestruct(OWING, RICH);
    pay(RICH, OWING, 10);
    assertThat(overlay.commit(accounts::addNet)).isEqualTo(Wei.ZERO);
    assertThat(accounts.debt(owing)).isEqualTo(Wei.of(20));
    assertThat(accounts.bonded(owing)).isEqualTo(Wei.of(4));
    assertThat(accounts.eth(owing)).isEqualTo(Wei.of(5));
    assertThat(accounts.nonce(owing)).isZero();
    assertThat(world.leaf(owing).codeHash()).isEqualTo(Hash256.ZERO);
    assertThat(world.leaf(owing).storageRoot()).isEqualTo(Hash256.ZERO);
  }

  @Test
  void whatADeletedAccountStillHoldsIsBurnt() {
    Wei total = accounts.total();
    pay(RICH, NEW, 10);
    overlay.create(NEW);
    overlay.selfDestruct(NEW, NEW);
    assertThat(balance(NEW)).isZero();
    pay(RICH, NEW, 7);
    assertThat(overlay.commit(accounts::addNet)).isEqualTo(Wei.of(17));
    assertThat(accounts.find(NEW)).isNegative();
    assertThat(total.minus(accounts.total())).isEqualTo(Wei.of(17));
  }

  @Test
  void aContractFromBeforeOnlySendsItsBalance() {
    overlay.selfDestruct(SHOP, SHOP);
    assertThat(balance(SHOP)).isEqualTo(50);
    overlay.selfDestruct(SHOP, RICH);
    overlay.commit(accounts::addNet);
    int shop = accounts.find(SHOP);
    assertThat(accounts.balance(shop)).isEqualTo(Wei.ZERO);
    assertThat(accounts.balance(accounts.find(RICH))).isEqualTo(Wei.of(1050));
    assertThat(world.code(shop)).isSameAs(CODE);
    assertThat(value(SHOP, 7)).isEqualTo(70);
  }

  @Test
  void storageOfAnAccountLeftWithoutCodeIsDropped() {
    overlay.create(NEW);
    overlay.store(NEW, word(1), 0, word(2), 0);
    overlay.commit(accounts::addNet);
    int made = accounts.find(NEW);
    assertThat(accounts.nonce(made)).isOne();
    assertThat(world.leaf(made).storageRoot()).isEqualTo(Hash256.ZERO);
    assertThat(overlay.isOccupied(NEW)).isTrue();
  }

  @Test
  void theOriginalValueIsThatOfTheTransactionsStart() {
    long[] out = new long[8];
    overlay.store(SHOP, word(7), 0, word(71), 0);
    overlay.loadWithOriginal(SHOP, word(7), 0, out, 0);
    assertThat(out).containsExactly(71, 0, 0, 0, 70, 0, 0, 0);
    overlay.commit(accounts::addNet);
    overlay.loadWithOriginal(SHOP, word(7), 0, out, 0);
    assertThat(out).containsExactly(71, 0, 0, 0, 71, 0, 0, 0);
  }

  @Test
  void warmthAndTransientsEndWithTheTransaction() {
    assertThat(overlay.warm(NEW)).isTrue();
    assertThat(overlay.warm(NEW)).isFalse();
    overlay.warmSlot(SHOP, new Hash256(0, 0, 0, 3));
    assertThat(overlay.load(SHOP, word(3), 0, new long[4], 0)).isFalse();
    overlay.storeTransient(SHOP, word(3), 0, word(5), 0);
    overlay.begin();
    long[] out = word(9);
    overlay.loadTransient(SHOP, word(3), 0, out, 0);
    assertThat(out).isEqualTo(word(0));
    assertThat(overlay.warm(NEW)).isTrue();
    assertThat(overlay.load(SHOP, word(3), 0, new long[4], 0)).isTrue();
  }

  @Test
  void codeMayAskForTheLast256Blocks() {
    for (long height = 0; height < 300; height++) {
      hashes.add(height, new Hash256(height, 1, 2, 3));
    }
    long[] out = new long[4];
    for (long height : new long[] {44, 299}) {
      overlay.blockHash(height, out, 0);
      assertThat(Limbs.hash(out, 0)).isEqualTo(new Hash256(height, 1, 2, 3));
    }
    for (long height : new long[] {43, 300, -1}) {
      overlay.blockHash(height, out, 0);
      assertThat(Limbs.hash(out, 0)).isEqualTo(Hash256.ZERO);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void revertRestoresAllThatCanBeSeen(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> marks = new ArrayList<>();
    List<List<Object>> views = new ArrayList<>();
    for (int round = 0; round < 200; round++) {
      if (!marks.isEmpty() && random.nextInt(3) == 0) {
        int back = random.nextInt(marks.size());
        overlay.revert(marks.get(back));
        assertThat(view()).isEqualTo(views.get(back));
        marks.subList(back + 1, marks.size()).clear();
        views.subList(back + 1, views.size()).clear();
      }
      marks.add(overlay.snapshot());
      views.add(view());
      for (int k = random.nextInt(6); k >= 0; k--) {
        act(random);
      }
    }
    overlay.revert(marks.getFirst());
    List<Object> before = Worlds.everything(world);
    assertThat(overlay.commit(accounts::addNet)).isEqualTo(Wei.ZERO);
    assertThat(Worlds.everything(world)).isEqualTo(before);
  }

  private static final List<Address> ALL =
      List.of(RICH, OWING, SHOP, NEW, new Address(2, 0, 0), new Address(3, 0, 0));

  private void act(SplittableRandom random) {
    Address account = ALL.get(random.nextInt(ALL.size()));
    Address other = ALL.get(random.nextInt(ALL.size()));
    long[] key = word(random.nextInt(5));
    switch (random.nextInt(10)) {
      case 0 -> pay(account, other, random.nextLong(balance(account) + 1));
      case 1 -> overlay.setNonce(account, random.nextInt(100));
      case 2 -> overlay.setCode(account, Code.of(new byte[random.nextInt(3)]));
      case 3 -> {
        if (!overlay.isOccupied(account)) {
          overlay.create(account);
        }
      }
      case 4 -> overlay.selfDestruct(account, other);
      case 5 -> overlay.store(account, key, 0, word(random.nextInt(4)), 0);
      case 6 -> overlay.storeTransient(account, key, 0, word(random.nextInt(4)), 0);
      case 7 -> overlay.warm(account);
      case 8 -> overlay.warmSlot(account, Limbs.hash(key, 0));
      default -> overlay.log(new Log(account, List.of(), new byte[random.nextInt(3)]));
    }
  }

  private List<Object> view() {
    int mark = overlay.snapshot();
    List<Object> all = new ArrayList<>(overlay.logs());
    for (Address account : ALL) {
      all.add(balance(account));
      all.add(overlay.nonce(account));
      all.add(overlay.code(account));
      all.add(overlay.isEmpty(account));
      all.add(overlay.isOccupied(account));
      for (int key = 0; key < 5; key++) {
        long[] out = new long[12];
        overlay.loadTransient(account, word(key), 0, out, 8);
        all.add(overlay.loadWithOriginal(account, word(key), 0, out, 0));
        all.add(Arrays.toString(out));
      }
      all.add(overlay.warm(account));
    }
    overlay.revert(mark);
    return all;
  }

  private void pay(Address from, Address to, long value) {
    overlay.transfer(from, to, word(value), 0);
  }

  private long balance(Address account) {
    long[] out = new long[4];
    overlay.balance(account, out, 0);
    assertThat(out[1] | out[2] | out[3]).isZero();
    return out[0];
  }

  private long value(Address account, long key) {
    long[] out = new long[4];
    world.readStorage(accounts.find(account), word(key), 0, out, 0);
    return out[0];
  }

  private static long[] word(long value) {
    return new long[] {value, 0, 0, 0};
  }
}
