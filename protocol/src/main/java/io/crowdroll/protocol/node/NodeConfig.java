package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.ContractView;
import io.crowdroll.protocol.submission.L1Block;
import java.util.List;

/** What a node is told beside the genesis when it starts; no key material. */
public sealed interface NodeConfig {

  /**
   * A validator's.
   *
   * @param self its index
   * @param l1ChainId which certificates are for
   * @param agents L1 addresses of the validators, by index
   * @param beacon public keys behind the beacon
   * @param deployedIn the L1 block in which the contract was made
   * @param contract the contract in that block
   * @param agentTip that its agent adds to L1's base fee, wei of ETH a gas
   */
  record OfValidator(
      int self,
      long l1ChainId,
      List<Address> agents,
      BeaconKeys beacon,
      L1Block deployedIn,
      ContractView contract,
      Wei agentTip)
      implements NodeConfig {}

  /**
   * A prover's.
   *
   * @param account that it registers and is paid as
   * @param capacity parallel leases
   */
  record OfProver(Address account, int capacity) implements NodeConfig {}
}
