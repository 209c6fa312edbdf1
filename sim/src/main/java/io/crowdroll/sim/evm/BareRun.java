package io.crowdroll.sim.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.evm.BlockContext;
import io.crowdroll.protocol.evm.Code;
import io.crowdroll.protocol.evm.ContractAddress;
import io.crowdroll.protocol.evm.Evm;
import io.crowdroll.protocol.evm.Message;
import io.crowdroll.protocol.evm.Outcome;
import io.crowdroll.protocol.evm.Tracer;
import io.crowdroll.protocol.evm.TransactionContext;
import io.crowdroll.protocol.evm.precompile.CancunPrecompiles;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Code run on its own, without a transaction, in the surroundings that go-ethereum's {@code evm
 * run} gives it: an empty world at block 0, no value, a gas price of 0.
 */
public final class BareRun {
  /** The letters "sender" and "receiver" as numbers. */
  private static final Address SENDER = new Address(0, 0, 0x7365_6e64_6572L);

  private static final Address RECEIVER = new Address(0, 0, 0x7265_6365_6976_6572L);

  private static final long WARM_UP_NANOS = 3_000_000_000L;
  private static final long MEASURED_NANOS = 1_000_000_000L;

  private static final TransactionContext TRANSACTION =
      new TransactionContext(SENDER, Hash256.ZERO, List.of());

  private final BlockContext block;
  private final Code code;
  private final Message message;

  /**
   * Prepares a run.
   *
   * @param code what is called, or init code
   * @param input call data; behind the init code where {@code create}
   * @param gas most gas to be used
   * @param create whether the code is init code
   */
  public BareRun(byte[] code, byte[] input, long gas, boolean create) {
    this.block =
        new BlockContext(
            Address.ZERO,
            0,
            0,
            gas,
            Hash256.ZERO,
            new Hash256(0, 0, 0, 1_000_000_000),
            Hash256.ZERO,
            new Hash256(0, 0, 0, 1337));
    this.code = create ? Code.EMPTY : Code.of(code);
    if (create) {
      byte[] initCode = Arrays.copyOf(code, code.length + input.length);
      System.arraycopy(input, 0, initCode, code.length, input.length);
      Address created = ContractAddress.ofCreate(SENDER, 0);
      message = new Message.Create(SENDER, created, Hash256.ZERO, initCode, gas);
    } else {
      message = new Message.Call(SENDER, RECEIVER, Hash256.ZERO, input, gas);
    }
  }

  /**
   * What a measurement gave.
   *
   * @param gasUsed by a run
   * @param nanoseconds of a run, the mean
   */
  public record Bench(long gasUsed, double nanoseconds) {}

  /** Runs it once. */
  public Outcome run() {
    return run(world(), null);
  }

  /** Runs it once, every step shown. */
  public Outcome trace(Tracer tracer) {
    return run(world(), tracer);
  }

  /**
   * Runs it again and again, each time in a new world: some seconds that do not count, in which the
   * JVM compiles, then for at least a second.
   */
  public Bench bench() {
    Outcome outcome = run();
    repeat(WARM_UP_NANOS);
    return new Bench(message.gas() - outcome.gasLeft(), repeat(MEASURED_NANOS));
  }

  /** Runs it for at least so long; nanoseconds of one run. */
  private double repeat(long nanoseconds) {
    long begin = System.nanoTime();
    long runs = 0;
    long passed = 0;
    while (passed < nanoseconds) {
      run();
      runs++;
      passed = System.nanoTime() - begin;
    }
    return (double) passed / runs;
  }

  private PlainState world() {
    PlainState state = new PlainState(_ -> Hash256.ZERO);
    state.put(RECEIVER, BigInteger.ZERO, 0, code);
    state.endTransaction();
    state.warm(SENDER);
    state.warm(RECEIVER);
    state.warm(block.coinbase());
    if (message instanceof Message.Create) {
      state.setNonce(SENDER, 1);
    }
    return state;
  }

  private Outcome run(PlainState state, Tracer tracer) {
    Evm evm = new Evm(state, CancunPrecompiles.ALL, block);
    return tracer == null
        ? evm.execute(TRANSACTION, message)
        : evm.trace(TRANSACTION, message, tracer);
  }
}
