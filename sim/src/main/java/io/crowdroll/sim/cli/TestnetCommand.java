package io.crowdroll.sim.cli;

import io.crowdroll.sim.scenario.LoadedScenario;
import io.crowdroll.sim.scenario.ScenarioException;
import io.crowdroll.sim.testnet.RecordedRun;
import io.crowdroll.sim.testnet.Testnet;
import io.crowdroll.sim.testnet.TestnetPlan;
import io.crowdroll.sim.testnet.TestnetRun;
import io.crowdroll.sim.testnet.VerifyingKeys;
import io.crowdroll.sim.testnet.l1.L1Client;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code testnet}: runs a scenario with real processes, on a real L1 client. */
@Command(
    name = "testnet",
    description = {
      "Run a scenario with real processes: start an L1 client, deploy the contracts, start the",
      "validators and provers, send what the scenario's users send, and see that nothing is lost.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  crowdroll testnet testnet-dev",
      "  crowdroll testnet testnet-dev --l1 geth --set duration=5min",
      "  crowdroll testnet testnet-dev --serve      leaves it running, for wallets and tools",
      "",
      "Its report, each node's log and record lie in <out>/<scenario>-testnet-s<seed>/, and what",
      "the simulator predicts in predicted/ below.",
      "Where it ends, or is ended, all processes end with it."
    })
final class TestnetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ScenarioOptions scenario;

  @Option(
      names = "--out",
      paramLabel = "<dir>",
      defaultValue = "runs",
      description = "folder for the testnet's own (default: ${DEFAULT-VALUE})")
  private Path out;

  @Option(
      names = "--l1",
      paramLabel = "<client>",
      defaultValue = "anvil",
      description =
          "anvil, geth, docker, docker:geth, or the address of one that runs"
              + " (default: ${DEFAULT-VALUE})")
  private String client;

  @Option(
      names = "--l1-key",
      paramLabel = "<hex>",
      description = "key of an account with ETH, for an L1 that runs already")
  private String key;

  @Option(
      names = "--serve",
      description = "send nothing, and leave it running until it is ended with Ctrl-C")
  private boolean serve;

  @Override
  public Integer call() throws ScenarioException {
    LoadedScenario loaded = scenario.load();
    L1Client l1 = l1();
    TestnetPlan plan = new TestnetPlan(loaded.scenario(), Version.text());
    Path folder = out.resolve(loaded.scenario().name() + "-testnet-s" + loaded.scenario().seed());
    Path home = Path.of(System.getProperty("crowdroll.home", "."));
    Path nodes = folder.resolve("testnet");
    try {
      clear(folder);
      List<String> failures;
      try (Testnet testnet = Testnet.start(plan, l1, home, nodes, this::say);
          Interrupt _ = Interrupt.arm(Thread.currentThread()::interrupt)) {
        say("L1 at " + testnet.l1() + ", the rollup's contract " + contract(testnet));
        say("JSON-RPC of the validators: " + String.join(" ", testnet.nodes()));
        failures = serve ? serve() : run(plan, testnet);
      }
      TestnetReport.Findings findings = report(plan, folder, nodes);
      failures.addAll(findings.violations());
      failures.forEach(this::say);
      findings.unmet().forEach(this::say);
      if (!failures.isEmpty()) {
        return ExitCode.VIOLATION;
      }
      return findings.unmet().isEmpty() ? ExitCode.PASS : ExitCode.FAIL;
    } catch (InterruptedException e) {
      return ExitCode.INTERRUPTED;
    } catch (IOException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("crowdroll: " + e.getMessage());
      err.flush();
      return ExitCode.FAIL;
    }
  }

  private static String contract(Testnet testnet) {
    return testnet.contracts().deployment().contract().toString();
  }

  private L1Client l1() {
    try {
      return L1Client.parse(client, key);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage());
    }
  }

  private static List<String> serve() throws InterruptedException {
    Thread.sleep(Long.MAX_VALUE);
    return List.of();
  }

  private TestnetReport.Findings report(TestnetPlan plan, Path folder, Path nodes)
      throws IOException, ScenarioException {
    try (ForkJoinPool pool = new ForkJoinPool(Groth16Work.allProcessors())) {
      RecordedRun recorded = new RecordedRun(plan, nodes, VerifyingKeys.machines(pool), List.of());
      return new TestnetReport(scenario, folder, spec.commandLine().getOut()).write(recorded);
    }
  }

  private List<String> run(TestnetPlan plan, Testnet testnet)
      throws IOException, InterruptedException {
    TestnetRun.Outcome outcome = new TestnetRun(plan, testnet, this::say).run();
    say(
        outcome.taken()
            + " transactions taken, "
            + outcome.refused()
            + " refused; height "
            + outcome.height()
            + "; "
            + outcome.batches()
            + " batches closed, "
            + outcome.proven()
            + " proven, "
            + outcome.finals()
            + " final on L1");
    List<Long> millis = outcome.millis().stream().sorted().toList();
    if (!millis.isEmpty()) {
      say(
          String.format(
              Locale.ROOT,
              "time to a final block: median %.1f s, at most %.1f s",
              millis.get(millis.size() / 2) / 1e3,
              millis.getLast() / 1e3));
    }
    return new ArrayList<>(outcome.failures());
  }

  private void say(String line) {
    PrintWriter console = spec.commandLine().getOut();
    console.println(line);
    console.flush();
  }

  /** A testnet begins anew: what an earlier one of the same name left is in the way. */
  private static void clear(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
