package io.crowdroll.protocol.proving;

import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.FeeRules;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.Pending;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Takes coordination transactions: registration, heartbeats, leaving, declines and proofs
 * (PROTOCOL.md §3, §4).
 */
public final class Registry {
  /** Block times kept: enough to find the block of a session's last elided heartbeat. */
  private static final int RING = 256;

  private record Exit(int prover, long dueAt) {}

  private final MarketContext context;
  private final Market market;
  private final FeeRules feeRules;
  private final FeeMarket fees;
  private final Consumer<Fact> facts;
  private final ArrayDeque<Exit> exits = new ArrayDeque<>();
  private final long[] blockTimes = new long[RING];

  public Registry(
      MarketContext context,
      Market market,
      FeeRules feeRules,
      FeeMarket fees,
      Consumer<Fact> facts) {
    this.context = context;
    this.market = market;
    this.feeRules = feeRules;
    this.fees = fees;
    this.facts = facts;
  }

  /** A prover of genesis; it has not been heard of yet. */
  public void registerAtGenesis(int account, int capacity) {
    context.activeSet().touch(context.provers().register(account, capacity));
  }

  public void begin(long timestamp) {
    blockTimes[(int) (context.height() % RING)] = timestamp;
    while (!exits.isEmpty() && exits.peek().dueAt() <= context.height()) {
      returnBond(exits.poll().prover());
    }
  }

  /**
   * Takes one coordination transaction.
   *
   * @return why it had no effect, or {@code null}
   */
  public Rejection take(Coordination message) {
    return switch (message) {
      case Coordination.Register register -> register(register);
      case Coordination.Heartbeat beat -> known(beat.prover()) ? heartbeat(beat) : unknown();
      case Coordination.Silence silence -> known(silence.prover()) ? silence(silence) : unknown();
      case Coordination.Leave leave -> known(leave.prover()) ? leave(leave.prover()) : unknown();
      case Coordination.Decline decline ->
          known(decline.prover()) ? market.decline(decline.prover(), decline.task()) : unknown();
      case Coordination.Submission submission -> submission(submission);
      case Coordination.Equivocation _ ->
          throw new IllegalArgumentException("evidence is for the validator set");
    };
  }

  /** A balance or bond changed by a transition: weights follow in the next block. */
  public void accountChanged(int account) {
    int prover = context.provers().ofAccount(account);
    if (prover >= 0) {
      context.activeSet().touch(prover);
    }
  }

  /** Makes inactive whoever was not heard of in time. */
  public void expire() {
    context.heartbeats().expire(context.now(), context.activeSet()::touch);
  }

  /** The chain has gone back (§8): nobody is active until heard of again. */
  public void silence() {
    context.heartbeats().silence();
    for (int prover = 0; prover < context.provers().size(); prover++) {
      context.activeSet().touch(prover);
    }
    context.activeSet().freeze();
  }

  /** Fixes the set of which the next block draws. */
  public void freeze() {
    context.activeSet().freeze();
  }

  private boolean known(int prover) {
    return prover >= 0 && prover < context.provers().size();
  }

  private static Rejection unknown() {
    return Rejection.UNKNOWN_PROVER;
  }

  private Rejection register(Coordination.Register register) {
    var accounts = context.ledger().accounts();
    int account = accounts.find(register.account());
    if (account < 0) {
      return Rejection.UNKNOWN_SENDER;
    }
    if (accounts.hasCode(account)) {
      return Rejection.ACCOUNT_HAS_CODE;
    }
    if (context.provers().ofAccount(account) >= 0) {
      return Rejection.ALREADY_REGISTERED;
    }
    int prover = context.provers().register(account, register.capacity());
    context.activeSet().touch(prover);
    facts.accept(new Fact.Registered(prover, register.account()));
    return null;
  }

  private Rejection heartbeat(Coordination.Heartbeat beat) {
    int prover = beat.prover();
    Heartbeats heartbeats = context.heartbeats();
    if (beat.active()
        && heartbeats.active(prover)
        && context.now() - heartbeats.lastHeard(prover)
            < context.proving().heartbeatIntervalMillis() / 2) {
      heartbeats.refused(prover, context.now());
      return Rejection.TOO_EARLY;
    }
    book(prover, feeRules.heartbeatGas());
    // A beat that only goes on changes nothing that a draw could see.
    boolean news =
        beat.active() != heartbeats.active(prover)
            || beat.capacity() != context.provers().capacity(prover);
    context.provers().capacity(prover, beat.capacity());
    if (beat.active()) {
      heartbeats.beat(prover, context.now());
    } else {
      heartbeats.inactive(prover);
      if (context.proving().inactiveDropsLeases()) {
        market.dropLeases(prover);
      }
    }
    if (news) {
      context.activeSet().touch(prover);
    }
    return null;
  }

  private Rejection silence(Coordination.Silence silence) {
    context.heartbeats().silent(silence.prover(), includedAt(silence.lastArrivalMillis()));
    context.activeSet().touch(silence.prover());
    return null;
  }

  /** Time of the first block that could hold what arrived at {@code arrival}. */
  private long includedAt(long arrival) {
    long time = context.now();
    for (long height = context.height() - 1;
        height > Math.max(0, context.height() - RING)
            && blockTimes[(int) (height % RING)] >= arrival;
        height--) {
      time = blockTimes[(int) (height % RING)];
    }
    return time;
  }

  private Rejection leave(int prover) {
    if (context.provers().leaving(prover)) {
      return Rejection.UNKNOWN_PROVER;
    }
    context.provers().leave(prover);
    context.activeSet().touch(prover);
    exits.add(new Exit(prover, context.height() + context.proving().exitDelayBlocks()));
    return null;
  }

  /**
   * §1: settlement moves the bond back after exitDelay; what was still on its way into the bond
   * goes to the balance, as nothing could take it out again.
   */
  private void returnBond(int prover) {
    int account = context.provers().account(prover);
    Pending pending = context.ledger().pending();
    Wei bond = context.activeSet().freeBond(prover);
    Wei unsettled = pending.bondCredit(account);
    pending.debitBond(account, bond);
    pending.creditBond(account, unsettled.negate());
    pending.addBalance(account, bond.plus(unsettled));
  }

  private Rejection submission(Coordination.Submission submission) {
    Rejection reason = market.submit(submission);
    boolean paid = reason == null || reason == Rejection.TOO_LATE;
    if (paid && known(submission.claimant())) {
      book(submission.claimant(), feeRules.proofGas());
    }
    return reason;
  }

  private void book(int prover, long gas) {
    if (gas > 0) {
      context.ledger().bookGas(context.provers().account(prover), fees.gasFee(gas));
    }
  }
}
