package io.crowdroll.protocol.node;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.evm.Code;
import java.util.List;

/**
 * The state that a chain begins with (PROTOCOL.md §3, bootstrap).
 *
 * @param deployment chain id of L2 and contract on L1: what signatures are for
 * @param rules of the protocol
 * @param heartbeatsElided whether heartbeats inside a session are not sent (§3)
 * @param timestamp of block 0, ms
 * @param origin L1 origin of block 0
 * @param beaconSecret stands for the keys behind the beacon at the modelled rung
 * @param validators accounts of the validators, in order of their index
 * @param stakes of the validators
 * @param allocations accounts with a balance, besides the validators
 * @param provers provers that are registered from the start
 * @param contracts accounts with code, which also tell the rung of execution (§10)
 * @param votingKeys Ed25519 public keys of the validators, by index, under which evidence is
 *     checked; none at the modelled rung of consensus
 * @param signers hash of the set that signs batches for L1 ({@link
 *     io.crowdroll.protocol.submission.SignerSet#hash}); {@link Hash256#ZERO} at the modelled rung
 */
public record Genesis(
    Deployment deployment,
    Rules rules,
    boolean heartbeatsElided,
    long timestamp,
    L1Origin origin,
    Hash256 beaconSecret,
    List<Address> validators,
    long[] stakes,
    List<Allocation> allocations,
    List<Registration> provers,
    Contracts contracts,
    List<byte[]> votingKeys,
    Hash256 signers) {
  public Genesis {
    votingKeys = List.copyOf(votingKeys);
  }

  /** The state of a chain whose consensus and proofs are modelled. */
  public Genesis(
      Deployment deployment,
      Rules rules,
      boolean heartbeatsElided,
      long timestamp,
      L1Origin origin,
      Hash256 beaconSecret,
      List<Address> validators,
      long[] stakes,
      List<Allocation> allocations,
      List<Registration> provers,
      Contracts contracts) {
    this(
        deployment,
        rules,
        heartbeatsElided,
        timestamp,
        origin,
        beaconSecret,
        validators,
        stakes,
        allocations,
        provers,
        contracts,
        List.of(),
        Hash256.ZERO);
  }

  /** The contracts that there are from the start. */
  public sealed interface Contracts {}

  /** Contracts whose calls say themselves what they use: the {@code modelled} rung. */
  public record Modelled(List<Address> accounts) implements Contracts {}

  /** Contracts that the EVM runs, and state with real roots: the {@code full} rung. */
  public record Coded(List<Contract> contracts) implements Contracts {}

  /** An account with its code, not empty. */
  public record Contract(Address account, Code code) {}

  /** A balance at genesis. */
  public record Allocation(Address account, Wei balance, Wei eth) {}

  /**
   * A prover at genesis, whose account has an allocation.
   *
   * @param bonded bond besides the balance
   */
  public record Registration(Address account, int capacity, Wei bonded) {}
}
