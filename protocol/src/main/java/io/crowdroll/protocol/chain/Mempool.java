package io.crowdroll.protocol.chain;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What waits for a block (PROTOCOL.md §2): user transactions in order of arrival, coordination
 * transactions without limit, as they cost no execution.
 */
public final class Mempool {
  /** Most user transactions of one sender. */
  public static final int SENDER_LIMIT = 64;

  /** Most user transactions in all. */
  public static final int LIMIT = 100_000;

  private final ArrayDeque<Transaction> transactions = new ArrayDeque<>();
  private final Object2IntOpenHashMap<Address> bySender = new Object2IntOpenHashMap<>();
  private List<Coordination> coordination = new ArrayList<>();

  /** User transactions waiting. */
  public int size() {
    return transactions.size();
  }

  /** Takes a user transaction; {@code null} = taken. */
  public Rejection add(Transaction transaction) {
    if (transactions.size() >= LIMIT) {
      return Rejection.MEMPOOL_FULL;
    }
    int waiting = bySender.getInt(transaction.sender());
    if (waiting >= SENDER_LIMIT) {
      return Rejection.SENDER_QUEUE_FULL;
    }
    bySender.put(transaction.sender(), waiting + 1);
    transactions.add(transaction);
    return null;
  }

  /** Puts reverted transactions before all others, in their order; none is refused. */
  public void restore(List<Transaction> reverted) {
    for (Transaction transaction : reverted.reversed()) {
      bySender.addTo(transaction.sender(), 1);
      transactions.addFirst(transaction);
    }
  }

  public void add(Coordination message) {
    coordination.add(message);
  }

  /** Takes the oldest user transactions whose gas limits fit {@code gas} together. */
  public List<Transaction> takeTransactions(long gas) {
    List<Transaction> taken = new ArrayList<>();
    long left = gas;
    while (!transactions.isEmpty() && transactions.peek().gasLimit() <= left) {
      Transaction transaction = transactions.poll();
      left -= transaction.gasLimit();
      int waiting = bySender.getInt(transaction.sender()) - 1;
      if (waiting == 0) {
        bySender.removeInt(transaction.sender());
      } else {
        bySender.put(transaction.sender(), waiting);
      }
      taken.add(transaction);
    }
    return taken;
  }

  /** Takes all coordination transactions, in order of arrival. */
  public List<Coordination> takeCoordination() {
    List<Coordination> taken = coordination;
    coordination = new ArrayList<>();
    return taken;
  }
}
