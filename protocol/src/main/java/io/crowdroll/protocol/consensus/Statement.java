package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;

/**
 * What a validator signs in consensus (PROTOCOL.md §2, §8): at most one statement of each type in a
 * round of a height of a fork.
 *
 * @param fork permissionless batches that the signer's chain has followed
 * @param height of the block, from 1
 * @param round from 0
 * @param validator index of the signer
 * @param value hash of the value proposed or voted for; {@code null} = a vote for none
 * @param polRound of a proposal: the earlier round whose prevotes justify the value, −1 = none; −1
 *     for a vote
 * @param attests of a precommit for a value: the signer serves the witnesses of the leases drawn
 *     before (§4)
 */
public record Statement(
    Type type,
    long fork,
    long height,
    int round,
    int validator,
    Hash256 value,
    int polRound,
    boolean attests) {

  /** The steps of a round, in order. */
  public enum Type {
    PROPOSAL,
    PREVOTE,
    PRECOMMIT
  }

  /** No earlier round justifies the value. */
  public static final int NO_ROUND = -1;

  /** A vote for none, or that of a round without a value. */
  public boolean isNil() {
    return value == null;
  }

  /** Whether the other is a statement of the same signer, fork, height, round and type. */
  boolean sharesPlace(Statement other) {
    return type == other.type
        && fork == other.fork
        && height == other.height
        && round == other.round
        && validator == other.validator;
  }

  /** Whether the two prove that their signer is dishonest. */
  public boolean contradicts(Statement other) {
    return sharesPlace(other) && !equals(other);
  }

  /** Whether the fields of each type are as they must be; nothing else has a digest to sign. */
  boolean isWellFormed() {
    return fork >= 0
        && height > 0
        && round >= 0
        && validator >= 0
        && switch (type) {
          case PROPOSAL -> value != null && polRound >= NO_ROUND && polRound < round && !attests;
          case PREVOTE -> polRound == NO_ROUND && !attests;
          case PRECOMMIT -> polRound == NO_ROUND && (value != null || !attests);
        };
  }

  /**
   * What the signature covers: keccak over a domain tag, the chain and all fields.
   *
   * @param chainId of the chain, so that no statement counts on another
   */
  public Hash256 digest(Keccak256 keccak, long chainId) {
    keccak.putLong(DOMAIN).putLong(chainId).putByte(type.ordinal());
    keccak.putLong(fork).putLong(height).putInt(round).putInt(validator);
    keccak.putByte(isNil() ? 0 : 1).putHash(isNil() ? Hash256.ZERO : value);
    return keccak.putInt(polRound).putByte(attests ? 1 : 0).digest();
  }

  /** "crowdbft" in ASCII: no other signed message of the protocol begins so. */
  private static final long DOMAIN = 0x63726f7764626674L;

  /** Written out, as the record's own is slow until the compiler has seen through it. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Statement that
        && sharesPlace(that)
        && polRound == that.polRound
        && attests == that.attests
        && (value == null ? that.value == null : value.equals(that.value));
  }

  @Override
  public int hashCode() {
    int place = (int) height * 31 + round * 7 + validator * 3 + type.ordinal();
    return value == null ? place : place ^ value.hashCode();
  }
}
