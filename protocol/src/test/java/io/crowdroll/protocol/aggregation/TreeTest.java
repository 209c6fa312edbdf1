package io.crowdroll.protocol.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Generator;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.TaskKey;
import io.crowdroll.protocol.zkpow.Escrow;
import io.crowdroll.protocol.zkpow.Treasury;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeTest {
  private record Node(int level, long from, long to, int children) {}

  private final Generator some = new Generator(12);

  @ParameterizedTest
  @CsvSource({"2,true", "3,true", "4,true", "2,false", "3,false", "4,false"})
  void everyTransitionIsUnderTheOneRootOnce(int arity, boolean streaming) {
    for (int round = 0; round < 200; round++) {
      grow(arity, streaming, some.below(500), 1 + some.below(80));
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aFlatTreeIsOneNode(boolean streaming) {
    int flat = new AggregationScheme.Flat().arity();
    for (int size = 1; size < 40; size++) {
      assertThat(grow(flat, streaming, some.below(500), size)).hasSize(1);
    }
  }

  /** Grows a tree over leaves and nodes proven in random order, the batch closing at some time. */
  private TreeMap<Long, Node> grow(int arity, boolean streaming, long first, int size) {
    TreeMap<Long, Node> made = new TreeMap<>();
    List<Long> provable = new ArrayList<>();
    Tree tree =
        new Tree(
            arity,
            streaming,
            (batch, level, from, to, children) -> {
              long key = TaskKey.of(from, level);
              assertThat(made.put(key, new Node(level, from, to, children))).isNull();
              provable.add(key);
            });
    Batch batch = new Batch(first, 0, Hash256.ZERO, new Escrow(new Treasury()));
    int joined = 0;
    while (!provable.isEmpty() || !batch.closed) {
      int choice = some.below(3);
      if (choice == 0 && !batch.closed) {
        if (joined < size) {
          batch.last++;
          provable.add(TaskKey.of(first + joined++, 0));
        } else {
          batch.closed = true;
          batch.rootLevel = tree.rootLevel(batch);
          tree.closed(batch);
        }
      } else if (choice > 0 && !provable.isEmpty()) {
        long key = provable.remove(some.below(provable.size()));
        tree.proven(batch, TaskKey.level(key), TaskKey.firstTransition(key), 1);
      }
    }
    Node root = made.get(Tree.rootKey(batch));
    assertThat(root).isEqualTo(new Node(batch.rootLevel, first, batch.last, root.children()));
    assertThat(made.values()).noneMatch(node -> node.level() > batch.rootLevel);
    TreeMap<Long, Node> below = new TreeMap<>(made);
    assertThat(leaves(below, arity, root)).isEqualTo(size);
    assertThat(below).as("nodes that are under no other").isEmpty();
    return made;
  }

  /** Leaves under a node, which is taken out of {@code nodes} with all below it. */
  private static int leaves(TreeMap<Long, Node> nodes, int arity, Node node) {
    nodes.remove(TaskKey.of(node.from(), node.level()));
    int children = 0;
    int leaves = 0;
    long from = node.from();
    while (from <= node.to()) {
      long to = Math.min(node.to(), endOfRun(from, arity, node.level() - 1));
      leaves += child(nodes, arity, from, to, node.level() - 1);
      children++;
      from = to + 1;
    }
    assertThat(children).isEqualTo(node.children()).isLessThanOrEqualTo(arity);
    return leaves;
  }

  /** A child is a leaf, a node of exactly its run, or the only child of its run, promoted. */
  private static int child(TreeMap<Long, Node> nodes, int arity, long from, long to, int level) {
    if (level == 0) {
      assertThat(from).isEqualTo(to);
      return 1;
    }
    Node node = nodes.get(TaskKey.of(from, level));
    if (node != null) {
      assertThat(node.to()).isEqualTo(to);
      return leaves(nodes, arity, node);
    }
    assertThat(to).as("a lone child").isLessThanOrEqualTo(endOfRun(from, arity, level - 1));
    return child(nodes, arity, from, to, level - 1);
  }

  private static long endOfRun(long from, int arity, int level) {
    long span = 1;
    for (int i = 0; i < level; i++) {
      span *= arity;
    }
    return from / span * span + span - 1;
  }
}
