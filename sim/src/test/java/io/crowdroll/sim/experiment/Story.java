package io.crowdroll.sim.experiment;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeQuote;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.Right;
import io.crowdroll.protocol.chain.TaskKey;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.RootProof;
import io.crowdroll.sim.agents.Gauges;
import io.crowdroll.sim.agents.Observer;
import io.crowdroll.sim.agents.ProverProfile;
import io.crowdroll.sim.agents.ValidatorProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells an observer what happens, block by block, without a world behind it. */
final class Story {
  static final Wei UNIT_PRICE = Wei.of(25_000_000_000_000_000L);
  static final Wei GAS_PRICE = Wei.of(10_000_000_000L);

  private final Observer observer;
  private final List<Fact> facts = new ArrayList<>();
  private long height;

  Story(Observer observer) {
    this.observer = observer;
  }

  /** The account that a prover calls contracts from. */
  static Address caller(int number) {
    return account(1_000 + number);
  }

  static Address account(int number) {
    return new Address(1, 0, number);
  }

  static Address agent(int validator) {
    return new Address(2, 0, validator);
  }

  Story validator(int index) {
    observer.validator(new ValidatorProfile(index, agent(index), "honest", 0.5));
    return this;
  }

  Story prover(int member, String cohort, String behaviour) {
    observer.prover(
        new ProverProfile(
            member,
            account(member),
            caller(member),
            member,
            cohort,
            "cpu8",
            behaviour,
            "eu",
            100,
            0.36));
    observer.session(0, member, true);
    return this;
  }

  static Transaction transfer(int sender, long nonce) {
    return new Transaction(
        Transaction.Kind.TRANSFER,
        account(sender),
        account(sender + 1),
        Asset.ZKPOW,
        Wei.of(1),
        nonce,
        Wei.tokens(9),
        Wei.of(7),
        0,
        null);
  }

  Story include(Transaction transaction, long sequence) {
    facts.add(new Fact.Executed(transition(sequence)));
    FeeQuote fee = new FeeQuote(Wei.of(1), Wei.of(20), Wei.of(300));
    facts.add(new Fact.Included(transaction, sequence, fee));
    facts.add(
        new Fact.TaskMade(
            TaskKey.of(sequence, 0),
            Transition.Kind.TRANSFER,
            sequence,
            44,
            Hash256.ZERO,
            Wei.ZERO));
    return this;
  }

  private Transition transition(long sequence) {
    return new Transition(
        sequence,
        Transition.Kind.TRANSFER,
        height,
        44,
        true,
        true,
        Wei.ZERO,
        Wei.ZERO,
        Wei.ZERO,
        null,
        -1,
        0,
        0,
        Hash256.ZERO,
        Hash256.ZERO,
        List.of());
  }

  Story lease(long sequence, int prover) {
    long task = TaskKey.of(sequence, 0);
    Wei bounty = UNIT_PRICE.times(44);
    facts.add(new Fact.Leased(task, prover, Right.LEASE, 44, bounty, bounty, 0, height + 1));
    facts.add(new Fact.ClockStarted(task, prover, height + 11));
    return this;
  }

  Story miss(long sequence, int prover) {
    long task = TaskKey.of(sequence, 0);
    facts.add(new Fact.LeaseEnded(task, prover, Fact.LeaseEnd.MISSED, height));
    facts.add(new Fact.Penalised(task, prover, UNIT_PRICE.times(44)));
    return this;
  }

  Story prove(long sequence, int prover, Wei amount) {
    long task = TaskKey.of(sequence, 0);
    facts.add(new Fact.Proven(task, prover, Right.LEASE));
    facts.add(new Fact.Paid(task, prover, Right.LEASE, amount, true));
    facts.add(new Fact.LeaseEnded(task, prover, Fact.LeaseEnd.PROVEN, height));
    return this;
  }

  Story fact(Fact fact) {
    facts.add(fact);
    return this;
  }

  static BatchHeader header(long index) {
    return new BatchHeader(
        index,
        Hash256.ZERO,
        Hash256.ZERO,
        Hash256.ZERO,
        2,
        Wei.ZERO,
        Wei.ZERO,
        Wei.ZERO,
        List.of(),
        1,
        1,
        0,
        0,
        0,
        List.of(),
        0,
        0);
  }

  /** Ends the block. */
  Story block(long millis, Gauges gauges) {
    height++;
    observer.applied(
        millis,
        new Block(
            Hash256.ZERO,
            height,
            Hash256.ZERO,
            millis,
            0,
            0,
            new L1Origin(0, Hash256.ZERO, 0, Wei.ZERO),
            ValidatorBits.NONE,
            Wei.tokens(10_000),
            List.of(),
            List.of(),
            List.of(),
            List.of()),
        List.copyOf(facts),
        gauges);
    facts.clear();
    return this;
  }

  static L1Block commit(long number, long millis, int validator, long batch) {
    return l1Block(
        number,
        millis,
        validator,
        new L1Call.CommitBatch(header(batch), Certificate.NONE),
        200_000,
        new L1Log.BatchCommitted(batch, Hash256.ZERO, agent(validator)));
  }

  static L1Block prove(long number, long millis, int validator, long batch) {
    return l1Block(
        number,
        millis,
        validator,
        new L1Call.ProveBatch(batch, 0, new RootProof.Modelled(Hash256.ZERO, 0, true)),
        300_000,
        new L1Log.BatchProved(batch, Hash256.ZERO, Hash256.ZERO, agent(validator)));
  }

  static L1Block empty(long number, long millis) {
    return new L1Block(
        number,
        new Hash256(1, 0, millis, number),
        Hash256.ZERO,
        millis,
        GAS_PRICE,
        List.of(),
        List.of());
  }

  private static L1Block l1Block(
      long number, long millis, int validator, L1Call call, long gas, L1Log log) {
    return new L1Block(
        number,
        new Hash256(1, 0, millis, number),
        Hash256.ZERO,
        millis,
        GAS_PRICE,
        List.of(log),
        List.of(
            new L1Block.Receipt(agent(validator), number, call, Optional.empty(), gas, GAS_PRICE)));
  }

  Story l1(long millis, L1Block... blocks) {
    observer.l1(millis, new Event.L1Changed(List.of(), List.of(blocks)));
    return this;
  }

  Story reorganise(long millis, L1Block gone, L1Block instead) {
    observer.l1(millis, new Event.L1Changed(List.of(gone.hash()), List.of(instead)));
    return this;
  }
}
