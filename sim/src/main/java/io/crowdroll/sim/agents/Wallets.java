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
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.TransactionClass;
import io.crowdroll.sim.scenario.Users;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.List;

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
  private final User[] users;
  private final User.FeePolicy feePolicy;

  /** Users who keep still, so that a forced transaction of theirs keeps its nonce. */
  private final IntOpenHashSet still = new IntOpenHashSet();

  private long arrived;

  /**
   * @param accounts users and, after them, the accounts of provers that join later
   */
  Wallets(World world, int accounts) throws ScenarioException {
    this.world = world;
    this.classes = world.scenario().transactions();
    this.arrivals =
        ArrivalProcess.of(
            world.scenario().arrivals(), classes, world.scenario().timeline(), world.streams());
    this.count = world.scenario().users().count();
    this.users = new User[accounts];
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
      case TRANSFER, WITHDRAW -> Names.user(stream.uniform(count));
      case BOND -> Address.ZERO;
      case CALL -> Names.contract();
    };
  }

  /** A self-spammer sends something to itself. */
  void spam(int user, TransactionClass wanted) {
    Address to =
        switch (wanted.kind()) {
          case TRANSFER, WITHDRAW -> Names.user(user);
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
    submit(user, Transaction.Kind.WITHDRAW, name, Names.user(user), amount, 0, null);
  }

  /** The nonce of a user's next transaction on the chain; from now on the user keeps still. */
  long keepStill(int user) {
    still.add(user);
    return rollup().accounts().nonce(rollup().accounts().find(Names.user(user)));
  }

  void goOn(int user) {
    still.remove(user);
  }

  private boolean wish(int user, TransactionClass wanted, Address to, Wei value) {
    Transaction.Kind kind = kind(wanted.kind());
    if (kind != Transaction.Kind.CALL) {
      return submit(user, kind, wanted.name(), to, value, 0, null);
    }
    long inner = Math.max(0, wanted.gas() - INTRINSIC_GAS);
    var execution = new Transaction.Execution.Modelled(inner, wanted.units());
    long gasLimit = Math.max(INTRINSIC_GAS + inner, GAS_PER_UNIT * wanted.units());
    return submit(user, kind, wanted.name(), to, value, gasLimit, execution);
  }

  /** Sends a transaction if the user can pay for it at its fee cap. */
  private boolean submit(
      int user,
      Transaction.Kind kind,
      String transactionClass,
      Address to,
      Wei value,
      long gasLimit,
      Transaction.Execution execution) {
    FeeQuote fees = rollup().quote(kind, to, execution);
    int account = rollup().accounts().find(Names.user(user));
    long gas = kind == Transaction.Kind.CALL ? gasLimit : INTRINSIC_GAS;
    Wei needed = value.plus(feePolicy.cap(fees.total())).plus(feePolicy.tip(gas));
    if (rollup().accounts().balance(account).isLess(needed)) {
      return false;
    }
    Event.Wish wish = new Event.Wish(kind, to, Asset.ZKPOW, value, fees, gasLimit, execution);
    user(user)
        .handle(
            world.nowMillis(),
            wish,
            effect -> {
              if (effect instanceof Effect.Submit(Transaction transaction)) {
                send(user, transaction, transactionClass);
              }
            });
    return true;
  }

  private User user(int index) {
    if (users[index] == null) {
      users[index] = new User(Names.user(index), feePolicy);
    }
    return users[index];
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
  private void send(int user, Transaction transaction, String transactionClass) {
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

  /** A transaction reaches the validators. */
  void submitted(Transaction transaction) {
    world
        .validator()
        .handle(
            world.nowMillis(),
            new Event.Submitted(transaction),
            effect -> {
              if (effect instanceof Effect.Refuse(Transaction refused, Rejection reason)) {
                refused(refused, reason);
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
      case Fact.Imported imported -> goOn(Names.userIndex(imported.item().sender()));
      default -> {}
    }
  }

  /** Included transactions were reverted: they wait again. */
  void reverted(List<Transaction> transactions) {
    for (Transaction transaction : transactions) {
      int account = rollup().accounts().find(transaction.sender());
      user(Names.userIndex(transaction.sender()))
          .handle(
              world.nowMillis(),
              new Event.TransactionReverted(rollup().accounts().nonce(account)),
              effect -> {
                throw new IllegalStateException("a wallet does not " + effect);
              });
    }
  }

  private void over(Transaction transaction, boolean included) {
    int index = Names.userIndex(transaction.sender());
    user(index)
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
