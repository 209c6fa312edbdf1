package io.crowdroll.sim.cli;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.sim.testnet.rpc.RpcClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code send}: signs a transaction of type 0x7b and hands it to a node. */
@Command(
    name = "send",
    description = {
      "Sign a transfer, withdrawal or bond of type 0x7b, the kind that is cheap to prove, and send",
      "it to a node. Wallets of Ethereum cannot sign it; what they sign (0x02) a node takes where",
      "proofs are modelled.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  crowdroll send address --key alice.key",
      "  crowdroll send transfer --key alice.key --to 0x… --value 1.5",
      "  crowdroll send withdraw --key alice.key --to 0x… --value 0.1 --asset eth",
      "  crowdroll send bond --key alice.key --value 120 --rpc http://127.0.0.1:8545",
      "",
      "A key file holds 64 hexadecimal digits, an EdDSA key on Baby Jubjub. The account follows",
      "from it."
    })
final class SendCommand implements Callable<Integer> {
  private static final int DECIMALS = 18;
  private static final long POLL_MILLIS = 500;

  private enum What {
    ADDRESS,
    TRANSFER,
    WITHDRAW,
    BOND
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "<what>", description = "transfer, withdraw, bond; or address")
  private What what;

  @Option(names = "--key", required = true, paramLabel = "<file>", description = "the sender's key")
  private Path keyFile;

  @Option(
      names = "--to",
      paramLabel = "<address>",
      description = "recipient; of a withdrawal on L1")
  private String to;

  @Option(names = "--value", paramLabel = "<amount>", description = "whole tokens, e.g. 1.5")
  private BigDecimal value;

  @Option(
      names = "--asset",
      paramLabel = "<asset>",
      defaultValue = "zkpow",
      description = "zkpow or eth (default: ${DEFAULT-VALUE})")
  private Asset asset;

  @Option(
      names = "--tip",
      paramLabel = "<amount>",
      defaultValue = "0.0001",
      description = "to the proposer, ZKPoW (default: ${DEFAULT-VALUE})")
  private BigDecimal tip;

  @Option(
      names = "--max-fee",
      paramLabel = "<amount>",
      description = "most that fee and tip may come to, ZKPoW (default: twice the fee now)")
  private BigDecimal maxFee;

  @Option(
      names = "--rpc",
      paramLabel = "<url>",
      defaultValue = "http://127.0.0.1:8545",
      description = "the node (default: ${DEFAULT-VALUE})")
  private URI node;

  @Option(
      names = "--wait",
      paramLabel = "<s>",
      defaultValue = "60",
      description = "seconds to wait for the block, 0 = not at all (default: ${DEFAULT-VALUE})")
  private int waitSeconds;

  @Override
  public Integer call() {
    byte[] key = KeyFile.read(spec, keyFile);
    Address sender = RollupMessage.address(EdDsa.publicKey(key));
    if (what == What.ADDRESS) {
      say(sender.toString());
      return ExitCode.PASS;
    }
    try (RpcClient client = new RpcClient(node)) {
      String hash = client.send(message(client, sender, key).signedBy(key).encode());
      say(hash);
      return waitSeconds == 0 ? ExitCode.PASS : await(client, hash);
    } catch (RpcClient.Refusal refused) {
      return fail(refused.getMessage());
    } catch (IOException e) {
      String why = e.getMessage() == null ? "it does not answer" : e.getMessage();
      return fail("the node at " + node + ": " + why);
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private int fail(String why) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("crowdroll: " + why);
    err.flush();
    return ExitCode.FAIL;
  }

  private RollupMessage message(RpcClient client, Address sender, byte[] key) throws IOException {
    Transaction.Kind kind = Transaction.Kind.valueOf(what.name());
    boolean bond = kind == Transaction.Kind.BOND;
    if (value == null || bond != (to == null) || bond && asset != Asset.ZKPOW) {
      throw wrong(
          bond
              ? "a bond has --value in ZKPoW, and no --to"
              : "a " + name() + " has --to and --value");
    }
    Address recipient = bond ? Address.ZERO : address();
    Wei amount = wei(value, "--value");
    Wei tipped = wei(tip, "--tip");
    Wei cap = maxFee == null ? null : wei(maxFee, "--max-fee");
    return new RollupMessage(
        client.deployment(),
        kind,
        recipient,
        asset,
        amount,
        client.nonce(sender),
        cap == null ? twice(client, recipient).plus(tipped) : cap,
        tipped,
        EdDsa.publicKey(key),
        null);
  }

  private String name() {
    return what.name().toLowerCase(Locale.ROOT);
  }

  private Wei twice(RpcClient client, Address recipient) throws IOException {
    JsonNode fee =
        client.call("crowdroll_estimateFee", Map.of("kind", name(), "to", recipient.toString()));
    return RpcClient.amount(fee.get("maxFee"));
  }

  private Address address() {
    try {
      return Address.fromBytes(HexFormat.of().parseHex(to.startsWith("0x") ? to.substring(2) : to));
    } catch (IllegalArgumentException e) {
      throw wrong("--to " + to + " is no address");
    }
  }

  private Wei wei(BigDecimal tokens, String option) {
    try {
      Wei wei = Wei.of(tokens.movePointRight(DECIMALS).toBigIntegerExact());
      if (wei.signum() >= 0) {
        return wei;
      }
    } catch (ArithmeticException e) {
      // said below
    }
    throw wrong(option + " " + tokens + " is no amount with at most 18 decimals");
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  /** Waits for the block that includes it. */
  private int await(RpcClient client, String hash) throws IOException {
    long end = System.nanoTime() + waitSeconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      JsonNode receipt = client.call("eth_getTransactionReceipt", hash);
      if (!receipt.isNull()) {
        if (receipt.has("refused")) {
          return fail(receipt.get("refused").stringValue());
        }
        say("in block " + RpcClient.number(receipt.get("blockNumber")));
        return ExitCode.PASS;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return ExitCode.INTERRUPTED;
      }
    }
    return fail("it was taken, and is in no block after " + waitSeconds + " s");
  }
}
