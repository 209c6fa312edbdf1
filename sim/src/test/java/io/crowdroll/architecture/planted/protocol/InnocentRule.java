package io.crowdroll.architecture.planted.protocol;

import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** Integers, text, lists and a table that is only looked up: nothing here breaks a rule. */
public record InnocentRule(long amount, BigInteger total, List<String> names) {
  private static final long LIMIT = 100;

  /** Doubles the amount, as a table has it. */
  public long doubled(Long2LongOpenHashMap table) {
    long[] copy = {table.get(amount), LIMIT};
    System.arraycopy(copy, 0, copy, 1, 1);
    return Arrays.stream(copy).sum() + Math.max(names.size(), total.intValueExact());
  }
}
