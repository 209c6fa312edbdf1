package io.crowdroll.sim.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Files that hold a user's EdDSA key on Baby Jubjub: 64 hexadecimal digits. */
final class KeyFile {
  private static final int KEY_BYTES = 32;

  private KeyFile() {}

  /**
   * The key in a file.
   *
   * @throws ParameterException if there is none in it
   */
  static byte[] read(CommandSpec spec, Path file) {
    try {
      String digits = Files.readString(file).strip();
      byte[] key = HexFormat.of().parseHex(digits.startsWith("0x") ? digits.substring(2) : digits);
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new ParameterException(spec.commandLine(), file + " does not hold 64 hexadecimal digits");
  }
}
