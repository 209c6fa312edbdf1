package io.crowdroll.sim.testnet.l1;

import io.crowdroll.contracts.l1.Rpc;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.MountableFile;

/**
 * Anvil or Geth in a container, in an image that is made here of nothing but the program and the
 * libraries that it is linked with: none is pulled.
 */
final class Container implements RunningL1 {
  private static final int PORT = 8_545;
  private static final String NO_ENGINE =
      "No Docker engine answers: please start one (for example dockerd of the package docker.io),"
          + " or take --l1 anvil or --l1 geth";

  private final GenericContainer<?> container;

  private Container(GenericContainer<?> container) {
    this.container = container;
  }

  static Container start(L1Client inside, Path home, Path directory) throws IOException {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IOException(NO_ENGINE);
    }
    boolean geth = inside instanceof L1Client.Geth;
    Path program = geth ? GethBinary.find() : AnvilBinary.find(home);
    List<String> arguments =
        geth
            ? GethProcess.arguments("/tmp/geth", "0.0.0.0", PORT, PORT + 1)
            : AnvilProcess.arguments("0.0.0.0", PORT, AnvilProcess.Mining.EVERY_SECOND);
    GenericContainer<?> container = new GenericContainer<>(image(program));
    container.withImagePullPolicy(_ -> false).withExposedPorts(PORT);
    container.withCommand(arguments.toArray(String[]::new));
    if (geth) {
      Path data = directory.toAbsolutePath().resolve("geth");
      GethGenesis.write(program, data);
      container.withCopyFileToContainer(MountableFile.forHostPath(data), "/tmp/geth");
    }
    Container running = new Container(container);
    try {
      container.start();
      Path log = directory.resolve("container.log");
      try (Rpc rpc = new Rpc(running.url())) {
        Ready.await(rpc, container::isRunning, log);
      }
      return running;
    } catch (ContainerLaunchException | IOException failed) {
      running.close();
      throw new IOException("the container with " + program + " does not start", failed);
    }
  }

  private static ImageFromDockerfile image(Path program) throws IOException {
    String name = program.getFileName().toString().toLowerCase(Locale.ROOT);
    ImageFromDockerfile image = new ImageFromDockerfile("crowdroll-" + name, false);
    StringBuilder dockerfile = new StringBuilder("FROM scratch\n");
    image.withFileFromPath("program", program);
    dockerfile.append("COPY program /program\n");
    int number = 0;
    for (Path library : libraries(program)) {
      String file = "library" + number++;
      image.withFileFromPath(file, library.toRealPath());
      dockerfile.append("COPY ").append(file).append(' ').append(library).append('\n');
    }
    dockerfile.append("WORKDIR /tmp\nENV HOME=/tmp\nENTRYPOINT [\"/program\"]\n");
    return image.withFileFromString("Dockerfile", dockerfile.toString());
  }

  /** What the dynamic linker wants; nothing for a static program. */
  private static List<Path> libraries(Path program) throws IOException {
    Process ldd = new ProcessBuilder("ldd", program.toString()).redirectErrorStream(true).start();
    String said = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said.lines()
        .flatMap(line -> List.of(line.trim().split("\\s+")).stream())
        .filter(word -> word.startsWith("/") && !word.endsWith(":"))
        .map(Path::of)
        .filter(path -> !path.equals(program))
        .toList();
  }

  @Override
  public URI url() {
    return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
  }

  @Override
  public BigInteger key() {
    return AnvilProcess.KEY;
  }

  @Override
  public void close() {
    container.stop();
  }
}
