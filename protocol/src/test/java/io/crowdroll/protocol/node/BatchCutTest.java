package io.crowdroll.protocol.node;

import static io.crowdroll.protocol.node.RulesWith.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Fact;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md §6: where a batch ends. */
class BatchCutTest {
  private static final Rules SMALL = with(Presets.hardened(), "aggregation.batchSize", 8);

  @Test
  void aBatchClosesAtItsSize() {
    Scene scene = new Scene(SMALL, 0);
    transfers(scene, 8);
    assertThat(scene.next(Fact.BatchClosed.class, batch -> true).lastTransition()).isEqualTo(7);
  }

  @Test
  void aBatchClosesBeforeTheTransitionThatPassesItsUnits() {
    Scene scene = new Scene(with(SMALL, "aggregation.batchUnits", 44 * 3 + 1), 0);
    transfers(scene, 4);
    assertThat(scene.next(Fact.BatchClosed.class, batch -> true).lastTransition()).isEqualTo(2);
  }

  @Test
  void aBatchClosesAtItsAge() {
    Scene scene = new Scene(SMALL, 0);
    transfers(scene, 3);
    scene.block();
    long opened = scene.chain.rollup().timestamp();
    scene.next(Fact.BatchClosed.class, batch -> true);
    assertThat(scene.chain.rollup().timestamp() - opened).isEqualTo(600_000);
  }

  @Test
  void aMissClosesTheBatchBeforeTheMissedTransition() {
    Scene scene = new Scene(SMALL, 12);
    Fact.BatchClosed closed = fourTransfersOfWhichTheThirdIsMissed(scene);
    assertThat(closed.lastTransition()).isEqualTo(1);
    assertThat(scene.chain.facts(Fact.Penalised.class)).hasSize(1);
  }

  @Test
  void theLiteralProtocolCutsProvenRunsOnly() {
    Rules literal = with(Presets.literal(), "aggregation.batchSize", 2);
    Scene scene = new Scene(literal, 12);
    Fact.BatchClosed closed = fourTransfersOfWhichTheThirdIsMissed(scene);
    assertThat(closed.lastTransition()).isEqualTo(1);
    scene.blocks(60);
    assertThat(scene.chain.facts(Fact.BatchClosed.class)).hasSize(1);
  }

  private static Fact.BatchClosed fourTransfersOfWhichTheThirdIsMissed(Scene scene) {
    transfers(scene, 4);
    scene
        .all(Fact.Leased.class, lease -> true)
        .forEach(
            lease -> {
              if (lease.task() >> 5 != 2) {
                scene.chain.prove(lease.task(), lease.holder());
              }
            });
    return scene.next(Fact.BatchClosed.class, batch -> true);
  }

  private static void transfers(Scene scene, int count) {
    for (int i = 0; i < count; i++) {
      scene.chain.transfer(20 + i, 30);
    }
  }
}
