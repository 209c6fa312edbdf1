package io.crowdroll.contracts.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.SignerSet;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.protocol.submission.SubmissionRules;
import io.crowdroll.protocol.zkpow.SettlementRules.MintAllowance;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the rollup is made of on L1.
 *
 * @param l2ChainId chain id of L2
 * @param capacity slots of a batch's circuit
 * @param root state root at genesis
 * @param l2Supply ZKPoW in accounts on L2 at genesis
 * @param l2Eth ETH in accounts on L2 at genesis
 * @param tokens ZKPoW on L1 at genesis, by holder
 * @param signers the validator set
 * @param schedule slots and the owners of the seats
 * @param rules deadlines and fees
 * @param allowance cap on minting; {@code null} = none that matters
 */
public record Genesis(
    long l2ChainId,
    int capacity,
    Hash256 root,
    Wei l2Supply,
    Wei l2Eth,
    Map<Address, Wei> tokens,
    SignerSet signers,
    SlotSchedule schedule,
    SubmissionRules rules,
    MintAllowance allowance) {

  public Genesis {
    tokens = new TreeMap<>(tokens);
  }
}
