package io.crowdroll.prover.snarkjs;

import java.io.IOException;

/** What Jazzer calls in a process of its own: {@code --target_args} names the target. */
public final class FuzzDriver {
  private static FuzzTarget target;

  private FuzzDriver() {}

  /** Called once. */
  public static void fuzzerInitialize(String[] arguments) {
    target = FuzzTarget.valueOf(arguments[0]);
  }

  /** Called with every input. */
  public static void fuzzerTestOneInput(byte[] in) throws IOException {
    try {
      target.run(in);
    } catch (FileFormatException e) {
      // what a reader says of bytes that are no such file
    }
  }
}
