package io.crowdroll.sim.testnet;

import io.crowdroll.contracts.l1.Deployed;
import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Secp256k1;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.consensus.ConsensusRules;
import io.crowdroll.protocol.consensus.Ed25519Signatures;
import io.crowdroll.protocol.consensus.ThresholdKey;
import io.crowdroll.protocol.consensus.Vrf;
import io.crowdroll.protocol.node.BeaconKeys;
import io.crowdroll.protocol.node.Genesis;
import io.crowdroll.protocol.node.NodeConfig;
import io.crowdroll.protocol.node.NodeEvent;
import io.crowdroll.protocol.node.NodeKeys;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.submission.ContractView;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.SignerSet;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.sim.agents.ProverProfile;
import io.crowdroll.sim.kernel.EntityClass;
import io.crowdroll.sim.kernel.Purpose;
import io.crowdroll.sim.kernel.Streams;
import io.crowdroll.sim.model.Stakes;
import io.crowdroll.sim.scenario.Cohort;
import io.crowdroll.sim.scenario.HardwareClass;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.TransactionClass;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Who takes part in a testnet, with which keys and what belongings: all from the scenario and its
 * seed. Everybody may know these keys: they are worth nothing but in a test.
 */
public final class TestnetPlan {
  /** Chain id of the L2, as in simulations. */
  public static final long CHAIN_ID = 0x63726f77;

  private static final Wei AGENT_TIP = Wei.of(1_000_000_000);
  private static final long POLL_MILLIS = 500;

  /** What a secret is for. */
  private enum Use {
    VOTING,
    VRF,
    BEACON,
    AGENT,
    USER,
    WALLET
  }

  private final Scenario scenario;
  private final String version;
  private final long[] stakes;
  private final List<BigInteger> agentKeys;
  private final List<Address> agents;
  private final Set<Address> targets = new TreeSet<>();

  /**
   * @param version of the program, which nodes record
   */
  public TestnetPlan(Scenario scenario, String version) {
    this.scenario = scenario;
    this.version = version;
    int validators = scenario.validators().count();
    stakes =
        Stakes.draw(
            scenario.validators().stake(),
            validators,
            new Streams(scenario.seed(), 0).stream(EntityClass.WORLD, 0, Purpose.TRAITS));
    agentKeys = IntStream.range(0, validators).mapToObj(i -> secp256k1(Use.AGENT, i)).toList();
    agents = agentKeys.stream().map(TestnetPlan::account).toList();
    for (int user = 0; user < users(); user++) {
      if (scenario.targets().holds(user)) {
        targets.add(userAccount(user));
      }
    }
  }

  private byte[] secret(Use use, int index) {
    return new Keccak256()
        .putLong(scenario.seed())
        .putInt(use.ordinal())
        .putInt(index)
        .digest()
        .toBytes();
  }

  private BigInteger secp256k1(Use use, int index) {
    BigInteger most = Secp256k1.ORDER.subtract(BigInteger.ONE);
    return new BigInteger(1, secret(use, index)).mod(most).add(BigInteger.ONE);
  }

  private static Address account(BigInteger secret) {
    return Secp256k1.address(Secp256k1.publicKey(secret));
  }

  /** The scenario. */
  public Scenario scenario() {
    return scenario;
  }

  private Rules rules() {
    return scenario.rules();
  }

  public int validators() {
    return agents.size();
  }

  /** L1 addresses of the validators, by index. */
  public List<Address> agents() {
    return agents;
  }

  public int users() {
    return scenario.users().count();
  }

  public int provers() {
    return scenario.proversAtGenesis();
  }

  /** A validator's share of all stake. */
  double stakeShare(int validator) {
    return (double) stakes[validator] / LongStream.of(stakes).sum();
  }

  /** The prover of an account, −1 if it is none's. */
  int prover(Address account) {
    return IntStream.range(0, provers())
        .filter(prover -> userAccount(prover).equals(account))
        .findFirst()
        .orElse(-1);
  }

