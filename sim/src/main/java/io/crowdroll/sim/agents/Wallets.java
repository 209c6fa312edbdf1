package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeQuote;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.node.User;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.model.ArrivalProcess;
import io.crowdroll.sim.model.Latency;
import io.crowdroll.sim.model.Laws;
import io.crowdroll.sim.scenario.TransactionClass;
import io.crowdroll.sim.scenario.Users;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The users: who wants what done when, as far as their balances go. */
final class Wallets {
  /** Users asked in turn for one who can pay. */
  private static final int CANDIDATES = 16;

  /** Gas of any transaction before its code runs. */
  private static final long INTRINSIC_GAS = 21_000;

  /** PROTOCOL.md §2: a call's units are bounded by gasLimit ÷ 400. */
  private static final long GAS_PER_UNIT = 400;

  private static final long MILLION = 1_000_000;

  private final World world;
  private final List<TransactionClass> classes;
  private final ArrivalProcess arrivals;
  private final int count;
  private final Owners owners;
  private final Map<Address, User> wallets = new HashMap<>();
  private final User.FeePolicy feePolicy;

  /** Users who keep still, so that a forced transaction of theirs keeps its nonce. */
  private final IntOpenHashSet still = new IntOpenHashSet();

  private long arrived;

  Wallets(World world, ArrivalProcess arrivals) {
    this.world = world;
    this.classes = world.scenario().transactions();
    this.arrivals = arrivals;
    this.count = world.scenario().users().count();
    this.owners = world.owners();
    this.feePolicy = policy(world.scenario().users());
  }

  private static User.FeePolicy policy(Users users) {
    long millionths = Math.round(users.feeHeadroom() * MILLION);
    return new User.FeePolicy() {
      @Override
      public Wei cap(Wei fee) {
        return fee.mulDiv(millionths, MILLION);
      }

      @Override
      public Wei tip(long gas) {
        return users.tip().times(gas);
      }
    };
  }

  void begin() {
    world.schedule(arrivals.next(), Happening.ACTION, Happening.ARRIVAL, 0, 0);
  }

  /** Somebody wants something done. */
  void arrival() {
    RandomStream stream = world.streams().stream(EntityClass.USER, arrived++, Purpose.CONTENT);
    double u = stream.nextDouble();
    int number = arrivals.transactionClass();
    TransactionClass wanted = number == ArrivalProcess.BY_SHARE ? byShare(u) : classes.get(number);
    Wei value = Laws.amount(wanted.value(), stream.nextDouble());
    Address to = recipient(wanted, stream);
    for (int candidate = 0; candidate < CANDIDATES; candidate++) {
      int user = stream.uniform(count);
      if (!still.contains(user) && wish(user, wanted, to, value)) {
        break;
      }
    }
    begin();
  }

  private TransactionClass byShare(double u) {
    double below = 0;
    for (TransactionClass one : classes) {
      below += one.share();
      if (u < below) {
        return one;
      }
    }
    return classes.getLast();
  }

  private Address recipient(TransactionClass wanted, RandomStream stream) {
    return switch (wanted.kind()) {
      case TRANSFER -> owners.account(stream.uniform(count));
      case WITHDRAW -> owners.onL1(stream.uniform(count));
      case BOND -> Address.ZERO;
      case CALL -> Names.contract();
    };
  }

  /** A self-spammer sends something to itself. */
  void spam(int user, TransactionClass wanted) {
    Address to =
        switch (wanted.kind()) {
          case TRANSFER -> owners.account(user);
          case WITHDRAW -> owners.onL1(user);
          case BOND -> Address.ZERO;
          case CALL -> Names.contract();
        };
    wish(user, wanted, to, Wei.of(1));
  }

  /** A user withdraws to its account on L1, as part of a wave. */
  void withdraw(int user, Wei amount) {
    String name =
        classes.stream()
            .filter(one -> one.kind() == TransactionClass.Kind.WITHDRAW)
            .map(TransactionClass::name)
            .findFirst()
            .orElse("withdraw");
    Address account = owners.account(user);
    submit(account, Transaction.Kind.WITHDRAW, name, owners.onL1(user), amount, 0, null);
  }

  /** The nonce of a user's next transaction on the chain; from now on the user keeps still. */
  long keepStill(int user) {
    still.add(user);
    return rollup().accounts().nonce(rollup().accounts().find(owners.account(user)));
  }

  void goOn(int user) {
    still.remove(user);
  }

