package io.crowdroll.protocol.circuits;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.evm.Code;
import io.crowdroll.prover.circuit.gadget.JubjubPoint;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Forced items are total (PROTOCOL.md §8): each reason to be void is proven as such, cannot be
 * passed over, and cannot be invented.
 */
class ForcedItemsTest {
  private SlotWorld world;
  private SlotWorld.Owner owner;
  private Address other;

  @BeforeEach
  void world() {
    world = new SlotWorld(new Random(11), 4);
    owner = world.owners.get(0);
    other = world.owners.get(1).address();
  }

  enum Fault {
    ABSENT_SENDER,
    FOREIGN_KEY,
    OTHER_MESSAGE,
    SMALL_ORDER_KEY,
    KEY_OFF_THE_CURVE,
    S_ABOVE_THE_ORDER,
    OLD_NONCE,
    NEXT_NONCE,
    SHORT_OF_ZKPOW,
    SHORT_OF_ETH,
    LARGEST_VALUE
  }

  @ParameterizedTest
  @EnumSource
  void aFaultyTransferIsVoidAndNothingElse(Fault fault) {
    check(faulty(SlotKind.FORCED_TRANSFER, fault));
  }

  @ParameterizedTest
  @EnumSource
  void aFaultyWithdrawalIsVoidAndNothingElse(Fault fault) {
    check(faulty(SlotKind.FORCED_WITHDRAW, fault));
  }

  private void check(Slot slot) {
    Hash256 before = world.writer.root();
    Statement voided = world.leaf(SlotWorld.voided(slot));
    assertThat(Leaves.refusal(voided)).isNull();
    assertThat(world.writer.root()).isEqualTo(before);
    SlotWitness asIfApplied =
        new SlotWitness(
            slot, voided.slots().getFirst().first(), voided.slots().getFirst().second());
    // its word says that it had effect, but it has none: the words commit to something else
    assertThat(Leaves.refusal(SlotWorld.leaf(before, asIfApplied, before)))
        .contains(", at LeafCircuit");
  }

  @ParameterizedTest
  @EnumSource(names = {"FORCED_TRANSFER", "FORCED_WITHDRAW"})
  void aGoodItemCannotBeDeclaredVoid(SlotKind kind) {
    Slot slot = world.valid(kind);
    assertThat(Leaves.refusal(world.leaf(SlotWorld.voided(slot)))).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"FORCED_TRANSFER", "FORCED_WITHDRAW"})
  void forcedItemVoidedByAWrongWitness(SlotKind kind) {
    Slot slot = SlotWorld.voided(world.valid(kind));
    Statement honest = world.leaf(slot);
    // another signature in the witness: the words hold its hash, as the contract computed it
    List<BigInteger> values = new ArrayList<>(slot.signed().values());
    values.set(4, values.get(4).add(BigInteger.ONE));
    Slot forged = slot.signed(new Slot.Signed(values, BigInteger.ZERO, BigInteger.ZERO));
    assertThat(Tampered.refusal(honest, Tampered.slot(honest, forged))).isNotNull();
    // the leaf below the sender, as if it were absent
    Address below = new Address(0, 0, 0);
    Opening low = Opening.of(world.state.proof(below));
    SlotWitness hidden = new SlotWitness(slot, low, honest.slots().getFirst().second());
    Leaves.assertFalse(SlotWorld.leaf(world.writer.root(), hidden, world.writer.root()));
  }

  @ParameterizedTest
  @EnumSource(names = {"FORCED_TRANSFER", "TRANSFER"})
  void aRecipientWithCodeTakesNoTransfer(SlotKind kind) {
    Address contract = world.owners.get(2).address();
    world.state.deploy(world.accounts.find(contract), Code.of(new byte[] {1}));
    Slot slot = world.spends(kind, owner, contract);
    if (kind == SlotKind.TRANSFER) {
      Leaves.assertFalse(world.leaf(slot));
    } else {
      check(slot);
    }
  }

  private Slot faulty(SlotKind kind, Fault fault) {
    Address to = kind == SlotKind.FORCED_TRANSFER ? other : world.anyAddress();
    Slot good = world.spends(kind, owner, to);
    BigInteger most = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
    return switch (fault) {
      case ABSENT_SENDER -> {
        SlotWorld.Owner stranger = world.stranger();
        yield world.signed(kind, stranger, to, Asset.ZKPOW, BigInteger.ONE, BigInteger.ZERO, 0);
      }
      case FOREIGN_KEY -> SlotWorld.sign(good, world.owners.get(3).key());
      case OTHER_MESSAGE -> changed(good, 4, good.signed().values().get(4).xor(BigInteger.ONE));
      case SMALL_ORDER_KEY -> {
        // (0, −1) has order 2: eight times it is neutral
        Slot one = changed(good, 0, BigInteger.ZERO);
        yield changed(one, 1, PrimeField.FR.modulus().subtract(BigInteger.ONE));
      }
      case KEY_OFF_THE_CURVE -> changed(good, 0, good.signed().values().get(0).xor(BigInteger.TWO));
      case S_ABOVE_THE_ORDER ->
          changed(good, 4, good.signed().values().get(4).add(JubjubPoint.ORDER));
      case OLD_NONCE -> {
        world.leaf(world.spends(SlotKind.WITHDRAW, owner, world.anyAddress()));
        yield good;
      }
      case NEXT_NONCE ->
          world.signed(kind, owner, to, good.asset(), good.value(), BigInteger.ZERO, 1);
      case SHORT_OF_ZKPOW ->
          world.signed(
              kind,
              owner,
              to,
              Asset.ZKPOW,
              world.accounts.net(1).toBigInteger().add(BigInteger.ONE),
              BigInteger.ZERO,
              0);
      case SHORT_OF_ETH ->
          world.signed(
              kind,
              owner,
              to,
              Asset.ETH,
              world.accounts.eth(1).toBigInteger().add(BigInteger.ONE),
              BigInteger.ZERO,
              0);
      case LARGEST_VALUE -> world.signed(kind, owner, to, Asset.ETH, most, BigInteger.ZERO, 0);
    };
  }

  private static Slot changed(Slot slot, int i, BigInteger value) {
    List<BigInteger> values = new ArrayList<>(slot.signed().values());
    values.set(i, value);
    return slot.signed(new Slot.Signed(values, BigInteger.ZERO, BigInteger.ZERO));
  }
}
