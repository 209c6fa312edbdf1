package io.crowdroll.protocol.node;

/** Where a node's effects go, in the order in which it emits them. */
@FunctionalInterface
public interface Effects {
  void emit(Effect effect);
}
