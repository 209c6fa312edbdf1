package io.crowdroll.architecture.planted.protocol;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Each way to see elements in an order that another node would not see. */
interface Order {
  record Table(HashMap<Long, Long> balances) {}

  final class Names {
    Iterable<String> all() {
      return new HashSet<>(List.of("a", "b"));
    }
  }

  final class Salted {
    Map<String, Integer> weights() {
      return Map.of("a", 1, "b", 2);
    }
  }

  final class Collected {
    Set<Integer> distinct(List<Integer> numbers) {
      return numbers.stream().collect(Collectors.toSet());
    }
  }

  final class PrimitiveSet {
    long first(LongOpenHashSet ids) {
      return ids.iterator().nextLong();
    }
  }

  final class PrimitiveMap {
    Object entries(Long2LongMap balances) {
      return balances.long2LongEntrySet();
    }
  }

  final class Parallel {
    long count(List<Long> numbers) {
      return numbers.parallelStream().count();
    }
  }
}
