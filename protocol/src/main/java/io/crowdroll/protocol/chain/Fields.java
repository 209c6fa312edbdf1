package io.crowdroll.protocol.chain;

import io.crowdroll.prover.curve.BabyJubJub;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads the fields of a list one after another, each with its type and range, so that a decoder
 * reads like the list's definition.
 *
 * <p>The first flaw stays; after it every field reads as a neutral value, and {@link #finish} gives
 * the rejection. Numbers must come without leading zeros, fields of fixed width at that width.
 */
public final class Fields {
  private static final BigInteger MASK64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private final List<Rlp.Item> items;
  private int next;
  private Decoded.Malformed<?> flaw;

  private Fields(List<Rlp.Item> items) {
    this.items = items;
  }

  /** The fields of a list that takes up all of {@code input}. */
  public static Fields of(byte[] input, String name) {
    return of(input, 0, name);
  }

  /** The fields of a list that takes up {@code input} from a position on. */
  public static Fields of(byte[] input, int from, String name) {
    return switch (Rlp.decode(input, from, input.length)) {
      case Decoded.Value<Rlp.Item>(Rlp.Item item) -> of(item, name);
      case Decoded.Malformed<Rlp.Item>(Flaw flaw, String where) ->
          new Fields(List.of()).reject(flaw, name + ", " + where);
    };
  }

  /** The fields of an item, which must be a list. */
  public static Fields of(Rlp.Item item, String name) {
    return item instanceof Rlp.Item.Sequence(List<Rlp.Item> items)
        ? new Fields(items)
        : new Fields(List.of()).reject(Flaw.EXPECTED_LIST, name);
  }

  /** How many fields the list has; 0 where it is flawed. */
  public int count() {
    return items.size();
  }

  /** Rejects the list, unless it was rejected before. */
  public Fields reject(Flaw reason, String where) {
    if (flaw == null) {
      flaw = new Decoded.Malformed<>(reason, where);
    }
    return this;
  }

  /** Whether the list was rejected. */
  public boolean isFlawed() {
    return flaw != null;
  }

  /** What was read, where every field was as it must be and none is left over. */
  public <T> Decoded<T> finish(String name, Supplier<T> value) {
    if (next < items.size()) {
      reject(Flaw.FIELD_COUNT, name);
    }
    return flaw == null ? new Decoded.Value<>(value.get()) : flaw.widen();
  }

  /** A byte string of any length. */
  public byte[] bytes(String name) {
    return switch (item(name)) {
      case Rlp.Item.Bytes(byte[] value) -> value;
      case Rlp.Item.Sequence list -> {
        reject(Flaw.EXPECTED_STRING, name);
        yield new byte[0];
      }
    };
  }

  /** A byte string of a fixed width. */
  public byte[] bytes(String name, int width) {
    byte[] value = bytes(name);
    if (value.length == width) {
      return value;
    }
    reject(Flaw.WRONG_WIDTH, name);
    return new byte[width];
  }

  /** A number below 2^{@code bits}. */
  public BigInteger number(String name, int bits) {
    byte[] value = bytes(name);
    if (value.length > 0 && value[0] == 0) {
      reject(Flaw.LEADING_ZEROS, name);
    }
    if (value.length > (bits + 7) / 8) {
      reject(Flaw.OUT_OF_RANGE, name);
      return BigInteger.ZERO;
    }
    BigInteger number = new BigInteger(1, value);
    if (number.bitLength() > bits) {
      reject(Flaw.OUT_OF_RANGE, name);
      return BigInteger.ZERO;
    }
    return number;
  }

  /** A number below 2^64, unsigned. */
  public long uint64(String name) {
    return number(name, Long.SIZE).longValue();
  }

  /** A number below 2^63. */
  public long uint63(String name) {
    return number(name, Long.SIZE - 1).longValue();
  }

  /** A number below 2^31. */
  public int uint31(String name) {
    return number(name, Integer.SIZE - 1).intValue();
  }

  /** A non-negative amount below 2^{@code bits}, at most 2^127. */
  public Wei wei(String name, int bits) {
    BigInteger number = number(name, bits);
    return new Wei(number.shiftRight(64).longValue(), number.and(MASK64).longValue());
  }

  /** A number below a bound. */
  public BigInteger below(String name, BigInteger bound) {
    BigInteger number = number(name, bound.bitLength());
    if (number.compareTo(bound) >= 0) {
      reject(Flaw.OUT_OF_RANGE, name);
    }
    return number;
  }

  /** Two coordinates below r; whether they are a point of the curve is not asked. */
  public BabyJubJub.Point jubjubPoint(String name) {
    BigInteger r = PrimeField.FR.modulus();
    return new BabyJubJub.Point(below(name + "x", r), below(name + "y", r));
  }

  /** 0 or 1. */
  public boolean bit(String name) {
    return number(name, 1).signum() != 0;
  }

  /** 20 bytes. */
  public Address address(String name) {
    return Address.fromBytes(bytes(name, Address.BYTES));
  }

  /** 20 bytes, or none at all: {@code null}. */
  public Address addressOrNone(String name) {
    byte[] value = bytes(name);
    if (value.length == 0) {
      return null;
    }
    if (value.length == Address.BYTES) {
      return Address.fromBytes(value);
    }
    reject(Flaw.WRONG_WIDTH, name);
    return null;
  }

  /** 32 bytes. */
  public Hash256 hash(String name) {
    return Hash256.fromBytes(bytes(name, Hash256.BYTES));
  }

  /** 32 bytes, or none at all: {@code null}. */
  public Hash256 hashOrNone(String name) {
    byte[] value = bytes(name);
    if (value.length == Hash256.BYTES) {
      return Hash256.fromBytes(value);
    }
    if (value.length != 0) {
      reject(Flaw.WRONG_WIDTH, name);
    }
    return null;
  }

  /** One of several, by its number. */
  public <E> E oneOf(String name, E[] choices) {
    int number = uint31(name);
    if (number < choices.length) {
      return choices[number];
    }
    reject(Flaw.OUT_OF_RANGE, name);
    return choices[0];
  }

  /** A list of hashes. */
  public List<Hash256> hashes(String name) {
    return list(
        name,
        item ->
            item instanceof Rlp.Item.Bytes(byte[] value) && value.length == Hash256.BYTES
                ? new Decoded.Value<>(Hash256.fromBytes(value))
                : new Decoded.Malformed<>(Flaw.WRONG_WIDTH, "hash"));
  }

  /** A list, its fields read by {@code element} one after another. */
  public <T> List<T> list(String name, Function<Rlp.Item, Decoded<T>> element) {
    Fields inner = of(item(name), name);
    List<T> values = new ArrayList<>(inner.count());
    adopt(inner);
    for (Rlp.Item item : inner.items) {
      switch (element.apply(item)) {
        case Decoded.Value<T>(T value) -> values.add(value);
        case Decoded.Malformed<T> wrong -> {
          reject(wrong.flaw(), name + ": " + wrong.where());
          return List.of();
        }
      }
    }
    return List.copyOf(values);
  }

  /** A field that was decoded elsewhere; {@code null} and this flawed where that was rejected. */
  public <T> T take(Decoded<T> field) {
    if (field instanceof Decoded.Malformed<T>(Flaw reason, String where)) {
      reject(reason, where);
    }
    return field.orNull();
  }

  private void adopt(Fields inner) {
    if (inner.flaw != null) {
      reject(inner.flaw.flaw(), inner.flaw.where());
    }
  }

  /** The next item, whatever it is; an empty string after the end or a flaw. */
  public Rlp.Item item(String name) {
    if (next == items.size()) {
      reject(Flaw.FIELD_COUNT, name);
    }
    return flaw != null ? new Rlp.Item.Bytes(new byte[0]) : items.get(next++);
  }
}
