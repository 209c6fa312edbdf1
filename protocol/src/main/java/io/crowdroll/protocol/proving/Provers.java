package io.crowdroll.protocol.proving;

import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Wei;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;

/**
 * The prover registry: one row a prover, in order of registration, in flat arrays (PROTOCOL.md §3).
 */
public final class Provers {
  private final Int2IntOpenHashMap byAccount = new Int2IntOpenHashMap();
  private int[] accounts = new int[64];
  private int[] capacities = new int[64];
  private int[] openLeases = new int[64];
  private long[] reserved = new long[128];
  private long[] provenUnits = new long[64];
  private long[] lastLease = new long[64];
  private int[] declines = new int[64];
  private int[] declineDay = new int[64];
  private boolean[] onProbation = new boolean[64];
  private boolean[] leaving = new boolean[64];
  private Lease[] held = new Lease[64];
  private int size;

  public Provers() {
    byAccount.defaultReturnValue(-1);
  }

  public int size() {
    return size;
  }

  int register(int account, int capacity) {
    if (size == accounts.length) {
      grow(2 * size);
    }
    accounts[size] = account;
    capacities[size] = capacity;
    byAccount.put(account, size);
    return size++;
  }

  /** The prover that an account registered, −1 = none. */
  public int ofAccount(int account) {
    return byAccount.get(account);
  }

  public int account(int prover) {
    return accounts[prover];
  }

  public int capacity(int prover) {
    return capacities[prover];
  }

  void capacity(int prover, int capacity) {
    capacities[prover] = capacity;
  }

  /** Leases that the prover holds now. */
  public int openLeases(int prover) {
    return openLeases[prover];
  }

  /** Σ penalties that its open leases reserve. */
  public Wei reserved(int prover) {
    return new Wei(reserved[2 * prover], reserved[2 * prover + 1]);
  }

  /** Units that it has proven. */
  public long provenUnits(int prover) {
    return provenUnits[prover];
  }

  void addProvenUnits(int prover, int units) {
    provenUnits[prover] += units;
  }

  /** Order of its latest lease among all leases, 0 = none yet. */
  long lastLease(int prover) {
    return lastLease[prover];
  }

  boolean onProbation(int prover) {
    return onProbation[prover];
  }

  void probation(int prover, boolean open) {
    onProbation[prover] = open;
  }

  boolean leaving(int prover) {
    return leaving[prover];
  }

  void leave(int prover) {
    leaving[prover] = true;
  }

  /** The prover's open leases: a list through {@link Lease#nextHeld}. */
  Lease held(int prover) {
    return held[prover];
  }

  void take(int prover, Lease lease, long order) {
    lease.nextHeld = held[prover];
    held[prover] = lease;
    openLeases[prover]++;
    lastLease[prover] = order;
    reserve(prover, lease.penalty);
  }

  void release(int prover, Lease lease) {
    if (held[prover] == lease) {
      held[prover] = lease.nextHeld;
    } else {
      Lease before = held[prover];
      while (before.nextHeld != lease) {
        before = before.nextHeld;
      }
      before.nextHeld = lease.nextHeld;
    }
    openLeases[prover]--;
    reserve(prover, lease.penalty.negate());
  }

  /** Counts a decline where the day's quota allows one more. */
  boolean decline(int prover, int day, int quota) {
    if (declineDay[prover] != day) {
      declineDay[prover] = day;
      declines[prover] = 0;
    }
    if (declines[prover] >= quota) {
      return false;
    }
    declines[prover]++;
    return true;
  }

  /** Takes every row into a commitment. */
  void digest(Keccak256 out) {
    out.putInt(size);
    for (int prover = 0; prover < size; prover++) {
      out.putInt(accounts[prover]).putInt(capacities[prover]).putInt(openLeases[prover]);
      out.putWei(reserved(prover)).putLong(provenUnits[prover]).putLong(lastLease[prover]);
      out.putInt(declines[prover]).putInt(declineDay[prover]);
      out.putByte(onProbation[prover] ? 1 : 0).putByte(leaving[prover] ? 1 : 0);
    }
  }

  private void reserve(int prover, Wei delta) {
    Wei sum = reserved(prover).plus(delta);
    reserved[2 * prover] = sum.hi();
    reserved[2 * prover + 1] = sum.lo();
  }

  private void grow(int capacity) {
    accounts = Arrays.copyOf(accounts, capacity);
    capacities = Arrays.copyOf(capacities, capacity);
    openLeases = Arrays.copyOf(openLeases, capacity);
    reserved = Arrays.copyOf(reserved, 2 * capacity);
    provenUnits = Arrays.copyOf(provenUnits, capacity);
    lastLease = Arrays.copyOf(lastLease, capacity);
    declines = Arrays.copyOf(declines, capacity);
    declineDay = Arrays.copyOf(declineDay, capacity);
    onProbation = Arrays.copyOf(onProbation, capacity);
    leaving = Arrays.copyOf(leaving, capacity);
    held = Arrays.copyOf(held, capacity);
  }
}
