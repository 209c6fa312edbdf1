package io.crowdroll.sim.experiment;

import static io.crowdroll.reports.results.Row.NEVER;
import static io.crowdroll.reports.results.Row.NOBODY;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.reports.results.AgentRow;
import io.crowdroll.reports.results.EventRow;
import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.sim.agents.ValidatorProfile;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What agents do on L1, and what L1 does to batches: read off its blocks, undone with them. */
final class SubmissionLog {
  /** Blocks remembered so that a reorganisation can be undone. */
  private static final int DEPTH = 256;

  private final ReplicationWriter writer;
  private final BatchLog batches;
  private final TransactionLog transactions;
  private final int confirmations;
  private final Map<Address, Agent> byAccount = new HashMap<>();
  private final List<Agent> agents = new ArrayList<>();
  private final Deque<L1Block> recent = new ArrayDeque<>();
  private Agent slotOwner;
  private boolean slotHadWork;
  private boolean slotUsed;
  private long permissionless;
  private long claimed;
  private long escaped;
  private long slots;
  private long missedSlots;

  private static final class Agent {
    final ValidatorProfile profile;
    int slotsOwned;
    int slotsUsed;
    int commits;
    int proves;
    long gas;
    BigInteger spent = BigInteger.ZERO;
    BigInteger refunded = BigInteger.ZERO;

    Agent(ValidatorProfile profile) {
      this.profile = profile;
    }
  }

  SubmissionLog(
      ReplicationWriter writer, BatchLog batches, TransactionLog transactions, int confirmations) {
    this.writer = writer;
    this.batches = batches;
    this.transactions = transactions;
    this.confirmations = confirmations;
  }

  void validator(ValidatorProfile profile) {
    Agent agent = new Agent(profile);
    agents.add(agent);
    byAccount.put(profile.l1(), agent);
  }

  void changed(long millis, Event.L1Changed change) {
    for (Hash256 hash : change.removed()) {
      if (!recent.isEmpty() && recent.peekLast().hash().equals(hash)) {
        take(NEVER, recent.removeLast(), -1);
      }
    }
    for (L1Block block : change.added()) {
      take(millis, block, 1);
      recent.addLast(block);
      if (recent.size() > DEPTH) {
        recent.removeFirst();
      }
      batches.head(millis, block.number(), confirmations, transactions);
    }
  }

  /** Adds a block's effects, or with {@code sign} −1 takes them back. */
  private void take(long millis, L1Block block, int sign) {
    block.receipts().forEach(receipt -> take(receipt, sign));
    for (L1Log log : block.logs()) {
      switch (log) {
        case L1Log.BatchCommitted(long index, Hash256 _, Address _) ->
            batches.committed(index, millis);
        case L1Log.BatchProved(long index, Hash256 _, Hash256 _, Address poster) ->
            batches.l1Proven(index, millis, block.number(), validator(poster));
        case L1Log.Pruned(long first, int dropped, Wei _) when sign > 0 -> {
          batches.pruned(first, dropped);
          event(millis, "prune", dropped + " unproven batches dropped, from " + first + " on");
        }
        case L1Log.PermissionlessBatch batch -> {
          permissionless += sign;
          if (sign > 0) {
            int items = batch.header().items().size();
            event(millis, "permissionless", "anybody proves a batch of queue items, " + items);
          }
        }
        case L1Log.Claimed _ -> claimed += sign;
        case L1Log.Escaped _ -> escaped += sign;
        case L1Log.Frozen _ when sign > 0 -> event(millis, "freeze", "the contract is frozen");
        default -> {}
      }
    }
  }

  private void event(long millis, String kind, String text) {
    writer.event(new EventRow(millis, kind, text));
  }

  private void take(L1Block.Receipt receipt, int sign) {
    BigInteger cost =
        receipt.gasPrice().toBigInteger().multiply(BigInteger.valueOf(sign * receipt.gasUsed()));
    long gas = sign * receipt.gasUsed();
    Agent agent = byAccount.get(receipt.sender());
    if (agent != null) {
      agent.gas += gas;
      agent.spent = agent.spent.add(cost);
    }
    if (!receipt.succeeded()) {
      return;
    }
    switch (receipt.call()) {
      case L1Call.CommitBatch call -> {
        batches.spent(call.header().index(), gas, 0, cost);
        count(agent, sign, 0);
      }
      case L1Call.ProveBatch call -> {
        batches.spent(call.index(), 0, gas, cost);
        count(agent, 0, sign);
      }
      case L1Call.SubmitBatch call -> {
        batches.spent(call.header().index(), 0, gas, cost);
        count(agent, sign, sign);
      }
      default -> {}
    }
  }

  private void count(Agent agent, int commits, int proves) {
    if (agent == null) {
      return;
    }
    agent.commits += commits;
    agent.proves += proves;
    slotUsed |= agent == slotOwner;
  }

  void submissionSlot(int validator) {
    endSlot();
    slotOwner = validator < 0 ? null : agents.get(validator);
    slotUsed = false;
    slotHadWork = batches.canPost();
    if (slotOwner != null) {
      slots++;
      slotOwner.slotsOwned++;
    }
  }

  private void endSlot() {
    if (slotOwner == null) {
      return;
    }
    slotOwner.slotsUsed += slotUsed ? 1 : 0;
    missedSlots += slotHadWork && !slotUsed ? 1 : 0;
  }

  /**
   * The agent fund refunded an agent.
   *
   * @param zkpowPerEth price of the block
   */
  void refunded(Fact.Refunded fact, Wei zkpowPerEth) {
    BigInteger eth =
        fact.amount()
            .toBigInteger()
            .multiply(BigInteger.valueOf(Wei.ONE))
            .divide(zkpowPerEth.toBigInteger().max(BigInteger.ONE));
    batches.refunded(fact.batch(), eth);
    if (fact.validator() >= 0 && fact.validator() < agents.size()) {
      Agent agent = agents.get(fact.validator());
      agent.refunded = agent.refunded.add(eth);
    }
  }

  private int validator(Address account) {
    Agent agent = byAccount.get(account);
    return agent == null ? NOBODY : agent.profile.index();
  }

  void end(MetricSheet sheet) {
    endSlot();
    BigInteger profit = BigInteger.ZERO;
    for (Agent agent : agents) {
      profit = profit.add(agent.refunded).subtract(agent.spent);
      writer.agent(
          new AgentRow(
              agent.profile.index(),
              agent.profile.behaviour(),
              agent.profile.stakeShare(),
              agent.slotsOwned,
              agent.slotsUsed,
              agent.commits,
              agent.proves,
              agent.gas,
              agent.spent,
              agent.refunded));
    }
    sheet.put("permissionless_batches", permissionless);
    sheet.put("withdrawals_claimed", claimed);
    sheet.put("users_escaped", escaped);
    sheet.put("submission_slots", slots);
    sheet.put("missed_slots", missedSlots);
    sheet.put("agent_profit_eth", profit.doubleValue());
  }
}
