package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;

/** What the tests of consensus stand on: small values, cheap signatures, the default timeouts. */
final class Toy {
  static final byte[] NOTHING = {};

  static final ConsensusRules RULES =
      new ConsensusRules(
          2_000, 1_000, 500, 250, 1_800, ConsensusRules.BeaconKind.THRESHOLD_BLS, 0, 64);

  /**
   * Stands for signatures where schedules are counted in the hundred thousands: whoever calls
   * {@link #sign} holds the key. That real ones are checked, the tests with Ed25519 show.
   */
  static final Signatures SIGNATURES = (it, signature) -> signature[0] == (byte) it.validator();

  static final ConsensusCodec CODEC =
      new ConsensusCodec(
          new ValueCodec() {
            @Override
            public byte[] encode(Value value) {
              return value.hash().toBytes();
            }

            @Override
            public Value decode(byte[] bytes) {
              if (bytes.length != Hash256.BYTES) {
                return null;
              }
              Hash256 hash = Hash256.fromBytes(bytes);
              return new Word(hash, hash.w0() == 0);
            }
          });

  private static final byte[][] KEYS = keys();

  private Toy() {}

  private static byte[][] keys() {
    byte[][] keys = new byte[256][1];
    for (int i = 0; i < keys.length; i++) {
      keys[i][0] = (byte) i;
    }
    return keys;
  }

  static Ballot sign(Statement statement) {
    return new Ballot(statement, KEYS[statement.validator()], NOTHING);
  }

  /**
   * A value.
   *
   * @param valid whether it may follow the chain
   */
  record Word(Hash256 hash, boolean valid) implements Value {
    static Word of(int maker, long height, int round) {
      return new Word(new Hash256(0, height, round, maker + 1L), true);
    }

    Word invalid() {
      return new Word(new Hash256(1, hash.w1(), hash.w2(), hash.w3()), false);
    }
  }
}
