package io.crowdroll.protocol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.node.Rollup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The whole protocol with one place of its source changed: the changed file is compiled in memory
 * and loaded, with everything else of the protocol and its tests, by a loader of its own.
 */
public final class Mutant extends URLClassLoader {
  private static final String OURS = "io.crowdroll.protocol.";
  private static final Path SOURCES = Path.of("src/main/java/io/crowdroll/protocol");
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  private final Map<String, byte[]> changed;

  private Mutant(Map<String, byte[]> changed) {
    super(new URL[] {place(Rollup.class), place(Mutant.class)}, Mutant.class.getClassLoader());
    this.changed = changed;
  }

  /** The protocol as it is. */
  public static Mutant none() {
    return new Mutant(Map.of());
  }

  /**
   * @param file below the package {@code io.crowdroll.protocol}, without {@code .java}
   * @param original source text that occurs exactly once in it
   */
  public static Mutant of(String file, String original, String replacement) {
    try {
      String source = Files.readString(SOURCES.resolve(file + ".java"));
      assertThat(source.split(Pattern.quote(original), -1))
          .as("'%s' occurs once in %s", original, file)
          .hasSize(2);
      return new Mutant(compile(file, source.replace(original, replacement)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a campaign, a constant that is runnable, with the changed protocol. */
  public <E extends Enum<E> & Runnable> void run(E campaign) throws ReflectiveOperationException {
    Class<?> type = loadClass(campaign.getDeclaringClass().getName());
    ((Runnable) type.getField(campaign.name()).get(null)).run();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] code = changed.get(name);
    return code == null ? super.findClass(name) : defineClass(name, code, 0, code.length);
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static Map<String, byte[]> compile(String file, String source) throws IOException {
    Map<String, ByteArrayOutputStream> output = new HashMap<>();
    StringWriter log = new StringWriter();
    try (StandardJavaFileManager standard = COMPILER.getStandardFileManager(null, null, null)) {
      boolean compiled =
          COMPILER
              .getTask(
                  log,
                  inMemory(standard, output),
                  null,
                  List.of("-proc:none"),
                  null,
                  List.of(text(file, source)))
              .call();
      assertThat(compiled).as("%s compiles: %s", file, log).isTrue();
    }
    Map<String, byte[]> classes = new HashMap<>();
    output.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  private static JavaFileObject text(String file, String source) {
    URI uri = URI.create("string:///io/crowdroll/protocol/" + file + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  private static JavaFileManager inMemory(
      StandardJavaFileManager standard, Map<String, ByteArrayOutputStream> output) {
    return new ForwardingJavaFileManager<>(standard) {
      @Override
      public JavaFileObject getJavaFileForOutput(
          Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
        return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/')), kind) {
          @Override
          public OutputStream openOutputStream() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            output.put(name, bytes);
            return bytes;
          }
        };
      }
    };
  }
}
