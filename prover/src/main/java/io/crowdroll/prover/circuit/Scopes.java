package io.crowdroll.prover.circuit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tree of gadget scopes; number 0 is the circuit itself. */
final class Scopes {
  private record Key(int parent, String name) {}

  private final List<Key> keys = new ArrayList<>();
  private final Map<Key, Integer> numbers = new HashMap<>();
  private final List<Integer> callCounts = new ArrayList<>();
  private int current;

  Scopes(String circuit) {
    keys.add(new Key(-1, circuit));
    callCounts.add(1);
  }

  int current() {
    return current;
  }

  void enter(String name) {
    Key key = new Key(current, name);
    Integer known = numbers.get(key);
    if (known == null) {
      known = keys.size();
      keys.add(key);
      numbers.put(key, known);
      callCounts.add(0);
    }
    callCounts.set(known, callCounts.get(known) + 1);
    current = known;
  }

  void leave() {
    current = keys.get(current).parent();
  }

  int size() {
    return keys.size();
  }

  int parent(int scope) {
    return keys.get(scope).parent();
  }

  int calls(int scope) {
    return callCounts.get(scope);
  }

  /** Names from the circuit down, joined by slashes. */
  String path(int scope) {
    Key key = keys.get(scope);
    return key.parent() < 0 ? key.name() : path(key.parent()) + "/" + key.name();
  }
}
