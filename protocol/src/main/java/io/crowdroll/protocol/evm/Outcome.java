package io.crowdroll.protocol.evm;

/**
 * What came of a {@link Message}.
 *
 * @param halt how it ended
 * @param gasLeft 0 after a halt that is neither success nor revert
 * @param refund the refund counter (EIP-2200, EIP-3529), not yet capped; 0 unless it succeeded
 * @param output return data, revert data, or the code of a contract made; not to be changed
 * @param proofConstraints the second meter's reading, in constraints; 0 while it is off
 */
public record Outcome(Halt halt, long gasLeft, long refund, byte[] output, long proofConstraints) {
  public boolean isSuccess() {
    return halt.isSuccess();
  }
}
