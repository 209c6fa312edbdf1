package io.crowdroll.sim.testnet;

import io.crowdroll.contracts.l1.Account;
import io.crowdroll.contracts.l1.Deployed;
import io.crowdroll.contracts.l1.Deployer;
import io.crowdroll.contracts.l1.Genesis;
import io.crowdroll.contracts.l1.Rpc;
import io.crowdroll.contracts.l1.Sender;
import io.crowdroll.contracts.l1.Watcher;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.prover.groth16.VerifyingKey;
import io.crowdroll.sim.proofs.ProvenCircuit;
import io.crowdroll.sim.scenario.Cohort;
import io.crowdroll.sim.scenario.Cohort.Behaviour;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.testnet.l1.L1Client;
import io.crowdroll.sim.testnet.l1.RunningL1;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A testnet: an L1 client, the contracts on it, and the nodes of a scenario as processes of their
 * own. It ends with {@link #close}, or with this process.
 */
public final class Testnet implements AutoCloseable {
  private static final int BATCH_SIGNALS = 4;
  private static final int EXIT_SIGNALS = 6;

  /** L1 blocks before the contract whose hashes seed its first slots, and some to spare. */
  private static final int SEED_BLOCKS = 40;

  private static final BigInteger AGENT_ETH =
      BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(50));

  private final RunningL1 l1;
  private final Rpc rpc;
  private final Deployed contracts;
  private final Cluster cluster;

  private Testnet(RunningL1 l1, Rpc rpc, Deployed contracts, Cluster cluster) {
    this.l1 = l1;
    this.rpc = rpc;
    this.contracts = contracts;
    this.cluster = cluster;
  }

  /**
   * Starts everything and waits until it runs.
   *
   * @param home folder of the program, with the contracts and the npm packages
   * @param folder of the testnet: each node has its own in it
   * @param told is told what is being done
   * @throws IOException in a sentence, if something cannot be started
   */
  public static Testnet start(
      TestnetPlan plan, L1Client client, Path home, Path folder, Consumer<String> told)
      throws IOException, InterruptedException {
    requireRunnable(plan.scenario());
    Map<String, VerifyingKey> keys = keys(plan, folder, told);
    told.accept("starting L1");
    RunningL1 l1 = client.start(home, folder.resolve("l1"));
    Rpc rpc = null;
    Cluster cluster = null;
    try {
      rpc = new Rpc(l1.url());
      told.accept("deploying the contracts on L1 at " + l1.url());
      Account rich = new Account(l1.key(), rpc.chainId());
      Deployed contracts = deploy(plan, keys, rpc, rich, home);
      L1Block block = Watcher.bare(rpc, contracts.block());
      L1Block before = Watcher.bare(rpc, Math.max(0, contracts.block() - SEED_BLOCKS));
      L1Origin origin = new L1Origin(block.number(), block.hash(), 0, block.baseFee());
      long now = System.currentTimeMillis();
      told.accept(
          "starting " + plan.validators() + " validators and " + plan.provers() + " provers");
      cluster =
          new Cluster(
              folder,
              plan.setups(
                  plan.genesis(contracts.deployment(), origin, now),
                  contracts,
                  block,
                  before,
                  Cluster.freePorts(plan.validators()),
                  l1.url().toString()));
      cluster.start();
      return new Testnet(l1, rpc, contracts, cluster);
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (cluster != null) {
        cluster.close();
      }
      if (rpc != null) {
        rpc.close();
      }
      l1.close();
      throw e;
    }
  }

  private static void requireRunnable(Scenario scenario) throws IOException {
    for (Cohort cohort : scenario.cohorts()) {
      boolean plays =
          cohort.behaviour() instanceof Behaviour.Honest
              || cohort.behaviour() instanceof Behaviour.Sleeper;
      if (!plays) {
        throw new IOException(
            "a testnet's provers are honest or sleepers; cohort `"
                + cohort.name()
                + "` is neither");
      }
    }
  }

  /** The verifying keys of all circuits, written down for the nodes; none of modelled proofs. */
  private static Map<String, VerifyingKey> keys(
      TestnetPlan plan, Path folder, Consumer<String> told) throws IOException {
    if (!plan.scenario().rules().provenOnly()) {
      return Map.of();
    }
    long begin = System.nanoTime();
    Map<String, VerifyingKey> keys = VerifyingKeys.open(plan.scenario(), told);
    VerifyingKeys.write(folder.resolve(VerifyingKeys.FOLDER), keys);
    told.accept(
        String.format(
            Locale.ROOT,
            "the keys of %d circuits are ready after %.1f s",
            keys.size(),
            (System.nanoTime() - begin) / 1e9));
    return keys;
  }

  private static Deployed deploy(
      TestnetPlan plan, Map<String, VerifyingKey> keys, Rpc rpc, Account rich, Path home)
      throws IOException {
    Sender sender = new Sender(rpc, rich);
    for (Address agent : plan.agents()) {
      sender.pay(agent, AGENT_ETH);
    }
    Scenario scenario = plan.scenario();
    Rollup draft = plan.draft();
    Genesis genesis =
        new Genesis(
            TestnetPlan.CHAIN_ID,
            scenario.rules().aggregation().batchSize(),
            draft.stateRoot(),
            draft.treasury().genesis(),
            Wei.ZERO,
            Map.of(rich.address(), Wei.tokens(1_000_000)),
            plan.signers(),
            plan.schedule(),
            scenario.rules().submission(),
            scenario.rules().settlement().allowance());
    Deployer deployer = new Deployer(rpc, rich, home.resolve("contracts"));
    if (keys.isEmpty()) {
      return deployer.deploy(genesis, StandInKey.of(BATCH_SIGNALS), StandInKey.of(EXIT_SIGNALS));
    }
    String batch =
        ProvenCircuit.batch(genesis.capacity(), VerifyingKeys.isLiteral(scenario.rules())).name();
    return deployer.deploy(genesis, keys.get(batch), keys.get(ProvenCircuit.exit().name()));
  }

  /** The contracts on L1. */
  public Deployed contracts() {
    return contracts;
  }

  /** The nodes. */
  public Cluster cluster() {
    return cluster;
  }

  /** Where L1 answers JSON-RPC. */
  public String l1() {
    return l1.url().toString();
  }

  /** Where the validators answer JSON-RPC. */
  public List<String> nodes() {
    return cluster.addresses();
  }

  @Override
  public void close() {
    cluster.close();
    rpc.close();
    l1.close();
  }
}
