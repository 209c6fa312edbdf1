package io.crowdroll.sim.testnet;

import java.util.Set;
import java.util.TreeSet;

/** What whoever tests a node tells its process to suffer: a line on its standard input. */
public sealed interface NodeOrder {

  /** Links to these validators are cut, all others restored. */
  record Partition(Set<Integer> others) implements NodeOrder {}

  /** Frames to all others are held back. */
  record Delay(long millis) implements NodeOrder {}

  /** The order as a line. */
  default String line() {
    return switch (this) {
      case Partition(Set<Integer> others) ->
          "partition" + others.stream().map(it -> " " + it).reduce("", String::concat);
      case Delay(long millis) -> "delay " + millis;
    };
  }

  /** The order of a line, {@code null} where it is none. */
  static NodeOrder read(String line) {
    String[] words = line.strip().split(" +");
    try {
      switch (words[0]) {
        case "partition" -> {
          Set<Integer> others = new TreeSet<>();
          for (int i = 1; i < words.length; i++) {
            others.add(Integer.valueOf(words[i]));
          }
          return new Partition(others);
        }
        case "delay" -> {
          return new Delay(Long.parseLong(words[1]));
        }
        default -> {
          return null;
        }
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return null;
    }
  }
}
