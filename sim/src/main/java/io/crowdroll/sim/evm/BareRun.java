package io.crowdroll.sim.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.evm.Code;
import io.crowdroll.protocol.evm.ContractAddress;
import io.crowdroll.protocol.evm.Evm;
import io.crowdroll.protocol.evm.Message;
import io.crowdroll.protocol.evm.Outcome;
import io.crowdroll.protocol.evm.Tracer;
import io.crowdroll.protocol.evm.TransactionContext;
import io.crowdroll.protocol.evm.precompile.CancunPrecompiles;
import java.util.Arrays;
import java.util.List;

/**
 * Code run on its own, without a transaction, in the surroundings that go-ethereum's {@code evm
 * run} gives it.
 */
public final class BareRun {
  private static final long WARM_UP_NANOS = 3_000_000_000L;
  private static final long MEASURED_NANOS = 1_000_000_000L;

  private final Prestate prestate;
  private final TransactionContext transaction;
  private final Code code;
  private final Message message;

  /**
   * Who calls whom, with what; {@link #DEFAULT} calls "receiver" from "sender" with no value at a
   * gas price of 0.
   *
   * @param sender caller and origin
   * @param receiver where the code stands, unless it is init code
   * @param value wei that go along
   * @param price of gas, as the code sees it
   */
  public record Call(Address sender, Address receiver, Hash256 value, Hash256 price) {
    /** The letters "sender" and "receiver" as numbers. */
    public static final Call DEFAULT =
        new Call(
            new Address(0, 0, 0x7365_6e64_6572L),
            new Address(0, 0, 0x7265_6365_6976_6572L),
            Hash256.ZERO,
            Hash256.ZERO);

    /**
     * A call as a command's options say it.
     *
     * @param sender {@code null} = as by default
     * @param receiver {@code null} = as by default
     * @throws IllegalArgumentException if one of them is no address or number
     */
    public static Call of(String sender, String receiver, String value, String price) {
      return new Call(
          sender == null ? DEFAULT.sender : Hex.address(sender),
          receiver == null ? DEFAULT.receiver : Hex.address(receiver),
          Hex.word(value),
          Hex.word(price));
    }
  }

  /**
   * Prepares a run.
   *
   * @param prestate the world before
   * @param call who calls whom
   * @param code what is called, in place of what the world has there, or init code; empty = what
   *     the world has there
   * @param input call data; behind the init code where {@code create}
   * @param create whether the code is init code
   */
  public BareRun(Prestate prestate, Call call, byte[] code, byte[] input, boolean create) {
    this.prestate = prestate;
    this.transaction = new TransactionContext(call.sender, call.price, List.of());
    this.code = create ? Code.EMPTY : Code.of(code);
    long gas = prestate.block().gasLimit();
    if (create) {
      byte[] initCode = Arrays.copyOf(code, code.length + input.length);
      System.arraycopy(input, 0, initCode, code.length, input.length);
      Address created = ContractAddress.ofCreate(call.sender, prestate.nonce(call.sender));
      message = new Message.Create(call.sender, created, call.value, initCode, gas);
    } else {
      message = new Message.Call(call.sender, call.receiver, call.value, input, gas);
    }
  }

  /**
   * What a measurement gave.
   *
   * @param gasUsed by a run
   * @param nanoseconds of a run, the mean
   */
  public record Bench(long gasUsed, double nanoseconds) {}

  /** Gas that a run may use at most. */
  public long gas() {
    return message.gas();
  }

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
    PlainState state = prestate.world();
    if (message instanceof Message.Call call && code.size() > 0) {
      state.setCode(call.to(), code);
    }
    state.endTransaction();
    state.warm(message.caller());
    state.warm(prestate.block().coinbase());
    switch (message) {
      case Message.Call call -> state.warm(call.to());
      case Message.Create create ->
          state.setNonce(create.caller(), prestate.nonce(create.caller()) + 1);
    }
    return state;
  }

  private Outcome run(PlainState state, Tracer tracer) {
    Evm evm = new Evm(state, CancunPrecompiles.ALL, prestate.block());
    return tracer == null
        ? evm.execute(transaction, message)
        : evm.trace(transaction, message, tracer);
  }
}
