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

  @Test
  void updateReplaysTheVectorsHistory() {
    // the path does not change with the value, so the last update of a tree can be undone and
    // redone
    Probe update =
        Probe.one(
            "sparse update",
            4 + LEVELS,
            (api, in) -> path(in, 4).update(api, in[0], in[1], in[2], in[3]));
    Proof proof = proofs().getFirst();
    List<BigInteger> in = new ArrayList<>(List.of(proof.in()).subList(0, 3));
    in.add(BigInteger.TEN);
    in.addAll(List.of(proof.in()).subList(3, 3 + LEVELS));
    BigInteger changed = update.outputs(in.toArray(BigInteger[]::new)).getFirst();
    List<BigInteger> back = new ArrayList<>(in);
    back.set(0, changed);
    back.set(2, BigInteger.TEN);
    back.set(3, proof.in()[2]);
    update.assertOutputs(List.of(proof.in()[0]), back.toArray(BigInteger[]::new));
    inclusion().outputs(proof.with(0, changed).with(2, BigInteger.TEN).in());
  }

  @Test
  void c2_c3_sparsePathsAreTightWhereSampled() {
    Probe.assertTight(inclusionMutation().sample(120));
    Probe.assertTight(exclusionMutation().sample(120));
  }

  @Test
  @Tag("long")
  void c2_c3_sparsePathsAreTight() {
    Probe.assertTight(inclusionMutation());
    Probe.assertTight(exclusionMutation());
  }

  private static Mutation inclusionMutation() {
    Proof member = first(p -> p.found());
    Probe probe = inclusion();
    return probe.mutation(member.in()).negative(probe.assignment(member.with(0, ONE).in()));
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
