package io.crowdroll.protocol.node;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A {@link Lockstep} in which all provers stay active, told fact by fact. */
final class Scene {
  static final int USERS = 40;
  private static final int PATIENCE = 1_500;

  final Lockstep chain;
  private final int provers;
  private int blocks;

  Scene(Rules rules, int provers) {
    chain = new Lockstep(rules, USERS, provers);
    this.provers = provers;
    block();
  }

  List<Fact> block() {
    if (blocks++ % 15 == 0) {
      chain.beatAll(provers);
    }
    return chain.block();
  }

  List<Fact> blocks(int count) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      facts.addAll(block());
    }
    return facts;
  }

  /** Makes blocks until one brings such a fact. */
  <F extends Fact> F next(Class<F> type, Predicate<F> wanted) {
    return all(type, wanted).getFirst();
  }

  /** Makes blocks until one brings such facts; all of that block. */
  <F extends Fact> List<F> all(Class<F> type, Predicate<F> wanted) {
    for (int i = 0; i < PATIENCE; i++) {
      List<F> found =
          block().stream().filter(type::isInstance).map(type::cast).filter(wanted).toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + PATIENCE + " blocks");
  }

  /** A transfer of one user to another, and the first lease of its task. */
  Fact.Leased leasedTransfer() {
    chain.transfer(20, 21);
    return next(Fact.Leased.class, lease -> true);
  }

  /** The next block with the holder's proof in it. */
  List<Fact> prove(Fact.Leased lease) {
    chain.prove(lease.task(), lease.holder());
    return block();
  }

  /** Sends a transaction with plenty of fee. */
  void send(Transaction.Kind kind, int user, Wei value, Transaction.Execution execution) {
    chain.send(
        new Transaction(
            kind,
            Lockstep.address(user),
            Lockstep.address(user + 1),
            Asset.ZKPOW,
            value,
            chain.nextNonce(user),
            Wei.tokens(500),
            Wei.ZERO,
            execution == null ? FeeMarket.TRANSFER_GAS : 1_000_000,
            execution));
  }

  Wei balance(int user) {
    return chain.rollup().accounts().balance(account(user));
  }

  Wei bonded(int user) {
    return chain.rollup().accounts().bonded(account(user));
  }

  int account(int user) {
    return chain.rollup().accounts().find(Lockstep.address(user));
  }

  static <F extends Fact> List<F> of(List<Fact> facts, Class<F> type) {
    return facts.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
