package io.crowdroll.protocol.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;

/** Where new contracts stand. */
public final class ContractAddress {
  private ContractAddress() {}

  /**
   * The low 160 bits of keccak(rlp([sender, nonce])), as CREATE and creating transactions have it.
   *
   * @param nonce of the sender before it went up, unsigned
   */
  public static Address ofCreate(Address sender, long nonce) {
    // RLP: the address is a string of 20 bytes; a number below 128 is its own byte, 0 is empty
    int size = (Long.SIZE - Long.numberOfLeadingZeros(nonce) + 7) / 8;
    boolean single = nonce > 0 && nonce < 0x80;
    Keccak256 keccak = new Keccak256();
    keccak.putByte(0xc0 + 21 + (single ? 1 : 1 + size)).putByte(0x80 + 20);
    putAddress(keccak, sender);
    if (!single) {
      keccak.putByte(0x80 + size);
    }
    for (int i = size - 1; i >= 0; i--) {
      keccak.putByte((int) (nonce >>> (8 * i)));
    }
    return Address.of(keccak.digest());
  }

  /** The low 160 bits of keccak(0xff ‖ sender ‖ salt ‖ keccak(init code)) (EIP-1014). */
  public static Address ofCreate2(Address sender, Hash256 salt, byte[] initCode) {
    Keccak256 keccak = new Keccak256();
    Hash256 codeHash = keccak.putBytes(initCode).digest();
    keccak.putByte(0xff);
    putAddress(keccak, sender);
    return Address.of(keccak.putHash(salt).putHash(codeHash).digest());
  }

  private static void putAddress(Keccak256 keccak, Address address) {
    keccak.putInt(address.w0()).putLong(address.w1()).putLong(address.w2());
  }
}
