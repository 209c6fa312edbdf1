package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.bench.DenseCircuit;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.curve.Curve;
import io.crowdroll.prover.curve.Precompiles;
import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.groth16.BrokenKeyException;
import io.crowdroll.prover.groth16.Ceremony;
import io.crowdroll.prover.groth16.KeyCheck;
import io.crowdroll.prover.groth16.PowersOfTau;
import io.crowdroll.prover.groth16.PowersSetup;
import io.crowdroll.prover.groth16.Proof;
import io.crowdroll.prover.groth16.Prover;
import io.crowdroll.prover.groth16.ProvingException;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.Setup;
import io.crowdroll.prover.groth16.Verifier;
import io.crowdroll.prover.groth16.VerifyingKey;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;

/**
 * What is fuzzed. A target takes any bytes; it throws if the prover does what it must not: another
 * exception than the one that is documented, a wrong answer, memory without end.
 */
enum FuzzTarget {
  R1CS {
    @Override
    void run(byte[] in) throws IOException {
      R1cs r1cs = R1csFile.read("fuzz", MemorySegment.ofArray(in));
      if (r1cs.wires() < 1_000) {
        r1cs.check(witness(r1cs.wires()));
      }
    }

    @Override
    byte[][] examples() throws IOException {
      return new byte[][] {Samples.bytes(file -> R1csFile.write(file, Samples.r1cs()))};
    }
  },

  WTNS {
    @Override
    void run(byte[] in) throws IOException {
      long[] witness = Wtns.read("fuzz", MemorySegment.ofArray(in));
      byte[] again = Samples.bytes(file -> Wtns.write(file, witness));
      require(Arrays.equals(witness, Wtns.read("again", MemorySegment.ofArray(again))), "differs");
    }

    @Override
    byte[][] examples() throws IOException {
      return new byte[][] {Samples.bytes(file -> Wtns.write(file, new Samples().witness(3)))};
    }
  },

  ZKEY {
    @Override
    void run(byte[] in) throws IOException {
      ProvingKey key = Zkey.read("fuzz", MemorySegment.ofArray(in));
      Optional<String> flaw = KeyCheck.firstFlaw(key, POOL);
      if (key.domainSize() > 64) {
        return;
      }
      try {
        Prover.open(key, POOL).prove(witness(key.nVariables()), new SplittableRandom(1));
      } catch (BrokenKeyException e) {
        return;
      } catch (ProvingException e) {
        require(flaw.isEmpty() || flaw.get().length() < 200, "a flaw that says too much");
      }
    }

    @Override
    byte[][] examples() throws IOException {
      return new byte[][] {Samples.bytes(file -> Zkey.write(file, KEY))};
    }
  },

  PTAU {
    @Override
    void run(byte[] in) throws IOException {
      PowersOfTau powers = Ptau.read("fuzz", MemorySegment.ofArray(in));
      if (powers.power() < 5) {
        try (Arena arena = Arena.ofShared()) {
          PowersSetup.start(CIRCUIT.r1cs(), powers, arena, POOL);
        } catch (IllegalArgumentException e) {
          // too few, not prepared, or a point that cannot be
        }
      }
    }

    @Override
    byte[][] examples() throws IOException {
      Samples samples = new Samples();
      return new byte[][] {
        Samples.bytes(file -> Ptau.write(file, samples.powersOfTau(false))),
        Samples.bytes(file -> Ptau.write(file, samples.powersOfTau(true)))
      };
    }
  },

  PROOF_JSON {
    @Override
    void run(byte[] in) throws IOException {
      Proof proof = SnarkjsJson.readProof("fuzz", in);
      VERIFIER.verify(signals(), proof);
      byte[] again = Samples.bytes(file -> SnarkjsJson.writeProof(file, proof));
      require(proof.equals(SnarkjsJson.readProof("again", again)), "differs");
    }

    @Override
    byte[][] examples() throws IOException {
      return new byte[][] {Samples.bytes(file -> SnarkjsJson.writeProof(file, PROOF))};
    }
  },

