package io.crowdroll.protocol.chain;

/** Why bytes are not the canonical encoding of anything. */
public enum Flaw {
  EMPTY("there are no bytes"),
  TRUNCATED("the bytes end before the length that they announce"),
  TRAILING_BYTES("bytes follow after the end"),
  NON_MINIMAL_LENGTH("the length has a shorter encoding"),
  TOO_DEEP("lists are nested deeper than any value of the protocol"),
  EXPECTED_LIST("a list was expected"),
  EXPECTED_STRING("a byte string was expected"),
  FIELD_COUNT("the list has another number of fields"),
  LEADING_ZEROS("a number has leading zeros"),
  OUT_OF_RANGE("a number is beyond the range of its field"),
  WRONG_WIDTH("a field of fixed width has another length"),
  INCONSISTENT("a field contradicts what it must follow from"),
  UNKNOWN_TYPE("no transaction of this type exists");

  private final String sentence;

  Flaw(String sentence) {
    this.sentence = sentence;
  }

  /** The flaw in words, for whoever sent the bytes. */
  public String sentence() {
    return sentence;
  }
}
