package io.crowdroll.prover.groth16;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.Jacobian;
import io.crowdroll.prover.curve.Msm;
import io.crowdroll.prover.curve.MultiScalar;
import io.crowdroll.prover.curve.Workspace;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.poly.Domain;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.random.RandomGenerator;

/**
 * Makes Groth16 proofs with one proving key (Groth, "On the Size of Pairing-based Non-interactive
 * Arguments", EUROCRYPT 2016). What can be prepared is prepared once, and memory is kept: after the
 * first proof, further ones allocate next to nothing. One proof at a time; a second thread waits.
 *
 * <p>A proof is made with the blinding r = s = 0 first, which spares the sum over B in G1, a
 * quarter of the work in that group, and is then re-randomised: with u uniform in [1, r) and v in
 * [0, r),
 *
 * <pre>A' = A / u,   B' = u (B + v δ),   C' = C + v A.</pre>
 *
 * The verification equation stays true, A' and B' are independent and uniform, and C' is the only
 * point that fits them: the same distribution as with fresh r and s, so as little is learned.
 *
 * <p>No proof leaves before the key's own verifying key has accepted it. That costs milliseconds
 * and turns an unsatisfied witness, a broken key and a fault of the machine into an exception.
 */
public final class Prover {
  private static final BigInteger ORDER = PrimeField.FR.modulus();
  private static final int LIMBS = PrimeField.LIMBS;

  /** With a multiple a window of 16 bits all windows share their buckets; more is of no use. */
  private static final int MOST_TABLES = 8;

  private final ProvingKey key;
  private final ForkJoinPool pool;
  private final Coefficients coefficients;
  private final ForkJoinTask<Optional<Verifier>> verifier;
  private final Domain domain;
  private final Msm a;
  private final Msm b;
  private final Msm c;
  private final Msm h;
  private final Workspace workspace = new Workspace();

  // of the rows of A and B, made at first use; the quotient takes the place of the first
  private long[] valuesA = {};
  private long[] valuesB = {};
  private ProvingTimes times = ProvingTimes.NONE;

  private Prover(ProvingKey key, ForkJoinPool pool, long tableBytes) {
    this.key = key;
    this.pool = pool;
    int variables = key.nVariables();
    // scalar arithmetic, beside the vector code of the sums, which may still be in the compiler
    verifier = pool.submit(() -> verifier(key.verifyingKey()));
    coefficients = Coefficients.of(key);
    domain = Domain.ofSize(Integer.numberOfTrailingZeros(key.domainSize()));
    int tables = tables(key, tableBytes);
    a = Msm.g1(key.a(), variables, tables, pool);
    b = Msm.g2(key.b2(), variables, tables, pool);
    c = Msm.g1(key.c(), variables - key.nPublic() - 1, tables, pool);
    h = Msm.g1(key.h(), key.domainSize(), tables, pool);
  }

  private static Optional<Verifier> verifier(VerifyingKey key) {
    return Verifier.flaw(key).isPresent() ? Optional.empty() : Optional.of(Verifier.ofSound(key));
  }

  /**
   * Makes a prover for a key, however large, at once: its contents are read where they lie, and
   * checked, when a proof needs them.
   *
   * @param key its segments have to stay alive as long as the prover is used
   * @param pool who works; its parallelism is the number of threads
   */
  public static Prover open(ProvingKey key, ForkJoinPool pool) {
    return new Prover(key, pool, 0);
  }

  /**
   * Prepares a key for many proofs: makes tables of multiples of its points, which takes about as
   * long as a dozen proofs and makes each a little faster, small keys' more so.
   *
   * @param tableBytes how much memory the tables may take, beside what {@link #open(ProvingKey,
   *     ForkJoinPool)} takes; 800 bytes a wire is a good measure, above 3,400 nothing is gained
   */
  public static Prover open(ProvingKey key, ForkJoinPool pool, long tableBytes) {
    return new Prover(key, pool, tableBytes);
  }

