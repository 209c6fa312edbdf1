package io.crowdroll.prover.circuit.gadget;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;

/**
 * A variable that constraints hold to 0 or 1: having one is the proof of it, as there is no other
 * way to get one. So a path index or a selector cannot be left unconstrained by mistake.
 */
public final class Bit {
  private final Variable value;

  private Bit(Variable value) {
    this.value = value;
  }

  /** Constrains a value to 0 or 1. 1 constraint. */
  public static Bit require(Api api, Variable value) {
    api.assertBoolean(value);
    return new Bit(value);
  }

  /** Constrains each of several. */
  public static Bit[] require(Api api, Variable[] values) {
    Bit[] bits = new Bit[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = require(api, values[i]);
    }
    return bits;
  }

  /** A constant. */
  public static Bit constant(Api api, boolean value) {
    return new Bit(api.constant(value ? 1 : 0));
  }

  /** For gadgets whose own constraints leave no other values. */
  static Bit known(Variable value) {
    return new Bit(value);
  }

  /** The value, 0 or 1. */
  public Variable value() {
    return value;
  }

  /** Free. */
  public Bit not(Api api) {
    return new Bit(api.sub(api.constant(1), value));
  }

  /** 1 constraint. */
  public Bit and(Api api, Bit other) {
    return new Bit(api.mul(value, other.value));
  }

  /** 1 constraint. */
  public Bit or(Api api, Bit other) {
    return new Bit(api.mulAdd(api.negate(value), other.value, api.add(value, other.value)));
  }

  /** 1 constraint. */
  public Bit xor(Api api, Bit other) {
    return new Bit(api.mulAdd(api.scale(-2, value), other.value, api.add(value, other.value)));
  }

  /** Both or neither. 1 constraint. */
  public Bit same(Api api, Bit other) {
    return xor(api, other).not(api);
  }

  /** {@code ifOne} or {@code ifZero}. 1 constraint. */
  public Variable select(Api api, Variable ifOne, Variable ifZero) {
    return api.mulAdd(value, api.sub(ifOne, ifZero), ifZero);
  }

  /** Whether all are 1. 2 constraints whatever their number, 1 for two of them. */
  public static Bit all(Api api, Bit... bits) {
    if (bits.length <= 2) {
      Bit both = constant(api, true);
      for (Bit bit : bits) {
        both = both.and(api, bit);
      }
      return both;
    }
    return Equality.isZero(api, api.sub(api.constant(bits.length), sum(api, bits)));
  }

  /** How many are 1. Free. */
  public static Variable sum(Api api, Bit... bits) {
    Variable sum = api.constant(0);
    for (Bit bit : bits) {
      sum = api.add(sum, bit.value);
    }
    return sum;
  }

  /** This is 1. */
  public void assertTrue(Api api) {
    api.assertEqual(value, api.constant(1));
  }
}
