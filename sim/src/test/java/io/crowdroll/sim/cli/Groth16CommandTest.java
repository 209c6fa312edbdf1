package io.crowdroll.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.prover.bench.DenseCircuit;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.snarkjs.R1csFile;
import io.crowdroll.prover.snarkjs.Wtns;
import io.crowdroll.sim.experiment.SyntheticEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The prover from the command line: files in, files out, exit codes. */
class Groth16CommandTest {
  @TempDir private Path scratch;

  private record Said(int code, String out, String err) {}

  private Said groth16(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine(new SyntheticEngine())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "groth16";
    for (int i = 0; i < arguments.length; i++) {
      boolean file = arguments[i].matches("[a-z0]+\\.[a-z]+[0-9]?[a-z]*");
      all[i + 1] = file ? scratch.resolve(arguments[i]).toString() : arguments[i];
    }
    return new Said(command.execute(all), out.toString(), err.toString());
  }

  @BeforeEach
  void aKeyAndAWitness() throws IOException {
    Compiled circuit = new DenseCircuit(6).compile();
    R1csFile.write(scratch.resolve("c.r1cs"), circuit.r1cs());
    Wtns.write(scratch.resolve("w.wtns"), circuit.solve(DenseCircuit.inputs(circuit, 1)));
    assertThat(groth16("setup", "c.r1cs", "k.zkey").code).isZero();
    assertThat(groth16("export-verificationkey", "k.zkey", "vk.json").code).isZero();
  }

  @Test
  void aProofIsMadeAndVerifiedAndATamperedOneIsNot() throws IOException {
    assertThat(groth16("prove", "k.zkey", "w.wtns", "proof.json", "public.json").code).isZero();
    Said valid = groth16("verify", "vk.json", "public.json", "proof.json");
    assertThat(valid).isEqualTo(new Said(0, "valid proof\n", ""));

    Files.writeString(scratch.resolve("public.json"), "[\"1\"]");
    Said tampered = groth16("verify", "vk.json", "public.json", "proof.json");
    assertThat(tampered).isEqualTo(new Said(1, "INVALID proof\n", ""));
  }

  @Test
  void anUnsatisfiedWitnessExitsWithOneAndLeavesNoProof() throws IOException {
    long[] witness = Wtns.read(scratch.resolve("w.wtns"));
    witness[8] ^= 1;
    Wtns.write(scratch.resolve("w.wtns"), witness);
    Said said = groth16("prove", "k.zkey", "w.wtns", "proof.json", "public.json");

    assertThat(said.code).isEqualTo(1);
    assertThat(said.err).startsWith("crowdroll: no proof: the witness does not satisfy");
    assertThat(scratch.resolve("proof.json")).doesNotExist();
  }

  @Test
  void badFilesExitWithTwoAndOneSentence() throws IOException {
    byte[] key = Files.readAllBytes(scratch.resolve("k.zkey"));
    Files.write(scratch.resolve("cut.zkey"), Arrays.copyOf(key, key.length / 2));
    for (String bad : new String[] {"cut.zkey", "w.wtns", "none.zkey"}) {
      Said said = groth16("prove", bad, "w.wtns", "proof.json", "public.json");
      assertThat(said.code).as(bad).isEqualTo(2);
      assertThat(said.err.lines()).as(bad).hasSize(1).first().asString().contains(bad);
    }
  }