  PUBLIC_JSON {
    @Override
    void run(byte[] in) throws IOException {
      long[] signals = SnarkjsJson.readPublic("fuzz", in);
      boolean valid = VERIFIER.verify(signals, PROOF);
      require(valid == Arrays.equals(signals, signals()), "a false statement is accepted");
    }

    @Override
    byte[][] examples() throws IOException {
      return new byte[][] {Samples.bytes(file -> SnarkjsJson.writePublic(file, signals()))};
    }
  },

  KEY_JSON {
    @Override
    void run(byte[] in) throws IOException {
      VerifyingKey key = SnarkjsJson.readVerifyingKey("fuzz", in);
      if (Verifier.flaw(key).isEmpty()) {
        boolean valid = Verifier.of(key).verify(signals(), PROOF);
        require(valid == key.equals(KEY.verifyingKey()), "another key accepts the proof");
      }
    }

    @Override
    byte[][] examples() throws IOException {
      return new byte[][] {
        Samples.bytes(file -> SnarkjsJson.writeVerifyingKey(file, KEY.verifyingKey()))
      };
    }
  },

  MANIFEST {
    @Override
    void run(byte[] in) throws IOException {
      require(KeyManifest.read("fuzz", in).fingerprint().length() == 64, "no fingerprint");
    }

    @Override
    byte[][] examples() {
      String text = "{\"phase1\": \"powers of tau\", \"verificationKey\": \"";
      return new byte[][] {(text + KEY.verifyingKey().fingerprint() + "\"}").getBytes()};
    }
  },

  KEY_LIST {
    @Override
    void run(byte[] in) throws IOException {
      KeyList.read("fuzz", in).refusal(KEY).orElseThrow(); // it is a development key
    }

    @Override
    byte[][] examples() {
      return new byte[][] {("# one\n" + KEY.verifyingKey().fingerprint() + " x\n").getBytes()};
    }
  },

  POINTS {
    @Override
    void run(byte[] in) {
      for (Curve curve : new Curve[] {Curve.G1, Curve.G2}) {
        long[] point = new long[curve.longs()];
        ByteBuffer.wrap(Arrays.copyOf(in, 8 * point.length)).asLongBuffer().get(point);
        if (curve.contains(point, 0)) {
          long[] multiple = new long[point.length];
          curve.multiply(multiple, 0, point, 0, Curve.ORDER.subtract(BigInteger.ONE));
          curve.add(multiple, 0, multiple, 0, point, 0);
          require(curve.isInfinity(multiple, 0), "a point of another order");
        }
      }
    }

    @Override
    byte[][] examples() {
      return new byte[][] {bytes(Curve.G1.generator()), bytes(Curve.G2.generator()), new byte[128]};
    }
  },

  PRECOMPILES {
    @Override
    void run(byte[] in) {
      byte[] swapped = Arrays.copyOf(in, 128);
      byte[] first = Arrays.copyOf(swapped, 64);
      System.arraycopy(swapped, 64, swapped, 0, 64);
      System.arraycopy(first, 0, swapped, 64, 64);
      Optional<byte[]> sum = Precompiles.add(in);
      Optional<byte[]> other = Precompiles.add(swapped);
      require(sum.isPresent() == other.isPresent(), "a + b exists, b + a does not");
      sum.ifPresent(s -> require(Arrays.equals(s, other.orElseThrow()), "a + b is not b + a"));
      sum.ifPresent(s -> require(Precompiles.add(s).isPresent(), "a sum is no point"));
      Precompiles.multiply(in)
          .ifPresent(p -> require(Precompiles.add(p).isPresent(), "a product is no point"));
      Precompiles.pairing(Arrays.copyOf(in, Math.min(in.length, 2 * 192)));
    }

    @Override
    byte[][] examples() {
      byte[] generators = new byte[192];
      generators[31] = 1;
      generators[63] = 2;
      long[] g2 = Curve.G2.generator();
      for (int part = 0; part < 4; part++) {
        // the EVM takes the imaginary part first
        BigInteger number = PrimeField.FQ.toBigInteger(g2, 4 * (part ^ 1));
        byte[] digits = number.toByteArray();
        System.arraycopy(digits, 0, generators, 64 + 32 * part + 32 - digits.length, digits.length);
      }
      return new byte[][] {generators, Arrays.copyOf(generators, 96), new byte[128]};
    }
  },

