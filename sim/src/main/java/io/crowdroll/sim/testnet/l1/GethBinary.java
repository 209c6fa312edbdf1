package io.crowdroll.sim.testnet.l1;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Where Geth is: in $GETH, on the PATH, or in the user's cache, once Go has built it there. */
final class GethBinary {
  private static final String VERSION = "v1.17.10";
  private static final String SOURCE = "github.com/ethereum/go-ethereum/cmd/geth@" + VERSION;

  private GethBinary() {}

  /** Whether it can be had without a build, or built. */
  static boolean isToBeHad() {
    try {
      return Programs.named("GETH", "geth") != null
          || Files.isExecutable(built())
          || Programs.onPath("go") != null;
    } catch (IOException wrongVariable) {
      return false;
    }
  }

  private static Path built() {
    return Programs.cache().resolve("go-ethereum-" + VERSION).resolve("geth");
  }

  /**
   * Finds it, or has Go build it, which takes minutes.
   *
   * @throws IOException in one sentence, if it cannot be had
   */
  static Path find() throws IOException {
    Path named = Programs.named("GETH", "geth");
    if (named != null) {
      return named;
    }
    Path built = built();
    if (!Files.isExecutable(built)) {
      if (Programs.onPath("go") == null) {
        throw new IOException(
            "Geth is neither in $GETH nor on the PATH, and there is no Go to build it with");
      }
      build(built);
    }
    return built;
  }

  /** One build at a time; who waited for another finds the work done. */
  private static void build(Path built) throws IOException {
    Path folder = built.getParent();
    Files.createDirectories(folder);
    try (FileChannel lock =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = lock.lock()) {
      if (!Files.isExecutable(built)) {
        // Without C it is static, and so needs nothing else in a container
        Map<String, String> environment = Map.of("CGO_ENABLED", "0", "GOBIN", folder.toString());
        Programs.run(List.of("go", "install", SOURCE), folder, environment, "Go cannot build Geth");
      }
    }
  }
}
