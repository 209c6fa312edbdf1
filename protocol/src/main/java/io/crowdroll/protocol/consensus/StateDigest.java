package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import java.util.List;

/** A hash of all that a machine knows: equal for two that have handled the same events. */
final class StateDigest {
  private final Keccak256 keccak = new Keccak256();

  StateDigest number(long value) {
    keccak.putLong(value);
    return this;
  }

  StateDigest flag(boolean value) {
    keccak.putByte(value ? 1 : 0);
    return this;
  }

  /** A hash that may be absent. */
  StateDigest hash(Hash256 value) {
    flag(value != null);
    keccak.putHash(value == null ? Hash256.ZERO : value);
    return this;
  }

  StateDigest statement(Statement statement) {
    keccak.putHash(statement.digest(new Keccak256(), 0));
    return this;
  }

  StateDigest ballots(List<Ballot> ballots) {
    number(ballots.size());
    for (Ballot ballot : ballots) {
      statement(ballot.statement());
      bytes(ballot.signature());
      bytes(ballot.share());
    }
    return this;
  }

  StateDigest bytes(byte[] bytes) {
    keccak.putLong(bytes.length).putBytes(bytes);
    return this;
  }

  Hash256 value() {
    return keccak.digest();
  }
}
