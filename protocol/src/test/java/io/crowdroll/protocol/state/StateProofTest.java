package io.crowdroll.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.evm.Code;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StateProofTest {
  private static final Address LOW = new Address(0, 0, 1 << 20);
  private static final Address HIGH = new Address(7, 0, 9);

  private final WorldState world = Worlds.empty();

  StateProofTest() {
    SplittableRandom random = new SplittableRandom(3);
    world.accounts().open(HIGH);
    world.accounts().open(LOW);
    for (int k = 0; k < 40; k++) {
      Worlds.change(world, random);
    }
    int low = world.accounts().find(LOW);
    world.accounts().addNet(low, Wei.of(11).minus(world.accounts().net(low)));
    world.accounts().addBonded(low, Wei.of(12));
    world.accounts().addEth(low, Wei.of(13));
    world.accounts().bumpNonce(low);
  }

  @Test
  void everyAccountIsProvenAndNoOther() {
    Hash256 root = world.root();
    for (int account = 0; account < world.accounts().size(); account++) {
      Address address = world.accounts().address(account);
      StateProof proof = world.proof(address);
      assertThat(proof.leaf()).isEqualTo(world.leaf(account));
      assertThat(proof.proves(root, AccountLeaf.key(address))).isTrue();
      assertThat(proof.proves(root, AccountLeaf.key(new Address(1, 2, 3)))).isFalse();
      assertThat(proof.provesAbsence(root, AccountLeaf.key(address))).isFalse();
    }
  }

  @Test
  void absenceIsProvenBetweenAnyTwoNeighboursAndBeyondTheLast() {
    Hash256 root = world.root();
    for (int account = 0; account < world.accounts().size(); account++) {
      Address address = world.accounts().address(account);
      Address after = new Address(address.w0(), address.w1(), address.w2() + 1);
      if (address.w2() != -1 && world.accounts().find(after) < 0) {
        StateProof proof = world.proof(after);
        assertThat(proof.index()).isEqualTo(account);
        assertThat(proof.provesAbsence(root, AccountLeaf.key(after))).isTrue();
        assertThat(proof.proves(root, AccountLeaf.key(after))).isFalse();
      }
    }
    Address last = new Address(-1, -1, -1);
    if (world.accounts().find(last) < 0) {
      StateProof beyond = world.proof(last);
      assertThat(beyond.leaf().nextKey()).isEqualTo(Hash256.ZERO);
      assertThat(beyond.provesAbsence(root, AccountLeaf.key(last))).isTrue();
    }
  }

  @Test
  void anEmptyListProvesAllAbsentButZero() {
    WorldState empty = Worlds.empty();
    Hash256 root = empty.root();
    StateProof head = empty.proof(Address.ZERO);
    assertThat(head.proves(root, Hash256.ZERO)).isTrue();
    assertThat(head.provesAbsence(root, Hash256.ZERO)).isFalse();
    assertThat(head.provesAbsence(root, AccountLeaf.key(new Address(0, 0, 1)))).isTrue();
    assertThat(head.provesAbsence(root, AccountLeaf.key(new Address(-1, -1, -1)))).isTrue();
  }

  @Test
  void aProofDiesWithItsRoot() {
    StateProof old = world.proof(LOW);
    Hash256 root = world.root();
    world.accounts().addEth(world.accounts().find(HIGH), Wei.of(1));
    assertThat(old.proves(world.root(), AccountLeaf.key(LOW))).isFalse();
    assertThat(old.proves(root, AccountLeaf.key(LOW))).isTrue();
  }

  @Test
  void everyMutatedFieldIsRejected() {
    Hash256 root = world.root();
    StateProof proof = world.proof(LOW);
    AccountLeaf leaf = (AccountLeaf) proof.leaf();
    for (AccountLeaf mutant : mutants(leaf)) {
      assertThat(new StateProof(mutant, proof.index(), proof.siblings()).isIn(root))
          .as("%s", mutant)
          .isFalse();
    }
    assertWayIsBound(root, proof);
  }

  private static List<AccountLeaf> mutants(AccountLeaf l) {
    Wei one = Wei.of(1);
    Hash256 bit = new Hash256(0, 0, 0, 1);
    Address other = new Address(3, 1, 4);
    return List.of(
        leaf(l, other, l.next(), l.nonce(), l.balance(), l.debt(), l.bonded(), l.eth()),
        leaf(l, l.address(), other, l.nonce(), l.balance(), l.debt(), l.bonded(), l.eth()),
        leaf(l, l.address(), l.next(), ~l.nonce(), l.balance(), l.debt(), l.bonded(), l.eth()),
        leaf(l, l.address(), l.next(), l.nonce(), one, l.debt(), l.bonded(), l.eth()),
        leaf(l, l.address(), l.next(), l.nonce(), l.balance(), one, l.bonded(), l.eth()),
        leaf(l, l.address(), l.next(), l.nonce(), Wei.ZERO, l.balance(), l.bonded(), l.eth()),
        leaf(l, l.address(), l.next(), l.nonce(), l.balance(), l.debt(), l.eth(), l.bonded()),
        leaf(l, l.address(), l.next(), l.nonce(), l.balance(), l.debt(), l.bonded(), one),
        leaf(l, l.address(), l.next(), l.nonce(), l.balance().negate(), one, l.bonded(), l.eth()),
        coded(l, bit, l.storageRoot()),
        coded(l, new Hash256(1, 0, 0, 0), l.storageRoot()),
        coded(l, l.codeHash(), bit),
        coded(l, l.codeHash(), Hash256.fromBytes(Worlds.bytes(PrimeField.FR.modulus()))));
  }

  private static AccountLeaf leaf(
      AccountLeaf l, Address a, Address next, long nonce, Wei balance, Wei debt, Wei b, Wei eth) {
    return new AccountLeaf(a, next, nonce, balance, debt, b, eth, l.codeHash(), l.storageRoot());
  }

  private static AccountLeaf coded(AccountLeaf l, Hash256 code, Hash256 storage) {
    return new AccountLeaf(
        l.address(),
        l.next(),
        l.nonce(),
        l.balance(),
        l.debt(),
        l.bonded(),
        l.eth(),
        code,
        storage);
  }

  private static void assertWayIsBound(Hash256 root, StateProof proof) {
    assertThat(proof.isIn(root)).isTrue();
    for (int level = 0; level < 32; level++) {
      long elsewhere = proof.index() ^ 1L << level;
      assertThat(new StateProof(proof.leaf(), elsewhere, proof.siblings()).isIn(root)).isFalse();
      List<Hash256> siblings = new ArrayList<>(proof.siblings());
      Hash256 sibling = siblings.get(level);
      siblings.set(level, new Hash256(sibling.w0(), sibling.w1(), sibling.w2(), sibling.w3() ^ 1));
      assertThat(new StateProof(proof.leaf(), proof.index(), siblings).isIn(root)).isFalse();
      // the same element by another name
      BigInteger alias = Worlds.number(sibling).add(PrimeField.FR.modulus());
      siblings.set(level, Hash256.fromBytes(Worlds.bytes(alias)));
      assertThat(new StateProof(proof.leaf(), proof.index(), siblings).isIn(root)).isFalse();
    }
    long beyond = proof.index() + (1L << 32);
    assertThat(new StateProof(proof.leaf(), beyond, proof.siblings()).isIn(root)).isFalse();
    List<Hash256> shorter = proof.siblings().subList(0, 31);
    assertThat(new StateProof(proof.leaf(), proof.index(), shorter).isIn(root)).isFalse();
  }

  @Test
  void storageKeysThatDifferByTheModulusAreTwo() {
    int contract = world.accounts().find(LOW);
    if (!world.accounts().hasCode(contract)) {
      world.deploy(contract, Code.of(new byte[] {1, 2}));
    }
    BigInteger r = PrimeField.FR.modulus();
    for (BigInteger key : List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.valueOf(77))) {
      Hash256 alias = Hash256.fromBytes(Worlds.bytes(key.add(r)));
      world.writeStorage(contract, words(alias), 0, new long[] {5, 0, 0, 0}, 0);
      Hash256 root = world.leaf(contract).storageRoot();
      Hash256 plain = Hash256.fromBytes(Worlds.bytes(key));
      StateProof absent = world.storageProof(contract, plain);
      if (key.signum() > 0) {
        assertThat(absent.provesAbsence(root, plain)).isTrue();
        assertThat(absent.provesAbsence(root, alias)).isFalse();
      } else {
        // leaf 0 is key 0's own
        assertThat(absent.proves(root, plain)).isTrue();
        assertThat(((StorageLeaf) absent.leaf()).value()).isEqualTo(Hash256.ZERO);
      }
      StateProof present = world.storageProof(contract, alias);
      assertThat(present.proves(root, alias)).isTrue();
      assertThat(present.proves(root, plain)).isFalse();
    }
  }

  @Test
  void everyMutatedFieldOfASlotIsRejected() {
    int contract = world.accounts().find(HIGH);
    if (!world.accounts().hasCode(contract)) {
      world.deploy(contract, Code.of(new byte[] {1, 2}));
    }
    SplittableRandom random = new SplittableRandom(8);
    for (int k = 0; k < 30; k++) {
      world.writeStorage(contract, Worlds.word(random), 0, Worlds.word(random), 0);
    }
    Hash256 root = world.leaf(contract).storageRoot();
    StateProof proof = world.storageProof(contract, new Hash256(1L << 63, 0, 0, 0));
    StorageLeaf leaf = (StorageLeaf) proof.leaf();
    for (int bit = 0; bit < 256; bit += 31) {
      Hash256 flip = Hash256.fromBytes(Worlds.bytes(BigInteger.ONE.shiftLeft(bit)));
      for (StorageLeaf mutant :
          List.of(
              new StorageLeaf(xor(leaf.key(), flip), leaf.nextKey(), leaf.value()),
              new StorageLeaf(leaf.key(), xor(leaf.nextKey(), flip), leaf.value()),
              new StorageLeaf(leaf.key(), leaf.nextKey(), xor(leaf.value(), flip)))) {
        assertThat(new StateProof(mutant, proof.index(), proof.siblings()).isIn(root)).isFalse();
      }
    }
    assertWayIsBound(root, proof);
  }

  private static Hash256 xor(Hash256 a, Hash256 b) {
    return new Hash256(a.w0() ^ b.w0(), a.w1() ^ b.w1(), a.w2() ^ b.w2(), a.w3() ^ b.w3());
  }

  private static long[] words(Hash256 number) {
    return new long[] {number.w3(), number.w2(), number.w1(), number.w0()};
  }
}
