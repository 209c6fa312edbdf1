package io.crowdroll.protocol.submission;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Secp256k1;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Signatures of validators over a batch header (PROTOCOL.md §7): without one a single agent could
 * fix an order of its own. The {@code modelled} rung carries who signed instead of the signatures.
 *
 * @param header hash of the signed header
 * @param signers who signed; strictly ascending in a good certificate, so that nobody counts twice
 * @param signatures theirs, in the same order, over {@link #digest}; none at the modelled rung
 */
public record Certificate(
    Hash256 header, List<Address> signers, List<Secp256k1.Signature> signatures) {
  private static final Hash256 DOMAIN_TYPE =
      keccak("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
  private static final Hash256 BATCH_TYPE = keccak("Batch(bytes32 header)");

  /** What goes with a commit where the rules ask for no certificate. */
  public static final Certificate NONE = new Certificate(Hash256.ZERO, List.of());

  public Certificate {
    signers = List.copyOf(signers);
    signatures = List.copyOf(signatures);
  }

  /** A certificate of the modelled rung. */
  public Certificate(Hash256 header, List<Address> signers) {
    this(header, signers, List.of());
  }

  /**
   * What a validator signs for a header (EIP-712).
   *
   * @param l1ChainId chain id of L1
   * @param contract the rollup's contract there
   */
  public static Hash256 digest(Hash256 header, long l1ChainId, Address contract) {
    Hash256 domain =
        new Keccak256()
            .putHash(DOMAIN_TYPE)
            .putHash(keccak("crowdroll"))
            .putHash(keccak("1"))
            .putHash(new Hash256(0, 0, 0, l1ChainId))
            .putHash(Hash256.of(contract.toBigInteger()))
            .digest();
    Hash256 message = new Keccak256().putHash(BATCH_TYPE).putHash(header).digest();
    return new Keccak256().putByte(0x19).putByte(1).putHash(domain).putHash(message).digest();
  }

  private static Hash256 keccak(String text) {
    return new Keccak256().putBytes(text.getBytes(StandardCharsets.US_ASCII)).digest();
  }

  /** Why it does not certify {@code expected} in the name of {@code set}; empty if it does. */
  public Optional<Refusal> check(Hash256 expected, SignerSet set) {
    if (!header.equals(expected)) {
      return Optional.of(Refusal.CERTIFICATE_OF_ANOTHER_HEADER);
    }
    long signed = 0;
    for (int i = 0; i < signers.size(); i++) {
      if (i > 0 && signers.get(i - 1).compareTo(signers.get(i)) >= 0) {
        return Optional.of(Refusal.SIGNERS_NOT_ASCENDING);
      }
      long stake = set.stake(signers.get(i));
      if (stake == 0) {
        return Optional.of(Refusal.SIGNER_NOT_IN_SET);
      }
      signed += stake;
    }
    return signed > twoThirds(set.total())
        ? Optional.empty()
        : Optional.of(Refusal.CERTIFICATE_TOO_LIGHT);
  }

  /** ⌊2/3 of {@code stake}⌋, which does not overflow; integers above it are above the fraction. */
  private static long twoThirds(long stake) {
    return stake / 3 * 2 + stake % 3 * 2 / 3;
  }
}
