package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Hash256;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values proposed at a height, and what the chain says of each. */
final class Contents {
  private enum Verdict {
    ASKED,
    VALID,
    INVALID
  }

  private static final class Content {
    final Value value;
    Verdict verdict = Verdict.ASKED;

    Content(Value value) {
      this.value = value;
    }
  }

  private final Map<Hash256, Content> contents = new LinkedHashMap<>();

  /** Takes a value; whether it is new. */
  boolean add(Value value) {
    return contents.putIfAbsent(value.hash(), new Content(value)) == null;
  }

  /** The value of a hash; {@code null} = not known. */
  Value get(Hash256 hash) {
    Content content = contents.get(hash);
    return content == null ? null : content.value;
  }

  void judge(Hash256 hash, boolean valid) {
    Content content = contents.get(hash);
    if (content != null) {
      content.verdict = valid ? Verdict.VALID : Verdict.INVALID;
    }
  }

  boolean isValid(Hash256 hash) {
    Content content = contents.get(hash);
    return content != null && content.verdict == Verdict.VALID;
  }

  boolean isJudged(Hash256 hash) {
    Content content = contents.get(hash);
    return content != null && content.verdict != Verdict.ASKED;
  }

  /** The values that await a verdict. */
  Iterable<Value> asked() {
    return contents.values().stream()
            .filter(content -> content.verdict == Verdict.ASKED)
            .map(content -> content.value)
        ::iterator;
  }

  void digest(StateDigest out) {
    contents.forEach((hash, content) -> out.hash(hash).number(content.verdict.ordinal()));
  }
}
