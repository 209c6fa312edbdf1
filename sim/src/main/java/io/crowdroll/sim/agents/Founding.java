package io.crowdroll.sim.agents;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.audit.Auditor;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Genesis;
import io.crowdroll.protocol.node.Genesis.Allocation;
import io.crowdroll.protocol.node.Genesis.Contract;
import io.crowdroll.protocol.node.Genesis.Registration;
import io.crowdroll.protocol.node.Imports;
import io.crowdroll.protocol.node.Prover;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.node.Validator;
import io.crowdroll.protocol.state.AccountLeaf;
import io.crowdroll.protocol.state.WorldState;
import io.crowdroll.protocol.submission.ExitProof;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Kernel;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.RandomStream;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.model.ArrivalProcess;
import io.crowdroll.sim.model.Latency;
import io.crowdroll.sim.model.Span;
import io.crowdroll.sim.scenario.Cohort;
import io.crowdroll.sim.scenario.Fidelity;
import io.crowdroll.sim.scenario.HardwareClass;
import io.crowdroll.sim.scenario.Intervention;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.scenario.TransactionClass;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Builds a world: its population, the chain that they begin with, and L1.
 *
 * <p>Members are numbered cohort by cohort, those of genesis first; member m of genesis is user m.
 * Whoever joins later has an account behind those of the users.
 */
final class Founding {
  /** Which rollup signatures are for. */
  static final Deployment DEPLOYMENT = new Deployment(0x63726f77, Names.rollup());

  private final World world;
  private final Auditor auditor;
  private final Owners owners;
  private final Genesis genesis;
  private final Rules rules;
  private final List<Crew> crews = new ArrayList<>();
  private final Holders holders = new Holders();
  private final Members members;
  private final Electorate electorate;
  private final Layer1 layer1;
  private final Imports imports;
  private final Forks forks;
  private final ArrivalProcess arrivals;
  private final int atGenesis;
  private final int capacity;
  private final int[] sizes;
  private final List<IntArrayList> byCrew = new ArrayList<>();

  Founding(Scenario scenario, long seed, int replication, Observer observer, Kernel kernel)
      throws ScenarioException {
    rules = scenario.rules();
    Streams streams = new Streams(seed, replication);
    Latency latency = new Latency(scenario.network());
    electorate = new Electorate(scenario, streams);
    sizes = sizes(scenario);
    atGenesis = scenario.proversAtGenesis();
    int all = 0;
    for (int size : sizes) {
      all += size;
    }
    capacity = all;
    members = new Members(capacity);
    boolean elided = elides(scenario);
    boolean full = scenario.fidelity().execution() == Fidelity.Rung.FULL;
    int accounts = scenario.users().count() + capacity - atGenesis;
    owners = full ? new Owners.Keyed(DEPLOYMENT, streams, accounts) : new Owners.Numbered();
    genesis = state(scenario, streams, elided);
    arrivals =
        ArrivalProcess.of(
            scenario.arrivals(), scenario.transactions(), scenario.timeline(), streams);
    for (int i = 0; i < sizes.length; i++) {
      int crew = i;
      crews.add(Crew.of(scenario, i, latency, streams, task -> outsiderHolds(crew, task)));
      byCrew.add(new IntArrayList());
    }
    // the last that can fail: what it opens is closed when the simulation has run
    ProofWork proofs =
        scenario.fidelity().proofs() == Fidelity.Rung.FULL
            ? RealProofs.of(scenario, genesis, streams, proofLog(kernel, observer))
            : new ProofWork.Modelled();
    Validator validator = new Validator(genesis, proofs.system());
    if (proofs instanceof RealProofs real) {
      real.accounts(payee -> validator.rollup().proving().address(payee));
    }
    auditor =
        new Auditor(
            genesis,
            validator.rollup(),
            proofs.system(),
            scenario.checks() == Scenario.Checks.FULL);
    world =
        new World(
            scenario,
            kernel,
            streams,
            latency,
            validator,
            observer,
            new Mail(),
            new Targets(scenario.targets(), owners::userOf),
            owners,
            proofs,
            Span.ofMillis(scenario.durationMillis()),
            elided,
            electorate.gateway(latency));
    Rollup rollup = validator.rollup();
    layer1 =
        new Layer1(
            scenario,
            streams,
            owners,
            electorate.stakes(),
            rollup.stateRoot(),
            rollup.treasury().genesis(),
            tokens(scenario, streams),
            proofs.roots(),
            proofs.exits(this::opens));
    Event.L1Changed history = layer1.chain().history();
    imports =
        new Imports(
            rules.consensus().l1ImportDepth(), Names::agentIndex, layer1.chain().head(), history);
    forks = new Forks(world, genesis, imports, layer1);
    populate(scenario);
  }

