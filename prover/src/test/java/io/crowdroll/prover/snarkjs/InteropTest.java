package io.crowdroll.prover.snarkjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.field.Poseidon;
import io.crowdroll.prover.groth16.Ceremony;
import io.crowdroll.prover.groth16.PowersOfTau;
import io.crowdroll.prover.groth16.Proof;
import io.crowdroll.prover.groth16.Prover;
import io.crowdroll.prover.groth16.ProvingException;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.Setup;
import io.crowdroll.prover.groth16.Verifier;
import io.crowdroll.prover.groth16.VerifyingKey;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * circomlib's circuits across the two: keys, witnesses, proofs and verdicts of ours and of snarkjs,
 * in all four directions. snarkjs needs long for a setup and for large circuits: those are tests of
 * the long part.
 */
class InteropTest {
  private static final Peers PEERS = Peers.installed();

  @TempDir private static Path scratch;
  private static Arena arena;
  private static ForkJoinPool pool;

  @BeforeAll
  static void open() {
    arena = Arena.ofShared();
    pool = new ForkJoinPool(2);
  }

  @AfterAll
  static void close() {
    pool.close();
    arena.close();
  }

  private static final String HASH = "{\"in\": [\"3\", \"4\"]}";

  private static String signature() {
    ReferenceSignature signature =
        ReferenceSignature.of(
            new BigInteger("123456789012345678901234567890"),
            new BigInteger("998877665544332211"),
            BigInteger.valueOf(42));
    return """
    {"enabled": "1", "Ax": "%s", "Ay": "%s", "S": "%s", "R8x": "%s", "R8y": "%s", "M": "%s"}
    """
        .formatted(
            signature.a()[0],
            signature.a()[1],
            signature.s(),
            signature.r8()[0],
            signature.r8()[1],
            signature.message());
  }

  /** Key 5 is inserted into a tree in which key 4 stands alone. */
  private static String insertion() {
    BigInteger key = BigInteger.valueOf(4);
    BigInteger value = BigInteger.valueOf(77);
    BigInteger root = Poseidon.hash(key, value, BigInteger.ONE);
    return """
    {"oldRoot": "%s", "siblings": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "oldKey": "%s",
     "oldValue": "%s", "isOld0": "0", "newKey": "5", "newValue": "99", "fnc": ["1", "0"]}
    """
        .formatted(root, key, value);
  }

  private static final String BYTE = "{\"in\": [0, 1, 1, 0, 0, 0, 0, 1]}";

  @Test
  void poseidonWithOurKey() throws Exception {
    ourKey("hash", HASH);
  }

  @Test
  void poseidonWithTheirKey() throws Exception {
    theirKey("hash", HASH, 8);
  }

  @Test
  void eddsaWithOurKey() throws Exception {
    ourKey("signature", signature());
  }

  @Test
  @Tag("long")
  void eddsaWithTheirKey() throws Exception {
    theirKey("signature", signature(), 13);
  }

  @Test
  void sparseMerkleTreeUpdateWithOurKey() throws Exception {
    ourKey("tree", insertion());
  }

  @Test
  @Tag("long")
  void sparseMerkleTreeUpdateWithTheirKey() throws Exception {
    theirKey("tree", insertion(), 13);
  }

  @Test
  @Tag("long")
  void sha256WithOurKey() throws Exception {
    ourKey("sha", BYTE);
  }

  @Test
  @Tag("long")
  void sha256WithTheirKey() throws Exception {
    theirKey("sha", BYTE, 15);
  }

  /** Compiles and computes a witness, unless another test did so before. */
  private static Path folder(String name, String input) throws IOException {
    Path folder = scratch.resolve(name);
    if (!Files.exists(folder)) {
      Files.createDirectory(folder);
      try (InputStream circuit = InteropTest.class.getResourceAsStream(name + ".circom")) {
        Files.copy(circuit, folder.resolve(name + ".circom"));
      }
      PEERS.circom(folder, name);
      Files.writeString(folder.resolve("input.json"), input);
      PEERS
          .snarkjs(folder, "wtns", "calculate", name + ".wasm", "input.json", "w.wtns")
          .mustSucceed();
    }
    return folder;
  }

