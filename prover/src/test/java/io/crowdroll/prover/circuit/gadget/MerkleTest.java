package io.crowdroll.prover.circuit.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.mutation.Mutation;
import io.crowdroll.prover.field.Poseidon;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Merkle paths and the indexed tree, in trees of 16 leaves. */
class MerkleTest {
  private static final int DEPTH = 4;
  private static final BigInteger ZERO = BigInteger.ZERO;

  private static MerklePath path(Api api, Variable[] in, int at) {
    return MerklePath.require(
        api,
        Arrays.copyOfRange(in, at, at + DEPTH),
        Arrays.copyOfRange(in, at + DEPTH, at + 2 * DEPTH));
  }

  private static BigInteger[] join(BigInteger[]... parts) {
    return Stream.of(parts).flatMap(Arrays::stream).toArray(BigInteger[]::new);
  }

  private static BigInteger[] with(BigInteger[] all, int at, BigInteger value) {
    BigInteger[] copy = all.clone();
    copy[at] = value;
    return copy;
  }

  private static final class Filled {
    final ReferenceTree tree = new ReferenceTree(DEPTH);
    final BigInteger[] leaves = new BigInteger[1 << DEPTH];

    Filled() {
      Random random = new Random(7);
      for (int i = 0; i < leaves.length; i++) {
        leaves[i] = new BigInteger(250, random);
        tree.set(i, leaves[i]);
      }
    }

    BigInteger[] path(long index) {
      return join(tree.bits(index), tree.siblings(index));
    }
  }

  private static Probe root() {
    return Probe.one("Merkle root", 1 + 2 * DEPTH, (api, in) -> path(api, in, 1).root(api, in[0]));
  }

  @Test
  void everyLeafLeadsToTheRoot() {
    Filled filled = new Filled();
    Probe probe = root();
    for (int i = 0; i < filled.leaves.length; i++) {
      probe.assertOutputs(
          List.of(filled.tree.root()), join(new BigInteger[] {filled.leaves[i]}, filled.path(i)));
    }
    assertEquals(DEPTH * (240 + 2), probe.constraints());
  }

  @Test
  void c9_pathBitThatIsNoBitIsRefused() {
    Filled filled = new Filled();
    BigInteger[] in = join(new BigInteger[] {filled.leaves[5]}, filled.path(5));
    root().assertRefused(with(in, 1, BigInteger.TWO));
    root().assertRefused(with(in, 4, Probe.R.subtract(BigInteger.ONE)));
  }

  @Test
  void c9_innerNodeAsLeafOrAnotherLeafGivesAnotherRoot() {
    Filled filled = new Filled();
    Probe member =
        Probe.of(
            "member",
            2 + 2 * DEPTH,
            (api, in) -> {
              api.assertEqual(path(api, in, 2).root(api, in[1]), in[0]);
              return new Variable[0];
            });
    BigInteger root = filled.tree.root();
    BigInteger[] good = join(new BigInteger[] {root, filled.leaves[5]}, filled.path(5));
    member.outputs(good);
    member.assertRefused(with(good, 1, filled.leaves[4]));
    // the depth is part of the circuit, so the parent as leaf has a level too many above it
    member.assertRefused(with(good, 1, Poseidon.hash(filled.leaves[4], filled.leaves[5])));
    member.assertRefused(join(new BigInteger[] {root, filled.leaves[5]}, filled.path(4)));
    member.assertRefused(with(good, 0, root.add(BigInteger.ONE)));
    Probe.assertTight(
        member.mutation(good).negative(member.assignment(with(good, 0, root.add(BigInteger.ONE)))));
  }

  @Test
  void updateMovesTheRootAndNeedsTheOldLeaf() {
    Filled filled = new Filled();
    Probe update =
        Probe.one(
            "update",
            3 + 2 * DEPTH,
            (api, in) -> path(api, in, 3).update(api, in[0], in[1], in[2]));
    BigInteger[] in =
        join(
            new BigInteger[] {filled.tree.root(), filled.leaves[9], BigInteger.TEN},
            filled.path(9));
    filled.tree.set(9, BigInteger.TEN);
    update.assertOutputs(List.of(filled.tree.root()), in);
    update.assertRefused(with(in, 1, BigInteger.TEN));
    update.assertRefused(with(in, 0, BigInteger.TEN));
    Probe deep =
        Probe.one(
            "update 32",
            3 + 64,
            (api, v) ->
                MerklePath.require(api, Arrays.copyOfRange(v, 3, 35), Arrays.copyOfRange(v, 35, 67))
                    .update(api, v[0], v[1], v[2]));
    assertEquals(32 * (2 * 241 + 1), deep.constraints());
  }