  /** Who a prover is. */
  ProverProfile profile(int prover) {
    Cohort cohort = cohorts().get(prover);
    HardwareClass machine = scenario.hardware().getFirst();
    return new ProverProfile(
        prover,
        userAccount(prover),
        walletAccount(prover),
        prover,
        cohort.name(),
        machine.name(),
        cohort.behaviour().key(),
        cohort.region(),
        machine.watts(),
        cohort.electricityUsdPerKwh());
  }

  /** The scenario's name of transactions of a kind. */
  String className(Transaction.Kind kind) {
    return scenario.transactions().stream()
        .filter(it -> it.kind().name().equals(kind.name()))
        .map(TransactionClass::name)
        .findFirst()
        .orElse(kind.name().toLowerCase(Locale.ROOT));
  }

  /** Whether an account is of the scenario's target set. */
  boolean isTarget(Address account) {
    return targets.contains(account);
  }

  /** EdDSA secret of a user; the provers are the first users. */
  public byte[] userSecret(int user) {
    return secret(Use.USER, user);
  }

  /** A user's account of type 0x7b. */
  public Address userAccount(int user) {
    return RollupMessage.address(EdDsa.publicKey(userSecret(user)));
  }

  /** secp256k1 secret of a user, for calls of type 0x02. */
  public BigInteger walletSecret(int user) {
    return secp256k1(Use.WALLET, user);
  }

  /** A user's account for calls of type 0x02. */
  public Address walletAccount(int user) {
    return account(walletSecret(user));
  }

  /** The set that signs batches: ascending, as L1 wants it. */
  public SignerSet signers() {
    List<Integer> order =
        IntStream.range(0, agents.size())
            .boxed()
            .sorted(Comparator.comparing(agents::get))
            .toList();
    return new SignerSet(
        order.stream().map(agents::get).toList(), order.stream().map(i -> stakes[i]).toList());
  }

  /** Who may post when. */
  public SlotSchedule schedule() {
    return SlotSchedule.apportioned(rules().submission().slotBlocks(), signers());
  }

  /** The chain before its first block, but for where its contract is: its root, its supply. */
  public Rollup draft() {
    Deployment nowhere = new Deployment(CHAIN_ID, Address.ZERO);
    L1Origin origin = new L1Origin(0, Hash256.ZERO, 0, Wei.of(1));
    return new Rollup(genesis(nowhere, origin, 0), ProofSystem.MODELLED);
  }

  /**
   * The genesis.
   *
   * @param deployment where the contract is
   * @param timestamp of block 0, ms
   */
  public Genesis genesis(Deployment deployment, L1Origin origin, long timestamp) {
    List<Genesis.Allocation> allocations = new ArrayList<>();
    for (int user = 0; user < users(); user++) {
      Wei balance = scenario.users().balance();
      allocations.add(new Genesis.Allocation(userAccount(user), balance, Wei.ZERO));
      allocations.add(new Genesis.Allocation(walletAccount(user), balance, Wei.ZERO));
    }
    List<Genesis.Registration> provers = new ArrayList<>();
    for (Cohort cohort : cohorts()) {
      Wei bond = rules().proving().bond().times(cohort.bonded() ? cohort.capacity() : 0);
      provers.add(new Genesis.Registration(userAccount(provers.size()), cohort.capacity(), bond));
    }
    return new Genesis(
        deployment,
        rules(),
        false,
        timestamp,
        origin,
        Hash256.fromBytes(secret(Use.BEACON, 0)),
        IntStream.range(0, validators()).mapToObj(i -> new Address(0xAA, 0, i + 1)).toList(),
        stakes,
        allocations,
        provers,
        new Genesis.Coded(List.of()),
        IntStream.range(0, validators())
            .mapToObj(i -> Ed25519Signatures.publicKey(secret(Use.VOTING, i)))
            .toList(),
        signers().hash());
  }

