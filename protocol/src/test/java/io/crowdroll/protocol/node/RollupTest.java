package io.crowdroll.protocol.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RollupTest {
  private static final int USERS = 60;
  private static final int PROVERS = 40;

  static Stream<Rules> presets() {
    return Stream.of(Presets.hardened(), Presets.literal());
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyTransitionOfADiligentCrowdEndsInAProvenBatch(Rules rules) {
    Lockstep chain = new Lockstep(rules, USERS, PROVERS);
    List<Fact> before = List.of();
    for (int height = 1; height <= 600; height++) {
      if (height % 15 == 1) {
        chain.beatAll(PROVERS);
      }
      if (height <= 400) {
        chain.transfer(height % USERS, (height * 7 + 1) % USERS);
        chain.transfer((height + 30) % USERS, height % USERS);
      }
      chain.proveLeases(before, lease -> true);
      before = chain.block();
    }
    long transitions = chain.facts(Fact.Executed.class).count();
    assertThat(chain.facts(Fact.Included.class)).hasSize(800);
    assertThat(chain.facts(Fact.Proven.class).filter(proven -> (proven.task() & 31) == 0))
        .hasSize((int) transitions);
    assertThat(chain.facts(Fact.Penalised.class)).isEmpty();
    assertThat(chain.facts(Fact.BatchProven.class).count()).isGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyTransitionOfAnUnreliableCrowdEndsInAProvenBatch(Rules rules) {
    Lockstep chain = new Lockstep(rules, USERS, PROVERS);
    List<Fact> before = List.of();
    List<Fact.Leased> slow = new ArrayList<>();
    for (int height = 1; height <= 6_000; height++) {
      if (height % 15 == 1) {
        chain.beatAll(PROVERS);
      }
      if (height <= 800) {
        chain.transfer(height % USERS, (height * 7 + 1) % USERS);
      }
      // A third of the provers never prove; a fifth of the others' proofs come after their due.
      for (Fact fact : before) {
        if (fact instanceof Fact.Leased lease && lease.holder() < 0) {
          chain.prove(lease.task(), lease.holder());
        } else if (fact instanceof Fact.Leased lease && lease.holder() % 3 != 0) {
          if ((lease.task() ^ lease.holder()) % 5 == 0) {
            slow.add(lease);
          } else {
            chain.prove(lease.task(), lease.holder());
          }
        }
      }
      int now = height;
      slow.stream()
          .filter(lease -> now == lease.height() + 70)
          .forEach(lease -> chain.prove(lease.task(), lease.holder()));
      before = chain.block();
    }
    assertThat(chain.facts(Fact.Included.class)).hasSize(800);
    assertThat(chain.facts(Fact.Penalised.class)).isNotEmpty();
    long transitions = chain.facts(Fact.Executed.class).count();
    assertThat(chain.facts(Fact.Proven.class).filter(proven -> (proven.task() & 31) == 0))
        .hasSize((int) transitions);
  }
}
