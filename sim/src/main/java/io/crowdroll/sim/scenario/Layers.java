package io.crowdroll.sim.scenario;

import io.crowdroll.sim.scenario.Node.Field;
import io.crowdroll.sim.scenario.Node.Mapping;
import io.crowdroll.sim.scenario.Node.Scalar;
import io.crowdroll.sim.scenario.Node.Sequence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * A scenario file with all that it {@code extends}, merged into one tree: the listed files in
 * order, then the file itself. What a file says about itself is not inherited.
 */
final class Layers {
  private static final int MOST_FILES = 100;

  /** Keys that belong to one file. */
  private static final Set<String> OWN =
      Set.of("name", "question", "description", "expect", "variants");

  private final Deque<Path> open = new ArrayDeque<>();
  private int files;

  private Layers() {}

  static Mapping read(Path file) throws ScenarioException {
    return new Layers().layer(file, Mark.whole(file.toString()));
  }

  /**
   * @param asked where the file was asked for
   */
  private Mapping layer(Path file, Mark asked) throws ScenarioException {
    Path real = real(file, asked);
    if (open.contains(real)) {
      throw refused(asked, "`extends` goes in a circle: `" + file + "` extends itself");
    }
    if (++files > MOST_FILES) {
      throw refused(asked, "`extends` reads more than " + MOST_FILES + " files");
    }
    open.push(real);
    Mapping own = parse(file, asked);
    Node merged = new Mapping(own.mark(), new LinkedHashMap<>());
    for (Scalar base : bases(own)) {
      Mapping layer = layer(beside(file, base), base.mark());
      layer.fields().keySet().removeAll(OWN);
      merged = Merge.over(merged, layer, Catalogue.ROOT);
    }
    open.pop();
    own.fields().remove("extends");
    return (Mapping) Merge.over(merged, own, Catalogue.ROOT);
  }

  private static Path beside(Path file, Scalar base) throws ScenarioException {
    try {
      return file.resolveSibling(base.text()).normalize();
    } catch (InvalidPathException bad) {
      throw refused(base.mark(), "`extends` is no path: " + bad.getReason());
    }
  }

  private static Path real(Path file, Mark asked) throws ScenarioException {
    try {
      if (!Files.isRegularFile(file)) {
        throw refused(asked, "there is no file `" + file + "`");
      }
      return file.toRealPath();
    } catch (IOException unreadable) {
      throw refused(asked, "cannot read `" + file + "`: " + unreadable.getMessage());
    }
  }

  private static Mapping parse(Path file, Mark asked) throws ScenarioException {
    Node node = SourceReader.file(file.toString(), text(file, asked));
    if (node instanceof Mapping mapping) {
      return mapping;
    }
    throw refused(node.mark(), "a scenario is a mapping of keys; " + node.kind() + " is not");
  }

  private static String text(Path file, Mark asked) throws ScenarioException {
    try {
      if (Files.size(file) > SourceReader.LARGEST) {
        throw refused(asked, "`" + file + "` is larger than " + SourceReader.LARGEST + " bytes");
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (CharacterCodingException binary) {
      throw refused(asked, "`" + file + "` is not UTF-8 text");
    } catch (IOException unreadable) {
      throw refused(asked, "cannot read `" + file + "`: " + unreadable.getMessage());
    }
  }

  private static List<Scalar> bases(Mapping own) throws ScenarioException {
    Field field = own.fields().get("extends");
    return switch (field == null ? null : field.value()) {
      case null -> List.of();
      case Scalar scalar when scalar.token() == Node.Token.STRING -> List.of(scalar);
      case Sequence sequence -> {
        for (Node item : sequence.items()) {
          if (!(item instanceof Scalar scalar) || scalar.token() != Node.Token.STRING) {
            throw refused(item.mark(), "`extends` lists files; " + item.kind() + " is none");
          }
        }
        yield sequence.items().stream().map(Scalar.class::cast).toList();
      }
      case Node other ->
          throw refused(
              other.mark(), "`extends` is a file or a list of files; " + other.kind() + " is not");
    };
  }

  private static ScenarioException refused(Mark mark, String message) {
    return new ScenarioException(List.of(mark.problem(message)));
  }
}
