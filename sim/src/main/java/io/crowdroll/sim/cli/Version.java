package io.crowdroll.sim.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import picocli.CommandLine.IVersionProvider;

/**
 * Which program this is: its release, the git commit if the build knew it, and a digest of the code
 * itself, so that results of two builds are never taken for results of one.
 */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "crowdroll " + text(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }

  /** {@code 0.1.0+<commit>.<digest of the code>}. */
  static String text() {
    Properties build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String commit = build.getProperty("commit").strip();
    return build.getProperty("version") + "+" + (commit.isEmpty() ? "" : commit + ".") + digest();
  }

  /** Over the class files, or the jar, of the rooms whose code makes the results. */
  private static String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (Class<?> room :
          List.of(
              io.crowdroll.protocol.Rules.class,
              io.crowdroll.reports.results.RunDirectory.class,
              Version.class)) {
        add(Path.of(room.getProtectionDomain().getCodeSource().getLocation().toURI()), sha256);
      }
      return HexFormat.of().formatHex(sha256.digest(), 0, 4);
    } catch (NoSuchAlgorithmException | URISyntaxException e) {
      throw new IllegalStateException(e); // every JDK has SHA-256; class paths are URIs
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the program's own code", e);
    }
  }

  private static void add(Path code, MessageDigest sha256) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(code)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      sha256.update(Files.readAllBytes(file));
    }
  }
}
