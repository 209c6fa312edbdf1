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
import java.util.stream.IntStream;

/**
 * The keys of all simulated validators. A signature is checked once, however many validators
 * receive it: each would find the same.
 */
final class SigningKeys implements Signatures {
  private static final long DOMAIN = 1;
  private static final byte[] NO_SHARE = {};

  private final List<byte[]> secrets = new ArrayList<>();
  private final Ed25519Signatures scheme;
  private final Map<Ballot, Boolean> verdicts = new HashMap<>();

  SigningKeys(long chainId, int validators) {
    for (int i = 0; i < validators; i++) {
      secrets.add(secret(i));
    }
    scheme = new Ed25519Signatures(chainId, publicKeys(validators));
  }

  /** The public keys, which the chain knows from its genesis. */
  static List<byte[]> publicKeys(int validators) {
    return IntStream.range(0, validators)
        .mapToObj(i -> Ed25519Signatures.publicKey(secret(i)))
        .toList();
  }

  private static byte[] secret(int validator) {
    return new Keccak256().putLong(DOMAIN).putInt(validator).digest().toBytes();
  }

  Ballot sign(Statement statement) {
    return sign(statement, statement.validator());
  }

  /** With the key of {@code signer}, whoever it is that the statement names. */
  Ballot sign(Statement statement, int signer) {
    return scheme.sign(secrets.get(signer), statement, NO_SHARE);
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
