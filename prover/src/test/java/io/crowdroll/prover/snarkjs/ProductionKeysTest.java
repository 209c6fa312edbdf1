package io.crowdroll.prover.snarkjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.prover.bench.DenseCircuit;
import io.crowdroll.prover.circuit.R1cs;
import io.crowdroll.prover.groth16.Ceremony;
import io.crowdroll.prover.groth16.Phase1;
import io.crowdroll.prover.groth16.ProductionKeys;
import io.crowdroll.prover.groth16.ProvingKey;
import io.crowdroll.prover.groth16.Setup;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S2: which keys may be relied on. That the others can be abused: SetupTest. */
class ProductionKeysTest {
  @TempDir private Path scratch;
  private final Arena arena = Arena.ofAuto();
  private final ForkJoinPool pool = ForkJoinPool.commonPool();
  private final R1cs r1cs = new DenseCircuit(3).compile().r1cs();
  private final ProvingKey development =
      Setup.development(r1cs, new SplittableRandom(1), arena, pool);
  private final ProvingKey ceremony =
      contribute(Ceremony.begin(r1cs, DevelopmentPowers.of(3, arena), arena, pool), 1);

  private ProvingKey contribute(ProvingKey key, long seed) {
    return Ceremony.contribute(key, "someone", new SplittableRandom(seed), arena, pool);
  }

  private static ProductionKeys listing(ProvingKey... keys) {
    StringBuilder list = new StringBuilder("# production keys\n\n");
    for (ProvingKey key : keys) {
      list.append(key.verifyingKey().fingerprint()).append("  a remark\r\n");
    }
    try {
      return KeyList.read("list", list.toString().getBytes(StandardCharsets.UTF_8));
    } catch (FileFormatException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void s2AKeyMadeInMemoryIsRefusedWhateverContributionsFollow() throws IOException {
    ProvingKey key = development;
    for (int i = 0; i < 3; i++) {
      Path file = scratch.resolve(i + ".zkey");
      Zkey.write(file, key);
      ProvingKey read = Zkey.read(file, arena);
      assertThat(Phase1.of(read)).isEqualTo(Phase1.IN_MEMORY);
      assertThat(KeyManifest.readBeside(file).orElseThrow().phase1()).isEqualTo(Phase1.IN_MEMORY);
      assertThat(listing(read).refusal(read))
          .hasValueSatisfying(text -> assertThat(text).contains("made in memory"));
      key = contribute(read, i);
    }
  }

  @Test
  void s2AKeyOfACeremonyIsTakenIfItIsListed() {
    assertThat(Phase1.of(ceremony)).isEqualTo(Phase1.POWERS_OF_TAU);
    assertThat(listing(development, ceremony).refusal(ceremony)).isEmpty();
    assertThat(listing(ceremony).refusal(ceremony.verifyingKey())).isEmpty();
    assertThat(listing(ceremony).refusal(contribute(ceremony, 2)))
        .hasValueSatisfying(text -> assertThat(text).contains("not on the list"));
    assertThat(listing().refusal(ceremony)).isPresent();
    ProvingKey initial = Ceremony.begin(r1cs, DevelopmentPowers.of(3, arena), arena, pool);
    assertThat(listing(initial).refusal(initial))
        .hasValueSatisfying(text -> assertThat(text).contains("phase 2 was left out"));
  }

  /** The note counts even where the key itself has been made to look like one of a ceremony. */
  @Test
  void theNoteBesideAKeyIsBelievedWhenItWarns() throws IOException {
    Path file = scratch.resolve("k.zkey");
    Zkey.write(file, ceremony);
    assertThat(KeyManifest.phase1(file, ceremony)).isEqualTo(Phase1.POWERS_OF_TAU);
    new KeyManifest(Phase1.IN_MEMORY, ceremony.verifyingKey().fingerprint()).writeBeside(file);
    assertThat(KeyManifest.phase1(file, ceremony)).isEqualTo(Phase1.IN_MEMORY);
    KeyManifest.of(development).writeBeside(file);
    assertThatThrownBy(() -> KeyManifest.phase1(file, ceremony))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("the manifest of the verification key");
    Files.delete(KeyManifest.beside(file));
    assertThat(KeyManifest.phase1(file, ceremony)).isEqualTo(Phase1.POWERS_OF_TAU);
    assertThat(KeyManifest.phase1(file, development)).isEqualTo(Phase1.IN_MEMORY);
  }

  @Test
  void hostileListsAndNotesAreRefused() {
    String fingerprint = development.verifyingKey().fingerprint();
    for (String list :
        new String[] {
          "x", fingerprint + "0", fingerprint.substring(1), "0x" + fingerprint, "\0", "ok\n#"
        }) {
      assertThatThrownBy(() -> KeyList.read("l", list.getBytes(StandardCharsets.UTF_8)))
          .as(list)
          .isInstanceOf(FileFormatException.class);
    }
    for (String note :
        new String[] {
          "",
          "{}",
          "[]",
          "{\"phase1\": \"powers of tau\"}",
          "{\"phase1\": \"unknown\", \"verificationKey\": \"" + fingerprint + "\"}",
          "{\"phase1\": \"powers of tau\", \"verificationKey\": 7}"
        }) {
      assertThatThrownBy(() -> KeyManifest.read("n", note.getBytes(StandardCharsets.UTF_8)))
          .as(note)
          .isInstanceOf(FileFormatException.class);
    }
    assertThatThrownBy(() -> new ProductionKeys(Set.of("ABC")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Computed anew from the decimal numbers of verification_key.json. */
  @Test
  void theFingerprintIsThatOfThePlainNumbers() throws Exception {
    Path json = scratch.resolve("vk.json");
    SnarkjsJson.writeVerifyingKey(json, development.verifyingKey());
    Json vk = Json.read(json);
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(new byte[] {0, 0, 0, (byte) development.nPublic()});
    g1(sha, vk.get("vk_alpha_1"));
    for (String name : new String[] {"vk_beta_2", "vk_gamma_2", "vk_delta_2"}) {
      for (int xy = 0; xy < 2; xy++) {
        number(sha, vk.get(name).list().get(xy).list().get(1));
        number(sha, vk.get(name).list().get(xy).list().get(0));
      }
    }
    for (Json point : vk.get("IC").list()) {
      g1(sha, point);
    }
    assertThat(development.verifyingKey().fingerprint())
        .isEqualTo(HexFormat.of().formatHex(sha.digest()));
  }

  private static void g1(MessageDigest sha, Json point) throws IOException {
    number(sha, point.list().get(0));
    number(sha, point.list().get(1));
  }

  private static void number(MessageDigest sha, Json number) {
    byte[] bytes = new BigInteger((String) number.value()).toByteArray();
    for (int k = 32; k > 0; k--) {
      sha.update(k > bytes.length ? 0 : bytes[bytes.length - k]);
    }
  }
}