  /** Whatever stands in the files: a verdict or one sentence, never an exception. */
  @Test
  void hostileFilesOfEveryKindEndInAVerdictOrOneSentence() throws IOException {
    assertThat(groth16("prove", "k.zkey", "w.wtns", "proof.json", "public.json").code).isZero();
    Files.writeString(scratch.resolve("list.txt"), "0".repeat(64) + "\n");
    String[][] commands = {
      {"prove", "k.zkey", "w.wtns", "a.json", "b.json"},
      {"prove", "--production", "list.txt", "k.zkey", "w.wtns", "a.json", "b.json"},
      {"verify", "vk.json", "public.json", "proof.json"},
      {"setup", "c.r1cs", "new.zkey"},
      {"zkey", "contribute", "k.zkey", "new.zkey"},
      {"info", "--check", "k.zkey"},
      {"export-verifier", "vk.json", "v.sol"}
    };
    String[] names = {
      "k.zkey",
      "w.wtns",
      "c.r1cs",
      "vk.json",
      "public.json",
      "proof.json",
      "list.txt",
      "k.zkey.manifest.json"
    };
    SplittableRandom random = new SplittableRandom(11);
    for (String name : names) {
      byte[] good = Files.readAllBytes(scratch.resolve(name));
      for (int round = 0; round < 12; round++) {
        byte[] bad =
            round % 3 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
        for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
          bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        }
        Files.write(scratch.resolve(name), bad);
        for (String[] command : commands) {
          if (Arrays.stream(command).anyMatch(name::startsWith)) {
            Said said = groth16(command);
            assertThat(said.code).as("%s %s", name, said).isBetween(0, 2);
            assertThat(said.err).as("%s", name).doesNotContain("mistake of the program");
          }
        }
      }
      Files.write(scratch.resolve(name), good);
    }
  }

  @Test
  void benchPrintsOneLineOfJson() {
    Said said = groth16("bench", "k.zkey", "w.wtns", "--rounds", "3", "--threads", "1");
    assertThat(said.code).isZero();
    assertThat(said.out.lines()).hasSize(1);
    JsonNode json = JsonMapper.builder().build().readTree(said.out);

    assertThat(json.get("path").asString()).isIn("vector", "scalar");
    assertThat(json.get("threads").asInt()).isEqualTo(1);
    assertThat(json.get("seconds")).hasSize(3);
    assertThat(json.get("median").asDouble()).isPositive();
    assertThat(json.get("split").get("msmH").asDouble()).isPositive();
  }

  @Test
  void infoTellsWhatFilesHold() {
    assertThat(groth16("info", "k.zkey", "--check").out)
        .contains("proving key", "domain: 8", "every number and point is sound");
    assertThat(groth16("info", "c.r1cs").out).contains("constraints: 6");
    assertThat(groth16("info", "w.wtns").out).contains("wires: 8");
    assertThat(groth16("info", "vk.json").out).contains("public signals: 1");
    assertThat(groth16("info").out).contains("arithmetic: ");
  }

  @Test
  void s2AProductionRunRefusesDevelopmentKeysAndUnlistedOnes() throws IOException {
    Said info = groth16("info", "k.zkey");
    assertThat(info.out).contains("phase 1: made in memory, a DEVELOPMENT KEY");
    String fingerprint =
        info.out
            .lines()
            .filter(l -> l.startsWith("fingerprint: "))
            .findFirst()
            .orElseThrow()
            .substring(13);
    assertThat(groth16("info", "vk.json").out).contains(fingerprint);
    Files.writeString(scratch.resolve("list.txt"), fingerprint + " listed by mistake\n");

    // the mark outlives contributions, and the mistake
    assertThat(groth16("zkey", "contribute", "k.zkey", "later.zkey").code).isZero();
    assertThat(scratch.resolve("later.zkey.manifest.json")).content().contains("in memory");
    for (String key : new String[] {"k.zkey", "later.zkey"}) {
      Said said =
          groth16("prove", "--production", "list.txt", key, "w.wtns", "proof.json", "public.json");
      assertThat(said.code).isEqualTo(2);
      assertThat(said.err.lines()).hasSize(1).first().asString().contains("is a development key");
      assertThat(scratch.resolve("proof.json")).doesNotExist();
    }
    Said exported = groth16("export-verifier", "--production", "list.txt", "k.zkey", "v.sol");
    assertThat(exported.code).isEqualTo(2);
    assertThat(scratch.resolve("v.sol")).doesNotExist();

    // a verification key does not tell where it comes from: the list decides
    assertThat(groth16("prove", "k.zkey", "w.wtns", "proof.json", "public.json").code).isZero();
    Said listed =
        groth16("verify", "--production", "list.txt", "vk.json", "public.json", "proof.json");
    assertThat(listed).isEqualTo(new Said(0, "valid proof\n", ""));
    Files.writeString(scratch.resolve("list.txt"), "# none\n");
    Said unlisted =
        groth16("verify", "--production", "list.txt", "vk.json", "public.json", "proof.json");
    assertThat(unlisted.code).isEqualTo(2);
    assertThat(unlisted.err.lines()).hasSize(1).first().asString().contains("is not on the list");
  }

  @Test
  void theSolidityVerifierIsWritten() {
    assertThat(groth16("export-verifier", "k.zkey", "v.sol", "--contract", "Mine").code).isZero();
    assertThat(scratch.resolve("v.sol")).content().contains("contract Mine {");
  }

  @Test
  void keysOfNoCeremonyAreTold() {
    Said said = groth16("zkey", "contribute", "w.wtns", "new.zkey");

    assertThat(said.code).isEqualTo(2);
    assertThat(said.err).contains("the magic \"wtns\", expected \"zkey\"");
  }
}
