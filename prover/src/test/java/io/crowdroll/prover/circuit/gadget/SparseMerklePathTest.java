package io.crowdroll.prover.circuit.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdroll.prover.Vectors;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.mutation.Mutation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SparseMerklePathTest {
  private static final int LEVELS = 8;
  private static final BigInteger ONE = BigInteger.ONE;
  private static final BigInteger ZERO = BigInteger.ZERO;

  // root, key, value, siblings
  private static Probe inclusion() {
    return Probe.of(
        "sparse inclusion",
        3 + LEVELS,
        (api, in) -> {
          path(in, 3).assertIncluded(api, in[0], in[1], in[2]);
          return new Variable[0];
        });
  }

  // root, key, empty, other key, other value, siblings
  private static Probe exclusion() {
    return Probe.of(
        "sparse exclusion",
        5 + LEVELS,
        (api, in) -> {
          path(in, 5).assertExcluded(api, in[0], in[1], Bit.require(api, in[2]), in[3], in[4]);
          return new Variable[0];
        });
  }

  private static SparseMerklePath path(Variable[] in, int at) {
    return new SparseMerklePath(Arrays.copyOfRange(in, at, at + LEVELS));
  }

  private record Proof(boolean found, BigInteger[] in) {
    Proof with(int at, BigInteger value) {
      BigInteger[] copy = in.clone();
      copy[at] = value;
      return new Proof(found, copy);
    }
  }

  private static List<Proof> proofs() {
    List<Proof> proofs = new ArrayList<>();
    for (JsonNode tree : Vectors.read("smt", "smt_poseidon.json").get("cases")) {
      JsonNode ops = tree.get("ops");
      BigInteger root = number(ops.get(ops.size() - 1).get("root"));
      for (JsonNode p : tree.get("proofs")) {
        boolean found = p.get("found").asBoolean();
        List<BigInteger> in = new ArrayList<>(List.of(root, number(p.get("key"))));
        if (found) {
          in.add(number(p.get("value")));
        } else {
          boolean empty = p.get("isOld0").asBoolean();
          in.add(empty ? ONE : ZERO);
          in.add(empty ? ZERO : number(p.get("notFoundKey")));
          in.add(empty ? ZERO : number(p.get("notFoundValue")));
        }
        p.get("siblings").forEach(s -> in.add(number(s)));
        while (in.size() < (found ? 3 : 5) + LEVELS) {
          in.add(ZERO);
        }
        proofs.add(new Proof(found, in.toArray(BigInteger[]::new)));
      }
    }
    return proofs;
  }

  private static BigInteger number(JsonNode node) {
    return new BigInteger(node.asString());
  }

  @Test
  void proofsOfTheVectorsHold() {
    Probe inclusion = inclusion();
    Probe exclusion = exclusion();
    int found = 0;
    for (Proof proof : proofs()) {
      (proof.found() ? inclusion : exclusion).outputs(proof.in());
      found += proof.found() ? 1 : 0;
    }
    assertEquals(27, found);
  }

  @Test
  void c9_otherValuesKeysRootsAndSiblingsAreRefused() {
    Probe inclusion = inclusion();
    Probe exclusion = exclusion();
    for (Proof proof : proofs()) {
      Probe probe = proof.found() ? inclusion : exclusion;
      probe.assertRefused(proof.with(0, ONE).in());
      int first = proof.found() ? 3 : 5;
      probe.assertRefused(proof.with(first, proof.in()[first].add(ONE)).in());
      probe.assertRefused(proof.with(first + LEVELS - 1, ONE).in());
      if (proof.found()) {
        probe.assertRefused(proof.with(2, proof.in()[2].add(ONE).mod(Probe.R)).in());
        probe.assertRefused(proof.with(1, proof.in()[1].add(ONE)).in());
      }
    }
  }

  @Test
  void presentKeyCannotBeShownAbsent() {
    Probe exclusion = exclusion();
    for (Proof proof : proofs()) {
      if (proof.found()) {
        List<BigInteger> in = new ArrayList<>(List.of(proof.in()).subList(0, 2));
        in.addAll(List.of(ZERO, proof.in()[1], proof.in()[2]));
        in.addAll(List.of(proof.in()).subList(3, 3 + LEVELS));
        exclusion.assertRefused(in.toArray(BigInteger[]::new));
        in.set(2, ONE);
        exclusion.assertRefused(in.toArray(BigInteger[]::new));
      }
    }
  }

  // root, key, old value, new value, siblings
  private static Probe update() {
    return Probe.one(
        "sparse update",
        4 + LEVELS,
        (api, in) -> path(in, 4).update(api, in[0], in[1], in[2], in[3]));
  }

  /**
   * Every operation of the vectors: the root after it, and what the circuits say before and after.
   */
  @Test
  void historiesOfTheVectorsAreFollowed() {
    Probe inclusion = inclusion();
    Probe exclusion = exclusion();
    Probe update = update();
    int updates = 0;
    for (JsonNode history : Vectors.read("smt", "smt_poseidon.json").get("cases")) {
      ReferenceSparseTree tree = new ReferenceSparseTree();
      for (JsonNode op : history.get("ops")) {
        BigInteger key = number(op.get("key"));
        BigInteger root = number(op.get("root"));
        BigInteger before = tree.get(key);
        switch (op.get("op").asString()) {
          case "insert" -> {
            exclusion.outputs(exclusionOf(tree, key));
            tree.put(key, number(op.get("value")));
            inclusion.outputs(with(tree, List.of(tree.root(), key, tree.get(key)), key));
          }
          case "update" -> {
            BigInteger after = number(op.get("value"));
            BigInteger[] in = with(tree, List.of(tree.root(), key, before, after), key);
            update.assertOutputs(List.of(root), in);
            in[2] = before.add(ONE).mod(Probe.R);
            update.assertRefused(in);
            tree.put(key, after);
            updates++;
          }
          case "delete" -> {
            inclusion.outputs(with(tree, List.of(tree.root(), key, before), key));
            tree.remove(key);
            exclusion.outputs(exclusionOf(tree, key));
          }
          default -> throw new AssertionError(op);
        }
        assertEquals(root, tree.root());
      }
    }
    assertEquals(28, updates);
  }

  private static BigInteger[] with(
      ReferenceSparseTree tree, List<BigInteger> first, BigInteger key) {
    List<BigInteger> in = new ArrayList<>(first);
    in.addAll(tree.siblings(key, LEVELS));
    return in.toArray(BigInteger[]::new);
  }

  private static BigInteger[] exclusionOf(ReferenceSparseTree tree, BigInteger key) {
    BigInteger other = tree.standsAt(key);
    BigInteger value = other == null ? ZERO : tree.get(other);
    return with(
        tree,
        List.of(tree.root(), key, other == null ? ONE : ZERO, other == null ? ZERO : other, value),
        key);
  }

  @Test
  void c2_c3_sparsePathsAreTightWhereSampled() {
    Probe.assertTight(inclusionMutation().sample(120));
    Probe.assertTight(exclusionMutation().sample(120));
    Probe.assertTight(updateMutation().sample(120));
  }

  @Test
  @Tag("long")
  void c2_c3_sparsePathsAreTight() {
    Probe.assertTight(inclusionMutation());
    Probe.assertTight(exclusionMutation());
    Probe.assertTight(updateMutation().sample(2_000));
  }

  private static Mutation inclusionMutation() {
    Proof member = first(p -> p.found());
    Probe probe = inclusion();
    return probe.mutation(member.in()).negative(probe.assignment(member.with(0, ONE).in()));
  }

  private static Mutation updateMutation() {
    ReferenceSparseTree tree = new ReferenceSparseTree();
    for (int key : new int[] {1, 3, 7, 12}) {
      tree.put(BigInteger.valueOf(key), BigInteger.valueOf(100 + key));
    }
    BigInteger key = BigInteger.valueOf(7);
    BigInteger[] good = with(tree, List.of(tree.root(), key, tree.get(key), BigInteger.TEN), key);
    BigInteger[] otherRoot = good.clone();
    otherRoot[0] = ONE;
    BigInteger[] otherValue = good.clone();
    otherValue[2] = ONE;
    Probe probe = update();
    return probe
        .mutation(good)
        .negative(probe.assignment(otherRoot))
        .negative(probe.assignment(otherValue));
  }

  private static Mutation exclusionMutation() {
    Proof other = first(p -> !p.found() && p.in()[2].signum() == 0);
    Proof empty = first(p -> !p.found() && p.in()[2].signum() != 0);
    Probe probe = exclusion();
    return probe
        .mutation(other.in(), empty.in())
        .negative(probe.assignment(other.with(0, ONE).in()))
        .negative(probe.assignment(other.with(3, other.in()[1]).in()));
  }

  private static Proof first(Predicate<Proof> kind) {
    return proofs().stream().filter(kind).findFirst().orElseThrow();
  }
}
