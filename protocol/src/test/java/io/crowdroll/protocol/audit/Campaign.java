package io.crowdroll.protocol.audit;

import static io.crowdroll.protocol.node.RulesWith.with;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.L1Refund;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Lockstep;
import io.crowdroll.protocol.node.Presets;
import io.crowdroll.protocol.proving.LeaseRules;
import io.crowdroll.protocol.zkpow.BountyRules;
import io.crowdroll.protocol.zkpow.PenaltyRules;
import io.crowdroll.protocol.zkpow.SettlementRules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A chain under load with all invariants checked after each block: traffic of every kind for a
 * while, then quiet until everything is proven. A correct protocol runs to the end.
 *
 * <p>It is a {@link Runnable} so that a test can run it with classes of another class loader.
 */
public enum Campaign implements Runnable {
  /** Everybody proves at once. */
  DILIGENT(300, 0),
  /** Provers miss, decline, leave, are late by a block or two; strangers send proofs. */
  UNRELIABLE(500, 40),
  /** Three leases a task; some prove, some later, some never. */
  REDUNDANT(300, 30),
  /** The idea as written, with penalties that end in debt. */
  LITERAL(500, 40),
  /** Small settlements under a tight mint allowance. */
  SETTLEMENT(300, 5);

  private static final int USERS = 40;
  private static final int PROVERS = 30;
  private static final int QUIET = 450;

  private final int blocks;
  private final int unreliablePercent;

  Campaign(int blocks, int unreliablePercent) {
    this.blocks = blocks;
    this.unreliablePercent = unreliablePercent;
  }

  /**
   * @throws io.crowdroll.protocol.chain.InvariantViolation where an invariant does not hold
   */
  @Override
  public void run() {
    new Drive(rules()).run();
  }

  private Rules rules() {
    Rules hardened = Presets.hardened();
    return switch (this) {
      case DILIGENT -> hardened;
      case UNRELIABLE -> with(hardened, "proving.bond", Wei.tokens(6));
      case REDUNDANT -> with(hardened, "leases.redundancy", 3);
      case LITERAL -> {
        Rules literal = with(Presets.literal(), "leases.deadlineBase", 20);
        yield with(literal, "penalty.law", new PenaltyRules.Law.Fixed(Wei.tokens(300)));
      }
      case SETTLEMENT -> {
        Rules small = with(hardened, "settlement.minimum", Wei.tokens(1));
        small = with(small, "aggregation.batchSize", 16);
        small = with(small, "settlement.slots", 4);
        small = with(small, "fees.proofFee", false);
        small = with(small, "fees.l1Fee", false);
        small = with(small, "bounty.source", BountyRules.Source.MINT);
        small = with(small, "bounty.antiFarming", false);
        yield with(
            small,
            "settlement.allowance",
            new SettlementRules.MintAllowance(Wei.tokens(40), Wei.tokens(1), Wei.tokens(60)));
      }
    };
  }

  private final class Drive {
    private final Lockstep chain;
    private final Rules rules;

    /** Leases to be proven, by height. */
    private final TreeMap<Long, List<Fact.Leased>> plan = new TreeMap<>();

    private long height;

    Drive(Rules rules) {
      this.rules = rules;
      chain = new Lockstep(rules, USERS, PROVERS);
    }

    void run() {
      for (height = 1; height <= blocks + QUIET; height++) {
        if (height % 15 == 1) {
          chain.beatAll(PROVERS);
        }
        if (height <= blocks) {
          traffic();
        }
        prove();
        chain.attest(unreliablePercent == 0 || height % 50 < 44);
        for (Fact fact : chain.block()) {
          if (fact instanceof Fact.Leased lease) {
            answer(lease);
          }
        }
      }
    }

    private void traffic() {
      int n = (int) height;
      chain.transfer(n % USERS, (n * 7 + 1) % USERS);
      switch (n % 10) {
        case 1 -> send(Transaction.Kind.WITHDRAW, n, Asset.ZKPOW, null);
        case 2 -> send(Transaction.Kind.BOND, n, Asset.ZKPOW, null);
        case 3 ->
            send(
                Transaction.Kind.CALL,
                n,
                Asset.ZKPOW,
                new Transaction.Execution.Modelled(9_000, 90));
        case 4 -> chain.transfer((n + 3) % USERS, Lockstep.address(5_000 + n));
        case 5 -> chain.enqueue(deposit(n));
        case 6 -> chain.enqueue(forced(n));
        case 7 -> chain.refund(new L1Refund(n, n % Lockstep.VALIDATORS, 60_000, Wei.of(9)));
        case 8 -> chain.gossip(new Coordination.Heartbeat(n % PROVERS, n % 20 != 8, 1));
        default -> chain.transfer((n + 11) % USERS, (n + 2) % USERS);
      }
      if (n % 97 == 0 && unreliablePercent > 0) {
        chain.gossip(new Coordination.Leave(n / 97));
      }
    }

    private void send(Transaction.Kind kind, int n, Asset asset, Transaction.Execution execution) {
      int sender = (n + 5) % USERS;
      chain.send(
          new Transaction(
              kind,
              Lockstep.address(sender),
              kind == Transaction.Kind.BOND ? Address.ZERO : Lockstep.address((n + 9) % USERS),
              asset,
              Wei.tokens(2),
              chain.nextNonce(sender),
              Wei.tokens(500),
              Wei.of(11),
              execution == null ? FeeMarket.TRANSFER_GAS : n % 20 == 3 ? 100_000 : 25_000,
              execution));
    }

    private L1Item deposit(int n) {
      int to = n % 20 == 5 ? n % USERS : 7_000 + n;
      Asset asset = n % 30 == 5 ? Asset.ETH : Asset.ZKPOW;
      Address address = Lockstep.address(to);
      return new L1Item.Deposit(chain.queued(), 90, address, address, asset, Wei.tokens(3));
    }

    private L1Item forced(int n) {
      Address sender = Lockstep.address(n % USERS);
      return new L1Item.Forced(
          chain.queued(),
          90,
          n % 20 == 6,
          sender,
          Lockstep.address((n + 1) % USERS),
          Asset.ZKPOW,
          Wei.tokens(1),
          n % 40 == 6 ? 0 : chain.nextNonce(n % USERS),
          true);
    }

    /** What the holder of a new lease will do. */
    private void answer(Fact.Leased lease) {
      int mood = Math.floorMod(lease.task() * 31 + lease.holder() * 17L + height, 100);
      boolean reliable = Payee.isValidator(lease.holder()) || mood >= unreliablePercent;
      if (reliable) {
        at(height + 1 + mood % 3, lease);
      } else if (mood < unreliablePercent / 4) {
        chain.gossip(new Coordination.Decline(lease.holder(), lease.task()));
      } else if (mood < unreliablePercent * 3 / 4) {
        // About the due: the clock starts two blocks after the lease where witnesses are served.
        int clock = rules.leases().witnessClock() == LeaseRules.WitnessClock.WHEN_SERVED ? 2 : 0;
        at(height + clock + rules.leases().span(lease.units()) + mood % 7, lease);
      }
      if (unreliablePercent > 0 && mood % 5 == 0) {
        chain.prove(lease.task(), (lease.holder() + 7 & 15) + 3);
      }
    }

    private void at(long when, Fact.Leased lease) {
      plan.computeIfAbsent(when, _ -> new ArrayList<>()).add(lease);
    }

    private void prove() {
      List<Fact.Leased> now = plan.remove(height);
      if (now != null) {
        now.forEach(lease -> chain.prove(lease.task(), lease.holder()));
      }
    }
  }
}
