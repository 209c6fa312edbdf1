package io.crowdroll.sim.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Decoded;
import io.crowdroll.protocol.chain.Envelope;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.evm.BlockContext;
import io.crowdroll.protocol.evm.Code;
import io.crowdroll.protocol.evm.Log;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One case of Ethereum's GeneralStateTests: a state, a block, a transaction, and the root and logs
 * that must come of them. Its content is looked at when it runs.
 */
public final class StateTest {
  /** The fork whose rules there are. */
  public static final String FORK = "Cancun";

  private static final Hash256 CHAIN_ID = new Hash256(0, 0, 0, 1);

  private final String name;
  private final String fork;
  private final JsonNode test;
  private final JsonNode post;

  private StateTest(String name, String fork, JsonNode test, JsonNode post) {
    this.name = name;
    this.fork = fork;
    this.test = test;
    this.post = post;
  }

  /**
   * What came of a case.
   *
   * @param name the test's, which its cases share
   * @param pass whether everything is as it must be
   * @param stateRoot after the transaction; {@code null} if the case could not be run
   * @param error what is wrong, {@code null} if it passed
   */
  public record Result(String name, boolean pass, Hash256 stateRoot, String fork, String error) {}

  /**
   * The cases of a file, in its order.
   *
   * @throws IOException if the file cannot be read or holds no state tests
   */
  public static List<StateTest> read(Path file) throws IOException {
    try {
      return read(JsonMapper.shared().readTree(Files.readAllBytes(file)));
    } catch (JacksonException e) {
      throw new IOException(file + ": no JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": no state test: " + e.getMessage(), e);
    }
  }

  static List<StateTest> read(JsonNode tests) {
    List<StateTest> cases = new ArrayList<>();
    if (!tests.isObject()) {
      throw new IllegalArgumentException("it is no JSON object");
    }
    tests
        .properties()
        .forEach(
            test ->
                Hex.field(test.getValue(), "post")
                    .properties()
                    .forEach(
                        fork ->
                            fork.getValue()
                                .forEach(
                                    post ->
                                        cases.add(
                                            new StateTest(
                                                test.getKey(),
                                                fork.getKey(),
                                                test.getValue(),
                                                post)))));
    return cases;
  }

  /** The test's name. */
  public String name() {
    return name;
  }

  /** The fork whose rules the case asks for. */
  public String fork() {
    return fork;
  }

  /** Runs the case. */
  public Result run() {
    return run(null);
  }

  /**
   * Runs the case.
   *
   * @param steps where they are written, {@code null} = nowhere
   */
  public Result run(StepWriter steps) {
    if (!fork.equals(FORK)) {
      return new Result(name, false, null, fork, "unsupported fork \"" + fork + "\"");
    }
    try {
      return judge(steps);
    } catch (IllegalArgumentException e) {
      return new Result(name, false, null, fork, "malformed test: " + e.getMessage());
    }
  }

  private Result judge(StepWriter steps) {
    Outcome outcome = outcome(steps);
    String error = error(outcome);
    return new Result(name, error == null, outcome.root, fork, error);
  }

  /** What came of the transaction, whatever was expected. */
  record Outcome(Processed processed, Hash256 root) {
    List<Log> logs() {
      return processed instanceof Processed.Included included ? included.logs() : List.of();
    }

    Hash256 logsHash() {
      return new Keccak256().putBytes(Logs.encode(logs())).digest();
    }
  }

  Outcome outcome(StepWriter steps) {
    return outcome(steps, StateTest::blockHash);
  }

  /**
   * What came of the transaction on a chain whose blocks have these hashes.
   *
   * @param steps where they are written, {@code null} = nowhere
   */
  Outcome outcome(StepWriter steps, LongFunction<Hash256> blockHashes) {
    PlainState state = pre(blockHashes);
    Processed processed =
        switch (transaction()) {
          case Decoded.Malformed<Envelope> malformed ->
              new Processed.Invalid("the transaction is malformed: " + malformed);
          case Decoded.Value<Envelope>(Envelope envelope) ->
              envelope instanceof EthereumTransaction transaction
                  ? process(transaction, new EthereumBlock(state, context()), steps)
                  : new Processed.Invalid("the transaction's type is unknown to Ethereum");
        };
    return new Outcome(processed, state.root());
  }

  private static Processed process(
      EthereumTransaction transaction, EthereumBlock block, StepWriter steps) {
    if (steps == null) {
      return block.apply(transaction);
    }
    Processed processed = block.trace(transaction, steps);
    if (processed instanceof Processed.Included included) {
      steps.end(included.outcome(), transaction.gasLimit() - transaction.intrinsicGas());
    }
    return processed;
  }

  /** What is wrong, {@code null} = nothing. */
  private String error(Outcome outcome) {
    JsonNode exception = post.get("expectException");
    boolean mustFail = exception != null && !exception.asString().isEmpty();
    if (outcome.processed instanceof Processed.Invalid(String reason) && !mustFail) {
      return "unexpected error: " + reason;
    }
    if (outcome.processed instanceof Processed.Included && mustFail) {
      return "expected error \"" + exception.asString() + "\", got no error";
    }
    Hash256 root = Hex.word(Hex.field(post, "hash").asString());
    if (!outcome.root.equals(root)) {
      return mismatch("root", outcome.root, root);
    }
    Hash256 logs = Hex.word(Hex.field(post, "logs").asString());
    return outcome.logsHash().equals(logs) ? null : mismatch("logs hash", outcome.logsHash(), logs);
  }

  private static String mismatch(String of, Hash256 got, Hash256 wanted) {
    return String.format(
        Locale.ROOT,
        "post state %s mismatch: got %s, want %s",
        of,
        got.toString().substring(2),
        wanted.toString().substring(2));
  }

  private PlainState pre(LongFunction<Hash256> blockHashes) {
    PlainState state = new PlainState(blockHashes);
    Hex.field(test, "pre")
        .properties()
        .forEach(
            entry -> {
              Address address = Hex.address(entry.getKey());
              JsonNode account = entry.getValue();
              state.put(
                  address,
                  Hex.number(Hex.field(account, "balance").asString()),
                  Hex.uint64(Hex.field(account, "nonce").asString()),
                  Code.of(Hex.bytes(Hex.field(account, "code").asString())));
              Hex.field(account, "storage")
                  .properties()
                  .forEach(
                      slot ->
                          state.putSlot(
                              address,
                              Hex.word(slot.getKey()),
                              Hex.word(slot.getValue().asString())));
            });
    state.endTransaction();
    return state;
  }

  /** There is no chain before the block: go-ethereum takes keccak of "n" for the hash of n. */
  static Hash256 blockHash(long number) {
    String digits = Long.toUnsignedString(number);
    return new Keccak256().putBytes(digits.getBytes(StandardCharsets.US_ASCII)).digest();
  }

  private BlockContext context() {
    JsonNode env = Hex.field(test, "env");
    BigInteger excess = Hex.number(env.path("currentExcessBlobGas").asString("0x0"));
    return new BlockContext(
        Hex.address(Hex.field(env, "currentCoinbase").asString()),
        Hex.uint64(Hex.field(env, "currentNumber").asString()),
        Hex.uint64(Hex.field(env, "currentTimestamp").asString()),
        Hex.uint64(Hex.field(env, "currentGasLimit").asString()),
        Hex.word(Hex.field(env, "currentRandom").asString()),
        Hex.word(Hex.field(env, "currentBaseFee").asString()),
        Hash256.of(BlobFee.baseFee(excess)),
        CHAIN_ID);
  }

  /** The transaction as it was signed; where the test does not show that, we sign it. */
  private Decoded<Envelope> transaction() {
    JsonNode signed = post.get("txbytes");
    return signed == null
        ? new Decoded.Value<>(
            StateTestTransaction.of(Hex.field(test, "transaction"), Hex.field(post, "indexes")))
        : Envelope.decode(Hex.bytes(signed.asString()));
  }
}
