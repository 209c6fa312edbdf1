package io.crowdroll.sim.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the nearest of the allowed words by edit distance with transpositions. */
public final class Suggestion {

  private Suggestion() {}

  /** The nearest candidate if it is near enough to be what was meant; ties by order. */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    if (word.length() > 100) {
      return Optional.empty();
    }
    String wanted = word.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(wanted, candidate)))
        .filter(
            best -> distance(wanted, best) <= Math.max(1, Math.min(4, (word.length() + 1) / 3)));
  }

  /** {@code ; did you mean `x`?} or nothing. */
  public static String text(String word, Collection<String> candidates) {
    return nearest(word, candidates).map(best -> "; did you mean `" + best + "`?").orElse("");
  }

  private static int distance(String a, String candidate) {
    String b = candidate.toLowerCase(Locale.ROOT);
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + substitution);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }
}
