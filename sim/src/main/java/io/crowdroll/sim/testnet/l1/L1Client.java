package io.crowdroll.sim.testnet.l1;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;

/** Which Ethereum client a testnet stands on: what {@code --l1} chooses. */
public sealed interface L1Client {

  /** Foundry's Anvil, in memory, a child process. */
  record Anvil() implements L1Client {}

  /** A real Geth with its own disk, a child process. */
  record Geth() implements L1Client {}

  /** One of the two in a container. */
  record Docker(L1Client inside) implements L1Client {}

  /**
   * One that runs already.
   *
   * @param key secp256k1 secret of an account with ETH
   */
  record Remote(URI url, BigInteger key) implements L1Client {}

  /**
   * Reads {@code anvil}, {@code geth}, {@code docker}, {@code docker:geth} or an address.
   *
   * @param key of an account with ETH there, hexadecimal; {@code null} where the client brings one
   * @throws IllegalArgumentException with what to write instead
   */
  static L1Client parse(String text, String key) {
    L1Client own =
        switch (text) {
          case "anvil" -> new Anvil();
          case "geth" -> new Geth();
          case "docker", "docker:anvil" -> new Docker(new Anvil());
          case "docker:geth" -> new Docker(new Geth());
          default -> null;
        };
    if (own != null && key != null) {
      throw new IllegalArgumentException("--l1-key goes with an address, not with --l1 " + text);
    }
    return own != null ? own : new Remote(address(text), secret(text, key));
  }

  private static URI address(String text) {
    if (!text.startsWith("http://") && !text.startsWith("https://")) {
      throw new IllegalArgumentException(
          "--l1 is anvil, geth, docker, docker:geth or http://…, not " + text);
    }
    return URI.create(text);
  }

  private static BigInteger secret(String text, String key) {
    if (key == null) {
      throw new IllegalArgumentException(
          "--l1 " + text + " needs --l1-key: the hexadecimal key of an account with ETH there");
    }
    try {
      return new BigInteger(key.startsWith("0x") ? key.substring(2) : key, 16);
    } catch (NumberFormatException noNumber) {
      throw new IllegalArgumentException("--l1-key is not a hexadecimal number", noNumber);
    }
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param home the folder of the program, whose npm packages hold Anvil
   * @param directory for its log and its data; made if absent
   * @throws IOException in one sentence, if it cannot be had here
   */
  default RunningL1 start(Path home, Path directory) throws IOException {
    return switch (this) {
      case Anvil _ -> AnvilProcess.start(home, directory, AnvilProcess.Mining.EVERY_SECOND);
      case Geth _ -> GethProcess.start(directory);
      case Docker(var inside) -> Container.start(inside, home, directory);
      case Remote(var url, var key) -> new RunningL1.Elsewhere(url, key);
    };
  }
}
