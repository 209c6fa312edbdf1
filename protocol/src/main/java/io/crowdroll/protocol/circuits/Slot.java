package io.crowdroll.protocol.circuits;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.ForcedSignature;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.SlotWords;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.prover.curve.BabyJubJub;
import io.crowdroll.prover.curve.EdDsa;
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
    /** No change. */
    public static final Deltas NONE = new Deltas(BigInteger.ZERO, BigInteger.ZERO);

    private static final BigInteger OFFSET = BigInteger.ONE.shiftLeft(SlotFields.DELTA_BITS);

    /** What a settlement moved into an account. */
    public static Deltas of(Fact.Settled settled) {
      return new Deltas(settled.balance().toBigInteger(), settled.bonded().toBigInteger());
    }

    private static Deltas of(BigInteger word) {
      return new Deltas(
          bits(word, 0, SlotFields.DELTA_BITS + 1).subtract(OFFSET),
          word.shiftRight(SlotFields.DELTA_BITS + 1).subtract(OFFSET));
    }

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

    static Signed of(RollupMessage message) {
      return of(message.key(), message.signature(), message.maxFee(), message.tip());
    }

    static Signed of(ForcedSignature queued) {
      return of(queued.key(), queued.signature(), Wei.ZERO, Wei.ZERO);
    }

    private static Signed of(BabyJubJub.Point key, EdDsa.Signature signature, Wei maxFee, Wei tip) {
      return new Signed(
          List.of(key.x(), key.y(), signature.r().x(), signature.r().y(), signature.s()),
          maxFee.toBigInteger(),
          tip.toBigInteger());
    }

    /** What the contract stores of a forced item's signature. */
    public BigInteger auth() {
      return Poseidon.hash(values.toArray(BigInteger[]::new));
    }
  }

  /** The slot that opens an account at a place of the tree. */
  public static Slot opens(Address account, long place) {
    return new Slot(
        SlotKind.OPEN,
        true,
        0,
        Address.ZERO,
        Asset.ZKPOW,
        account,
        BigInteger.ZERO,
        BigInteger.ZERO,
        place,
        null,
        null,
        null);
  }

  /** The slot that settles two accounts, one after the other. */
  public static Slot settles(Address one, Deltas first, Address two, Deltas second) {
    return new Slot(
        SlotKind.SETTLE,
        true,
        0,
        one,
        Asset.ZKPOW,
        two,
        BigInteger.ZERO,
        BigInteger.ZERO,
        0,
        first,
        second,
        null);
  }

  /**
   * The slot of a user's transfer, withdrawal or bond.
   *
   * @param fee what leaves the state, tip included
   */
  public static Slot of(Transaction transaction, Wei fee) {
    return new Slot(
        SlotKind.of(transaction.kind()),
        true,
        transaction.nonce(),
        transaction.sender(),
        transaction.asset(),
        transaction.to(),
        fee.toBigInteger(),
        transaction.value().toBigInteger(),
        0,
        null,
        null,
        transaction.envelope() instanceof RollupMessage message ? Signed.of(message) : null);
  }

  /**
   * The slot of an item of the L1 queue.
   *
   * @param applied whether it had effect
   */
  public static Slot of(L1Item item, boolean applied) {
    L1Item.Forced forced = item instanceof L1Item.Forced it ? it : null;
    return new Slot(
        forced == null
            ? SlotKind.DEPOSIT
            : forced.withdraw() ? SlotKind.FORCED_WITHDRAW : SlotKind.FORCED_TRANSFER,
        applied,
        forced == null ? 0 : forced.nonce(),
        item.sender(),
        item.asset(),
        item.to(),
        BigInteger.ZERO,
        item.value().toBigInteger(),
        0,
        null,
        null,
        forced == null ? null : Signed.of(forced.signature()));
  }

  /**
   * The slot of four public words, with all that they say: not what a sender has signed.
   *
   * @throws IllegalArgumentException if they are the words of no slot
   */
  public static Slot of(List<BigInteger> words) {
    BigInteger w0 = words.get(0);
    BigInteger w1 = words.get(1);
    BigInteger w2 = words.get(2);
    int code = bits(w0, 224, SlotFields.KIND_BITS).intValue();
    int asset = w1.shiftRight(SlotFields.ADDRESS_BITS).intValue();
    if (code >= SlotKind.values().length || asset >= Asset.values().length) {
      throw new IllegalArgumentException("a slot of kind " + code + " and asset " + asset);
    }
    SlotKind kind = SlotKind.values()[code];
    boolean settles = kind == SlotKind.SETTLE;
    boolean opens = kind == SlotKind.OPEN;
    boolean moves = !settles && !opens;
    Slot slot =
        new Slot(
            kind,
            w0.testBit(232),
            bits(w0, SlotFields.ADDRESS_BITS, SlotFields.NONCE_BITS).longValue(),
            Address.of(Hash256.of(w0)),
            Asset.values()[asset],
            Address.of(Hash256.of(w1)),
            moves ? w2.shiftRight(SlotFields.VALUE_BITS) : BigInteger.ZERO,
            moves ? bits(w2, 0, SlotFields.VALUE_BITS) : BigInteger.ZERO,
            opens ? w2.longValueExact() : 0,
            settles ? Deltas.of(w2) : null,
            settles ? Deltas.of(words.get(3)) : null,
            null);
    boolean forced = SlotKind.FORCED.contains(kind);
    if (!slot.words(forced ? words.get(3) : null).equals(words)) {
      throw new IllegalArgumentException("bits of words that no slot has");
    }
    return slot;
  }

  private static BigInteger bits(BigInteger word, int shift, int count) {
    return word.shiftRight(shift).mod(BigInteger.ONE.shiftLeft(count));
  }

  /** The same with its sender's signature. */
  public Slot signed(Signed by) {
    return new Slot(kind, applied, nonce, sender, asset, to, fee, value, opened, first, second, by);
  }

  /** Its four public words. */
  public List<BigInteger> words() {
    return words(SlotKind.FORCED.contains(kind) ? signed.auth() : null);
  }

  private List<BigInteger> words(BigInteger auth) {
    BigInteger w0 = SlotWords.first(applied, kind.code(), nonce, sender);
    BigInteger w1 = SlotWords.second(asset, to);
    BigInteger w2 = fee.shiftLeft(SlotFields.VALUE_BITS).add(value);
    BigInteger w3 = auth == null ? BigInteger.ZERO : auth;
    if (kind == SlotKind.OPEN) {
      w2 = BigInteger.valueOf(opened);
    } else if (kind == SlotKind.SETTLE) {
      w2 = first.word();
      w3 = second.word();
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
