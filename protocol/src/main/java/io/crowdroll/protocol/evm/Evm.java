package io.crowdroll.protocol.evm;

import io.crowdroll.protocol.chain.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The machine: runs messages over a state, with the rules of the Cancun fork.
 *
 * <p>Calls do not nest in Java: a CALL leaves the interpreter, which is entered again for the
 * callee's {@link Frame} and, when that has ended, for the caller's. So 1,024 calls deep need no
 * more of the thread's stack than one.
 *
 * <p>A machine belongs to one state and one block and may run any number of messages, one after
 * another. Not thread-safe.
 */
public final class Evm {
  /** A caller deeper than this makes no call; the outermost frame is the first. */
  private static final int CALL_DEPTH = 1024;

  private static final int MAX_CODE = 24_576;

  /** What stands for the beginning of a frame, in {@link Code#program}. */
  private static final int WORK_PER_ENTRY = 64;

  final EvmState state;
  final Precompiles precompiles;
  final BlockContext block;
  final Pricing pricing;
  private final GasSchedule schedule;
  private final Interpreter interpreter;
  private final RegisterMachine machine;

  /** By depth, the outermost first; made when first needed. */
  private final List<Frame> frames = new ArrayList<>();

  TransactionContext transaction;

  /** The second meter; null while it is off. */
  ProofMeter meter;

  public Evm(EvmState state, Precompiles precompiles, BlockContext block) {
    this(state, precompiles, block, GasSchedule.CANCUN);
  }

  Evm(EvmState state, Precompiles precompiles, BlockContext block, GasSchedule schedule) {
    this.state = Objects.requireNonNull(state);
    this.precompiles = Objects.requireNonNull(precompiles);
    this.block = Objects.requireNonNull(block);
    this.pricing = new Pricing(schedule, state, precompiles);
    this.schedule = schedule;
    this.interpreter = new Interpreter(this, schedule);
    this.machine = new RegisterMachine(interpreter, pricing, schedule);
  }

  /** Runs a message; a failure leaves the state as it was. */
  public Outcome execute(TransactionContext transaction, Message message) {
    return run(transaction, message, null, null);
  }

  /** Like {@link #execute}, the second meter running. */
  public Outcome execute(TransactionContext transaction, Message message, ProofMeter meter) {
    return run(transaction, message, null, Objects.requireNonNull(meter));
  }

  /** Like {@link #execute}, every step shown. */
  public Outcome trace(TransactionContext transaction, Message message, Tracer tracer) {
    return run(transaction, message, Objects.requireNonNull(tracer), null);
  }

  private Outcome run(TransactionContext tx, Message message, Tracer tracer, ProofMeter meter) {
    this.transaction = tx;
    this.meter = meter;
    interpreter.tracer = tracer;
    pricing.refund = 0;
    Frame outermost = frame(1);
    outermost.isStatic = false;
    Limbs.put(message.value(), outermost.value, 0);
    Halt refused =
        switch (message) {
          case Message.Call call -> enter(outermost, call);
          case Message.Create create -> enter(outermost, create);
        };
    if (refused != null) {
      return new Outcome(refused, message.gas(), 0, Frame.NO_BYTES, 0);
    }
    if (outermost.halt == null) {
      runAll(outermost);
    } else {
      end(outermost);
    }
    long constraints = meter == null ? 0 : meter.used();
    return new Outcome(
        outermost.halt, outermost.gas, pricing.refund, outermost.output, constraints);
  }

  /** Prepares the outermost frame; a reason where nothing may happen at all. */
  private Halt enter(Frame f, Message.Call call) {
    if (!canPay(call.caller(), f)) {
      return Halt.INSUFFICIENT_BALANCE;
    }
    begin(f, state.code(call.to()), call.to(), call.caller(), call.input(), call.gas());
    f.isCreation = false;
    state.transfer(call.caller(), call.to(), f.value, 0);
    int precompile = precompiles.numberAt(call.to());
    if (precompile != 0) {
      runPrecompile(f, precompile);
    } else if (f.code.size() == 0) {
      f.halt = Halt.NONE;
    }
    return null;
  }

  private Halt enter(Frame f, Message.Create create) {
    if (!canPay(create.caller(), f)) {
      return Halt.INSUFFICIENT_BALANCE;
    }
    state.warm(create.created());
    Code code = Code.of(create.initCode());
    begin(f, code, create.created(), create.caller(), Frame.NO_BYTES, create.gas());
    beginCreation(f);
    return null;
  }

