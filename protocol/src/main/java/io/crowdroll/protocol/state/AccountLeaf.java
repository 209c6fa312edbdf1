package io.crowdroll.protocol.state;

import static io.crowdroll.prover.field.PrimeField.LIMBS;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.prover.field.Poseidon;

/**
 * An account as its leaf commits to it: Poseidon(address, next, nonce, balance, debt, bonded, eth,
 * codeHi, codeLo, storageRoot).
 *
 * @param next the next larger address in use, 0 = none
 * @param nonce unsigned
 * @param balance in wei of ZKPoW; balance · debt = 0
 * @param debt in wei of ZKPoW
 * @param bonded in wei of ZKPoW
 * @param eth bridged ETH in wei
 * @param codeHash keccak of the code, 0 = none
 * @param storageRoot root of the contract's storage tree, 0 where there is no code
 */
public record AccountLeaf(
    Address address,
    Address next,
    long nonce,
    Wei balance,
    Wei debt,
    Wei bonded,
    Wei eth,
    Hash256 codeHash,
    Hash256 storageRoot)
    implements Leaf {

  /** Elements that make a leaf. */
  static final int INPUTS = 10;

  /** An address as a key of 256 bits. */
  public static Hash256 key(Address address) {
    return new Hash256(0, Integer.toUnsignedLong(address.w0()), address.w1(), address.w2());
  }

  @Override
  public Hash256 key() {
    return key(address);
  }

  @Override
  public Hash256 nextKey() {
    return key(next);
  }

  @Override
  public boolean isWellFormed() {
    boolean amounts =
        balance.signum() >= 0 && debt.signum() >= 0 && bonded.signum() >= 0 && eth.signum() >= 0;
    return amounts && (balance.isZero() || debt.isZero()) && Elements.isCanonical(storageRoot);
  }

  @Override
  public Hash256 hash() {
    long[] in = new long[INPUTS * LIMBS];
    put(in, 0);
    Poseidon.hash(in, 0, in, 0, INPUTS);
    return Elements.toHash(in, 0);
  }

  /** The ten elements in order. */
  void put(long[] out, int o) {
    Elements.put(out, o, address);
    Elements.put(out, o + LIMBS, next);
    Elements.put(out, o + 2 * LIMBS, 0, nonce);
    Elements.put(out, o + 3 * LIMBS, balance);
    Elements.put(out, o + 4 * LIMBS, debt);
    Elements.put(out, o + 5 * LIMBS, bonded);
    Elements.put(out, o + 6 * LIMBS, eth);
    Elements.put(out, o + 7 * LIMBS, codeHash.w0(), codeHash.w1());
    Elements.put(out, o + 8 * LIMBS, codeHash.w2(), codeHash.w3());
    Elements.put(out, o + 9 * LIMBS, storageRoot);
  }
}