  private static RealProofs.Log proofLog(Kernel kernel, Observer observer) {
    return (task, made) ->
        observer.proved(kernel.now() / Span.MILLI, task, made.circuit(), made.nanos());
  }

  World world() {
    return world;
  }

  /** What the chain begins with. */
  Genesis genesis() {
    return genesis;
  }

  /** Checks the invariants after every block (PROTOCOL.md §9). */
  Auditor auditor() {
    return auditor;
  }

  List<Crew> crews() {
    return crews;
  }

  Members members() {
    return members;
  }

  Holders holders() {
    return holders;
  }

  Electorate electorate() {
    return electorate;
  }

  Layer1 layer1() {
    return layer1;
  }

  Imports imports() {
    return imports;
  }

  Forks forks() {
    return forks;
  }

  /** When users submit transactions. */
  ArrivalProcess arrivals() {
    return arrivals;
  }

  /** Members that there will be in all. */
  int capacity() {
    return capacity;
  }

  /** Members that a cohort will have in all. */
  int size(int crew) {
    return sizes[crew];
  }

  /** A member of a cohort by its index there, −1 if it has not joined. */
  int member(int crew, int index) {
    IntArrayList joined = byCrew.get(crew);
    return index < joined.size() ? joined.getInt(index) : -1;
  }

  private static int[] sizes(Scenario scenario) {
    int[] sizes = new int[scenario.cohorts().size()];
    for (int i = 0; i < sizes.length; i++) {
      Cohort cohort = scenario.cohorts().get(i);
      sizes[i] = cohort.genesis() ? cohort.count() : 0;
      for (Intervention intervention : scenario.timeline()) {
        if (intervention instanceof Intervention.Join join
            && join.cohort().equals(cohort.name())
            && join.atMillis() <= scenario.durationMillis()) {
          sizes[i] += join.count();
        }
      }
    }
    return sizes;
  }

  /** Elision keeps the ledger only where heartbeats cost nothing and none is lost (§3). */
  private static boolean elides(Scenario scenario) {
    return switch (scenario.heartbeats()) {
      case ELIDED -> true;
      case EXPLICIT -> false;
      case AUTO -> scenario.rules().fees().heartbeatGas() == 0 && scenario.network().loss() == 0;
    };
  }

  private Genesis state(Scenario scenario, Streams streams, boolean elided) {
    RandomStream beacon = streams.stream(EntityClass.BEACON, 0, Purpose.BEACON);
    Hash256 secret =
        new Hash256(beacon.nextLong(), beacon.nextLong(), beacon.nextLong(), beacon.nextLong());
    List<Address> validators = new ArrayList<>();
    for (int i = 0; i < electorate.size(); i++) {
      validators.add(Names.validator(i));
    }
    List<Allocation> allocations = new ArrayList<>();
    allocate(scenario, owners::account, allocations);
    if (callsHaveAccounts(scenario)) {
      allocate(scenario, owners::caller, allocations);
    }
    List<Registration> provers = new ArrayList<>();
    for (Cohort cohort : scenario.cohorts()) {
      for (int i = 0; cohort.genesis() && i < cohort.count(); i++) {
        Wei bond = rules.proving().bond().times(cohort.bonded() ? cohort.capacity() : 0);
        Address account = owners.account(provers.size());
        provers.add(new Registration(account, cohort.capacity(), bond));
      }
    }
    L1Origin origin =
        new L1Origin(Layer1.DEPLOYED_AT, Hash256.ZERO, 0, scenario.l1().baseFee().start());
    return new Genesis(
        DEPLOYMENT,
        rules,
        elided,
        0,
        origin,
        secret,
        validators,
        electorate.stakes(),
        allocations,
        provers,
        owners instanceof Owners.Keyed
            ? new Genesis.Coded(List.of(new Contract(Names.contract(), Workload.CODE)))
            : new Genesis.Modelled(List.of(Names.contract())),
        scenario.fidelity().consensus() == Fidelity.Rung.FULL
            ? SigningKeys.publicKeys(electorate.size())
            : List.of(),
        Layer1.signers(electorate.stakes()).hash());
  }

