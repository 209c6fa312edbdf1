package io.crowdroll.sim.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.protocol.chain.Transition;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys on disk, of the smallest circuit. */
class KeyCacheTest {
  private static final ProvenCircuit EMPTY = ProvenCircuit.leaf(Transition.Kind.EMPTY_BLOCK, false);

  @TempDir private Path directory;

  @Test
  void aKeyIsMadeOnceAndOnlyWholeUnderItsName() throws IOException {
    try (ForkJoinPool pool = new ForkJoinPool(2);
        Arena arena = Arena.ofShared();
        Stream<Path> files = list(pool, arena)) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .allMatch(it -> it.startsWith("empty-block-"))
          .hasSize(2);
    }
  }

  private Stream<Path> list(ForkJoinPool pool, Arena arena) throws IOException {
    KeyCache.Entry made = cache(pool).open(EMPTY, arena);
    assertThat(cache(pool).find(EMPTY, arena).orElseThrow().key().verifyingKey())
        .isEqualTo(made.key().verifyingKey());
    return Files.list(directory);
  }

  @Test
  void productionTakesNoMarkedAndNoMissingKeyOfAnyCircuit() throws IOException {
    try (ForkJoinPool pool = new ForkJoinPool(2);
        Arena arena = Arena.ofShared()) {
      KeyCache keys = cache(pool);
      assertThat(keys.refusal(List.of(EMPTY)).orElseThrow())
          .contains("there is no key of empty-block");
      assertThat(directory).isEmptyDirectory();
      KeyCache.Entry entry = keys.open(EMPTY, arena);
      // the list does not help a key that is marked
      Files.writeString(
          directory.resolve(KeyCache.PRODUCTION_LIST),
          entry.key().verifyingKey().fingerprint() + " listed by mistake\n");
      assertThat(keys.refusal(List.of(EMPTY)).orElseThrow()).contains("development key");
    }
  }

  @Test
  void aTruncatedOrForeignKeyIsRefused() throws IOException {
    try (ForkJoinPool pool = new ForkJoinPool(2);
        Arena arena = Arena.ofShared()) {
      KeyCache.Entry entry = cache(pool).open(EMPTY, arena);
      byte[] good = Files.readAllBytes(entry.file());
      Path exit =
          cache(pool).file(ProvenCircuit.exit(), ProvenCircuit.exit().circuit().compile().r1cs());
      Files.write(exit, good);
      assertThatThrownBy(() -> cache(pool).find(ProvenCircuit.exit(), arena))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is not a key of the circuit exit");
      Files.delete(entry.file());
      Files.write(entry.file(), java.util.Arrays.copyOf(good, good.length / 2));
      assertThatThrownBy(() -> cache(pool).find(EMPTY, arena)).isInstanceOf(IOException.class);
    }
  }

  private KeyCache cache(ForkJoinPool pool) {
    return new KeyCache(directory, pool, _ -> {});
  }
}
