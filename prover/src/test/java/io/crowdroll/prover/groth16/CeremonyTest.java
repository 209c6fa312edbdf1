package io.crowdroll.prover.groth16;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.TestPoints;
import io.crowdroll.prover.hash.Blake2b;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class CeremonyTest {
  private final Arena arena = Arena.ofAuto();
  private final ForkJoinPool pool = ForkJoinPool.commonPool();
  private final R1cs r1cs = SmallCircuit.r1cs();
  private final PowersOfTau powers =
      TestPowers.of(
          3,
          new BigInteger("271828182845904523536028747135266"),
          BigInteger.valueOf(123_456_789),
          BigInteger.valueOf(987_654_321));
  private final ProvingKey initial = Ceremony.begin(r1cs, powers, arena, pool);

  private ProvingKey contribute(ProvingKey key, String name, long seed) {
    return Ceremony.contribute(key, name, new SplittableRandom(seed), arena, pool);
  }

  private Optional<String> flaw(ProvingKey key) {
    return Ceremony.flaw(initial, key, new SecureRandom(), pool);
  }

  @Test
  void s1ATranscriptVerifiesFromEndToEndAndItsKeyProves() {
    assertThat(flaw(initial)).isEmpty();
    ProvingKey key = contribute(contribute(initial, "first", 1), "", 2);
    assertThat(flaw(key)).isEmpty();
    assertThat(Transcript.parse(key.transcript()).encode()).isEqualTo(key.transcript());
    BigInteger[] witness = SmallCircuit.witness(3, 10, 4);
    Proof proof = ReferenceProver.prove(r1cs, key, witness);
    Verifier verifier = Verifier.of(key.verifyingKey());
    assertThat(verifier.verify(ReferenceProver.signals(witness, 2), proof)).isTrue();
    // nor does a proof for one stage of the ceremony verify under the next
    ProvingKey next = contribute(key, "third", 3);
    assertThat(Verifier.of(next.verifyingKey()).verify(ReferenceProver.signals(witness, 2), proof))
        .isFalse();
  }

  @Test
  void s1AFlippedByteInAnyContributionIsRejected() {
    ProvingKey key = contribute(contribute(initial, "ab", 1), "c", 2);
    byte[] transcript = key.transcript();
    int remarks = 0;
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < transcript.length; i++) {
      byte[] changed = transcript.clone();
      changed[i] ^= (byte) (1 << random.nextInt(8));
      if (isName(transcript, i)) {
        remarks++; // a contributor's name is a remark that nothing signs, as in snarkjs
        continue;
      }
      assertThat(flaw(with(key, changed, key.c(), key.h(), key.verifyingKey())))
          .as("byte %d of %d", i, transcript.length)
          .isPresent();
    }
    assertThat(remarks).isEqualTo(3);
    for (int length = 0; length < transcript.length; length += 7) {
      byte[] cut = Arrays.copyOf(transcript, length);
      assertThat(flaw(with(key, cut, key.c(), key.h(), key.verifyingKey()))).isPresent();
    }
  }

  // behind 64 bytes of hash and a count: 320 bytes of points, 64 of hash, type, length, 1, n, name
  private static boolean isName(byte[] transcript, int at) {
    int begin = Transcript.HASH + 4;
    while (begin < transcript.length) {
      int parameters = begin + 320 + 64 + 8;
      int length = transcript[parameters + 1];
      if (at >= parameters + 2 && at < parameters + 2 + length) {
        return true;
      }
      begin = parameters + 2 + length;
    }
    return false;
  }

  @Test
  void s1KeysThatDoNotFollowFromTheirTranscriptAreRejected() {
    ProvingKey key = contribute(contribute(initial, "a", 1), "b", 2);
    VerifyingKey vk = key.verifyingKey();
    ProvingKey earlier = contribute(initial, "a", 1);
    assertThat(flaw(with(key, key.transcript(), earlier.c(), key.h(), vk)))
        .hasValueSatisfying(text -> assertThat(text).startsWith("C "));
    assertThat(flaw(with(key, key.transcript(), key.c(), earlier.h(), vk)))
        .hasValueSatisfying(text -> assertThat(text).startsWith("H "));
    assertThat(flaw(with(key, earlier.transcript(), key.c(), key.h(), vk))).isPresent();
    // one point of C replaced by another of the group
    MemorySegment c = arena.allocate(key.c().byteSize(), 8).copyFrom(key.c());
    long[] other = TestPoints.point(Curve.G1, new SplittableRandom(1));
    MemorySegment.copy(MemorySegment.ofArray(other), 0, c, 64, 64);
    assertThat(flaw(with(key, key.transcript(), c, key.h(), vk)))
        .hasValueSatisfying(text -> assertThat(text).startsWith("C "));
    // δ in G2 of another stage, then IC of another key
    assertThat(flaw(with(key, key.transcript(), key.c(), key.h(), earlier.verifyingKey())))
        .isPresent();
    long[] ic = vk.ic().clone();
    System.arraycopy(other, 0, ic, 8, 8);
    VerifyingKey changed =
        new VerifyingKey(vk.nPublic(), vk.alpha1(), vk.beta2(), vk.gamma2(), vk.delta2(), ic);
    assertThat(flaw(with(key, key.transcript(), key.c(), key.h(), changed))).isPresent();
    // a ceremony over other powers of tau
    PowersOfTau others =
        TestPowers.of(3, BigInteger.TEN, BigInteger.valueOf(5), BigInteger.valueOf(7));
    ProvingKey foreign = contribute(Ceremony.begin(r1cs, others, arena, pool), "a", 1);
    assertThat(flaw(foreign)).isPresent();
  }

  @Test
  void s4OneTranscriptGivesOneKey() {
    assertThat(Ceremony.begin(r1cs, powers, arena, pool).transcript())
        .isEqualTo(initial.transcript());
    ProvingKey one = contribute(initial, "a", 9);
    ProvingKey same = contribute(initial, "a", 9);
    assertThat(same.transcript()).isEqualTo(one.transcript());
    assertThat(same.verifyingKey()).isEqualTo(one.verifyingKey());
    assertThat(same.verifyingKey().fingerprint()).isEqualTo(one.verifyingKey().fingerprint());
    assertThat(contribute(initial, "a", 10).verifyingKey()).isNotEqualTo(one.verifyingKey());
  }

  @Test
  void secretsAreNotInWhatIsPrinted() {
    Setup.Secrets secrets = Setup.Secrets.draw(new SplittableRandom(1));
    assertThat(secrets.toString()).isEqualTo("Secrets[]");
    secrets.clear();
    assertThat(secrets.tau()).containsOnly(0);
    assertThat(secrets.delta()).containsOnly(0);
  }

  /** RFC 7693, appendix A, and lengths around a block against one another. */
  @Test
  void blake2bHasItsPublishedValue() {
    assertThat(HexFormat.of().formatHex(hash("abc")))
        .isEqualTo(
            "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
    byte[] message = new byte[300];
    new SplittableRandom(3).nextBytes(message);
    byte[] whole = new Blake2b().update(message).digest();
    for (int cut : new int[] {0, 1, 127, 128, 129, 256, 299}) {
      ByteBuffer parts = ByteBuffer.wrap(message);
      byte[] head = new byte[cut];
      byte[] tail = new byte[300 - cut];
      parts.get(head).get(tail);
      assertThat(new Blake2b().update(head).copy().update(tail).digest()).isEqualTo(whole);
    }
  }

  private static byte[] hash(String text) {
    return new Blake2b().update(text.getBytes(StandardCharsets.US_ASCII)).digest();
  }

  private static ProvingKey with(
      ProvingKey key, byte[] transcript, MemorySegment c, MemorySegment h, VerifyingKey vk) {
    return new ProvingKey(
        key.nVariables(),
        key.nPublic(),
        key.domainSize(),
        vk,
        key.beta1(),
        key.delta1(),
        key.coefficients(),
        key.a(),
        key.b1(),
        key.b2(),
        c,
        h,
        transcript);
  }
}