  // How many multiples of each point the budget allows, the point itself included; 1 for none.
  private static int tables(ProvingKey key, long bytes) {
    long one =
        Msm.bytesOfTable(key.nVariables(), true)
            + 2 * Msm.bytesOfTable(key.nVariables(), false)
            + Msm.bytesOfTable(key.domainSize(), false);
    long fitting = Math.max(key.nVariables(), key.domainSize()) * 24L; // longs of a table in G2
    return (int)
        Math.max(1, Math.min(Math.min(bytes / one + 1, MOST_TABLES), Integer.MAX_VALUE / fitting));
  }

  /** The key that was given. */
  public ProvingKey key() {
    return key;
  }

  /** How long the parts of the last proof took. */
  public ProvingTimes times() {
    return times;
  }

  /** The same with a fresh {@link SecureRandom}. */
  public Proof prove(long[] witness) throws ProvingException {
    return prove(witness, new SecureRandom());
  }

  /**
   * Proves that the circuit has this witness, without telling more than the public signals.
   *
   * @param witness plain numbers, 4 longs a wire, least significant first; wire 0 is 1, wires 1 …
   *     nPublic are the public signals
   * @param chance where the blinding comes from. Anything but a cryptographic generator gives the
   *     witness away; a simulation, which has nothing to hide, passes its own stream
   * @return a proof that the key's verifying key accepts
   * @throws WitnessException if the witness is not one of this circuit: wrong length, a number ≥ r,
   *     wire 0 other than 1, or a constraint that fails (which one cannot be told from a key)
   * @throws BrokenKeyException if the key itself is at fault: an entry of its matrices lies outside
   *     of them, a number or point is none, or its verifying key is unfit to verify with (as one
   *     whose phase 2 was left out)
   */
  public synchronized Proof prove(long[] witness, RandomGenerator chance) throws ProvingException {
    requireWitness(witness);
    Proof proof;
    try {
      proof = blinded(witness, chance);
    } catch (ArithmeticException e) { // points off the curve can ask for the inverse of zero
      throw flawOr(new WitnessException("the computation broke down: " + e.getMessage()));
    }
    long begin = System.nanoTime();
    Optional<Verifier> check = verifier.join();
    if (check.isEmpty()) {
      throw new BrokenKeyException(Verifier.flaw(key.verifyingKey()).orElseThrow());
    }
    boolean valid = check.get().verify(publicSignals(witness), proof);
    times = times.withCheck(System.nanoTime() - begin);
    if (!valid) {
      throw flawOr(
          new WitnessException("the witness does not satisfy the circuit of this proving key"));
    }
    return proof;
  }

  /**
   * The same with the constraint system at hand, which is checked first: so that an unsatisfied
   * constraint can be named.
   *
   * @throws WitnessException naming the constraint, if one fails
   * @throws BrokenKeyException if the key itself is at fault, or is not of this constraint system
   */
  public Proof prove(R1cs r1cs, long[] witness, RandomGenerator chance) throws ProvingException {
    if (r1cs.wires() != key.nVariables() || r1cs.publicSignals() != key.nPublic()) {
      throw new BrokenKeyException(
          key.nVariables()
              + " wires and "
              + key.nPublic()
              + " public signals, the circuit has "
              + r1cs.wires()
              + " and "
              + r1cs.publicSignals());
    }
    requireWitness(witness);
    OptionalInt failed = r1cs.check(witness);
    if (failed.isPresent()) {
      int constraint = failed.getAsInt();
      throw new WitnessException(
          "the witness fails " + r1cs.origin().apply(constraint), constraint);
    }
    return prove(witness, chance);
  }

  /** The public signals of a witness, 4 longs each, plain. */
  public long[] publicSignals(long[] witness) {
    return Arrays.copyOfRange(witness, LIMBS, LIMBS * (key.nPublic() + 1));
  }

