package io.crowdroll.protocol.circuits;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.prover.circuit.Compiled;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Slots that are valid, one kind after another, at random and at the edges. */
class SlotCircuitsTest {
  /** STATEMENTS.md aims at this for a transfer. */
  private static final int MOST_OF_A_TRANSFER = 45_000;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PAD")
  void aValidSlotOfEachKindSatisfiesItsCircuit(SlotKind kind) {
    accept(kind, 0, 3);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PAD")
  void hundredsOfRandomSlotsOfEachKindSatisfyTheirCircuit(SlotKind kind) {
    Leaves.of(kind);
    IntStream.range(0, 8).parallel().forEach(seed -> accept(kind, seed, 40));
  }

  private static void accept(SlotKind kind, int seed, int slots) {
    SlotWorld world = new SlotWorld(new Random(100L * kind.code() + seed), 5);
    for (int i = 0; i < slots; i++) {
      Slot slot = world.valid(kind);
      assertThat(Leaves.refusal(world.leaf(slot))).as("slot %s of kind %s", i, kind).isNull();
    }
  }

  @Test
  void aTransferStaysBelowItsConstraintsAndOnlyThePayeeIsBoundByTheSetupAlone() {
    Compiled transfer = Leaves.of(SlotKind.TRANSFER);
    assertThat(transfer.statistics().constraints()).isLessThan(MOST_OF_A_TRANSFER);
    for (SlotKind kind : SlotKind.values()) {
      if (kind != SlotKind.PAD) {
        assertThat(Leaves.of(kind).statistics().unusedInputs()).containsExactly("payee");
      }
    }
  }

  @Test
  void oneMayPayOneself() {
    SlotWorld world = new SlotWorld(new Random(1), 3);
    SlotWorld.Owner self = world.any();
    BigInteger before = world.accounts.net(world.accounts.find(self.address())).toBigInteger();
    Slot slot = world.spends(SlotKind.TRANSFER, self, self.address());
    assertThat(Leaves.refusal(world.leaf(slot))).isNull();
    assertThat(world.accounts.net(world.accounts.find(self.address())).toBigInteger())
        .isEqualTo(before.subtract(slot.fee()));
  }

  @Test
  void accountsOpenFirstLastAndBetween() {
    SlotWorld world = new SlotWorld(new Random(2), 3);
    BigInteger last = BigInteger.ONE.shiftLeft(160).subtract(BigInteger.ONE);
    for (BigInteger key :
        new BigInteger[] {
          BigInteger.ONE, last, last.shiftRight(1), BigInteger.TWO, last.subtract(BigInteger.ONE)
        }) {
      assertThat(Leaves.refusal(world.leaf(world.opens(SlotWorld.address(key))))).isNull();
    }
  }

  @Test
  void aCreditRepaysDebtFirstAndExactly() {
    for (int gap = -1; gap <= 1; gap++) {
      SlotWorld world = new SlotWorld(new Random(3), 3);
      SlotWorld.Owner payer = world.owners.get(0);
      int debtor = world.accounts.find(world.owners.get(1).address());
      BigInteger debt = BigInteger.valueOf(1_000_000);
      world.setNet(debtor, debt.negate());
      Slot slot =
          world.signed(
              SlotKind.TRANSFER,
              payer,
              world.owners.get(1).address(),
              Asset.ZKPOW,
              debt.add(BigInteger.valueOf(gap)),
              BigInteger.ONE,
              0);
      assertThat(Leaves.refusal(world.leaf(slot))).isNull();
      assertThat(world.accounts.net(debtor).toBigInteger()).isEqualTo(BigInteger.valueOf(gap));
    }
  }

  @Test
  void amountsReachTheirLargest() {
    SlotWorld world = new SlotWorld(new Random(4), 2);
    SlotWorld.Owner rich = world.owners.get(0);
    int account = world.accounts.find(rich.address());
    BigInteger fee = BigInteger.ONE.shiftLeft(119);
    // the whole supply is below 2^127, and others own some of it
    BigInteger all = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE.shiftLeft(110));
    world.setNet(account, all);
    Slot slot =
        world.signed(
            SlotKind.TRANSFER,
            rich,
            world.owners.get(1).address(),
            Asset.ZKPOW,
            all.subtract(fee),
            fee,
            0);
    world.setNet(world.accounts.find(world.owners.get(1).address()), BigInteger.ZERO);
    assertThat(Leaves.refusal(world.leaf(slot))).isNull();
    assertThat(world.accounts.net(account).isZero()).isTrue();
  }

  @Test
  void aLoneSettlementNamesItsAccountTwice() {
    SlotWorld world = new SlotWorld(new Random(5), 3);
    Slot both = world.settles(world.any().address(), world.any().address());
    Slot lone = Slot.settles(both.sender(), both.first(), both.sender(), Slot.Deltas.NONE);
    assertThat(Leaves.refusal(world.leaf(lone))).isNull();
  }

  @Test
  void onlyTheLiteralKeySettlesFromABalanceAndIntoDebt() {
    SlotWorld world = new SlotWorld(new Random(6), 2);
    Slot base = world.settles(world.owners.get(0).address(), world.owners.get(1).address());
    BigInteger more =
        world.accounts.net(world.accounts.find(base.sender())).toBigInteger().add(BigInteger.TEN);
    Slot taking =
        Slot.settles(
            base.sender(),
            new Slot.Deltas(more.negate(), BigInteger.ZERO),
            base.to(),
            base.second());
    Statement statement = world.leaf(taking);
    assertThat(Leaves.refusal(statement)).isNotNull();
    Compiled literal = new LeafCircuit(SlotKind.SETTLE, true).compile();
    assertThat(Leaves.refusal(literal, statement)).isNull();
    assertThat(world.accounts.debt(world.accounts.find(base.sender())).toBigInteger())
        .isEqualTo(BigInteger.TEN);
  }
}
