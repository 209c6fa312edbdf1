package io.crowdroll.protocol.chain;

/**
 * What decoding bytes from outside gives: the value, or why they are not its one encoding. A
 * decoder throws nothing, whatever it is given (HOUSE.md).
 *
 * @param <T> what was to be decoded
 */
public sealed interface Decoded<T> {

  /** The bytes are the canonical encoding of {@code value}. */
  record Value<T>(T value) implements Decoded<T> {}

  /**
   * The bytes are rejected.
   *
   * @param flaw what is wrong
   * @param where the field that is wrong, or a position; for people
   */
  record Malformed<T>(Flaw flaw, String where) implements Decoded<T> {

    /** The same rejection of something greater that held these bytes. */
    public <U> Malformed<U> widen() {
      return new Malformed<>(flaw, where);
    }

    @Override
    public String toString() {
      return flaw.sentence() + " (" + where + ")";
    }
  }

  /** The value, or {@code null} where the bytes were rejected. */
  default T orNull() {
    return this instanceof Value<T>(T value) ? value : null;
  }

  /** The flaw, or {@code null} where there is none. */
  default Flaw flaw() {
    return this instanceof Malformed<T>(Flaw flaw, String where) ? flaw : null;
  }
}
