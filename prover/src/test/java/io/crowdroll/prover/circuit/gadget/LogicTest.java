package io.crowdroll.prover.circuit.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.mutation.MutationReport;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bits, tests for zero, integers, choices. */
class LogicTest {
  private static final BigInteger ONE = BigInteger.ONE;
  private static final BigInteger ZERO = BigInteger.ZERO;
  private static final BigInteger R = Probe.R;

  private static BigInteger bit(boolean value) {
    return value ? ONE : ZERO;
  }

  private static Probe logic() {
    return Probe.of(
        "logic",
        3,
        (api, in) -> {
          Bit[] b = Bit.require(api, in);
          return Probe.values(
              b[0].and(api, b[1]),
              b[0].or(api, b[1]),
              b[0].xor(api, b[1]),
              b[0].same(api, b[1]),
              b[0].not(api),
              Bit.all(api, b));
        });
  }

  @Test
  void truthTables() {
    Probe probe = logic();
    for (int i = 0; i < 8; i++) {
      boolean a = (i & 1) != 0;
      boolean b = (i & 2) != 0;
      boolean c = (i & 4) != 0;
      probe.assertOutputs(
          List.of(bit(a & b), bit(a | b), bit(a ^ b), bit(a == b), bit(!a), bit(a & b & c)),
          bit(a),
          bit(b),
          bit(c));
    }
  }

  @Test
  void c13_whatIsNoBitIsRefused() {
    Probe probe = logic();
    probe.assertRefused(Probe.numbers(2, 0, 0));
    probe.assertRefused(Probe.numbers(0, -1, 0));
    Probe.assertTight(
        probe
            .mutation(Probe.numbers(1, 0, 1), Probe.numbers(1, 1, 1), Probe.numbers(0, 0, 0))
            .negative(probe.assignment(Probe.numbers(0, 0, 2))));
  }

  @Test
  void c6_zeroTestHasOneAnswerAndItsInverseIsFreeAtZeroOnly() {
    Probe probe = Probe.one("is zero", 1, (api, in) -> Equality.isZero(api, in[0]).value());
    probe.assertOutputs(List.of(ONE), ZERO);
    probe.assertOutputs(List.of(ZERO), ONE);
    probe.assertOutputs(List.of(ZERO), R.subtract(ONE));
    // x ≠ 0 with inverse 0, and x = 0 with out = 0, are among the changes
    MutationReport report = Probe.assertTight(probe.mutation(Probe.numbers(5), Probe.numbers(0)));
    assertEquals(1, report.free().values().stream().mapToInt(n -> n).sum());
    assertEquals(0, probe.mutation(Probe.numbers(5)).run().free().size());
  }

  @Test
  void c6_inverseOfZeroIsUnsatisfiable() {
    Probe probe =
        Probe.of(
            "different",
            2,
            (api, in) -> {
              Equality.assertDifferent(api, in[0], in[1]);
              return new Variable[0];
            });
    probe.outputs(Probe.numbers(4, 5));
    probe.assertRefused(Probe.numbers(5, 5));
    Probe.assertTight(
        probe.mutation(Probe.numbers(4, 5)).negative(probe.assignment(Probe.numbers(5, 5))));
  }

  private static Probe comparison(int n) {
    return Probe.of(
        "compare " + n,
        2,
        (api, in) -> {
          UInt a = UInt.require(api, in[0], n);
          UInt b = UInt.require(api, in[1], n);
          return Probe.values(a.isLess(api, b), a.isAtMost(api, b));
        });
  }

  @Test
  void comparisonsAgreeWithIntegers() {
    for (int n : new int[] {3, 64, 252}) {
      Probe probe = comparison(n);
      Random random = new Random(n);
      for (int i = 0; i < 60; i++) {
        BigInteger a = new BigInteger(n, random);
        BigInteger b = i % 4 == 0 ? a : new BigInteger(n, random);
        probe.assertOutputs(List.of(bit(a.compareTo(b) < 0), bit(a.compareTo(b) <= 0)), a, b);
      }
      probe.assertRefused(ONE.shiftLeft(n), ZERO);
      probe.assertRefused(ZERO, R.subtract(ONE));
    }
    assertThrows(IllegalArgumentException.class, () -> comparison(253));
  }

