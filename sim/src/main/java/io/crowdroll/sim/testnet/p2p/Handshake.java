package io.crowdroll.sim.testnet.p2p;

import io.crowdroll.protocol.chain.Keccak256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * How two validators find out that they are who they say: each names itself and sends a random
 * challenge, then signs both. Whoever sits between the two could still alter later frames: links
 * are on the loopback device, and what nodes say is signed by itself.
 *
 * @param self index of this validator
 * @param secret its Ed25519 key; not copied
 * @param peers the others by index
 * @param chainId of L2: validators of another chain are strangers
 */
record Handshake(int self, byte[] secret, Map<Integer, Peer> peers, long chainId) {
  private static final long MAGIC = 0x63726f7764726f31L; // "crowdro1": the version with it
  private static final int NONCE = 32;
  private static final int HELLO = 8 + 8 + 4 + NONCE;
  private static final int MILLIS = 3_000;

  /**
   * Does it on a new connection.
   *
   * @param expected the peer that was dialled, −1 where it dialled us
   * @return who is at the other end
   * @throws IOException if it is not who it says, or nobody we know
   */
  int with(Frames frames, int expected, SecureRandom chance) throws IOException {
    frames.patience(MILLIS);
    byte[] own = new byte[NONCE];
    chance.nextBytes(own);
    frames.write(
        ByteBuffer.allocate(HELLO).putLong(MAGIC).putLong(chainId).putInt(self).put(own).array(),
        true);
    ByteBuffer hello = ByteBuffer.wrap(frames.read(HELLO));
    if (hello.remaining() != HELLO || hello.getLong() != MAGIC || hello.getLong() != chainId) {
      throw new IOException("it speaks another language, or is of another chain");
    }
    int index = hello.getInt();
    Peer peer = peers.get(index);
    if (peer == null || expected >= 0 && index != expected) {
      throw new IOException("it says that it is validator " + index);
    }
    byte[] theirs = new byte[NONCE];
    hello.get(theirs);
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    byte[] statement = statement(self, index, own, theirs);
    Ed25519.sign(secret, 0, statement, 0, statement.length, signature, 0);
    frames.write(signature, true);
    byte[] answer = frames.read(Ed25519.SIGNATURE_SIZE);
    byte[] claim = statement(index, self, theirs, own);
    if (answer.length != Ed25519.SIGNATURE_SIZE
        || !Ed25519.verify(answer, 0, peer.publicKey(), 0, claim, 0, claim.length)) {
      throw new IOException("it does not hold the key of validator " + index);
    }
    frames.patience(0);
    return index;
  }

  private byte[] statement(int signer, int reader, byte[] signers, byte[] readers) {
    return new Keccak256()
        .putLong(MAGIC)
        .putLong(chainId)
        .putInt(signer)
        .putInt(reader)
        .putBytes(signers)
        .putBytes(readers)
        .digest()
        .toBytes();
  }
}
