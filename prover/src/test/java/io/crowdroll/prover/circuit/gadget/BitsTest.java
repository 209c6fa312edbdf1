package io.crowdroll.prover.circuit.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdroll.prover.circuit.Variable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitsTest {
  private static final BigInteger R = Probe.R;
  private static final BigInteger ONE = BigInteger.ONE;

  private static Probe split(int n) {
    return Probe.of("split " + n, 1, (api, in) -> Probe.values(Bits.split(api, in[0], n)));
  }

  private static Probe strict() {
    return Probe.of("strict", 1, (api, in) -> Probe.values(Bits.splitStrict(api, in[0])));
  }

  private static Probe fits(int n) {
    return Probe.of(
        "fits " + n,
        1,
        (api, in) -> {
          Bits.assertFits(api, in[0], n);
          return new Variable[0];
        });
  }

  private static List<BigInteger> bits(BigInteger value, int n) {
    return IntStream.range(0, n).mapToObj(i -> value.testBit(i) ? ONE : BigInteger.ZERO).toList();
  }

  @Test
  void randomNumbersSplitIntoTheirBits() {
    Random random = new Random(1);
    Probe probe = split(70);
    assertEquals(
        70,
        Probe.of(
                "cost",
                1,
                (api, in) -> {
                  Bits.split(api, in[0], 70);
                  return new Variable[0];
                })
            .constraints());
    for (int i = 0; i < 200; i++) {
      BigInteger value = new BigInteger(70, random);
      probe.assertOutputs(bits(value, 70), value);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 64, 128, 252, 253})
  void c4_rangeEndsWhereItSays(int n) {
    Probe probe = fits(n);
    BigInteger end = ONE.shiftLeft(n);
    assertTrue(probe.outputs(BigInteger.ZERO).isEmpty());
    assertTrue(probe.outputs(end.subtract(ONE)).isEmpty());
    for (BigInteger beyond :
        List.of(
            end,
            R.subtract(ONE),
            R.subtract(end.min(R.subtract(end))),
            R.add(ONE).shiftRight(1).max(end),
            R.subtract(ONE).shiftRight(1).max(end))) {
      probe.assertRefused(beyond);
    }
  }

  @Test
  void moreBitsThanAreUnambiguousAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> split(254));
    assertThrows(IllegalArgumentException.class, () -> split(0));
  }

  @Test
  void c5_strictSplitTakesEveryElement() {
    Probe probe = strict();
    Random random = new Random(2);
    List<BigInteger> values =
        new ArrayList<>(
            List.of(
                BigInteger.ZERO,
                ONE,
                R.subtract(ONE),
                R.subtract(BigInteger.TWO),
                ONE.shiftLeft(254).subtract(R),
                ONE.shiftLeft(253)));
    IntStream.range(0, 50).forEach(i -> values.add(new BigInteger(254, random).mod(R)));
    for (BigInteger value : values) {
      probe.assertOutputs(bits(value, 254), value);
    }
    assertEquals(353, costOfStrict());
  }

  private static int costOfStrict() {
    return Probe.of(
            "cost",
            1,
            (api, in) -> {
              Bits.splitStrict(api, in[0]);
              return new Variable[0];
            })
        .constraints();
  }

  @Test
  void c5_aliasOfASmallNumberIsRefused() {
    // the bits of v + r for v < 2^254 − r have the right sum: only the comparison stops them
    Probe probe =
        Probe.one(
            "given bits", 254, (api, in) -> Bits.isBelow(api, Bit.require(api, in), R).value());
    for (BigInteger v : Probe.numbers(0, 1, 123456)) {
      probe.assertOutputs(List.of(BigInteger.ZERO), bits(v.add(R), 254).toArray(BigInteger[]::new));
      probe.assertOutputs(List.of(ONE), bits(v, 254).toArray(BigInteger[]::new));
    }
    probe.assertOutputs(List.of(ONE), bits(R.subtract(ONE), 254).toArray(BigInteger[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2",
        "3",
        "10",
        "16",
        "17",
        "100000",
        "2736030358979909402780800718157159386076813972158567259200215660948447373041"
      })
  void splitBelowEndsAtItsBound(String text) {
    BigInteger bound = new BigInteger(text);
    Probe probe =
        Probe.of(
            "below " + bound, 1, (api, in) -> Probe.values(Bits.splitBelow(api, in[0], bound)));
    int n = bound.subtract(ONE).bitLength();
    Random random = new Random(3);
    for (int i = 0; i < 20; i++) {
      BigInteger value = new BigInteger(bound.bitLength() + 8, random).mod(bound);
      probe.assertOutputs(bits(value, n), value);
    }
    probe.assertOutputs(bits(bound.subtract(ONE), n), bound.subtract(ONE));
    for (BigInteger beyond : List.of(bound, bound.add(ONE), ONE.shiftLeft(n), R.subtract(ONE))) {
      probe.assertRefused(beyond);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 12, 15, 16})
  void isBelowAgreesWithComparison(int bound) {
    Probe probe =
        Probe.one(
            "is below",
            1,
            (api, in) ->
                Bits.isBelow(api, Bits.split(api, in[0], 4), BigInteger.valueOf(bound)).value());
    for (int v = 0; v < 16; v++) {
      probe.assertOutputs(List.of(v < bound ? ONE : BigInteger.ZERO), Probe.numbers(v));
    }
  }

  @Test
  void c14_signedRangeIsExactAndZeroHasOneEncoding() {
    Probe probe =
        Probe.of(
            "signed",
            1,
            (api, in) -> {
              Bits.assertFitsSigned(api, in[0], 7);
              return new Variable[0];
            });
    for (long v : new long[] {-128, -1, 0, 1, 127}) {
      assertTrue(probe.outputs(Probe.numbers(v)).isEmpty());
    }
    for (long v : new long[] {-129, 128, 1 << 20, -(1 << 20)}) {
      probe.assertRefused(Probe.numbers(v));
    }
    // as 8 bits of v + 2^7, which are unique: zero is 1000 0000 only
    assertEquals(8, probe.constraints());
  }

  @Test
  void c2_c3_everyWireAndConstraintIsNeeded() {
    Probe split = split(16);
    Probe.assertTight(
        split
            .mutation(Probe.numbers(0xabcd), Probe.numbers(0xffff), Probe.numbers(0))
            .negative(split.assignment(Probe.numbers(1 << 16))));
    BigInteger odd =
        new BigInteger("1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcd", 16);
    Probe strict = strict();
    Probe.assertTight(
        strict.mutation(
            new BigInteger[] {odd},
            new BigInteger[] {R.subtract(ONE)},
            new BigInteger[] {ONE.shiftLeft(254).subtract(R)}));
    Probe below =
        Probe.one(
            "is below 1011b",
            4,
            (api, in) -> Bits.isBelow(api, Bit.require(api, in), BigInteger.valueOf(12)).value());
    Probe.assertTight(
        below.mutation(
            Probe.numbers(1, 1, 0, 1), Probe.numbers(0, 0, 1, 1), Probe.numbers(1, 1, 1, 0)));
  }
}
