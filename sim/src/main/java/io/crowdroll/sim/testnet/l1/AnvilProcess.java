package io.crowdroll.sim.testnet.l1;

import io.crowdroll.contracts.l1.Rpc;
import io.crowdroll.protocol.chain.Wei;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Anvil as a child process, under mainnet's rules of Osaka. It keeps its chain in memory: to kill
 * it tests nothing, but it can be paused, reorganised and driven block by block.
 */
public final class AnvilProcess implements RunningL1 {
  /** Of the first account of Anvil's own mnemonic, which everybody knows. */
  static final BigInteger KEY =
      new BigInteger("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80", 16);

  /** When blocks come. */
  public enum Mining {
    EVERY_SECOND,
    /** Only when {@link #mine} is called: then nothing depends on the machine's speed. */
    ON_DEMAND
  }

  private final Child child;
  private final URI url;
  private final Rpc rpc;

  private AnvilProcess(Child child, URI url, Rpc rpc) {
    this.child = child;
    this.url = url;
    this.rpc = rpc;
  }

  /** Starts one on a port of its own. */
  public static AnvilProcess start(Path home, Path directory, Mining mining) throws IOException {
    int port = Ready.freePort();
    Path log = directory.resolve("anvil.log");
    List<String> command = new ArrayList<>();
    command.add(AnvilBinary.find(home).toString());
    command.addAll(arguments("127.0.0.1", port, mining));
    Child child = Child.start(command, log);
    URI url = URI.create("http://127.0.0.1:" + port);
    Rpc rpc = new Rpc(url);
    AnvilProcess anvil = new AnvilProcess(child, url, rpc);
    try {
      Ready.await(rpc, child::isAlive, log);
      return anvil;
    } catch (IOException failed) {
      anvil.close();
      throw failed;
    }
  }

  static List<String> arguments(String host, int port, Mining mining) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--host", host, "--port", Integer.toString(port)));
    // later forks than the one that mainnet has are the default, and a lower gas limit
    arguments.addAll(List.of("--hardfork", "osaka", "--enable-tx-gas-limit"));
    arguments.addAll(List.of("--gas-limit", "60000000", "--accounts", "1"));
    arguments.addAll(List.of("--balance", "1000000"));
    arguments.addAll(
        mining == Mining.EVERY_SECOND ? List.of("--block-time", "1") : List.of("--no-mining"));
    return arguments;
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public BigInteger key() {
    return KEY;
  }

  /** Makes so many blocks, a second apart. */
  public void mine(int blocks) throws IOException {
    rpc.ask("anvil_mine", "0x" + Integer.toHexString(blocks), "0x1");
  }

  /** Whether each transaction gets a block at once, of its own. */
  public void automine(boolean on) throws IOException {
    rpc.ask("evm_setAutomine", on);
  }

  /** Replaces the last {@code depth} blocks by empty ones; their transactions are lost. */
  public void reorg(int depth) throws IOException {
    rpc.ask("anvil_reorg", depth, List.of());
  }

  /** Sets the base fee of the next block, wei of ETH a gas. */
  public void nextBaseFee(Wei fee) throws IOException {
    rpc.ask("anvil_setNextBlockBaseFeePerGas", "0x" + fee.toBigInteger().toString(16));
  }

  /** From here on it does not answer. */
  public void pause() throws IOException {
    child.pause();
  }

  /** And from here on it does again, having lost nothing. */
  public void resume() throws IOException {
    child.resume();
  }

  @Override
  public void close() {
    rpc.close();
    child.close();
  }
}
