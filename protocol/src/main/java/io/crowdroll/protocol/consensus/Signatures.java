package io.crowdroll.protocol.consensus;

/**
 * The validators' public keys, as a port. Signing is no part of it: it is asked for with {@link
 * ConsensusEffect.Sign}, so that key material stays out of the machine and of its record
 * (PROTOCOL.md §9).
 */
public interface Signatures {

  /** Whether the signature is that of the statement's validator; false for unknown validators. */
  boolean verify(Statement statement, byte[] signature);
}
