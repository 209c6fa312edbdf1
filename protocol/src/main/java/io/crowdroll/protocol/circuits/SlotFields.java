package io.crowdroll.protocol.circuits;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.gadget.Bit;
import io.crowdroll.prover.circuit.gadget.Bits;
import io.crowdroll.prover.circuit.gadget.PoseidonHash;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;

/**
 * The fields of a slot inside a circuit, each held to its width and to 0 where its kind does not
 * use it, and the four public words that they make (STATEMENTS.md, "Public data").
 */
final class SlotFields {
  static final int NONCE_BITS = 64;
  static final int ADDRESS_BITS = 160;
  static final int FEE_BITS = 120;
  static final int VALUE_BITS = 128;
  static final int KIND_BITS = 8;

  /** Deltas of a settlement are signed: −2^120 ≤ delta < 2^120. */
  static final int DELTA_BITS = 120;

  private static final BigInteger DELTA_OFFSET = BigInteger.ONE.shiftLeft(DELTA_BITS);

  private final Api api;
  private final Kinds kinds;
  private final Variable nonce;
  private final Variable sender;
  private final Variable to;
  private final Bit[] toBits;
  private final Variable asset;
  private final Variable fee;
  private final Variable value;
  private final Variable maxFee;
  private final Variable tip;
  private final Variable zkpow;
  private final Variable auth;
  private final Variable[] deltas = new Variable[4];

  SlotFields(Api api, Kinds kinds, SlotInputs in, boolean literal) {
    this.api = api;
    this.kinds = kinds;
    try (var _ = api.scope("fields")) {
      nonce = field(in.nonce, NONCE_BITS, SlotKind.SPENDING);
      sender = field(in.sender, ADDRESS_BITS, SlotInputs.SENDER);
      to = in.to == null ? api.constant(0) : in.to;
      toBits = in.to == null ? null : Bits.split(api, to, ADDRESS_BITS);
      kinds.zeroUnless(SlotInputs.TO, to);
      asset = field(in.asset, 1, SlotInputs.ASSET);
      fee = field(in.fee, FEE_BITS, SlotKind.USER);
      value = field(in.value, VALUE_BITS, SlotInputs.VALUE);
      maxFee = field(in.maxFee, FEE_BITS, SlotKind.USER);
      tip = field(in.tip, FEE_BITS, SlotKind.USER);
      zkpow = api.mul(value, api.sub(api.constant(1), asset));
      auth = in.signature == null ? null : PoseidonHash.hash(api, in.signature);
      Variable settles = kinds.is(SlotKind.SETTLE);
      for (int i = 0; i < deltas.length; i++) {
        deltas[i] = in.deltas == null ? api.constant(0) : delta(in.deltas[i], i, settles, literal);
      }
    }
  }

  private Variable field(Variable input, int bits, Collection<SlotKind> users) {
    if (input == null) {
      return api.constant(0);
    }
    Bits.assertFits(api, input, bits);
    kinds.zeroUnless(users, input);
    return input;
  }

  /** Under the hardened key settlement takes nothing from a balance (PROTOCOL.md §1). */
  private Variable delta(Variable shifted, int i, Variable settles, boolean literal) {
    Bit[] bits = Bits.split(api, shifted, DELTA_BITS + 1);
    boolean ofBalance = i % 2 == 0;
    if (ofBalance && !literal) {
      bits[DELTA_BITS].assertTrue(api);
    }
    Variable delta = api.sub(shifted, api.constant(DELTA_OFFSET));
    api.assertProduct(delta, api.sub(api.constant(1), settles), api.constant(0));
    return delta;
  }

  /**
   * w0 … w3.
   *
   * @param applied 1 if the slot has effect
   * @param opened the index of the leaf that an {@code open} makes, else 0
   */
  Variable[] words(Variable applied, Variable opened) {
    Variable settles = kinds.is(SlotKind.SETTLE);
    Variable forced = kinds.isAny(SlotKind.FORCED);
    Variable w0 = packed(applied, KIND_BITS, kinds.code(), NONCE_BITS, nonce, ADDRESS_BITS, sender);
    Variable w1 = packed(asset, ADDRESS_BITS, to);
    Variable w2 = api.add(packed(fee, VALUE_BITS, value), opened, deltaWord(0, settles));
    Variable own = auth == null ? api.constant(0) : api.mul(forced, auth);
    return new Variable[] {w0, w1, w2, api.add(own, deltaWord(1, settles))};
  }

  /** (Δbonded + 2^120) · (Δbalance + 2^120), 121 bits each; 0 for other kinds. */
  private Variable deltaWord(int account, Variable settles) {
    Variable bonded = api.add(bondedDelta(account), api.scale(DELTA_OFFSET, settles));
    Variable balance = api.add(balanceDelta(account), api.scale(DELTA_OFFSET, settles));
    return packed(bonded, DELTA_BITS + 1, balance);
  }

  /** Fields from the most significant down, as written: first, then width and value of each. */
  private Variable packed(Variable first, Object... widthsAndFields) {
    Variable word = first;
    for (int i = 0; i < widthsAndFields.length; i += 2) {
      BigInteger shift = BigInteger.ONE.shiftLeft((int) widthsAndFields[i]);
      word = api.add(api.scale(shift, word), (Variable) widthsAndFields[i + 1]);
    }
    return word;
  }

  Variable nonce() {
    return nonce;
  }

  Variable sender() {
    return sender;
  }

  Variable to() {
    return to;
  }

  /** The bits of {@code to} from a place on. */
  Bit[] toBitsFrom(int first) {
    return Arrays.copyOfRange(toBits, first, toBits.length);
  }

  Variable asset() {
    return asset;
  }

  Variable fee() {
    return fee;
  }

  Variable maxFee() {
    return maxFee;
  }

  Variable tip() {
    return tip;
  }

  Variable value() {
    return value;
  }

  /** The value if the asset is ZKPoW, else 0. */
  Variable zkpow() {
    return zkpow;
  }

  /** The value if the asset is ETH, else 0. */
  Variable eth() {
    return api.sub(value, zkpow);
  }

  Variable balanceDelta(int account) {
    return deltas[2 * account];
  }

  Variable bondedDelta(int account) {
    return deltas[2 * account + 1];
  }

  /** Σ(Δbalance + Δbonded). */
  Variable settled() {
    return api.add(deltas[0], deltas[1], deltas[2], deltas[3]);
  }
}
