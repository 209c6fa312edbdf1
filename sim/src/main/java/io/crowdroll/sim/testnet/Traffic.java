package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.sim.testnet.rpc.RpcClient;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The users of a testnet: transfers of type 0x7b between random ones, handed by JSON-RPC to one
 * validator after another.
 */
final class Traffic {
  private final TestnetPlan plan;
  private final Deployment deployment;
  private final Cluster cluster;
  private final RandomGenerator chance;
  private final long[] nonces;

  /** What validators have taken, by hash, with the time at which it was handed in, ms. */
  private final Map<Hash256, Long> taken = new TreeMap<>();

  private int refused;
  private int turn;

  Traffic(TestnetPlan plan, Deployment deployment, Cluster cluster, RandomGenerator chance) {
    this.plan = plan;
    this.deployment = deployment;
    this.cluster = cluster;
    this.chance = chance;
    nonces = new long[plan.users()];
  }

  /** A random user sends a little to another. */
  void transfer() {
    int from = chance.nextInt(plan.users());
    int to = chance.nextInt(plan.users());
    int through = turn++ % plan.validators();
    if (!cluster.validators().get(through).isAlive()) {
      return;
    }
    RpcClient node = cluster.client(through);
    long now = System.currentTimeMillis();
    try {
      RollupMessage message = message(node, from, plan.userAccount(to));
      node.send(message.encode());
      nonces[from]++;
      taken.put(message.hash(), now);
    } catch (IOException e) {
      refused++;
      nonces[from] = nonce(from);
    }
  }

  /** The nonce as the chain has it, or as it was where nobody answers. */
  private long nonce(int user) {
    for (int i = 0; i < plan.validators(); i++) {
      try {
        return cluster.client(i).nonce(plan.userAccount(user));
      } catch (IOException e) {
        // the next one
      }
    }
    return nonces[user];
  }

  private RollupMessage message(RpcClient node, int from, Address to) throws IOException {
    byte[] secret = plan.userSecret(from);
    var fee = node.call("crowdroll_estimateFee", Map.of("kind", "transfer", "to", to.toString()));
    Wei tip = plan.scenario().users().tip();
    return new RollupMessage(
            deployment,
            Transaction.Kind.TRANSFER,
            to,
            Asset.ZKPOW,
            Wei.tokens(1),
            nonces[from],
            RpcClient.amount(fee.get("maxFee")).plus(tip),
            tip,
            EdDsa.publicKey(secret),
            null)
        .signedBy(secret);
  }

  /** What validators have taken and thereby promised to keep, with the time of handing in, ms. */
  Map<Hash256, Long> taken() {
    return taken;
  }

  /** How many were not taken. */
  int refused() {
    return refused;
  }
}