  private boolean canPay(Address caller, Frame f) {
    long[] balance = new long[Limbs.WORD];
    state.balance(caller, balance, 0);
    return Limbs.compare(balance, 0, f.value, 0) >= 0;
  }

  /** Runs frames until the outermost has ended. */
  private void runAll(Frame outermost) {
    Frame f = outermost;
    while (true) {
      run(f);
      if (f.halt == null) {
        // it has made a call
        f = frame(f.depth + 1);
        continue;
      }
      while (f.halt != null) {
        end(f);
        if (f == outermost) {
          return;
        }
        Frame caller = frame(f.depth - 1);
        if (f.halt == Halt.OUT_OF_PROOF_UNITS) {
          caller.fail(f.halt);
        } else {
          resume(caller, f);
        }
        f = caller;
      }
    }
  }

  /**
   * Runs a frame until it ends or has made a call: on its translated code if it has been translated
   * and nobody looks on, else step by step.
   */
  private void run(Frame f) {
    boolean maySwitch = interpreter.tracer == null && meter == null;
    boolean left = false;
    while (!left) {
      Program program = maySwitch ? f.code.program(schedule, WORK_PER_ENTRY) : null;
      if (program == null) {
        left = interpreter.run(f, maySwitch);
      } else {
        // what a block cannot do as a whole is done step by step, to fail where it does
        left = machine.run(f, program) || interpreter.run(f, false);
      }
    }
  }

  Frame frame(int depth) {
    while (frames.size() < depth) {
      frames.add(new Frame(frames.size() + 1));
    }
    return frames.get(depth - 1);
  }

  // --- begin and end of a frame

  private void begin(Frame f, Code code, Address self, Address caller, byte[] input, long gas) {
    f.begin(code, self, caller, input, gas);
    f.snapshot = state.snapshot();
    f.refundAtStart = pricing.refund;
  }

  private void beginCreation(Frame f) {
    f.isCreation = true;
    if (state.isOccupied(f.self)) {
      f.fail(Halt.ADDRESS_COLLISION);
      return;
    }
    state.create(f.self);
    state.transfer(f.caller, f.self, f.value, 0);
    if (f.code.size() == 0) { // not even a step to be shown
      f.halt = Halt.NONE;
    }
  }

  private void runPrecompile(Frame f, int number) {
    Precompile precompile = precompiles.fromOne().get(number - 1);
    if (meter != null && !meter.addPrecompile(number, f.input.length)) {
      f.fail(Halt.OUT_OF_PROOF_UNITS);
      return;
    }
    long cost = precompile.gas(f.input);
    if (cost > f.gas) {
      f.fail(Halt.OUT_OF_GAS);
      return;
    }
    f.gas -= cost;
    f.output = precompile.run(f.input);
    if (f.output == null) {
      f.fail(Halt.PRECOMPILE_FAILURE);
    } else {
      f.halt = Halt.NONE;
    }
  }

  /** What follows the last instruction: code of a creation, or undoing. */
  private void end(Frame f) {
    if (f.isCreation && f.halt == Halt.NONE) {
      depositCode(f);
    }
    if (f.halt != Halt.NONE) {
      state.revert(f.snapshot);
      pricing.refund = f.refundAtStart;
    }
  }

  private void depositCode(Frame f) {
    byte[] code = f.output;
    long cost = (long) GasSchedule.CODE_BYTE * code.length;
    if (code.length > MAX_CODE) {
      f.fail(Halt.CODE_TOO_LARGE);
    } else if (code.length > 0 && (code[0] & 0xff) == 0xef) {
      f.fail(Halt.INVALID_CODE_PREFIX);
    } else if (cost > f.gas) {
      f.fail(Halt.OUT_OF_GAS);
    } else {
      f.gas -= cost;
      state.setCode(f.self, Code.of(code));
    }
  }

  /** Gives the caller what a frame that has ended leaves. */
  private void resume(Frame caller, Frame f) {
    boolean success = f.halt == Halt.NONE;
    caller.gas += f.gas;
    caller.returnData = f.isCreation && success ? Frame.NO_BYTES : f.output;
    if (f.isCreation && success) {
      Limbs.put(f.self, caller.stack, caller.sp);
    } else {
      Limbs.put(success ? 1 : 0, caller.stack, caller.sp);
    }
    caller.sp += Limbs.WORD;
    if (!f.isCreation) {
      int size = Math.min(f.outputSize, f.output.length);
      System.arraycopy(f.output, 0, caller.memory, f.outputAt, size);
    }
  }