  @Test
  void c2_c3_pathIsTight() {
    Filled filled = new Filled();
    Probe.assertTight(root().mutation(join(new BigInteger[] {filled.leaves[6]}, filled.path(6))));
  }

  // ---- the indexed tree: leaves (key, next, value) with keys of 16 bits

  private static final int KEY_BITS = 16;

  private static UInt[] key(Api api, Variable value) {
    return new UInt[] {UInt.require(api, value, KEY_BITS)};
  }

  private static IndexedTree.Leaf leaf(Api api, Variable[] in, int at) {
    return new IndexedTree.Leaf(
        key(api, in[at]), key(api, in[at + 1]), new Variable[] {in[at + 2]});
  }

  private static BigInteger hash(long... leaf) {
    return Poseidon.hash(Probe.numbers(leaf));
  }

  /** Keys 0, 20, 40 with values 7, 8, 9 at indices 0, 1, 2. */
  private static ReferenceTree indexed() {
    ReferenceTree tree = new ReferenceTree(DEPTH);
    tree.set(0, hash(0, 20, 7));
    tree.set(1, hash(20, 40, 8));
    tree.set(2, hash(40, 0, 9));
    return tree;
  }

  private static BigInteger[] path(ReferenceTree tree, long index) {
    return join(tree.bits(index), tree.siblings(index));
  }

  private static Probe absent() {
    return Probe.of(
        "absent",
        5 + 2 * DEPTH,
        (api, in) -> {
          IndexedTree.assertAbsent(api, in[0], key(api, in[1]), leaf(api, in, 2), path(api, in, 5));
          return new Variable[0];
        });
  }

  private static BigInteger[] absence(long key, long index, long... low) {
    ReferenceTree tree = indexed();
    return join(
        new BigInteger[] {tree.root(), BigInteger.valueOf(key).mod(Probe.R)},
        Probe.numbers(low),
        path(tree, index));
  }

  @Test
  void absenceIsShownByTheLeafBelow() {
    absent().outputs(absence(30, 1, 20, 40, 8));
    absent().outputs(absence(1, 0, 0, 20, 7));
    absent().outputs(absence(65_535, 2, 40, 0, 9));
  }

  @Test
  void c9_presentKeysAndForeignLowLeavesShowNoAbsence() {
    absent().assertRefused(absence(20, 1, 20, 40, 8));
    absent().assertRefused(absence(20, 0, 0, 20, 7));
    absent().assertRefused(absence(40, 1, 20, 40, 8));
    absent().assertRefused(absence(30, 0, 0, 20, 7));
    absent().assertRefused(absence(10, 1, 20, 40, 8));
    absent().assertRefused(absence(30, 2, 40, 0, 9));
    absent().assertRefused(absence(40, 2, 40, 0, 9));
    // a low leaf that is not in the tree
    absent().assertRefused(absence(40, 1, 20, 0, 8));
    absent().assertRefused(absence(30, 1, 20, 40, 9));
    // keys beyond their range
    absent().assertRefused(absence(1 << 16, 2, 40, 0, 9));
    absent().assertRefused(absence(-1, 2, 40, 0, 9));
  }

  @Test
  void c2_c3_absenceIsTightWhereSampled() {
    Probe.assertTight(absenceMutation().sample(200));
  }

  @Test
  @Tag("long")
  void c2_c3_absenceIsTight() {
    Probe.assertTight(absenceMutation());
  }

  private static Mutation absenceMutation() {
    Probe probe = absent();
    return probe
        .mutation(absence(30, 1, 20, 40, 8), absence(65_535, 2, 40, 0, 9), absence(1, 0, 0, 20, 7))
        .negative(probe.assignment(absence(1 << 16, 2, 40, 0, 9)))
        .negative(probe.assignment(absence(40, 1, 20, 40, 8)));
  }

