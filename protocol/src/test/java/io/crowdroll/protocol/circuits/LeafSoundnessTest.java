package io.crowdroll.protocol.circuits;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.prover.circuit.gadget.JubjubPoint;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * False slots that a prover might try, each refused by its circuit (STATEMENTS.md; labels: the bug
 * classes of zero-knowledge circuits, see docs/circuits.md).
 */
class LeafSoundnessTest {
  private final SlotWorld world = new SlotWorld(new Random(31), 4);
  private final SlotWorld.Owner owner = world.owners.get(0);
  private final Address other = world.owners.get(1).address();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PAD")
  void c1_m3_anotherPreRootTaskOrDeploymentIsNotWhatThePublicInputSays(SlotKind kind) {
    Statement good = world.leaf(world.valid(kind));
    Statement otherTask =
        Tampered.header(good, good.deployment(), good.subject().add(BigInteger.ONE), 0, 0);
    Statement elsewhere =
        Tampered.header(good, good.deployment().add(BigInteger.ONE), good.subject(), 0, 0);
    assertThat(Tampered.refusal(good, otherTask)).isNotNull();
    assertThat(Tampered.refusal(good, elsewhere)).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"TRANSFER", "WITHDRAW", "BOND"})
  void m3_messageReplayedToAnotherDeployment(SlotKind kind) {
    Statement good = world.leaf(world.valid(kind));
    Statement elsewhere =
        Tampered.header(good, good.deployment().add(BigInteger.ONE), good.subject(), 0, 0);
    Leaves.assertFalse(elsewhere);
  }

  @ParameterizedTest
  @EnumSource(names = {"TRANSFER", "WITHDRAW", "BOND"})
  void c10_noSecondEncodingOfASignatureAndNoKeyOffTheCurveOrOfSmallOrder(SlotKind kind) {
    Statement good = world.leaf(world.valid(kind));
    Slot slot = good.slots().getFirst().slot();
    BigInteger minusOne = PrimeField.FR.modulus().subtract(BigInteger.ONE);
    List<BigInteger> values = slot.signed().values();
    for (List<BigInteger> forged :
        List.of(
            with(values, 4, values.get(4).add(JubjubPoint.ORDER)),
            with(values, 0, values.get(0).xor(BigInteger.TWO)),
            with(values, 2, values.get(2).xor(BigInteger.TWO)),
            with(with(values, 0, BigInteger.ZERO), 1, minusOne),
            with(with(values, 2, BigInteger.ZERO), 3, minusOne))) {
      Slot.Signed signed = new Slot.Signed(forged, slot.signed().maxFee(), slot.signed().tip());
      // the words say nothing of a user's signature: they commit to the same
      Leaves.assertFalse(Tampered.slot(good, slot.signed(signed)));
    }
  }

  private static List<BigInteger> with(List<BigInteger> values, int place, BigInteger value) {
    List<BigInteger> others = new ArrayList<>(values);
    others.set(place, value);
    return others;
  }

  @Test
  void duplicateOpenAtTheEndOfTheList() {
    Address last = new Address(-1, -1, -1);
    world.leaf(world.opens(last));
    assertThat(Leaves.refusal(world.leaf(world.opens(new Address(-2, 0, 0))))).isNull();
    Hash256 before = world.writer.root();
    Opening tail = Opening.of(world.state.proof(last));
    SlotWitness again =
        new SlotWitness(
            world.opens(last), tail, new Opening(null, world.accounts.size(), tail.siblings()));
    Leaves.assertFalse(SlotWorld.leaf(before, again, before));
  }

  @Test
  void hiddenLeafIndex() {
    Statement good = world.leaf(world.opens(world.anyAddress()));
    Slot open = good.slots().getFirst().slot();
    Slot elsewhere = Slot.opens(open.to(), open.opened() + 1);
    // the words name one place, the path leads to another
    Statement forged = Tampered.slot(good, elsewhere);
    assertThat(Tampered.refusal(forged, good)).isNotNull();
    // an open over a leaf that is in use
    SlotWitness witness = good.slots().getFirst();
    Opening used = Opening.of(world.state.proof(other));
    SlotWitness over = new SlotWitness(elsewhere, witness.first(), used);
    Leaves.assertFalse(Tampered.with(good, List.of(over)));
  }

  @Test
  void withdrawWithAppliedZero() {
    Statement good = world.leaf(world.valid(SlotKind.WITHDRAW));
    Statement hidden = Tampered.slot(good, SlotWorld.voided(good.slots().getFirst().slot()));
    assertThat(hidden.words()).isNotEqualTo(good.words());
    assertThat(Leaves.refusal(hidden)).isNotNull();
  }

  @Test
  void bondOfEth() {
    Slot eth =
        world.signed(
            SlotKind.BOND, owner, Address.ZERO, Asset.ETH, BigInteger.TEN, BigInteger.ONE, 0);
    // the circuit has no word for it: what was signed is another message
    Leaves.assertFalse(world.leaf(eth));
  }

  @Test
  void c4_anAmountFeeOrNonceOutOfRangeIsRefused() {
    BigInteger amount = BigInteger.ONE.shiftLeft(128);
    BigInteger fee = BigInteger.ONE.shiftLeft(120);
    for (Slot slot :
        List.of(
            spend(amount, BigInteger.ONE),
            spend(BigInteger.ONE, fee),
            spend(BigInteger.ZERO, BigInteger.ONE))) {
      Leaves.assertFalse(unexecuted(slot));
    }
  }

  @Test
  void c8_nobodySpendsMoreThanThereIsOrUnderAFeeAboveTheCap() {
    BigInteger balance = world.accounts.net(1).toBigInteger();
    Leaves.assertFalse(world.leaf(spend(balance, BigInteger.ONE)));
    Slot capped = spend(BigInteger.TEN, BigInteger.TEN);
    Slot dear =
        SlotWorld.sign(
            capped.signed(new Slot.Signed(List.of(), BigInteger.valueOf(9), BigInteger.ZERO)),
            owner.key());
    Leaves.assertFalse(world.leaf(dear));
  }

  @Test
  void theLastNonceIsNeverUsed() {
    world.accounts.bumpNonce(1);
    Slot slot =
        world.signed(
            SlotKind.TRANSFER, owner, other, Asset.ZKPOW, BigInteger.ONE, BigInteger.ONE, -1);
    Leaves.assertFalse(unexecuted(slot));
  }

  @Test
  void reservedAddressesReceiveNothing() {
    world.leaf(world.opens(new Address(0, 0, 65_535)));
    Slot slot =
        world.signed(
            SlotKind.TRANSFER,
            owner,
            new Address(0, 0, 65_535),
            Asset.ZKPOW,
            BigInteger.ONE,
            BigInteger.ONE,
            0);
    Leaves.assertFalse(world.leaf(slot));
    world.leaf(world.opens(new Address(0, 0, 65_536)));
    Slot first =
        world.signed(
            SlotKind.TRANSFER,
            owner,
            new Address(0, 0, 65_536),
            Asset.ZKPOW,
            BigInteger.ONE,
            BigInteger.ONE,
            1);
    assertThat(Leaves.refusal(world.leaf(first))).isNull();
  }

  @Test
  void c9_aLeafOfAnotherAccountOrPlaceIsRefused() {
    Slot slot = world.spends(SlotKind.TRANSFER, owner, other);
    Statement good = world.leaf(slot);
    SlotWitness witness = good.slots().getFirst();
    Opening wrong = Opening.of(world.state.proof(world.owners.get(2).address()));
    Opening moved =
        new Opening(
            witness.first().leaf(), witness.first().index() ^ 1, witness.first().siblings());
    for (SlotWitness forged :
        List.of(
            new SlotWitness(slot, wrong, witness.second()),
            new SlotWitness(slot, moved, witness.second()),
            new SlotWitness(slot, witness.first(), wrong))) {
      Leaves.assertFalse(Tampered.with(good, List.of(forged)));
    }
  }

  @Test
  void c14_aSettlementTakesAllTheBondAndNoMore() {
    BigInteger bonded = world.accounts.bonded(1).toBigInteger();
    assertThat(Leaves.refusal(world.leaf(takesBond(bonded)))).isNull();
    Leaves.assertFalse(world.leaf(takesBond(BigInteger.ONE)));
  }

  private Slot takesBond(BigInteger amount) {
    return Slot.settles(
        owner.address(),
        new Slot.Deltas(BigInteger.ZERO, amount.negate()),
        other,
        Slot.Deltas.NONE);
  }

  private Opening proof(Address address) {
    return Opening.of(world.state.proof(address));
  }

  private Slot spend(BigInteger value, BigInteger fee) {
    long nonce = world.accounts.nonce(1);
    return world.signed(SlotKind.TRANSFER, owner, other, Asset.ZKPOW, value, fee, nonce);
  }

  /** A statement about a slot that execution would refuse, with the leaves as they are. */
  private Statement unexecuted(Slot slot) {
    Hash256 before = world.writer.root();
    return SlotWorld.leaf(
        before, new SlotWitness(slot, proof(slot.sender()), proof(slot.to())), before);
  }
}