  private void requireWitness(long[] witness) throws WitnessException {
    if (witness.length != LIMBS * key.nVariables()) {
      throw new WitnessException(
          witness.length / LIMBS + " wires in the witness, " + key.nVariables() + " in the key");
    }
    if (witness[0] != 1 || (witness[1] | witness[2] | witness[3]) != 0) {
      throw new WitnessException("wire 0 of the witness is not 1");
    }
    for (int wire = 0; wire < key.nVariables(); wire++) {
      if (!PrimeField.FR.isCanonical(witness, LIMBS * wire)) {
        throw new WitnessException("wire " + wire + " of the witness is not below r");
      }
    }
  }

  /** Whose fault it is: that of the key if it has a flaw, else that of the witness. */
  private ProvingException flawOr(WitnessException otherwise) {
    return KeyCheck.firstFlaw(key, pool)
        .<ProvingException>map(BrokenKeyException::new)
        .orElse(otherwise);
  }

  private Proof blinded(long[] witness, RandomGenerator chance) throws BrokenKeyException {
    VerifyingKey vk = key.verifyingKey();
    BigInteger u = scalar(chance, BigInteger.ONE);
    BigInteger v = scalar(chance, BigInteger.ZERO);
    long begin = System.nanoTime();

    if (valuesA.length == 0) {
      valuesA = new long[LIMBS * key.domainSize()];
      valuesB = new long[LIMBS * key.domainSize()];
    }
    coefficients.multiply(valuesA, valuesB, witness, pool);
    long rows = System.nanoTime();
    domain.quotient(valuesA, valuesA, valuesB, pool);
    long fft = System.nanoTime();
    long[] sumH = sum(h, Curve.G1, valuesA, 0);
    long msmH = System.nanoTime();
    long[] sumA = sum(a, Curve.G1, witness, 0);
    long msmA = System.nanoTime();
    long[] sumB = sum(b, Curve.G2, witness, 0);
    long msmB = System.nanoTime();
    long[] sumC = sum(c, Curve.G1, witness, LIMBS * (key.nPublic() + 1));
    long msmC = System.nanoTime();

    BigInteger one = BigInteger.ONE;
    BigInteger inverse = u.modInverse(ORDER);
    Proof proof =
        new Proof(
            combine(Curve.G1, join(vk.alpha1(), sumA), inverse, inverse),
            combine(Curve.G2, join(vk.beta2(), sumB, vk.delta2()), u, u, u.multiply(v)),
            combine(Curve.G1, join(sumC, sumH, vk.alpha1(), sumA), one, one, v, v));
    long end = System.nanoTime();
    times =
        new ProvingTimes(
            rows - begin,
            fft - rows,
            msmA - msmH,
            msmB - msmA,
            msmC - msmB,
            msmH - fft,
            end - msmC,
            0);
    return proof;
  }

  private long[] sum(Msm msm, Curve curve, long[] scalars, int offset) {
    long[] out = new long[curve.longs()];
    msm.multiply(out, 0, scalars, offset, workspace, pool);
    return out;
  }

  /** scalar · point + … for a handful of points. */
  private static long[] combine(Curve curve, long[] points, BigInteger... scalars) {
    long[] flat = new long[LIMBS * scalars.length];
    for (int i = 0; i < scalars.length; i++) {
      PrimeField.store(scalars[i].mod(ORDER), flat, LIMBS * i);
    }
    Jacobian sum = new Jacobian(curve);
    new MultiScalar(curve, points, scalars.length).sum(sum, flat, 0);
    long[] out = new long[curve.longs()];
    sum.toAffine(out, 0);
    return out;
  }

  private static long[] join(long[]... points) {
    return Arrays.stream(points).flatMapToLong(Arrays::stream).toArray();
  }

  /** Uniform in [min, r). */
  private static BigInteger scalar(RandomGenerator chance, BigInteger min) {
    byte[] bytes = new byte[32];
    while (true) {
      chance.nextBytes(bytes);
      bytes[0] &= 0x3f; // r has 254 bits
      BigInteger value = new BigInteger(1, bytes);
      if (value.compareTo(ORDER) < 0 && value.compareTo(min) >= 0) {
        return value;
      }
    }
  }
}
