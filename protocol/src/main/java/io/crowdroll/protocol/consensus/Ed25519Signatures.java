package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Keccak256;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Ed25519 (RFC 8032) over the {@link Statement#digest} of what is stated: deterministic, so that a
 * statement that is signed again after a crash gives the same ballot.
 */
public final class Ed25519Signatures implements Signatures {
  /** Bytes of a key, secret or public. */
  public static final int KEY_BYTES = Ed25519.PUBLIC_KEY_SIZE;

  private final long chainId;
  private final List<byte[]> publicKeys;
  private final Keccak256 keccak = new Keccak256();

  /**
   * @param chainId that signatures are bound to
   * @param publicKeys of validators 0, 1, …
   */
  public Ed25519Signatures(long chainId, List<byte[]> publicKeys) {
    this.chainId = chainId;
    this.publicKeys = List.copyOf(publicKeys);
  }

  @Override
  public boolean verify(Statement statement, byte[] signature) {
    if (statement.validator() >= publicKeys.size() || signature.length != Ed25519.SIGNATURE_SIZE) {
      return false;
    }
    byte[] message = statement.digest(keccak, chainId).toBytes();
    byte[] key = publicKeys.get(statement.validator());
    return Ed25519.verify(signature, 0, key, 0, message, 0, message.length);
  }

  /**
   * What the holder of a secret key answers to {@link ConsensusEffect.Sign}; for the edge that
   * holds it.
   *
   * @param share of the beacon, empty where it needs none
   */
  public Ballot sign(byte[] secretKey, Statement statement, byte[] share) {
    byte[] message = statement.digest(keccak, chainId).toBytes();
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(secretKey, 0, message, 0, message.length, signature, 0);
    return new Ballot(statement, signature, share);
  }

  /** The public key of a secret one. */
  public static byte[] publicKey(byte[] secretKey) {
    byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(secretKey, 0, key, 0);
    return key;
  }
}