  /** Users have a balance; those who join later have none. */
  private void allocate(Scenario scenario, IntFunction<Address> owned, List<Allocation> to) {
    int users = scenario.users().count();
    for (int i = 0; i < users + capacity - atGenesis; i++) {
      Wei balance = i < users ? scenario.users().balance() : Wei.ZERO;
      to.add(new Allocation(owned.apply(i), balance, Wei.ZERO));
    }
  }

  /** Whether users call contracts from accounts that only do that. */
  private boolean callsHaveAccounts(Scenario scenario) {
    return owners instanceof Owners.Keyed
        && scenario.transactions().stream()
            .anyMatch(one -> one.kind() == TransactionClass.Kind.CALL);
  }

  /** What the timeline's depositors hold on L1. */
  private Map<Address, Wei> tokens(Scenario scenario, Streams streams) {
    Map<Address, Wei> tokens = new TreeMap<>();
    for (int i = 0; i < scenario.timeline().size(); i++) {
      if (scenario.timeline().get(i) instanceof Intervention.Deposit deposit) {
        for (int user : Timeline.depositors(scenario, streams, i, deposit)) {
          tokens.merge(owners.onL1(user), deposit.amount(), Wei::plus);
        }
      }
    }
    return tokens;
  }

  /**
   * A modelled exit opens the accounts as of the last proven batch: at the modelled rung of
   * execution by their word, at the full one by a way from the account's leaf to the root.
   */
  private boolean opens(ExitProof proof, ProofWords none) {
    Rollup state = forks.stateAfter(layer1.contract().proven());
    var accounts = state.accounts();
    int account = accounts.find(proof.account());
    WorldState world = state.world();
    if (world != null
        && !world.proof(proof.account()).proves(proof.root(), AccountLeaf.key(proof.account()))) {
      return false;
    }
    return account >= 0
        && !accounts.hasCode(account)
        && accounts.eth(account).equals(proof.eth())
        && accounts.net(account).plus(accounts.bonded(account)).max(Wei.ZERO).equals(proof.zkpow());
  }

  private void populate(Scenario scenario) {
    for (int i = 0; i < sizes.length; i++) {
      Cohort cohort = scenario.cohorts().get(i);
      for (int k = 0; cohort.genesis() && k < cohort.count(); k++) {
        int member = addMember(i);
        members.registered(member, member);
      }
    }
  }

  private boolean outsiderHolds(int crew, long task) {
    for (int holder : holders.of(task)) {
      if (holder == Holders.VALIDATOR || members.crew(holder) != crew) {
        return true;
      }
    }
    return false;
  }

  /** One more member of a cohort; those after genesis have yet to register. */
  int addMember(int crew) {
    int member = members.size();
    Crew its = crews.get(crew);
    int index = byCrew.get(crew).size();
    Prover node =
        new Prover(
            rules.proving(),
            owners.account(userOf(member)),
            member < atGenesis ? member : -1,
            its.cohort().capacity(),
            world.elided(),
            rules.payeeBound());
    int hardware = its.times().classOf(index, its.cohort().hardware());
    byCrew.get(crew).add(member);
    return members.add(node, crew, index, hardware);
  }

  /** The user who owns a member. */
  int userOf(int member) {
    return member < atGenesis ? member : world.scenario().users().count() + member - atGenesis;
  }

  /** The member of an account. */
  int memberOf(Address account) {
    int user = owners.userOf(account);
    return user < atGenesis ? user : user - world.scenario().users().count() + atGenesis;
  }

  ProverProfile profile(int member) {
    Crew crew = crews.get(members.crew(member));
    HardwareClass machine = world.scenario().hardware().get(members.hardware(member));
    return new ProverProfile(
        member,
        owners.account(userOf(member)),
        owners.caller(userOf(member)),
        members.node(member).number(),
        crew.cohort().name(),
        machine.name(),
        crew.behaviour(),
        crew.cohort().region(),
        machine.watts(),
        crew.cohort().electricityUsdPerKwh());
  }
}
