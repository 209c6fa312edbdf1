package io.crowdroll.protocol.circuits;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.prover.circuit.Assignment;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.circuit.UnsatisfiedConstraintException;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Batches of four slots: what holds of one holds of every capacity, but for its length. */
class BatchCircuitTest {
  private static final int CAPACITY = 4;

  /** 172 k with the data are estimated (STATEMENTS.md, "Circuits"). */
  private static final int MOST_CONSTRAINTS = 185_000;

  private static final Compiled FOUR = new BatchCircuit(CAPACITY, false).compile();

  private final SlotWorld world = new SlotWorld(new Random(21), 4);

  @Test
  void everyMixtureOfKindsWithPadsAtTheEndIsProvable() {
    assertThat(FOUR.statistics().constraints()).isLessThan(MOST_CONSTRAINTS);
    assertThat(FOUR.statistics().unusedInputs()).containsExactly("payee");
    SlotKind[] kinds = SlotKind.values();
    for (int first = 1; first < kinds.length; first += 3) {
      int size = Math.min(3, kinds.length - first);
      assertThat(Leaves.refusal(FOUR, batch(first, size))).isNull();
    }
  }

  @Tag("long")
  @Test
  void aHundredRandomBatchesAreProvable() {
    Random random = new Random(22);
    for (int i = 0; i < 100; i++) {
      assertThat(Leaves.refusal(FOUR, random(random))).as("batch %s", i).isNull();
    }
  }

  @Test
  void voidItemsLeaveTheRootAsItWas() {
    Slot item = world.spends(SlotKind.FORCED_TRANSFER, world.any(), world.any().address());
    Slot late = SlotWorld.sign(item, world.stranger().key());
    Hash256 before = world.writer.root();
    Statement statement = statement(before, List.of(world.writer.write(SlotWorld.voided(late))));
    assertThat(statement.postRoot()).isEqualTo(before);
    assertThat(Leaves.refusal(FOUR, statement)).isNull();
  }

  @Test
  void c12_aPadCannotStandBeforeASlotInUse() {
    Statement good = batch(SlotKind.TRANSFER.code(), 2);
    Statement gap =
        Tampered.with(
            good,
            List.of(good.slots().get(0), SlotWitness.PAD, good.slots().get(1), SlotWitness.PAD));
    assertThat(Leaves.refusal(FOUR, good)).isNull();
    assertThat(Leaves.refusal(FOUR, gap)).isNotNull();
  }

  @Test
  void c12_aPadMovesNothing() {
    Hash256 before = world.writer.root();
    Statement empty = statement(before, List.of());
    assertThat(Leaves.refusal(FOUR, empty)).isNull();
    world.writer.write(world.valid(SlotKind.DEPOSIT));
    Statement moved =
        new Statement(
            Statement.BATCH,
            SlotWorld.DEPLOYMENT,
            BigInteger.ONE,
            before,
            world.writer.root(),
            1,
            1,
            1,
            0,
            empty.slots());
    assertThat(Leaves.refusal(FOUR, moved)).isNotNull();
  }

  @Test
  void a2_slotsCannotBeExchangedLeftOutOrRepeated() {
    Statement good = batch(SlotKind.TRANSFER.code(), 3);
    List<SlotWitness> slots = good.slots();
    assertThat(Leaves.refusal(FOUR, Tampered.with(good, Tampered.swapped(slots, 0, 1))))
        .isNotNull();
    assertThat(
            Leaves.refusal(
                FOUR,
                Tampered.with(
                    good, List.of(slots.get(0), slots.get(2), SlotWitness.PAD, SlotWitness.PAD))))
        .isNotNull();
    assertThat(
            Leaves.refusal(
                FOUR,
                Tampered.with(
                    good, List.of(slots.get(0), slots.get(0), slots.get(1), slots.get(2)))))
        .isNotNull();
  }

  @Test
  void a1_a4_theHeaderIsBoundWordByWord() {
    Statement good = batch(SlotKind.DEPOSIT.code(), 2);
    List<Statement> others =
        List.of(
            Tampered.header(good, good.deployment().add(BigInteger.ONE), good.subject(), 0, 0),
            Tampered.header(good, good.deployment(), good.subject().add(BigInteger.ONE), 0, 0),
            Tampered.header(good, good.deployment(), good.subject(), 1, 0),
            Tampered.header(good, good.deployment(), good.subject(), 0, 1));
    for (Statement other : others) {
      assertThat(other.words()).isNotEqualTo(good.words());
      assertThat(Tampered.refusal(FOUR, good, other)).isNotNull();
    }
  }

  @Test
  void c13_aSlotIsOfExactlyOneKindAndOfOneThatThereIs() {
    Statement good = batch(SlotKind.TRANSFER.code(), 2);
    int none = SlotKind.values().length;
    for (BigInteger kind :
        List.of(
            BigInteger.valueOf(SlotKind.WITHDRAW.code()),
            BigInteger.valueOf(none),
            BigInteger.ONE.negate())) {
      var inputs = good.assign(FOUR, Leaves.PAYEE);
      inputs.set("slot[0].kind", kind.mod(PrimeField.FR.modulus()));
      assertThat(refusal(inputs)).isNotNull();
    }
  }

  @Test
  void theOpeningIsOfTheSameWordsAsTheChain() {
    Statement good = batch(SlotKind.WITHDRAW.code(), 2);
    var inputs = good.assign(FOUR, Leaves.PAYEE);
    inputs.set("y", DataCommitment.of(good.words()).y().add(BigInteger.ONE));
    assertThat(refusal(inputs)).isNotNull();
  }

  private static String refusal(Assignment inputs) {
    try {
      FOUR.solve(inputs);
      return null;
    } catch (UnsatisfiedConstraintException refused) {
      return refused.getMessage();
    }
  }

  /** So many slots of successive kinds from one on. */
  private Statement batch(int firstKind, int size) {
    Hash256 before = world.writer.root();
    List<SlotWitness> slots = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      slots.add(world.writer.write(world.valid(SlotKind.values()[firstKind + i])));
    }
    return statement(before, slots);
  }

  private Statement random(Random random) {
    Hash256 before = world.writer.root();
    List<SlotWitness> slots = new ArrayList<>();
    for (int i = 0; i < CAPACITY; i++) {
      SlotKind kind = SlotKind.values()[1 + random.nextInt(SlotKind.values().length - 1)];
      slots.add(world.writer.write(world.valid(kind)));
    }
    return statement(before, slots);
  }

  private Statement statement(Hash256 before, List<SlotWitness> slots) {
    return new Statement(
            Statement.BATCH,
            SlotWorld.DEPLOYMENT,
            BigInteger.ONE,
            before,
            world.writer.root(),
            1,
            2,
            3,
            4,
            slots)
        .padded(CAPACITY);
  }
}
