package io.crowdroll.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MempoolTest {
  private static final long BLOCK_GAS = 10 * FeeMarket.TRANSFER_GAS;

  private final Mempool mempool = new Mempool(BLOCK_GAS, 5);
  private final List<String> dropped = new ArrayList<>();
  private final long[] nonces = new long[100];

  @Test
  void aSendersTransactionsAreTakenInTheOrderOfTheirNonces() {
    add(transfer(1, 2, 900));
    add(transfer(1, 0, 100));
    add(transfer(1, 1, 500));
    assertThat(take()).containsExactly("1:0", "1:1", "1:2");
    assertThat(mempool.size()).isZero();
  }

  @Test
  void theGreatestTipForAGasGoesFirstAndTheEarliestAmongEquals() {
    add(transfer(1, 0, 100));
    add(transfer(2, 0, 300));
    add(transfer(3, 0, 200));
    add(transfer(4, 0, 300));
    add(transfer(3, 1, 400)); // must wait for the one before it
    assertThat(take()).containsExactly("2:0", "4:0", "3:0", "3:1", "1:0");
  }

  @Test
  void aTransactionThatFitsNoBlockIsRefusedAndBlocksNobody() {
    assertThat(mempool.add(call(1, 0, BLOCK_GAS + 1), this::drop))
        .isEqualTo(Rejection.ABOVE_BLOCK_GAS);
    add(call(2, 0, BLOCK_GAS));
    add(transfer(3, 0, 0));
    assertThat(take()).containsExactly("2:0");
    assertThat(take()).containsExactly("3:0");
  }

  @Test
  void whatDoesNotFitThisBlockLetsSmallerOnesPassButNotItsOwnSuccessors() {
    add(transfer(1, 0, 900));
    add(call(2, 0, BLOCK_GAS)); // no room beside the first
    add(transfer(2, 1, 800));
    add(transfer(3, 0, 0));
    assertThat(take()).containsExactly("1:0", "3:0");
    assertThat(take()).containsExactly("2:0");
    assertThat(take()).containsExactly("2:1");
  }

  @Test
  void aReplacementRaisesFeeCapAndTipByATenth() {
    add(transaction(1, 0, 1_000, 100));
    assertThat(mempool.add(transaction(1, 0, 1_100, 109), this::drop))
        .isEqualTo(Rejection.UNDERPRICED);
    assertThat(mempool.add(transaction(1, 0, 1_099, 110), this::drop))
        .isEqualTo(Rejection.UNDERPRICED);
    assertThat(mempool.add(transaction(1, 0, 1_000, 100), this::drop))
        .isEqualTo(Rejection.UNDERPRICED);
    assertThat(dropped).isEmpty();
    Transaction better = transaction(1, 0, 1_100, 110);
    add(better);
    assertThat(dropped).containsExactly("1:0 REPLACED");
    assertThat(mempool.size()).isEqualTo(1);
    assertThat(mempool.takeTransactions(BLOCK_GAS, Wei.ZERO, this::next)).containsExactly(better);
  }

  @Test
  void aFullMempoolGivesUpTheLastTransactionOfWhoeverPaysLeast() {
    add(transfer(1, 0, 10));
    add(transfer(1, 1, 10));
    add(transfer(2, 0, 20));
    add(transfer(3, 0, 30));
    add(transfer(4, 0, 40));
    assertThat(mempool.add(transfer(5, 0, 10), this::drop)).isEqualTo(Rejection.MEMPOOL_FULL);
    assertThat(dropped).isEmpty();
    add(transfer(5, 0, 11));
    assertThat(dropped).containsExactly("1:1 MEMPOOL_FULL");
    // its own tail is the cheapest: to evict it would leave a gap
    assertThat(mempool.add(transfer(1, 1, 90), this::drop)).isEqualTo(Rejection.MEMPOOL_FULL);
    assertThat(take()).containsExactly("4:0", "3:0", "2:0", "5:0", "1:0");
  }

  @Test
  void oneSenderHasOnlyItsShare() {
    Mempool large = new Mempool(BLOCK_GAS);
    for (int nonce = 0; nonce < Mempool.SENDER_LIMIT; nonce++) {
      assertThat(large.add(transfer(1, nonce, 0), this::drop)).isNull();
    }
    assertThat(large.add(transfer(1, 64, 99), this::drop)).isEqualTo(Rejection.SENDER_QUEUE_FULL);
    assertThat(large.add(transfer(2, 0, 0), this::drop)).isNull();
  }

  @Test
  void whatWaitsForAnEarlierNonceIsGivenUpAfterAWhile() {
    add(transfer(1, 1, 0));
    add(transfer(2, 0, 0));
    for (int height = 1; height < Mempool.PATIENCE; height++) {
      mempool.finalised(height, this::next, this::drop);
    }
    assertThat(take()).containsExactly("2:0");
    assertThat(dropped).isEmpty();
    mempool.finalised(Mempool.PATIENCE, this::next, this::drop);
    assertThat(dropped).containsExactly("1:1 NONCE_GAP");
    assertThat(mempool.size()).isZero();
  }

  @Test
  void whatIsExecutableWaitsOnAndWhatWasUsedOtherwiseGoes() {
    add(transfer(1, 0, 0));
    add(transfer(2, 0, 0));
    nonces[2] = 1;
    mempool.finalised(Mempool.PATIENCE, this::next, this::drop);
    assertThat(dropped).containsExactly("2:0 NONCE_TOO_LOW");
    assertThat(take()).containsExactly("1:0");
  }

  @Test
  void revertedTransactionsComeBeforeEqualsInTheirOrder() {
    add(transfer(1, 0, 0));
    mempool.restore(List.of(transfer(3, 0, 0), transfer(2, 0, 0), transfer(3, 1, 0)));
    assertThat(take()).containsExactly("3:0", "2:0", "3:1", "1:0");
  }

  @Test
  void aFeeCapBoundsTheTipOfACallAndBelowTheBaseFeeItWaits() {
    add(evm(1, 0, 20, 15)); // at base fee 12 the proposer gets 8
    add(evm(2, 0, 50, 10));
    add(evm(3, 0, 11, 11));
    assertThat(names(mempool.takeTransactions(BLOCK_GAS, Wei.of(12), this::next)))
        .containsExactly("2:0", "1:0");
    assertThat(mempool.size()).isEqualTo(1);
  }

  /** Random traffic against the plainest possible pool: a list that is searched. */
  @Test
  void everyChoiceIsThatOfASearchThroughAll() {
    SplittableRandom random = new SplittableRandom(12);
    Mempool pool = new Mempool(BLOCK_GAS);
    List<Transaction> plain = new ArrayList<>();
    for (int round = 0; round < 3_000; round++) {
      Transaction one = transfer(random.nextInt(6), 0, random.nextInt(4) * FeeMarket.TRANSFER_GAS);
      long nonce = nonces[sender(one)] + random.nextInt(4);
      Transaction sent = transaction(sender(one), nonce, 1_000, one.tip().lo());
      boolean known =
          plain.stream()
              .anyMatch(t -> t.sender().equals(sent.sender()) && t.nonce() == sent.nonce());
      if (!known) {
        assertThat(pool.add(sent, this::drop)).isNull();
        plain.add(sent);
      }
      if (random.nextInt(5) == 0) {
        long gas = random.nextInt(6) * FeeMarket.TRANSFER_GAS;
        List<Transaction> expected = search(plain, gas);
        assertThat(pool.takeTransactions(gas, Wei.ZERO, this::next)).isEqualTo(expected);
        expected.forEach(t -> nonces[sender(t)]++);
        assertThat(pool.size()).isEqualTo(plain.size());
      }
    }
  }

  private List<Transaction> search(List<Transaction> plain, long gas) {
    List<Transaction> taken = new ArrayList<>();
    long[] next = Arrays.copyOf(nonces, nonces.length);
    for (long left = gas; left >= FeeMarket.TRANSFER_GAS; left -= FeeMarket.TRANSFER_GAS) {
      Transaction best = null;
      for (Transaction one : plain) {
        boolean ready = one.nonce() == next[sender(one)];
        if (ready && (best == null || one.tip().compareTo(best.tip()) > 0)) {
          best = one;
        }
      }
      if (best == null) {
        break;
      }
      plain.remove(best);
      next[sender(best)]++;
      taken.add(best);
    }
    return taken;
  }

  private void add(Transaction transaction) {
    assertThat(mempool.add(transaction, this::drop)).isNull();
  }

  private void drop(Transaction transaction, Rejection reason) {
    dropped.add(name(transaction) + " " + reason);
  }

  private long next(Address sender) {
    return nonces[(int) sender.w2()];
  }

  private List<String> take() {
    List<Transaction> taken = mempool.takeTransactions(BLOCK_GAS, Wei.ZERO, this::next);
    taken.forEach(t -> nonces[sender(t)]++);
    return names(taken);
  }

  private static List<String> names(List<Transaction> transactions) {
    return transactions.stream().map(MempoolTest::name).toList();
  }

  private static String name(Transaction transaction) {
    return sender(transaction) + ":" + transaction.nonce();
  }

  private static int sender(Transaction transaction) {
    return (int) transaction.sender().w2();
  }

  private static Transaction transfer(int sender, long nonce, long tipPerGas) {
    return transaction(sender, nonce, 1_000, tipPerGas * FeeMarket.TRANSFER_GAS);
  }

  private static Transaction transaction(int sender, long nonce, long maxFee, long tip) {
    return new Transaction(
        Transaction.Kind.TRANSFER,
        new Address(0, 0, sender),
        new Address(1, 1, 1),
        Asset.ZKPOW,
        Wei.of(1),
        nonce,
        Wei.of(maxFee),
        Wei.of(tip),
        FeeMarket.TRANSFER_GAS,
        null);
  }

  private static Transaction call(int sender, long nonce, long gas) {
    return new Transaction(
        Transaction.Kind.CALL,
        new Address(0, 0, sender),
        new Address(1, 1, 1),
        Asset.ZKPOW,
        Wei.ZERO,
        nonce,
        Wei.of(1_000),
        Wei.of(500 * gas),
        gas,
        new Transaction.Execution.Modelled(gas, 1));
  }

  private static Transaction evm(int sender, long nonce, long feePerGas, long tipPerGas) {
    long gas = FeeMarket.TRANSFER_GAS;
    return new Transaction(
        Transaction.Kind.CALL,
        new Address(0, 0, sender),
        new Address(1, 1, 1),
        Asset.ZKPOW,
        Wei.ZERO,
        nonce,
        Wei.of(BigInteger.valueOf(feePerGas * gas)),
        Wei.of(tipPerGas * gas),
        gas,
        new Transaction.Execution.Evm(
            new byte[0], List.of(), Wei.of(feePerGas), Wei.of(tipPerGas)));
  }
}
