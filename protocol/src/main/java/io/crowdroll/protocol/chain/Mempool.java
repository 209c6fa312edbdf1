package io.crowdroll.protocol.chain;

import it.unimi.dsi.fastutil.objects.Object2ObjectOpenHashMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * What waits for a block (PROTOCOL.md §2): user transactions, each sender's in the order of their
 * nonces, and coordination transactions without limit, as they cost no execution.
 *
 * <p>A block takes whose next transaction pays the greatest tip for a gas, the earliest among
 * equals. Where the mempool is full, the last transaction of whoever pays least makes room for one
 * that pays more. The same calls give the same answers on every node; no order is a hash table's.
 */
public final class Mempool {
  /** Most user transactions of one sender. */
  public static final int SENDER_LIMIT = 64;

  /** Most user transactions in all. */
  public static final int LIMIT = 100_000;

  /** Blocks that a transaction may wait for an earlier nonce, which a slow link may still bring. */
  public static final int PATIENCE = 30;

  /** A replacement pays a tenth more, or a sender could have the network carry it for nothing. */
  private static final int BUMP = 10;

  private static final Comparator<Waiting> DEAREST_FIRST =
      Comparator.comparing((Waiting w) -> w.tip).reversed().thenComparingLong(w -> w.arrival);

  /** In a block: at its base fee. */
  private record Candidate(Wei tip, Waiting waiting) implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      int order = other.tip.compareTo(tip);
      return order != 0 ? order : Long.compare(waiting.arrival, other.waiting.arrival);
    }
  }

  /** A transaction, and how long it has been here. */
  private static final class Waiting {
    final Transaction transaction;

    /** Most that it pays the proposer for a gas, whatever the base fee. */
    final Wei tip;

    final long arrival;
    long since;
    boolean gone;

    Waiting(Transaction transaction, long arrival, long since) {
      this.transaction = transaction;
      this.arrival = arrival;
      this.since = since;
      tip = tip(transaction, Wei.ZERO);
    }

    long nonce() {
      return transaction.nonce();
    }
  }

  private final long blockGas;
  private final int limit;
  private final Object2ObjectOpenHashMap<Address, TreeMap<Long, Waiting>> senders =
      new Object2ObjectOpenHashMap<>();

  /** Each sender's first transaction. */
  private final TreeSet<Waiting> heads = new TreeSet<>(DEAREST_FIRST);

  /** Each sender's last transaction. */
  private final TreeSet<Waiting> tails = new TreeSet<>(DEAREST_FIRST);

  private final ArrayDeque<Waiting> byAge = new ArrayDeque<>();
  private List<Coordination> coordination = new ArrayList<>();
  private int size;
  private long arrivals;
  private long restored;
  private long height;

  /**
   * @param blockGas gas limit of a block: what needs more would wait for ever
   */
  public Mempool(long blockGas) {
    this(blockGas, LIMIT);
  }

  Mempool(long blockGas, int limit) {
    this.blockGas = blockGas;
    this.limit = limit;
  }

  /** User transactions waiting. */
  public int size() {
    return size;
  }

  /**
   * Takes a user transaction.
   *
   * @param evicted is told which transaction had to go instead, and why
   * @return {@code null} = taken
   */
  public Rejection add(Transaction transaction, Dropped evicted) {
    if (transaction.gasLimit() > blockGas) {
      return Rejection.ABOVE_BLOCK_GAS;
    }
    TreeMap<Long, Waiting> own = senders.get(transaction.sender());
    Waiting replaced = own == null ? null : own.get(transaction.nonce());
    Waiting added = new Waiting(transaction, arrivals++, height);
    if (replaced != null) {
      if (!outbids(transaction, replaced.transaction)) {
        return Rejection.UNDERPRICED;
      }
      remove(replaced);
      evicted.dropped(replaced.transaction, Rejection.REPLACED);
    } else if (own != null && own.size() >= SENDER_LIMIT) {
      return Rejection.SENDER_QUEUE_FULL;
    } else if (size >= limit) {
      Waiting cheapest = tails.last();
      // To evict the sender's own would leave a gap before what comes instead.
      if (added.tip.compareTo(cheapest.tip) <= 0
          || cheapest.transaction.sender().equals(transaction.sender())) {
        return Rejection.MEMPOOL_FULL;
      }
      remove(cheapest);
      evicted.dropped(cheapest.transaction, Rejection.MEMPOOL_FULL);
    }
    insert(added);
    return null;
  }

  /** Is told that a transaction does not wait any more. */
  public interface Dropped {
    void dropped(Transaction transaction, Rejection reason);
  }

  private static boolean outbids(Transaction next, Transaction old) {
    return bumped(next.maxFee(), old.maxFee())
        && bumped(next.tip(), old.tip())
        && (!next.tip().equals(old.tip()) || !next.maxFee().equals(old.maxFee()));
  }

  private static boolean bumped(Wei next, Wei old) {
    return next.minus(old).compareTo(old.dividedBy(BUMP)) >= 0;
  }

  /** Puts reverted transactions before all that pay the same, in their order; none is refused. */
  public void restore(List<Transaction> reverted) {
    for (Transaction transaction : reverted.reversed()) {
      TreeMap<Long, Waiting> own = senders.get(transaction.sender());
      Waiting twin = own == null ? null : own.get(transaction.nonce());
      if (twin != null) {
        remove(twin);
      }
      insert(new Waiting(transaction, --restored, height));
    }
  }

  private void insert(Waiting added) {
    TreeMap<Long, Waiting> own =
        senders.computeIfAbsent(added.transaction.sender(), sender -> new TreeMap<>());
    unlink(own);
    own.put(added.nonce(), added);
    link(own);
    byAge.add(added);
    size++;
  }

  private void remove(Waiting waiting) {
    TreeMap<Long, Waiting> own = senders.get(waiting.transaction.sender());
    unlink(own);
    own.remove(waiting.nonce());
    if (own.isEmpty()) {
      senders.remove(waiting.transaction.sender());
    }
    link(own);
    waiting.gone = true;
    size--;
  }

  private void unlink(TreeMap<Long, Waiting> own) {
    if (!own.isEmpty()) {
      heads.remove(own.firstEntry().getValue());
      tails.remove(own.lastEntry().getValue());
    }
  }

  private void link(TreeMap<Long, Waiting> own) {
    if (!own.isEmpty()) {
      heads.add(own.firstEntry().getValue());
      tails.add(own.lastEntry().getValue());
    }
  }

  /** What the proposer gets for a gas at a base fee; negative = the fee cap is below it. */
  static Wei tip(Transaction transaction, Wei baseFee) {
    return transaction.execution()
            instanceof Transaction.Execution.Evm(var data, var list, Wei most, Wei priority)
        ? priority.min(most.minus(baseFee))
        : transaction.tip().dividedBy(Math.max(1, transaction.gasLimit()));
  }

  /**
   * Takes the user transactions of a block: greatest tip first, a sender's only in the order of its
   * nonces and without gaps, as far as their gas limits fit {@code gas} together.
   *
   * @param baseFee wei a gas
   * @param nextNonce of an account on the chain; −1 = it has none
   */
  public List<Transaction> takeTransactions(
      long gas, Wei baseFee, ToLongFunction<Address> nextNonce) {
    List<Waiting> taken = select(gas, baseFee, nextNonce);
    taken.forEach(this::remove);
    return taken.stream().map(waiting -> waiting.transaction).toList();
  }

  /** Those that {@link #takeTransactions} would take, which stay. */
  public List<Transaction> transactions(long gas, Wei baseFee, ToLongFunction<Address> nextNonce) {
    return select(gas, baseFee, nextNonce).stream().map(waiting -> waiting.transaction).toList();
  }

  private List<Waiting> select(long gas, Wei baseFee, ToLongFunction<Address> nextNonce) {
    List<Waiting> taken = new ArrayList<>();
    PriorityQueue<Candidate> candidates = new PriorityQueue<>();
    Iterator<Waiting> dearest = heads.iterator();
    Waiting head = dearest.hasNext() ? dearest.next() : null;
    long left = gas;
    while (left >= FeeMarket.TRANSFER_GAS) {
      // A head pays no more than its tip without base fee: further ones need not be looked at yet.
      while (head != null
          && (candidates.isEmpty() || head.tip.compareTo(candidates.peek().tip) >= 0)) {
        if (head.nonce() == nextNonce.applyAsLong(head.transaction.sender())) {
          offer(candidates, head, baseFee);
        }
        head = dearest.hasNext() ? dearest.next() : null;
      }
      Candidate best = candidates.poll();
      if (best == null) {
        break;
      }
      Transaction transaction = best.waiting.transaction;
      if (transaction.gasLimit() <= left) {
        left -= transaction.gasLimit();
        taken.add(best.waiting);
        Waiting next = senders.get(transaction.sender()).get(transaction.nonce() + 1);
        if (next != null) {
          offer(candidates, next, baseFee);
        }
      }
    }
    return taken;
  }

  private static void offer(PriorityQueue<Candidate> candidates, Waiting waiting, Wei baseFee) {
    Wei tip = tip(waiting.transaction, baseFee);
    if (tip.signum() >= 0) {
      candidates.add(new Candidate(tip, waiting));
    }
  }

  /**
   * A block is final: gives up what was used otherwise, and what has waited too long for an earlier
   * nonce.
   *
   * @param nextNonce of an account on the chain; −1 = it has none
   */
  public void finalised(long blockHeight, ToLongFunction<Address> nextNonce, Dropped dropped) {
    height = blockHeight;
    while (!byAge.isEmpty() && (byAge.peek().gone || byAge.peek().since + PATIENCE <= height)) {
      Waiting oldest = byAge.poll();
      if (oldest.gone) {
        continue;
      }
      long next = nextNonce.applyAsLong(oldest.transaction.sender());
      if (oldest.nonce() < next) {
        remove(oldest);
        dropped.dropped(oldest.transaction, Rejection.NONCE_TOO_LOW);
      } else if (hasGap(oldest, next)) {
        remove(oldest);
        dropped.dropped(oldest.transaction, Rejection.NONCE_GAP);
      } else {
        oldest.since = height;
        byAge.add(oldest);
      }
    }
  }

  /**
   * Transactions are in a final block: they, and what their senders have with the same nonces, wait
   * no more.
   */
  public void included(List<Transaction> transactions, Dropped dropped) {
    for (Transaction transaction : transactions) {
      TreeMap<Long, Waiting> own = senders.get(transaction.sender());
      Waiting twin = own == null ? null : own.get(transaction.nonce());
      if (twin != null) {
        remove(twin);
        if (!twin.transaction.equals(transaction)) {
          dropped.dropped(twin.transaction, Rejection.NONCE_TOO_LOW);
        }
      }
    }
  }

  /** The nonce after what a sender has waiting without gaps from {@code next} on. */
  public long nonceAfter(Address sender, long next) {
    TreeMap<Long, Waiting> own = senders.get(sender);
    while (own != null && own.containsKey(next)) {
      next++;
    }
    return next;
  }

  private boolean hasGap(Waiting waiting, long next) {
    TreeMap<Long, Waiting> own = senders.get(waiting.transaction.sender());
    return next < 0 || own.subMap(next, waiting.nonce()).size() < waiting.nonce() - next;
  }

  /** Takes a coordination transaction. */
  public void add(Coordination message) {
    coordination.add(message);
  }

  /** Takes all coordination transactions, in order of arrival. */
  public List<Coordination> takeCoordination() {
    List<Coordination> taken = coordination;
    coordination = new ArrayList<>();
    return taken;
  }
}
