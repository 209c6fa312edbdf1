package io.crowdroll.sim.agents;

import io.crowdroll.protocol.audit.Auditor;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Coordination;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.consensus.ConsensusEvent;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Imports;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.sim.kernel.EventQueue;
import io.crowdroll.sim.kernel.Kernel;
import io.crowdroll.sim.kernel.WheelQueue;
import io.crowdroll.sim.model.Span;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioException;
import java.util.List;

/**
 * One replication: a world built from a scenario, and the events that move it to the horizon.
 *
 * <p>Belongs to one thread, with these exceptions for a progress display and Ctrl-C: {@link
 * #nowMillis()}, {@link #events()} and {@link #cancel()} may be called by any thread.
 */
public final class Simulation {
  private final Kernel kernel;
  private final World world;
  private final Founding founding;
  private final Forks forks;
  private final Outsiders outsiders;
  private Auditor auditor;
  private final Readings readings;
  private final List<Crew> crews;
  private final Members members;
  private final Fleet fleet;
  private final Sessions sessions;
  private final Economy economy;
  private final Wallets wallets;
  private final Electorate electorate;
  private final Sequencer sequencer;
  private final SubmissionAgents agents;
  private final Timeline timeline;
  private final LastResort lastResort;
  private final Race race;
  private final Spammers spammers;
  private final L1Tidings l1;
  private boolean cancelled;

  /**
   * Builds the world and introduces its inhabitants to the observer.
   *
   * @param replication from 0; each has its own population
   * @throws ScenarioException if a trace cannot be read
   */
  public Simulation(Scenario scenario, long seed, int replication, Observer observer)
      throws ScenarioException {
    this(scenario, seed, replication, observer, new Kernel(new WheelQueue()));
  }

  /** With a queue of the caller's choice, which changes nothing but the speed. */
  public Simulation(
      Scenario scenario, long seed, int replication, Observer observer, EventQueue queue)
      throws ScenarioException {
    this(scenario, seed, replication, observer, new Kernel(queue));
  }

  /**
   * With a kernel of the caller's choice, at time 0: one with randomised ties, or with no-ops.
   *
   * @throws ScenarioException if a trace cannot be read
   */
  public Simulation(Scenario scenario, long seed, int replication, Observer observer, Kernel kernel)
      throws ScenarioException {
    this.kernel = kernel;
    founding = new Founding(scenario, seed, replication, observer, kernel);
    world = founding.world();
    auditor = founding.auditor();
    crews = founding.crews();
    members = founding.members();
    electorate = founding.electorate();
    Layer1 layer1 = founding.layer1();
    Imports imports = founding.imports();
    forks = founding.forks();
    outsiders = new Outsiders(world, layer1, forks);
    fleet = new Fleet(world, crews, members, founding.capacity(), founding.holders());
    economy = new Economy(world);
    sessions = new Sessions(world, crews, members, fleet, economy::profit);
    wallets = new Wallets(world, founding.arrivals());
    Censors censors = new Censors(world.targets());
    sequencer =
        new Sequencer(
            world,
            electorate,
            censors,
            imports,
            economy.market(),
            wallets,
            new Sequencer.Sink() {
              @Override
              public void applied(Block block, List<Fact> facts) {
                Simulation.this.applied(block, facts);
              }

              @Override
              public void followForks() {
                forks.follow(Simulation.this::forked);
              }
            });
    agents = new SubmissionAgents(world, electorate, censors, layer1);
    lastResort = new LastResort(world, electorate);
    race = new Race(world, crews, members, fleet, economy::profit, founding.capacity());
    readings = new Readings(world, layer1, imports, economy);
    timeline =
        new Timeline(
            world,
            crews,
            members,
            sessions,
            electorate,
            sequencer,
            censors,
            economy,
            wallets,
            layer1,
            new Timeline.Hands() {
              @Override
              public void join(int crew, int count) {
                Simulation.this.join(crew, count);
              }

              @Override
              public void reorganise(int depth) {
                l1.reorganise(depth);
              }
            });
    spammers = new Spammers(world, founding, wallets);
    l1 = new L1Tidings(world, layer1, imports, sequencer, forks, agents, outsiders);
    introduce();
  }

  private void introduce() {
    world.observer().founded(founding.genesis(), world.validator().rollup().stateRoot());
    for (int i = 0; i < electorate.size(); i++) {
      world
          .observer()
          .validator(
              new ValidatorProfile(i, Names.agent(i), agents.behaviour(i), electorate.share(i)));
    }
    for (int member = 0; member < members.size(); member++) {
      world.observer().prover(founding.profile(member));
    }
  }

  /**
   * Runs to the horizon, or until it is cancelled; to be called once.
   *
   * @throws io.crowdroll.protocol.chain.InvariantViolation if the protocol breaks a promise
   */
  public void run() {
    try (ProofWork _ = world.proofs()) {
      runToTheHorizon();
    }
  }

  private void runToTheHorizon() {
    timeline.begin();
    sequencer.begin();
    wallets.begin();
    economy.begin();
    for (int member = 0; member < members.size(); member++) {
      sessions.begin(member);
    }
    spammers.begin();
    world.schedule(0, Happening.LAST, Happening.SAMPLE, 0, 0);
    l1.begin();
    if (kernel.run(world.horizon(), this::dispatch) && !cancelled) {
      world.observer().end(world.nowMillis(), readings);
    }
  }