  // --- calls by instructions

  /**
   * Begins the CALL, CALLCODE, DELEGATECALL or STATICCALL of a frame, whose operands are still on
   * the stack and whose price is paid: either prepares the next frame, or does everything.
   *
   * @return whether the next frame must run
   */
  boolean call(Frame f, int op) {
    long[] s = f.stack;
    int top = f.sp - Limbs.WORD;
    boolean hasValue = op == Opcode.CALL || op == Opcode.CALLCODE;
    int in = hasValue ? top - 12 : top - 8;
    boolean movesValue = hasValue && !Limbs.isZero(s, top - 8);
    long gas = pricing.handedOn + (movesValue ? GasSchedule.CALL_STIPEND : 0);
    f.sp = in - 12;
    f.returnData = Frame.NO_BYTES;

    Address target = Limbs.address(s, top - 4);
    if (f.depth > CALL_DEPTH || movesValue && !hasBalance(f.self, s, top - 8)) {
      return refuse(f, gas);
    }
    Frame next = frame(f.depth + 1);
    next.isCreation = false;
    next.isStatic = f.isStatic || op == Opcode.STATICCALL;
    next.outputSize = (int) Limbs.saturated(s, in - 12);
    next.outputAt = next.outputSize == 0 ? 0 : (int) Limbs.saturated(s, in - 8);
    if (hasValue) {
      Arithmetic.copy(s, top - 8, next.value, 0);
    } else if (op == Opcode.DELEGATECALL) {
      Arithmetic.copy(f.value, 0, next.value, 0);
    } else {
      Arrays.fill(next.value, 0);
    }
    byte[] input = f.memoryCopy(Limbs.saturated(s, in), (int) Limbs.saturated(s, in - 4));
    Address self = op == Opcode.CALLCODE || op == Opcode.DELEGATECALL ? f.self : target;
    Address caller = op == Opcode.DELEGATECALL ? f.caller : f.self;
    begin(next, state.code(target), self, caller, input, gas);
    if (op == Opcode.CALL) {
      state.transfer(f.self, target, next.value, 0);
    }
    int precompile = precompiles.numberAt(target);
    if (precompile != 0) {
      runPrecompile(next, precompile);
    } else if (next.code.size() == 0) {
      next.halt = Halt.NONE;
    }
    return runs(f, next);
  }

  /**
   * Begins the CREATE or CREATE2 of a frame, whose operands are still on the stack and whose price
   * is paid.
   *
   * @return whether the next frame must run
   */
  boolean create(Frame f, int op) {
    long[] s = f.stack;
    int top = f.sp - Limbs.WORD;
    f.sp = op == Opcode.CREATE2 ? top - 12 : top - 8;
    f.returnData = Frame.NO_BYTES;
    long nonce = state.nonce(f.self);
    if (f.depth > CALL_DEPTH || nonce == -1 || !hasBalance(f.self, s, top)) {
      return refuse(f, 0);
    }
    byte[] initCode = f.memoryCopy(Limbs.saturated(s, top - 4), (int) Limbs.saturated(s, top - 8));
    Address created =
        op == Opcode.CREATE2
            ? ContractAddress.ofCreate2(f.self, Limbs.hash(s, top - 12), initCode)
            : ContractAddress.ofCreate(f.self, nonce);
    long gas = f.gas - f.gas / 64;
    f.gas -= gas;
    state.setNonce(f.self, nonce + 1);
    state.warm(created);

    Frame next = frame(f.depth + 1);
    next.isStatic = false;
    Arithmetic.copy(s, top, next.value, 0);
    begin(next, Code.of(initCode), created, f.self, Frame.NO_BYTES, gas);
    beginCreation(next);
    return runs(f, next);
  }

  /** A call that is never made: its gas comes back. */
  private static boolean refuse(Frame f, long gas) {
    f.gas += gas;
    Limbs.put(0, f.stack, f.sp);
    f.sp += Limbs.WORD;
    return false;
  }

  private boolean runs(Frame f, Frame next) {
    if (next.halt == null) {
      return true;
    }
    end(next);
    if (next.halt == Halt.OUT_OF_PROOF_UNITS) {
      f.fail(next.halt);
    } else {
      resume(f, next);
    }
    return false;
  }

  private final long[] balance = new long[Limbs.WORD];

  private boolean hasBalance(Address account, long[] value, int at) {
    state.balance(account, balance, 0);
    return Limbs.compare(balance, 0, value, at) >= 0;
  }
}
