package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.consensus.Ballot;
import io.crowdroll.protocol.consensus.Ed25519Signatures;
import io.crowdroll.protocol.consensus.Signatures;
import io.crowdroll.protocol.consensus.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of all simulated validators. A signature is checked once, however many validators
 * receive it: each would find the same.
 */
final class SigningKeys implements Signatures {
  private static final long CHAIN_ID = 1;
  private static final byte[] NO_SHARE = {};

  private final List<byte[]> secrets = new ArrayList<>();
  private final Ed25519Signatures scheme;
  private final Map<Ballot, Boolean> verdicts = new HashMap<>();

  SigningKeys(int validators) {
    List<byte[]> publicKeys = new ArrayList<>();
    for (int i = 0; i < validators; i++) {
      byte[] secret = new Keccak256().putLong(CHAIN_ID).putInt(i).digest().toBytes();
      secrets.add(secret);
      publicKeys.add(Ed25519Signatures.publicKey(secret));
    }
    scheme = new Ed25519Signatures(CHAIN_ID, publicKeys);
  }

  Ballot sign(Statement statement) {
    return scheme.sign(secrets.get(statement.validator()), statement, NO_SHARE);
  }

  @Override
  public boolean verify(Statement statement, byte[] signature) {
    return verdicts.computeIfAbsent(
        new Ballot(statement, signature, NO_SHARE), ballot -> scheme.verify(statement, signature));
  }

  /** What was checked before is not asked for any more. */
  void forget() {
    verdicts.clear();
  }
}
