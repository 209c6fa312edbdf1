package io.crowdroll.protocol.circuits;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.gadget.Bit;
import io.crowdroll.prover.circuit.gadget.Bits;
import io.crowdroll.prover.circuit.gadget.Equality;
import io.crowdroll.prover.circuit.gadget.PoseidonHash;
import io.crowdroll.prover.circuit.gadget.UInt;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;

/**
 * An account's leaf inside a circuit (STATEMENTS.md, "The state tree").
 *
 * <p>Its fields are in their ranges because the root that the leaf is opened from was made by
 * transitions that kept them there; only what a slot writes is checked.
 */
record AccountVariables(
    Variable address,
    Variable next,
    Variable nonce,
    Variable balance,
    Variable debt,
    Variable bonded,
    Variable eth,
    Variable codeHi,
    Variable codeLo,
    Variable storageRoot) {
  static final int AMOUNT_BITS = 128;

  /** An account as {@code open} makes it. */
  static AccountVariables opened(Api api, Variable address, Variable next) {
    Variable zero = api.constant(0);
    return new AccountVariables(address, next, zero, zero, zero, zero, zero, zero, zero, zero);
  }

  Variable hash(Api api) {
    return PoseidonHash.hash(api, fields());
  }

  private Variable[] fields() {
    return new Variable[] {
      address, next, nonce, balance, debt, bonded, eth, codeHi, codeLo, storageRoot
    };
  }

  /** Two halves below 2^128 are both 0 if and only if their sum is. */
  Bit hasCode(Api api) {
    return Equality.isZero(api, api.add(codeHi, codeLo)).not(api);
  }

  /** Whether a key lies between this leaf's and the next. */
  Bit passesOver(Api api, Variable key) {
    try (var _ = api.scope("passes over")) {
      Bit last = Equality.isZero(api, next);
      Bit below = isLess(api, key, next);
      return isLess(api, address, key).and(api, last.or(api, below));
    }
  }

  private static Bit isLess(Api api, Variable a, Variable b) {
    return isAtMost(api, b, a, SlotFields.ADDRESS_BITS).not(api);
  }

  /** Whether a ≤ b, both known to be below 2^bits. */
  static Bit isAtMost(Api api, Variable a, Variable b, int bits) {
    if (a.constant().filter(BigInteger.ZERO::equals).isPresent()) {
      return Bit.constant(api, true);
    }
    Variable shifted = api.constant(BigInteger.ONE.shiftLeft(bits));
    return Bits.split(api, api.add(shifted, api.sub(b, a)), bits + 1)[bits];
  }

  /** With another next key. */
  AccountVariables linkedTo(Variable newNext) {
    return new AccountVariables(
        address, newNext, nonce, balance, debt, bonded, eth, codeHi, codeLo, storageRoot);
  }

  /** One of two, field by field. */
  static AccountVariables select(
      Api api, Variable bit, AccountVariables ifOne, AccountVariables ifZero) {
    Variable[] one = ifOne.fields();
    Variable[] zero = ifZero.fields();
    Variable[] chosen = new Variable[one.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = api.mulAdd(bit, api.sub(one[i], zero[i]), zero[i]);
    }
    return new AccountVariables(
        chosen[0], chosen[1], chosen[2], chosen[3], chosen[4], chosen[5], chosen[6], chosen[7],
        chosen[8], chosen[9]);
  }

  /**
   * What a slot adds to an account; constants where it adds nothing.
   *
   * @param nonce 0 or 1, such that the sum stays below 2^64
   * @param net to balance − debt
   * @param bonded to what is bonded
   * @param eth to bridged ETH
   */
  record Change(Variable nonce, Variable net, Variable bonded, Variable eth) {}

  /** The account after a change, amounts below 2^128 and balance and debt in normal form. */
  AccountVariables plus(Api api, Change change) {
    Signed net =
        isZero(change.net())
            ? new Signed(balance, debt)
            : Signed.of(api, api.add(api.sub(balance, debt), change.net()), AMOUNT_BITS);
    return new AccountVariables(
        address,
        next,
        api.add(nonce, change.nonce()),
        net.positive(),
        net.negative(),
        amount(api, bonded, change.bonded()),
        amount(api, eth, change.eth()),
        codeHi,
        codeLo,
        storageRoot);
  }

  private static Variable amount(Api api, Variable before, Variable change) {
    return isZero(change)
        ? before
        : UInt.require(api, api.add(before, change), AMOUNT_BITS).value();
  }

  private static boolean isZero(Variable v) {
    return v.constant().filter(BigInteger.ZERO::equals).isPresent();
  }

  /**
   * A number as the difference of two, one of which is 0: the normal form of balance and debt
   * (PROTOCOL.md §1).
   */
  record Signed(Variable positive, Variable negative) {
    private static final PrimeField F = PrimeField.FR;

    /** Asserts −2^bits < value < 2^bits. 2 · bits + 1 constraints. */
    static Signed of(Api api, Variable value, int bits) {
      try (var _ = api.scope("normal form")) {
        Variable[] parts =
            api.hint(
                2,
                (in, out) -> {
                  // in the field −x is r − x: what is above half of r is negative
                  BigInteger number = PrimeField.load(in, 0);
                  boolean negative = number.compareTo(F.modulus().shiftRight(1)) > 0;
                  BigInteger part = negative ? F.modulus().subtract(number) : number;
                  PrimeField.store(part, out, negative ? PrimeField.LIMBS : 0);
                },
                value);
        api.assertEqual(api.sub(parts[0], parts[1]), value);
        api.assertProduct(parts[0], parts[1], api.constant(0));
        Bits.assertFits(api, parts[0], bits);
        Bits.assertFits(api, parts[1], bits);
        return new Signed(parts[0], parts[1]);
      }
    }
  }
}
