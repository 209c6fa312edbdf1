package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.SignerSet;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.protocol.submission.SubmissionRules;
import io.crowdroll.protocol.zkpow.SettlementRules.MintAllowance;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What the contract is constructed with; immutable ever after.
 *
 * @param rules deadlines, fees, mode
 * @param allowance cap on minting; {@code null} = unlimited
 * @param capacity most transitions of a batch
 * @param block the L1 block of the deployment
 * @param schedule slots and the seats at genesis, whose bonds are paid
 * @param validatorSets the sets that headers name; 0 is the genesis set
 * @param root state root at genesis
 * @param l2Supply ZKPoW in accounts on L2 at genesis
 * @param l2Eth ETH in accounts on L2 at genesis, held by the contract
 * @param tokens ZKPoW on L1 at genesis, by holder
 * @param proofs what root proofs are checked by
 * @param accounts what exits are checked by
 */
public record Deployment(
    SubmissionRules rules,
    MintAllowance allowance,
    int capacity,
    long block,
    SlotSchedule schedule,
    IntFunction<SignerSet> validatorSets,
    Hash256 root,
    Wei l2Supply,
    Wei l2Eth,
    Map<Address, Wei> tokens,
    RootVerifier proofs,
    AccountState accounts) {

  public Deployment {
    tokens = new TreeMap<>(tokens);
  }
}