  /** Ends the run early. May be called by any thread. */
  public void cancel() {
    kernel.stop();
  }

  /** Simulated time in ms. May be called by any thread. */
  public long nowMillis() {
    return kernel.now() / Span.MILLI;
  }

  /** Events so far. May be called by any thread. */
  public long events() {
    return kernel.events();
  }

  /** Digest of the run's events. */
  public long traceHash() {
    return kernel.traceHash();
  }

  /** The last final block of the sequencer's chain. */
  public long height() {
    return world.validator().rollup().height();
  }

  /** Whether heartbeats inside a session are left out. */
  public boolean heartbeatsElided() {
    return world.elided();
  }

  private void dispatch(int kind, long a, long b) {
    Mail mail = world.mail();
    switch (kind) {
      case Happening.INTERVENTION -> timeline.happen((int) a);
      case Happening.INTERVENTION_OVER -> timeline.over((int) a);
      case Happening.PHASE_OVER -> sessions.phaseOver((int) a, (int) b);
      case Happening.WAKE -> sessions.wake((int) a);
      case Happening.REVIEW -> sessions.review((int) a, false);
      case Happening.BEAT -> sessions.beat((int) a);
      case Happening.TIMER -> fleet.handle((int) a, new Event.TimerFired(b));
      case Happening.WORK_DONE -> {
        fleet.workDone((int) a, (int) b);
        race.look((int) a);
      }
      case Happening.LOOK -> race.look((int) a);
      case Happening.RACE_OVER -> race.over((int) a, b);
      case Happening.NOTICE -> fleet.notice((int) a, mail.take(b, Event.OfProver.class));
      case Happening.HELD_BACK ->
          fleet.handle((int) a, new Event.ProofDone(mail.take(b, Proof.class)));
      case Happening.GOSSIP -> fleet.gossiped(mail.take(a, Coordination.class));
      case Happening.LAST_RESORT -> lastResort.done(mail.take(a, Proof.class), (int) b);
      case Happening.OUTSIDER_PROOF -> outsiders.proofDone(mail.take(a, BatchHeader.class));
      case Happening.ARRIVAL -> wallets.arrival();
      case Happening.SPAM -> spammers.spam((int) a);
      case Happening.SUBMISSION -> wallets.submitted(mail.take(a, Transaction.class));
      case Happening.VALIDATOR_PHASE_OVER -> sequencer.phaseOver((int) a);
      case Happening.SLOT -> sequencer.slot();
      case Happening.PROPOSAL -> sequencer.propose((int) a, (int) b);
      case Happening.FINALITY -> sequencer.finality();
      case Happening.CONSENSUS -> sequencer.consensus((int) a, mail.take(b, ConsensusEvent.class));
      case Happening.L1_SLOT -> l1.slot();
      case Happening.L1_REORG -> l1.reorg();
      case Happening.MARKET -> economy.period();
      case Happening.SAMPLE -> sample();
      default -> throw new IllegalStateException("event of kind " + kind);
    }
  }

  private void sample() {
    world.observer().sample(world.nowMillis(), readings);
    long period = Span.ofMillis(world.scenario().report().sampleEveryMillis());
    world.schedule(kernel.now() + period, Happening.LAST, Happening.SAMPLE, 0, 0);
  }

  // L2

  private void applied(Block block, List<Fact> facts) {
    auditor.check(block, facts);
    forks.applied(block, facts);
    for (Fact fact : facts) {
      world.targets().take(fact, block.height());
      world.proofs().take(fact);
    }
    world.observer().applied(world.nowMillis(), block, facts, readings);
    for (Fact fact : facts) {
      economy.take(fact);
      wallets.take(fact);
      sessions.take(fact);
      fleet.take(fact, block.height());
      agents.take(fact);
      outsiders.take(fact);
      lastResort.take(fact);
      race.take(fact, block.height());
      if (fact instanceof Fact.Registered(int prover, var account)) {
        int member = founding.memberOf(account);
        members.registered(member, prover);
        fleet.tell(member, new Event.RegistrationSeen(prover), block.height());
      }
    }
    economy.block();
    race.block(block.height());
  }

  /** The chain has followed a permissionless batch (PROTOCOL.md §8). */
  private void forked(
      L1Block block, long lastKept, long blocks, List<Transaction> again, List<Fact> facts) {
    Rollup rollup = world.validator().rollup();
    boolean full = world.scenario().checks() == Scenario.Checks.FULL;
    auditor = Auditor.afterFork(founding.genesis(), rollup, full ? forks.secondNode() : null);
    world.targets().revert(rollup.height());
    fleet.revert(rollup.height(), rollup.proving().provers().size());
    race.revert();
    wallets.reverted(again);
    world
        .observer()
        .event(
            world.nowMillis(),
            "revert",
            blocks + " blocks and " + again.size() + " transactions are reverted");
    world.observer().reverted(world.nowMillis(), block, lastKept, blocks, facts);
    for (Fact fact : facts) {
      world.targets().take(fact, rollup.height());
      wallets.take(fact);
    }
  }

  private void join(int crew, int count) {
    for (int i = 0; i < count; i++) {
      int member = founding.addMember(crew);
      world.observer().prover(founding.profile(member));
      sessions.join(member);
    }
  }
}