  /**
   * What the nodes are started with, validators first.
   *
   * @param contracts where they are on L1
   * @param deployedIn the L1 block in which the rollup's was made
   * @param before an earlier one, before those that seed the first slots
   * @param ports where they listen
   * @param l1 address of L1's JSON-RPC
   */
  public List<NodeSetup> setups(
      Genesis genesis,
      Deployed contracts,
      L1Block deployedIn,
      L1Block before,
      Ports ports,
      String l1) {
    long l1ChainId = contracts.l1ChainId();
    ThresholdKey.Deal deal = ThresholdKey.deal(secret(Use.BEACON, 0), stakes);
    boolean threshold = rules().consensus().beacon() == ConsensusRules.BeaconKind.THRESHOLD_BLS;
    BeaconKeys beacon = beacon(deal);
    List<NodeSetup.Neighbour> neighbours =
        IntStream.range(0, validators())
            .mapToObj(
                i -> new NodeSetup.Neighbour(i, ports.links.get(i), genesis.votingKeys().get(i)))
            .toList();
    List<NodeSetup> setups = new ArrayList<>();
    for (int i = 0; i < validators(); i++) {
      NodeConfig config =
          new NodeConfig.OfValidator(
              i,
              l1ChainId,
              agents,
              beacon,
              deployedIn,
              ContractView.deployed(deployedIn.number(), schedule()),
              AGENT_TIP);
      NodeKeys.OfValidator keys =
          new NodeKeys.OfValidator(
              genesis.deployment(),
              l1ChainId,
              secret(Use.VOTING, i),
              threshold ? deal.secrets().get(i) : List.of(),
              secret(Use.VRF, i),
              agentKeys.get(i));
      setups.add(
          new NodeSetup.OfValidator(
              new NodeEvent.Start(config, genesis, version),
              keys,
              neighbours,
              ports.http.get(i),
              ports.sockets.get(i),
              l1,
              contracts,
              before.number(),
              before.hash(),
              microsPerUnit()));
    }
    List<Cohort> cohorts = cohorts();
    for (int i = 0; i < provers(); i++) {
      int capacity = genesis.provers().get(i).capacity();
      NodeConfig config = new NodeConfig.OfProver(userAccount(i), capacity);
      setups.add(
          new NodeSetup.OfProver(
              new NodeEvent.Start(config, genesis, version),
              new NodeKeys.OfProver(genesis.deployment(), userSecret(i)),
              rotated(ports.http, i),
              POLL_MILLIS,
              microsPerUnit(),
              sleepPermille(cohorts.get(i).behaviour())));
    }
    return setups;
  }

  /** The cohort of each prover. */
  private List<Cohort> cohorts() {
    return scenario.cohorts().stream()
        .filter(Cohort::genesis)
        .flatMap(cohort -> Collections.nCopies(cohort.count(), cohort).stream())
        .toList();
  }

  private static int sleepPermille(Cohort.Behaviour behaviour) {
    return behaviour instanceof Cohort.Behaviour.Sleeper(double probability)
        ? (int) Math.round(1_000 * probability)
        : 0;
  }

  /** Each prover begins with another validator. */
  private static long[] rotated(List<Integer> ports, int by) {
    return IntStream.range(0, ports.size())
        .mapToLong(i -> ports.get((i + by) % ports.size()))
        .toArray();
  }

  private long microsPerUnit() {
    return (long) (scenario.hardware().getFirst().secondsPerUnit() * 1e6);
  }

  private BeaconKeys beacon(ThresholdKey.Deal deal) {
    return switch (rules().consensus().beacon()) {
      case THRESHOLD_BLS -> new BeaconKeys.Threshold(deal.key().encode());
      case VRF ->
          new BeaconKeys.Vrf(
              IntStream.range(0, validators())
                  .mapToObj(i -> Vrf.publicKey(secret(Use.VRF, i)))
                  .toList());
      case PROPOSER_HASH -> new BeaconKeys.ProposerHash();
    };
  }

  /** Where the validators listen, by index: for each other, for JSON-RPC, for WebSocket. */
  public record Ports(List<Integer> links, List<Integer> http, List<Integer> sockets) {}
}