  private static void ourKey(String name, String input) throws IOException, ProvingException {
    Path folder = folder(name, input);
    R1cs r1cs = R1csFile.read(folder.resolve(name + ".r1cs"));
    assertThat(r1cs.check(Wtns.read(folder.resolve("w.wtns")))).isEmpty();
    ProvingKey key = Setup.development(r1cs, new SplittableRandom(1), arena, pool);
    Zkey.write(folder.resolve("ours.zkey"), key);

    bothProveAndBothVerify(folder, "ours.zkey");
  }

  private static void theirKey(String name, String input, int power)
      throws IOException, ProvingException {
    Path folder = folder(name, input);
    try (Arena own = Arena.ofShared()) {
      Ptau.write(folder.resolve("powers.ptau"), DevelopmentPowers.of(power, own));
    }
    PEERS
        .snarkjs(folder, "groth16", "setup", name + ".r1cs", "powers.ptau", "first.zkey")
        .mustSucceed();
    // our first key is the same, the circuit's hash included: powers of exactly its size are
    // special
    R1cs r1cs = R1csFile.read(folder.resolve(name + ".r1cs"));
    try (Arena own = Arena.ofShared()) {
      PowersOfTau powers = Ptau.read(folder.resolve("powers.ptau"), own);
      Zkey.write(folder.resolve("our-first.zkey"), Ceremony.begin(r1cs, powers, own, pool));
      // sections in our order
      ProvingKey theirs = Zkey.read(folder.resolve("first.zkey"), own);
      Zkey.write(folder.resolve("their-first.zkey"), theirs);
    }
    assertThat(folder.resolve("our-first.zkey"))
        .hasSameBinaryContentAs(folder.resolve("their-first.zkey"));
    PEERS
        .snarkjs(folder, "zkey", "contribute", "first.zkey", "theirs.zkey", "--name=t", "-e=chance")
        .mustSucceed();

    bothProveAndBothVerify(folder, "theirs.zkey");
  }

  private static void bothProveAndBothVerify(Path folder, String keyFile)
      throws IOException, ProvingException {
    PEERS.snarkjs(folder, "zkey", "export", "verificationkey", keyFile, "vk.json").mustSucceed();
    ProvingKey key = Zkey.read(folder.resolve(keyFile), arena);
    VerifyingKey verifyingKey = SnarkjsJson.readVerifyingKey(folder.resolve("vk.json"));
    assertThat(verifyingKey).isEqualTo(key.verifyingKey());
    Verifier verifier = Verifier.of(verifyingKey);

    Prover prover = Prover.open(key, pool);
    long[] witness = Wtns.read(folder.resolve("w.wtns"));
    Proof ours = prover.prove(witness);
    SnarkjsJson.writeProof(folder.resolve("proof.json"), ours);
    SnarkjsJson.writePublic(folder.resolve("public.json"), prover.publicSignals(witness));
    SnarkjsJson.writeVerifyingKey(folder.resolve("our-vk.json"), verifyingKey);
    assertThat(snarkjsAccepts(folder, "our-vk.json", "public.json", "proof.json")).isTrue();

    PEERS
        .snarkjs(
            folder, "groth16", "prove", keyFile, "w.wtns", "their-proof.json", "their-public.json")
        .mustSucceed();
    long[] signals = SnarkjsJson.readPublic(folder.resolve("their-public.json"));
    assertThat(signals).isEqualTo(prover.publicSignals(witness));
    Proof theirs = SnarkjsJson.readProof(folder.resolve("their-proof.json"));
    assertThat(verifier.verify(signals, theirs)).isTrue();

    // and neither of the two says yes to everything
    signals[0] ^= 1;
    assertThat(verifier.verify(signals, theirs)).isFalse();
    SnarkjsJson.writePublic(folder.resolve("false.json"), signals);
    assertThat(snarkjsAccepts(folder, "vk.json", "false.json", "proof.json")).isFalse();
  }

  private static boolean snarkjsAccepts(Path folder, String key, String signals, String proof) {
    return PEERS.snarkjs(folder, "groth16", "verify", key, signals, proof).code() == 0;
  }
}
