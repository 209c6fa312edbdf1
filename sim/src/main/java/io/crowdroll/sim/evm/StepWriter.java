package io.crowdroll.sim.evm;

import io.crowdroll.protocol.evm.Halt;
import io.crowdroll.protocol.evm.Limbs;
import io.crowdroll.protocol.evm.Outcome;
import io.crowdroll.protocol.evm.Tracer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/**
 * Writes the steps of a message as lines of JSON (EIP-3155), field for field as go-ethereum's
 * {@code evm --trace}: what reads one reads the other. An instruction that fails in running has a
 * second line, which says why.
 */
public final class StepWriter implements Tracer {
  private final Appendable out;
  private final StringBuilder line = new StringBuilder();

  /** The error of the last step; only of the outermost call can it be that of the message. */
  private String lastError;

  /** Writes lines, each ended by a line feed, to {@code out}. */
  public StepWriter(Appendable out) {
    this.out = out;
  }

  @Override
  public void step(Step step) {
    line.setLength(0);
    line.append("{\"pc\":").append(step.pc());
    line.append(",\"op\":").append(step.opcode());
    hex(line.append(",\"gas\":"), step.gas());
    hex(line.append(",\"gasCost\":"), step.cost());
    line.append(",\"memSize\":").append(step.memorySize()).append(",\"stack\":[");
    long[] stack = step.stack();
    for (int i = 0; i < step.stackSize(); i++) {
      if (i > 0) {
        line.append(',');
      }
      word(stack, i * Limbs.WORD);
    }
    line.append("],\"depth\":").append(step.depth());
    line.append(",\"refund\":").append(step.refund());
    line.append(",\"opName\":\"").append(OpcodeNames.of(step.opcode())).append('"');
    lastError = HaltNames.of(step);
    finish(lastError);
    write();
  }

  @Override
  public void fault(Step step) {
    step(step);
  }

  /**
   * Writes the last line: what came of the message.
   *
   * @param gas that the message had
   */
  public void end(Outcome outcome, long gas) {
    line.setLength(0);
    line.append("{\"output\":\"").append(HexFormat.of().formatHex(outcome.output()));
    hex(line.append("\",\"gasUsed\":"), gas - outcome.gasLeft());
    if (outcome.halt() == Halt.NONE) {
      finish(null);
    } else {
      finish(lastError == null ? HaltNames.of(outcome.halt()) : lastError);
    }
    lastError = null;
    write();
  }

  /** Why a message failed, as the last line has it. */
  public static String error(Halt halt) {
    return HaltNames.of(halt);
  }

  private void finish(String text) {
    if (text != null) {
      line.append(",\"error\":\"").append(text).append('"');
    }
    line.append("}\n");
  }

  private void write() {
    try {
      out.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the trace", e);
    }
  }

  private static void hex(StringBuilder line, long unsigned) {
    line.append("\"0x").append(Long.toHexString(unsigned)).append('"');
  }

  private void word(long[] stack, int at) {
    line.append("\"0x");
    boolean begun = false;
    for (int i = Limbs.WORD - 1; i >= 0; i--) {
      long limb = stack[at + i];
      if (begun) {
        line.append(HexFormat.of().toHexDigits(limb));
      } else if (limb != 0 || i == 0) {
        line.append(Long.toHexString(limb));
        begun = true;
      }
    }
    line.append('"');
  }
}
