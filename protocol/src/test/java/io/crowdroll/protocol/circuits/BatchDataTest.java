package io.crowdroll.protocol.circuits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchData;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a header says and what the words of its slots say is the same. */
class BatchDataTest {
  private static final int CAPACITY = 16;
  private static final Hash256 PARENT = new Hash256(1, 2, 3, 4);
  private static final Hash256 NEXT = new Hash256(5, 6, 7, 8);

  private final SlotWorld world = new SlotWorld(new Random(31), 4);

  @Test
  void headerReadsTheSlots() {
    for (int i = 0; i < 20; i++) {
      Statement statement = random(1 + world.random.nextInt(CAPACITY));
      BatchHeader header = data(statement).header(PARENT, 77);
      assertThat(header.index()).isEqualTo(9);
      assertThat(header.preRoot()).isEqualTo(statement.preRoot());
      assertThat(header.postRoot()).isEqualTo(statement.postRoot());
      assertThat(List.of(header.firstHeight(), header.lastHeight(), header.l1Origin()))
          .containsExactly(11L, 12L, 13L);
      assertThat(header.readyAt()).isEqualTo(77);
      expectSums(header, statement.slots().stream().map(SlotWitness::slot).toList());
    }
  }

  private static void expectSums(BatchHeader header, List<Slot> slots) {
    int count = 0;
    BigInteger fees = BigInteger.ZERO;
    BigInteger settled = BigInteger.ZERO;
    Wei deposits = Wei.ZERO;
    List<Transition.Withdrawal> withdrawals = new ArrayList<>();
    List<BatchHeader.Consumed> items = new ArrayList<>();
    for (Slot slot : slots) {
      count += slot.kind() == SlotKind.PAD ? 0 : 1;
      fees = fees.add(slot.fee());
      if (slot.kind() == SlotKind.SETTLE) {
        settled = settled.add(slot.first().balance()).add(slot.first().bonded());
        settled = settled.add(slot.second().balance()).add(slot.second().bonded());
      }
      Wei value = Wei.of(slot.value());
      if (slot.kind() == SlotKind.DEPOSIT && slot.asset() == Asset.ZKPOW) {
        deposits = deposits.plus(value);
      }
      boolean leaves = slot.kind() == SlotKind.WITHDRAW || slot.kind() == SlotKind.FORCED_WITHDRAW;
      if (leaves && slot.applied()) {
        withdrawals.add(new Transition.Withdrawal(slot.to(), slot.asset(), value));
      }
      if (SlotKind.QUEUED.contains(slot.kind())) {
        items.add(new BatchHeader.Consumed(14 + items.size(), slot.applied()));
      }
    }
    assertThat(header.transitions()).isEqualTo(count);
    assertThat(header.fees().toBigInteger()).isEqualTo(fees);
    assertThat(header.settled().toBigInteger()).isEqualTo(settled);
    assertThat(header.deposits()).isEqualTo(deposits);
    assertThat(header.withdrawals()).isEqualTo(withdrawals);
    assertThat(header.items()).isEqualTo(items);
    assertThat(header.queueFrom()).isEqualTo(14);
    assertThat(header.queueTo()).isEqualTo(14 + items.size());
  }

  @Test
  void padsNeedNotBePosted() {
    BatchData data = data(random(3));
    assertThat(data.posted()).hasSize(9 + 4 * 3);
    assertThat(BatchData.ofPosted(data.posted(), data.p(), NEXT)).isEqualTo(data);
  }

  @Test
  void hashCoversEveryPart() {
    BatchData data = data(random(3));
    List<BigInteger> words = new ArrayList<>(data.words());
    words.set(words.size() - 1, BigInteger.ONE);
    BatchHeader header = data.header(PARENT, 77);
    assertThat(
            List.of(
                new BatchData(words, data.p(), NEXT).header(PARENT, 77).hash(),
                new BatchData(data.words(), BigInteger.ONE, NEXT).header(PARENT, 77).hash(),
                new BatchData(data.words(), data.p(), PARENT).header(PARENT, 77).hash(),
                data.header(NEXT, 77).hash(),
                data.header(PARENT, 78).hash()))
        .doesNotHaveDuplicates()
        .doesNotContain(header.hash());
  }

  @Test
  void c11_wordsOfAnotherNumberOrArityHaveAnotherCommitment() {
    List<BigInteger> words = new ArrayList<>(data(random(3)).words());
    for (int size : new int[] {14, 15, 16, 30, words.size()}) {
      List<BigInteger> some = new ArrayList<>(words.subList(0, size));
      BigInteger p = DataCommitment.chain(some);
      some.add(BigInteger.ZERO);
      assertThat(DataCommitment.chain(some)).isNotEqualTo(p);
    }
    // a word and the same plus r are one element: the second is no word
    words.set(5, words.get(5).add(PrimeField.FR.modulus()));
    assertThatThrownBy(() -> DataCommitment.chain(words)).hasMessageContaining("not below r");
  }

  @Test
  void thereAreAsManyWordsAsTheFirstSays() {
    BatchData data = data(random(3));
    List<BigInteger> words = data.words().subList(0, data.words().size() - 1);
    assertThatThrownBy(() -> new BatchData(words, data.p(), NEXT))
        .hasMessageContaining("72 words for a capacity of 16");
  }

  private Statement random(int size) {
    Hash256 before = world.writer.root();
    List<SlotWitness> slots = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      SlotKind kind = SlotKind.values()[1 + world.random.nextInt(SlotKind.values().length - 1)];
      slots.add(world.writer.write(world.valid(kind)));
    }
    return new Statement(
            Statement.BATCH,
            SlotWorld.DEPLOYMENT,
            BigInteger.valueOf(9),
            before,
            world.writer.root(),
            11,
            12,
            13,
            14,
            slots)
        .padded(CAPACITY);
  }

  private static BatchData data(Statement statement) {
    List<BigInteger> words = statement.words();
    return new BatchData(words, DataCommitment.chain(words), NEXT);
  }
}
