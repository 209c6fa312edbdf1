package io.crowdroll.protocol.aggregation;

/** How a batch's proofs become one (PROTOCOL.md §6, {@code aggregation}). */
public sealed interface AggregationScheme {

  /** Direct children of a node. */
  int arity();

  /**
   * {@code recursive}: a node verifies its children's proofs.
   *
   * @param unitsPerChild units a direct child: 40 on curves made for recursion, about 1,500 for
   *     BN254 emulated in BN254
   */
  record Recursive(int arity, int unitsPerChild) implements AggregationScheme {}

  /** {@code flat}: one root proof over all transitions, made from their witnesses. */
  record Flat() implements AggregationScheme {
    @Override
    public int arity() {
      return Integer.MAX_VALUE;
    }
  }

  /** {@code tree}: flat nodes at every level, for comparison; it re-proves. */
  record Tree(int arity) implements AggregationScheme {}

  /** Units of a node over {@code children} direct children that cover {@code covered} units. */
  default int units(int children, int covered) {
    return switch (this) {
      case Recursive recursive -> Math.multiplyExact(recursive.unitsPerChild(), children);
      case Flat _, Tree _ -> covered;
    };
  }
}