  private boolean wish(int user, TransactionClass wanted, Address to, Wei value) {
    Transaction.Kind kind = kind(wanted.kind());
    if (kind != Transaction.Kind.CALL) {
      return submit(owners.account(user), kind, wanted.name(), to, value, 0, null);
    }
    Address caller = owners.caller(user);
    if (owners instanceof Owners.Keyed) {
      Workload work = Workload.of(wanted.gas(), wanted.units());
      Wei most = feePolicy.cap(rollup().fees().gasBaseFee()).plus(feePolicy.tip(1));
      var call = new Transaction.Execution.Evm(work.data(), List.of(), most, feePolicy.tip(1));
      return submit(caller, kind, wanted.name(), to, value, work.gasLimit(), call);
    }
    long inner = Math.max(0, wanted.gas() - INTRINSIC_GAS);
    var execution = new Transaction.Execution.Modelled(inner, wanted.units());
    long gasLimit = Math.max(INTRINSIC_GAS + inner, GAS_PER_UNIT * wanted.units());
    return submit(caller, kind, wanted.name(), to, value, gasLimit, execution);
  }

  /** Sends a transaction if the user can pay for it at its fee cap. */
  private boolean submit(
      Address sender,
      Transaction.Kind kind,
      String transactionClass,
      Address to,
      Wei value,
      long gasLimit,
      Transaction.Execution execution) {
    FeeQuote fees = rollup().quote(kind, to, gasLimit, execution);
    int account = rollup().accounts().find(sender);
    long gas = kind == Transaction.Kind.CALL ? gasLimit : INTRINSIC_GAS;
    Wei needed = value.plus(feePolicy.cap(fees.total())).plus(feePolicy.tip(gas));
    if (rollup().accounts().balance(account).isLess(needed)) {
      return false;
    }
    Event.Wish wish = new Event.Wish(kind, to, Asset.ZKPOW, value, fees, gasLimit, execution);
    wallet(sender)
        .handle(
            world.nowMillis(),
            wish,
            effect -> {
              if (effect instanceof Effect.Submit(Transaction transaction)) {
                send(transaction, transactionClass);
              }
            });
    return true;
  }

  private User wallet(Address account) {
    return wallets.computeIfAbsent(
        account, own -> new User(own, feePolicy, owners.signer(owners.userOf(own))));
  }

  private static Transaction.Kind kind(TransactionClass.Kind kind) {
    return switch (kind) {
      case TRANSFER -> Transaction.Kind.TRANSFER;
      case WITHDRAW -> Transaction.Kind.WITHDRAW;
      case BOND -> Transaction.Kind.BOND;
      case CALL -> Transaction.Kind.CALL;
    };
  }

  /** Wallets get an answer for what they send, so that nothing of it is lost for good. */
  private void send(Transaction transaction, String transactionClass) {
    int user = owners.userOf(transaction.sender());
    world
        .observer()
        .submitted(world.nowMillis(), transaction, transactionClass, world.targets().isUser(user));
    double u = world.streams().stream(EntityClass.USER, user, Purpose.LATENCY).nextDouble();
    long delay = world.latency().micros(Latency.ELSEWHERE, world.gateway(), u);
    world.schedule(
        World.wholeMillis(world.kernel().now() + delay),
        Happening.MESSAGE,
        Happening.SUBMISSION,
        world.mail().put(transaction),
        0);
  }

  /** A transaction reaches the validators: as bytes where it is signed. */
  void submitted(Transaction transaction) {
    Event.OfValidator event =
        transaction.envelope() == null
            ? new Event.Submitted(transaction)
            : new Event.Encoded(transaction.envelope().encode());
    world
        .validator()
        .handle(
            world.nowMillis(),
            event,
            effect -> {
              switch (effect) {
                case Effect.Refuse(Transaction refused, Rejection reason) ->
                    refused(refused, reason);
                case Effect.RefuseEncoded(_, Rejection reason, _) -> refused(transaction, reason);
                default -> throw new IllegalStateException("admission does not " + effect);
              }
            });
  }

  /** The validators do not take a transaction, or dropped it. */
  void refused(Transaction transaction, Rejection reason) {
    world.observer().refused(world.nowMillis(), transaction, reason);
    over(transaction, false);
  }

  /** Follows the chain. */
  void take(Fact fact) {
    switch (fact) {
      case Fact.Included included -> over(included.transaction(), true);
      case Fact.Refused refused -> over(refused.transaction(), false);
      case Fact.Imported imported -> goOn(owners.userOf(imported.item().sender()));
      default -> {}
    }
  }

  /** Included transactions were reverted: they wait again. */
  void reverted(List<Transaction> transactions) {
    for (Transaction transaction : transactions) {
      int account = rollup().accounts().find(transaction.sender());
      wallet(transaction.sender())
          .handle(
              world.nowMillis(),
              new Event.TransactionReverted(rollup().accounts().nonce(account)),
              effect -> {
                throw new IllegalStateException("a wallet does not " + effect);
              });
    }
  }

  private void over(Transaction transaction, boolean included) {
    wallet(transaction.sender())
        .handle(
            world.nowMillis(),
            new Event.TransactionOver(transaction, included),
            effect -> {
              throw new IllegalStateException("a wallet does not " + effect);
            });
  }

  private Rollup rollup() {
    return world.validator().rollup();
  }
}
