package io.crowdroll.sim.agents;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.SignerSet;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Exponential;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.model.Span;
import io.crowdroll.sim.model.l1.AccountState;
import io.crowdroll.sim.model.l1.Deployment;
import io.crowdroll.sim.model.l1.L1Chain;
import io.crowdroll.sim.model.l1.L1Contract;
import io.crowdroll.sim.model.l1.RootVerifier;
import io.crowdroll.sim.scenario.L1Model;
import io.crowdroll.sim.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Ethereum in the world: its blocks, its reorganisations, and the users' own calls there. */
final class Layer1 {
  /** The block of the contract's deployment; any that leaves room for older seeds. */
  static final long DEPLOYED_AT = 1_000;

  /** What a user is willing to pay, wei of ETH a gas; and for a place in the queue, wei of ETH. */
  private static final Wei USER_FEE = Wei.of(2_000_000_000_000L);

  private static final Wei USER_TIP = Wei.of(2_000_000_000L);
  private static final Wei USER_QUEUE_FEE = Wei.tokens(1_000);

  /** A user's call, which is sent again when a reorganisation has undone it. */
  private record Sent(Address sender, Effect.PostL1 post) {}

  private final Owners owners;
  private final L1Model model;
  private final L1Contract contract;
  private final L1Chain chain;
  private final RandomStream reorgs;
  private final List<Sent> sent = new ArrayList<>();
  private final Map<Address, Long> nextIds = new HashMap<>();

  /** Items of the queue by index, of the canonical chain as far as it holds them. */
  private final List<L1Log.Enqueued> queue = new ArrayList<>();

  /**
   * @param root state root at genesis
   * @param supply ZKPoW on L2 at genesis
   * @param tokens ZKPoW on L1 at genesis, by holder
   * @param proofs what root proofs are checked by
   */
  Layer1(
      Scenario scenario,
      Streams streams,
      Owners owners,
      long[] stakes,
      Hash256 root,
      Wei supply,
      Map<Address, Wei> tokens,
      RootVerifier proofs,
      AccountState accounts) {
    this.owners = owners;
    model = scenario.l1();
    Rules rules = scenario.rules();
    SignerSet set = signers(stakes);
    SlotSchedule schedule = SlotSchedule.apportioned(rules.submission().slotBlocks(), set);
    contract =
        new L1Contract(
            new Deployment(
                rules.submission(),
                rules.settlement().allowance(),
                rules.aggregation().batchSize(),
                DEPLOYED_AT,
                schedule,
                _ -> set,
                root,
                supply,
                Wei.ZERO,
                tokens,
                proofs,
                accounts));
    RandomStream key = streams.stream(EntityClass.L1, 1, Purpose.BLOCK);
    RandomStream blocks = streams.stream(EntityClass.L1, 0, Purpose.BLOCK);
    RandomStream prices = streams.stream(EntityClass.L1, 0, Purpose.PRICE);
    reorgs = streams.stream(EntityClass.L1, 0, Purpose.REORG);
    Hash256 seed = new Hash256(key.nextLong(), key.nextLong(), key.nextLong(), key.nextLong());
    chain = new L1Chain(model, contract, seed, 0, blocks::nextDouble, prices::nextDouble);
  }

  /** The genesis set as L1 sees it. */
  static SignerSet signers(long[] stakes) {
    List<Address> members = IntStream.range(0, stakes.length).mapToObj(Names::agent).toList();
    List<Long> weights = new ArrayList<>();
    for (long stake : stakes) {
      weights.add(stake);
    }
    return new SignerSet(members, weights);
  }

  L1Chain chain() {
    return chain;
  }

  L1Contract contract() {
    return contract;
  }

  /** µs until the next reorganisation of its own; {@link Span#FOR_EVER} where there are none. */
  long untilReorg() {
    double perDay = model.reorgs().perDay();
    return perDay == 0
        ? Span.FOR_EVER
        : (long) Math.min(Span.FOR_EVER, new Exponential(Span.DAY / perDay).sample(reorgs));
  }

  int reorgDepth() {
    return model.reorgs().depth();
  }

  /** A user deposits ZKPoW of its own on L1 into its account on L2. */
  void deposit(int user, Wei amount) {
    send(
        owners.onL1(user),
        new L1Call.EnqueueDeposit(owners.account(user), Asset.ZKPOW, amount, USER_QUEUE_FEE));
  }

  /** A user queues a transaction that the sequencer cannot refuse. */
  void force(int user, boolean withdraw, Address to, Wei amount, long nonce) {
    Address account = owners.account(user);
    L1Item.Forced item =
        new L1Item.Forced(0, 0, withdraw, account, to, Asset.ZKPOW, amount, nonce, true);
    L1Call call =
        new L1Call.EnqueueForced(
            withdraw,
            account,
            to,
            Asset.ZKPOW,
            amount,
            nonce,
            L1Call.Signature.VALID,
            USER_QUEUE_FEE,
            owners.sign(user, item));
    send(owners.onL1(user), call);
  }

  /** An item that the contract's queue holds. */
  L1Log.Enqueued queued(long index) {
    return queue.get((int) index);
  }

  /** Somebody calls the contract, and again where a reorganisation undoes it. */
  void send(Address sender, L1Call call) {
    long id = nextIds.merge(sender, 1L, Long::sum) - 1;
    Effect.PostL1 post = new Effect.PostL1(id, call, Long.MAX_VALUE, USER_FEE, USER_TIP);
    sent.add(new Sent(sender, post));
    chain.post(sender, post);
  }

  /**
   * Follows the users' calls. What a reorganisation has undone is sent again under its number; the
   * chain does not take again what it still holds.
   *
   * @param queued takes the log of each call that entered the queue
   */
  void take(Event.L1Changed change, Consumer<L1Log.Enqueued> queued) {
    for (L1Block block : change.added()) {
      for (L1Log log : block.logs()) {
        if (log instanceof L1Log.Enqueued enqueued) {
          int index = (int) enqueued.item().index();
          queue.subList(index, queue.size()).clear();
          queue.add(enqueued);
          queued.accept(enqueued);
        }
      }
    }
    if (!change.removed().isEmpty()) {
      sent.forEach(call -> chain.post(call.sender(), call.post()));
    }
  }
}