  @Test
  void c4_orderAssertionsEndWhereTheySay() {
    Probe less = order(true);
    Probe atMost = order(false);
    less.outputs(Probe.numbers(6, 7));
    less.assertRefused(Probe.numbers(7, 7));
    less.assertRefused(Probe.numbers(8, 7));
    less.assertRefused(Probe.numbers(0, 0));
    atMost.outputs(Probe.numbers(7, 7));
    atMost.outputs(Probe.numbers(0, 255));
    atMost.assertRefused(Probe.numbers(8, 7));
    atMost.assertRefused(Probe.numbers(1, 0));
  }

  private static Probe order(boolean strict) {
    return Probe.of(
        "order",
        2,
        (api, in) -> {
          UInt a = UInt.require(api, in[0], 8);
          UInt b = UInt.require(api, in[1], 8);
          if (strict) {
            a.assertLess(api, b);
          } else {
            a.assertAtMost(api, b);
          }
          return new Variable[0];
        });
  }

  @Test
  void c2_c3_comparisonIsTight() {
    Probe probe = comparison(8);
    Probe.assertTight(
        probe
            .mutation(
                Probe.numbers(0xa5, 0x5a),
                Probe.numbers(0x5a, 0xa5),
                Probe.numbers(255, 255),
                Probe.numbers(85, 84),
                Probe.numbers(84, 170))
            .negative(probe.assignment(Probe.numbers(256, 3)))
            .negative(probe.assignment(Probe.numbers(3, 256))));
  }

  private static Probe division() {
    return Probe.of(
        "divide",
        2,
        (api, in) -> {
          UInt.Division d = UInt.require(api, in[0], 16).divide(api, UInt.require(api, in[1], 6));
          return new Variable[] {d.quotient().value(), d.remainder().value()};
        });
  }

  @Test
  void c7_divisionAgreesWithIntegersAndHasOneResult() {
    Probe probe = division();
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      int a = random.nextInt(1 << 16);
      int b = 1 + random.nextInt(63);
      probe.assertOutputs(
          List.of(BigInteger.valueOf(a / b), BigInteger.valueOf(a % b)), Probe.numbers(a, b));
    }
    // divisor 0; remainder ≥ divisor is among the changes: quotient − 1, remainder + divisor
    probe.assertRefused(Probe.numbers(5, 0));
    probe.assertRefused(Probe.numbers(0, 0));
    Probe.assertTight(
        probe
            .mutation(
                Probe.numbers(50_000, 37),
                Probe.numbers(1000, 63),
                Probe.numbers(21_845, 21),
                Probe.numbers(65_535, 1))
            .negative(probe.assignment(Probe.numbers(1 << 16, 3)))
            .negative(probe.assignment(Probe.numbers(1 << 16, 63)))
            .negative(probe.assignment(Probe.numbers(9, 64))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Probe.one(
                "too wide",
                2,
                (api, in) ->
                    UInt.require(api, in[0], 128)
                        .divide(api, UInt.require(api, in[1], 125))
                        .quotient()
                        .value()));
  }

  private static Probe multiplexer() {
    return Probe.one(
        "multiplexer",
        6,
        (api, in) -> Multiplexer.of(api, in[0], 5).pick(api, Arrays.copyOfRange(in, 1, 6)));
  }

  @Test
  void multiplexerPicksTheIndexedValue() {
    Probe probe = multiplexer();
    for (int i = 0; i < 5; i++) {
      probe.assertOutputs(
          List.of(BigInteger.valueOf(70 + i)), Probe.numbers(i, 70, 71, 72, 73, 74));
    }
  }

  @Test
  void c13_selectorsAreOneHotAndTheIndexInside() {
    Probe probe = multiplexer();
    for (long index : new long[] {5, -1, 1L << 40}) {
      probe.assertRefused(Probe.numbers(index, 70, 71, 72, 73, 74));
    }
    Probe.assertTight(
        probe.mutation(
            Probe.numbers(0, 70, 71, 72, 73, 74),
            Probe.numbers(3, 70, 71, 72, 73, 74),
            Probe.numbers(4, 70, 71, 72, 73, 74)));
  }

  @Test
  void selectionIsTight() {
    Probe probe =
        Probe.one("select", 3, (api, in) -> Bit.require(api, in[0]).select(api, in[1], in[2]));
    probe.assertOutputs(List.of(BigInteger.TEN), Probe.numbers(1, 10, 20));
    probe.assertOutputs(List.of(BigInteger.valueOf(20)), Probe.numbers(0, 10, 20));
    Probe.assertTight(
        probe
            .mutation(Probe.numbers(1, 10, 20))
            .negative(probe.assignment(Probe.numbers(2, 10, 20))));
  }
}
