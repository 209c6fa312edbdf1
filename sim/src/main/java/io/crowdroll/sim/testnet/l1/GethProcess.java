package io.crowdroll.sim.testnet.l1;

import io.crowdroll.contracts.l1.Rpc;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Geth's development chain as a child process, a block a second, with its own disk: it can be
 * killed and started again, and reorganised.
 */
public final class GethProcess implements RunningL1 {
  private final Path directory;
  private final int port;
  private final int authPort;
  private final Rpc rpc;
  private Child child;

  private GethProcess(Path directory) throws IOException {
    this.directory = directory;
    port = Ready.freePort();
    authPort = Ready.freePort();
    rpc = new Rpc(url());
  }

  /** Starts one on ports of its own, building the program first where the machine has none. */
  public static GethProcess start(Path directory) throws IOException {
    Path program = GethBinary.find();
    GethProcess geth = new GethProcess(directory);
    try {
      GethGenesis.write(program, directory.resolve("geth"));
      geth.launch(program);
      return geth;
    } catch (IOException failed) {
      geth.close();
      throw failed;
    }
  }

  private void launch(Path program) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments(directory.resolve("geth").toString(), "127.0.0.1", port, authPort));
    Path log = directory.resolve("geth.log");
    child = Child.start(command, log);
    Ready.await(rpc, child::isAlive, log);
  }

  /**
   * The default scheme of state breaks the chain when the process is killed, and the default store
   * loses its newest blocks.
   */
  static List<String> arguments(String data, String host, int port, int authPort) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--dev", "--dev.period", "1", "--dev.gaslimit", "60000000"));
    arguments.addAll(List.of("--state.scheme", "hash", "--gcmode", "archive"));
    arguments.addAll(List.of("--db.engine", "leveldb", "--datadir", data));
    arguments.addAll(List.of("--http", "--http.addr", host, "--http.vhosts", "*"));
    arguments.addAll(List.of("--http.port", Integer.toString(port)));
    arguments.addAll(List.of("--http.api", "eth,net,web3,debug,txpool"));
    arguments.addAll(List.of("--authrpc.port", Integer.toString(authPort)));
    arguments.addAll(List.of("--nodiscover", "--ipcdisable", "--port", "0"));
    return arguments;
  }

  @Override
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public BigInteger key() {
    return AnvilProcess.KEY;
  }

  /** kill −9, and a new process on the same data and ports. */
  public void crash() throws IOException {
    child.kill();
    launch(GethBinary.find());
  }

  /** A reorganisation: the chain goes on from a block of its past, what came after it is lost. */
  public void setHead(long number) throws IOException {
    rpc.ask("debug_setHead", "0x" + Long.toHexString(number));
  }

  public void pause() throws IOException {
    child.pause();
  }

  public void resume() throws IOException {
    child.resume();
  }

  @Override
  public void close() {
    rpc.close();
    if (child != null) {
      child.close();
    }
  }
}
