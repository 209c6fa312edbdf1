package io.crowdroll.sim.cli;

import io.crowdroll.contracts.l1.PostedBatches;
import io.crowdroll.contracts.l1.Rpc;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.circuits.ExitWitness;
import io.crowdroll.protocol.submission.ExitProof;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.reports.results.RunDirectory;
import io.crowdroll.sim.agents.UserKeys;
import io.crowdroll.sim.proofs.Exits;
import io.crowdroll.sim.proofs.KeyCache;
import io.crowdroll.sim.proofs.ProofMaker;
import io.crowdroll.sim.proofs.PublicRecord;
import io.crowdroll.sim.testnet.NodeSetup;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exit}: the proof with which an account leaves a rollup that has stopped. */
@Command(
    name = "exit",
    description = {
      "Leave a rollup without any node's help: rebuild the state from what was posted on L1, prove",
      "what an account holds in it, and say what to send to L1. The contract takes exits once it"
          + " is",
      "frozen; an account leaves once.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  crowdroll exit runs/real-proofs-…   --user 3 --to 0x…",
      "  crowdroll exit runs/testnet-dev-…   --key alice.key --to 0x… --l1 http://127.0.0.1:8545",
      "  crowdroll exit runs/testnet-dev-…   --account 0x…",
      "",
      "<run> is the folder of a simulation with real proofs (of a variant: variants/<name> in it),",
      "which holds what its L1 has, or of a testnet, which says how the chain began; all else"
          + " comes",
      "from L1. A key file holds 64 hexadecimal digits, as for `send`."
    })
final class ExitCommand implements Callable<Integer> {
  private static final int DECIMALS = 18;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "<run>", description = "folder of the run")
  private Path run;

  @Option(
      names = "--key",
      paramLabel = "<file>",
      description = "the account's key; the account follows from it")
  private Path keyFile;

  @Option(
      names = "--user",
      paramLabel = "<n>",
      description =
          "in place of --key: a user of a simulation, from 0, whose key follows from its seed")
  private Integer user;

  @Option(names = "--to", paramLabel = "<address>", description = "who is paid on L1")
  private String to;

  @Option(
      names = "--account",
      paramLabel = "<address>",
      description = "in place of --key: an account that calls L1 itself, and is paid there")
  private String account;

  @Option(
      names = "--l1",
      paramLabel = "<url>",
      description = "L1's JSON-RPC (default: where the testnet's was)")
  private URI l1;

  @Option(
      names = "--replication",
      paramLabel = "<n>",
      defaultValue = "0",
      description = "of a simulation (default: ${DEFAULT-VALUE})")
  private int replication;

  @Option(
      names = "--dir",
      paramLabel = "<dir>",
      description = "where proving keys lie (default: CROWDROLL_KEYS, or in the user's cache)")
  private Path directory;

  @Override
  public Integer call() {
    int named = (keyFile == null ? 0 : 1) + (user == null ? 0 : 1) + (account == null ? 0 : 1);
    if (named != 1 || (account == null) == (to == null)) {
      throw wrong("exit needs --key or --user with --to, or --account alone");
    }
    byte[] key = key();
    Address owner =
        key == null ? address("--account", account) : RollupMessage.address(EdDsa.publicKey(key));
    Address recipient = key == null ? owner : address("--to", to);
    try (ForkJoinPool pool = new ForkJoinPool(Groth16Work.allProcessors())) {
      PublicRecord record = record();
      Exits exits = new Exits(record);
      ExitWitness witness = exits.witness(owner, recipient, key);
      say(owner, recipient, exits.batches(), witness);
      Path keys = directory == null ? KeyCache.defaultDirectory() : directory;
      try (ProofMaker maker = new ProofMaker(new KeyCache(keys, pool, this::err), pool, false)) {
        say(record, exits.prove(witness, maker), key == null);
      }
      return ExitCode.PASS;
    } catch (Exits.Refused | IOException refused) {
      err(refused.getMessage() == null ? refused.toString() : refused.getMessage());
      return ExitCode.FAIL;
    }
  }

  private byte[] key() {
    if (user != null) {
      long seed = RunDirectory.open(run).manifest().seed();
      return UserKeys.rollup(seed, replication, user);
    }
    return keyFile == null ? null : KeyFile.read(spec, keyFile);
  }

  /** What is public of the run. */
  private PublicRecord record() throws IOException {
    Path posted = PublicRecord.folder(run, replication);
    if (Files.isDirectory(posted)) {
      return PublicRecord.read(posted);
    }
    Path nodes = run.resolve("testnet");
    if (!Files.isDirectory(nodes)) {
      throw new IOException(
          "in "
              + run
              + " is neither "
              + posted.getFileName()
              + ", which simulations with fidelity.proofs: full leave, nor a testnet");
    }
    return testnet(nodes);
  }

  private PublicRecord testnet(Path nodes) throws IOException {
    try (Stream<Path> folders = Files.list(nodes)) {
      for (Path folder : folders.filter(it -> Files.exists(it.resolve(NodeSetup.FILE))).toList()) {
        if (NodeSetup.read(folder) instanceof NodeSetup.OfValidator validator) {
          return ofL1(validator);
        }
      }
    }
    throw new IOException("no validator has left its setup in " + nodes);
  }

  private PublicRecord ofL1(NodeSetup.OfValidator validator) throws IOException {
    URI url = l1 == null ? URI.create(validator.l1()) : l1;
    try (Rpc rpc = new Rpc(url)) {
      PostedBatches posted = new PostedBatches(rpc, validator.contracts());
      if (!posted.isFrozen()) {
        err("the contract is not frozen: it will take no exit before it is");
      }
      return new PublicRecord(validator.start().genesis(), posted.proven(), posted.root());
    } catch (IOException e) {
      throw new IOException("L1 at " + url + ": " + e.getMessage(), e);
    }
  }

  private void say(Address owner, Address recipient, long batches, ExitWitness witness) {
    ExitProof exit = witness.exit();
    out("state      " + exit.root() + ", rebuilt from " + batches + " batches");
    out("account    " + owner);
    out("takes      " + tokens(exit.zkpow()) + " ZKPoW and " + tokens(exit.eth()) + " ETH");
    out("recipient  " + recipient);
  }

  private void say(PublicRecord record, L1Call.Escape escape, boolean own) {
    out("The proof verifies. Send to L1 " + (own ? "from the account itself:" : "from anybody:"));
    out("to         " + record.genesis().deployment().contract());
    out("data       " + PostedBatches.escape(escape));
  }

  private static String tokens(Wei amount) {
    return new BigDecimal(amount.toBigInteger(), DECIMALS).stripTrailingZeros().toPlainString();
  }

  private Address address(String option, String text) {
    try {
      String digits = text.startsWith("0x") ? text.substring(2) : text;
      return Address.fromBytes(HexFormat.of().parseHex(digits));
    } catch (IllegalArgumentException e) {
      throw wrong(option + " " + text + " is no address");
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private void out(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private void err(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("crowdroll: " + line);
    err.flush();
  }
}
