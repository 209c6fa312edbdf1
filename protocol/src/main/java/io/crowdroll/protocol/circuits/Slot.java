package io.crowdroll.protocol.circuits;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.SlotWords;
import io.crowdroll.prover.field.Poseidon;
import java.math.BigInteger;
import java.util.List;

/**
 * One transition as its circuit sees it (STATEMENTS.md, "Slots"). A field that the kind does not
 * use is 0; {@code null} for {@code first}, {@code second} and {@code signed}.
 *
 * @param kind what it does
 * @param applied false for a pad and for a void forced item
 * @param nonce the sender's, unsigned
 * @param sender who signed; a settlement's first account; a deposit's L1 depositor
 * @param asset what is moved
 * @param to recipient; the account opened; a settlement's second account
 * @param fee what leaves the state as a fee, tip included, below 2^120
 * @param value amount moved, below 2^128
 * @param opened index of the leaf that an {@code open} makes
 * @param first a settlement's deltas of its first account
 * @param second a settlement's deltas of its second account
 * @param signed the sender's signature and what else it covers
 */
public record Slot(
    SlotKind kind,
    boolean applied,
    long nonce,
    Address sender,
    Asset asset,
    Address to,
    BigInteger fee,
    BigInteger value,
    long opened,
    Deltas first,
    Deltas second,
    Signed signed) {

  /** What fills a batch up. */
  public static final Slot EMPTY =
      new Slot(
          SlotKind.PAD,
          false,
          0,
          Address.ZERO,
          Asset.ZKPOW,
          Address.ZERO,
          BigInteger.ZERO,
          BigInteger.ZERO,
          0,
          null,
          null,
          null);

  /** Signed deltas of one account, −2^120 ≤ delta &lt; 2^120. */
  public record Deltas(BigInteger balance, BigInteger bonded) {
    private static final BigInteger OFFSET = BigInteger.ONE.shiftLeft(SlotFields.DELTA_BITS);

    BigInteger shiftedBalance() {
      return balance.add(OFFSET);
    }

    BigInteger shiftedBonded() {
      return bonded.add(OFFSET);
    }

    private BigInteger word() {
      return shiftedBonded().shiftLeft(SlotFields.DELTA_BITS + 1).add(shiftedBalance());
    }
  }

  /**
   * An EdDSA-Poseidon signature with its key, none of which need be valid in a forced item, and
   * what is signed but not public.
   *
   * @param values key x, key y, R8 x, R8 y, S
   * @param maxFee cap of the fee, below 2^120; 0 in forced items
   * @param tip part of the fee, below 2^120; 0 in forced items
   */
  public record Signed(List<BigInteger> values, BigInteger maxFee, BigInteger tip) {
    public Signed {
      values = List.copyOf(values);
    }

    /** What the contract stores of a forced item's signature. */
    public BigInteger auth() {
      return Poseidon.hash(values.toArray(BigInteger[]::new));
    }
  }

  /** Its four public words. */
  public List<BigInteger> words() {
    BigInteger w0 = SlotWords.first(applied, kind.code(), nonce, sender);
    BigInteger w1 = SlotWords.second(asset, to);
    BigInteger w2 = fee.shiftLeft(SlotFields.VALUE_BITS).add(value);
    BigInteger w3 = BigInteger.ZERO;
    if (kind == SlotKind.OPEN) {
      w2 = BigInteger.valueOf(opened);
    } else if (kind == SlotKind.SETTLE) {
      w2 = first.word();
      w3 = second.word();
    } else if (SlotKind.FORCED.contains(kind)) {
      w3 = signed.auth();
    }
    return List.of(w0, w1, w2, w3);
  }

  /** What its sender signs (STATEMENTS.md, "0x7b message"). */
  public BigInteger message(BigInteger deployment) {
    int ordinary = kind.code() - (SlotKind.FORCED.contains(kind) ? SlotKind.FORCED_OFFSET : 0);
    return RollupMessage.digest(
        deployment, ordinary, sender, to, asset, value, nonce, signed.maxFee(), signed.tip());
  }
}
