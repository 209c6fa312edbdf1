package io.crowdroll.protocol.consensus;

import java.util.Arrays;

/**
 * A signed statement. The arrays are not copied and must not be changed.
 *
 * @param signature over the statement, in the scheme of {@link Signatures}
 * @param share of a precommit for a value: the signer's part of the beacon (§2), empty where the
 *     beacon needs none
 */
public record Ballot(Statement statement, byte[] signature, byte[] share) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Ballot that
        && statement.equals(that.statement)
        && Arrays.equals(signature, that.signature)
        && Arrays.equals(share, that.share);
  }

  @Override
  public int hashCode() {
    return statement.hashCode();
  }
}
