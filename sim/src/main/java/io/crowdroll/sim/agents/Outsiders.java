package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.submission.ExitProof;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.RootProof;
import io.crowdroll.protocol.submission.SubmissionRules;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.model.Span;
import io.crowdroll.sim.scenario.Outside;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Those on L1 who do what anybody may (PROTOCOL.md §8, L1.md): claim what they have withdrawn,
 * prove queue items that agents leave lying, freeze the contract when even that does not happen,
 * and leave a frozen rollup alone.
 */
final class Outsiders {
  /** A permissionless batch is one flat proof, made on an L4. */
  private static final double SECONDS_PER_UNIT = 0.015;

  /** L1 blocks after which a batch that did not get through is made anew. */
  private static final int PATIENCE = 10;

  private final World world;
  private final Outside wanted;
  private final SubmissionRules.Forced rules;
  private final Layer1 layer1;
  private final Forks forks;

  /** Withdrawals of batches that are not proven, by header. */
  private final Map<Hash256, List<Transition.Withdrawal>> withdrawals = new HashMap<>();

  private long tryAgainAt;
  private long freezeAgainAt;
  private boolean left;

  Outsiders(World world, Layer1 layer1, Forks forks) {
    this.world = world;
    this.wanted = world.scenario().outside();
    this.rules = world.scenario().rules().submission().forced();
    this.layer1 = layer1;
    this.forks = forks;
  }

  /** Follows the L2 chain. */
  void take(Fact fact) {
    if (wanted.claims()
        && fact instanceof Fact.BatchClosed(BatchHeader header, _, _)
        && !header.withdrawals().isEmpty()) {
      withdrawals.put(header.hash(), header.withdrawals());
    }
  }

  /** Follows L1. */
  void take(Event.L1Changed change) {
    for (L1Block block : change.added()) {
      for (L1Log log : block.logs()) {
        switch (log) {
          case L1Log.BatchProved(long index, Hash256 header, _, _) ->
              claim(index, withdrawals.getOrDefault(header, List.of()));
          case L1Log.PermissionlessBatch batch when wanted.claims() ->
              claim(batch.header().index(), batch.header().withdrawals());
          default -> {}
        }
      }
    }
    if (rules == null) {
      return;
    }
    long next = layer1.chain().head().number() + 1;
    if (layer1.contract().isFrozen()) {
      leave();
      return;
    }
    if (wanted.freezes()
        && next >= freezeAgainAt
        && isOlder(layer1.contract().provenQueue(), next, rules.escapeDelay())) {
      freezeAgainAt = next + PATIENCE;
      layer1.send(Names.stranger(), new L1Call.Freeze());
    }
    if (wanted.proves()
        && next >= tryAgainAt
        && isOlder(layer1.contract().committedQueue(), next, rules.permissionlessAfter())) {
      prove(next);
    }
  }

  private void claim(long batch, List<Transition.Withdrawal> records) {
    int record = 0;
    for (Transition.Withdrawal withdrawal : records) {
      layer1.send(withdrawal.recipient(), new L1Call.Claim(batch, record++, withdrawal));
    }
  }

  private boolean isOlder(long item, long block, int span) {
    return item < layer1.contract().queueLength()
        && block - layer1.queued(item).item().enqueuedAt() > span;
  }

  // A batch of queue items alone

  private void prove(long block) {
    int most = world.scenario().rules().aggregation().batchSize() / 2;
    List<L1Item> items = new ArrayList<>();
    long from = layer1.contract().provenQueue();
    while (items.size() < most && from + items.size() < layer1.contract().queueLength()) {
      items.add(layer1.queued(from + items.size()).item());
    }
    long proven = layer1.contract().proven();
    BatchHeader header = forks.permissionless(proven, items);
    long units = (long) header.transitions() * world.scenario().rules().units().transfer();
    long work = (long) (units * SECONDS_PER_UNIT * Span.SECOND);
    tryAgainAt = block + PATIENCE + work / Span.ofMillis(world.scenario().l1().blockMillis());
    world.schedule(
        World.wholeMillis(world.kernel().now() + work),
        Happening.ACTION,
        Happening.OUTSIDER_PROOF,
        world.mail().put(header),
        0);
  }

  /** The proof of a permissionless batch is done. */
  void proofDone(BatchHeader header) {
    if (layer1.contract().proven() == header.index() - 1) {
      RootProof proof = new RootProof.Modelled(header.hash(), Payee.NONE, true);
      layer1.send(Names.stranger(), new L1Call.CommitAndProve(header, Payee.NONE, proof));
    }
  }

  // Leaving a frozen rollup

  private void leave() {
    if (left) {
      return;
    }
    left = true;
    long length = layer1.contract().queueLength();
    for (long item = layer1.contract().provenQueue(); item < length; item++) {
      Address payer = layer1.queued(item).payer();
      layer1.send(payer, new L1Call.Reclaim(item));
      layer1.send(payer, new L1Call.Pull());
    }
    Rollup state = forks.stateAfter(layer1.contract().proven());
    Hash256 root = layer1.contract().root();
    RandomStream choice = world.streams().stream(EntityClass.USER, 1, Purpose.DECISION);
    int users = world.scenario().users().count();
    for (int user = 0; user < users; user++) {
      boolean leaves = choice.nextDouble() < wanted.escapes();
      Owners owners = world.owners();
      Address account = owners.account(user);
      if (leaves) {
        leave(state, root, account, user);
        if (!owners.caller(user).equals(account)) {
          leave(state, root, owners.caller(user), user);
        }
      }
    }
  }

  private void leave(Rollup state, Hash256 root, Address owned, int user) {
    Accounts accounts = state.accounts();
    Owners owners = world.owners();
    Address onL1 = owners.onL1(user);
    int account = accounts.find(owned);
    if (account >= 0) {
      Wei zkpow = accounts.net(account).plus(accounts.bonded(account)).max(Wei.ZERO);
      ExitProof exit = new ExitProof(root, owned, onL1, zkpow, accounts.eth(account));
      ProofWords proof = world.proofs().exit(state, owned, onL1, it -> owners.sign(user, it));
      layer1.send(onL1, new L1Call.Escape(exit, proof));
    }
  }
}