  /** A valid proof with any bits of its points and signals flipped. */
  FORGERY {
    @Override
    void run(byte[] in) {
      long[] all = new long[32 + signals().length];
      ByteBuffer.wrap(Arrays.copyOf(in, 8 * all.length)).asLongBuffer().get(all);
      boolean changed = Arrays.stream(all).anyMatch(mask -> mask != 0);
      long[] a = xor(PROOF.a(), all, 0);
      long[] b = xor(PROOF.b(), all, 8);
      long[] c = xor(PROOF.c(), all, 24);
      boolean valid = VERIFIER.verify(xor(signals(), all, 32), new Proof(a, b, c));
      require(valid != changed, changed ? "a forgery is accepted" : "the true proof is refused");
    }

    private long[] xor(long[] value, long[] mask, int at) {
      long[] out = value.clone();
      for (int i = 0; i < out.length; i++) {
        out[i] ^= mask[at + i];
      }
      return out;
    }

    @Override
    byte[][] examples() {
      return new byte[][] {new byte[0], new byte[256]};
    }
  },

  /** The contributions of a key, replaced. */
  TRANSCRIPT {
    @Override
    void run(byte[] in) {
      ProvingKey key = CONTRIBUTED.withTranscript(in);
      boolean same = Arrays.equals(in, CONTRIBUTED.transcript());
      Optional<String> flaw = Ceremony.flaw(INITIAL, key, POOL);
      require(
          flaw.isEmpty() == same, same ? "the true transcript is refused" : "a lie is accepted");
      try {
        Ceremony.contributions(key);
      } catch (IllegalArgumentException e) {
        require(!same, "the true transcript cannot be read");
      }
    }

    @Override
    byte[][] examples() {
      return new byte[][] {CONTRIBUTED.transcript(), INITIAL.transcript()};
    }
  };

  private static final ForkJoinPool POOL = new ForkJoinPool(1);
  private static final Compiled CIRCUIT = new DenseCircuit(2).compile();
  private static final long[] WITNESS = CIRCUIT.solve(DenseCircuit.inputs(CIRCUIT, 1));
  private static final ProvingKey KEY =
      Setup.development(CIRCUIT.r1cs(), new SplittableRandom(1), Arena.ofAuto(), POOL);
  private static final Verifier VERIFIER = Verifier.of(KEY.verifyingKey());
  private static final Proof PROOF = proof();
  private static final ProvingKey INITIAL =
      Ceremony.begin(CIRCUIT.r1cs(), DevelopmentPowers.of(3, Arena.ofAuto()), Arena.ofAuto(), POOL);
  private static final ProvingKey CONTRIBUTED =
      Ceremony.contribute(INITIAL, "", new SplittableRandom(2), Arena.ofAuto(), POOL);

  /** Takes bytes; returns or throws {@link FileFormatException} if all is well. */
  abstract void run(byte[] in) throws IOException;

  /** Good inputs to begin with. */
  abstract byte[][] examples() throws IOException;

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static Proof proof() {
    try {
      return Prover.open(KEY, POOL).prove(WITNESS, new SplittableRandom(3));
    } catch (ProvingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long[] signals() {
    return CIRCUIT.publicSignals(WITNESS);
  }

  private static long[] witness(int wires) {
    long[] witness = new long[4 * wires];
    for (int i = 0; i < wires; i++) {
      witness[4 * i] = i + 1;
    }
    return witness;
  }

  private static byte[] bytes(long[] longs) {
    ByteBuffer out = ByteBuffer.allocate(8 * longs.length);
    out.asLongBuffer().put(longs);
    return out.array();
  }
}