  private static Probe insert() {
    return Probe.one(
        "insert",
        6 + 4 * DEPTH,
        (api, in) ->
            IndexedTree.insert(
                api,
                in[0],
                leaf(api, in, 1),
                path(api, in, 6),
                key(api, in[4]),
                new Variable[] {in[5]},
                path(api, in, 6 + 2 * DEPTH)));
  }

  private static BigInteger[] insertion(long key, long value, long at) {
    ReferenceTree before = indexed();
    ReferenceTree linked = indexed();
    linked.set(1, hash(20, key, 8));
    return join(
        new BigInteger[] {before.root()},
        Probe.numbers(20, 40, 8, key, value),
        path(before, 1),
        path(linked, at));
  }

  @Test
  void insertionLinksTheLowLeafAndFillsAnEmptyOne() {
    ReferenceTree after = indexed();
    after.set(1, hash(20, 33, 8));
    after.set(3, hash(33, 40, 5));
    insert().assertOutputs(List.of(after.root()), insertion(33, 5, 3));
  }

  @Test
  void insertionRefusesKeysThatExistAndPlacesThatAreTaken() {
    insert().assertRefused(insertion(20, 5, 3));
    insert().assertRefused(insertion(40, 5, 3));
    insert().assertRefused(insertion(33, 5, 2));
    insert().assertRefused(insertion(33, 5, 1));
    insert().assertRefused(insertion(0, 5, 3));
  }

  private static Probe updateIndexed() {
    return Probe.one(
        "indexed update",
        5 + 2 * DEPTH,
        (api, in) ->
            IndexedTree.update(
                api, in[0], leaf(api, in, 1), new Variable[] {in[4]}, path(api, in, 5)));
  }

  private static BigInteger[] indexedUpdate() {
    ReferenceTree tree = indexed();
    return join(new BigInteger[] {tree.root()}, Probe.numbers(20, 40, 8, 88), path(tree, 1));
  }

  private static Mutation insertMutation() {
    Probe probe = insert();
    return probe
        .mutation(insertion(33, 5, 3), insertion(21, 0, 6))
        .negative(probe.assignment(insertion(20, 5, 3)))
        .negative(probe.assignment(insertion(40, 5, 3)))
        .comparison(probe.assignment(insertion(33, 5, 2))) // a place that is taken
        .negative(probe.assignment(with(insertion(33, 5, 3), 0, ZERO)));
  }

  private static Mutation updateMutation() {
    Probe probe = updateIndexed();
    return probe
        .mutation(indexedUpdate())
        .negative(probe.assignment(with(indexedUpdate(), 0, ZERO)))
        .negative(probe.assignment(with(indexedUpdate(), 2, ZERO)));
  }

  @Test
  void c2_c3_insertionAndUpdateAreTightWhereSampled() {
    Probe.assertTight(insertMutation().sample(150));
    Probe.assertTight(updateMutation().sample(120));
  }

  @Test
  @Tag("long")
  void c2_c3_insertionAndUpdateAreTight() {
    Probe.assertTight(insertMutation().sample(2_000));
    Probe.assertTight(updateMutation().sample(2_000));
  }

  @Test
  void updateKeepsTheLinks() {
    Probe update = updateIndexed();
    BigInteger[] in = indexedUpdate();
    ReferenceTree after = indexed();
    after.set(1, hash(20, 40, 88));
    update.assertOutputs(List.of(after.root()), in);
    update.assertRefused(with(in, 3, BigInteger.TEN));
    update.assertRefused(with(in, 2, ZERO));
  }

  @Test
  void keysOfTwoWordsAreComparedAsOneNumber() {
    Probe probe =
        Probe.one(
            "two words",
            4,
            (api, in) -> {
              UInt[] words = new UInt[4];
              Arrays.setAll(words, i -> UInt.require(api, in[i], 4));
              return IndexedTree.isLess(
                      api, new UInt[] {words[0], words[1]}, new UInt[] {words[2], words[3]})
                  .value();
            });
    Random random = new Random(9);
    for (int i = 0; i < 200; i++) {
      int a = random.nextInt(256);
      int b = i % 3 == 0 ? a & 0xf0 | random.nextInt(16) : random.nextInt(256);
      probe.assertOutputs(
          List.of(a < b ? BigInteger.ONE : ZERO), Probe.numbers(a >> 4, a & 15, b >> 4, b & 15));
    }
  }
}
