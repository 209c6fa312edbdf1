package io.crowdroll.protocol.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.consensus.Exploration.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A crash at any point of the record loses nothing that has left the node (I8, goal G8). */
class CrashTest {
  private static final int PATIENCE = 12;
  private static final int NODE = 3;
  private static final int NEVER = -1;

  /** Two heights with locks, rounds that fail, and a node that has to catch up. */
  private static List<Schedule> schedules() {
    List<Schedule> found = new ArrayList<>();
    for (long seed = 0; found.size() < 8; seed++) {
      Schedule schedule = Schedules.sampled(new long[] {1, 1, 1, 1}, 1, seed);
      if (schedule.heights() > 1 && schedule.rounds() > 2) {
        found.add(schedule);
      }
    }
    return found;
  }

  private static Exploration run(Schedule schedule, Crash crash) {
    try {
      return new Exploration(schedule, PATIENCE, crash).run();
    } catch (Violation e) {
      throw new AssertionError(crash + " in " + Schedules.text(schedule), e);
    }
  }

  @Test
  void aNodeThatCrashesAnywhereNeverContradictsItself() {
    int crashes = 0;
    for (Schedule schedule : schedules()) {
      int events = run(schedule, new Crash(NODE, NEVER, Crash.Tail.WHOLE, 0)).handledByCrashed();
      for (int event = 0; event < events; event++) {
        for (Crash.Tail tail : List.of(Crash.Tail.LOST, Crash.Tail.TORN, Crash.Tail.WHOLE)) {
          run(schedule, new Crash(NODE, event, tail, event % 3 * 700));
          crashes++;
        }
      }
    }
    assertThat(crashes).isGreaterThan(1_000);
  }

  /** The check above can fail: it finds the node that did not keep its record. */
  @Test
  void aNodeThatForgetsItsRecordContradictsItself() {
    Violation found = null;
    for (Schedule schedule : schedules()) {
      for (int event = 2; event < 80 && found == null; event++) {
        Crash crash = new Crash(NODE, event, Crash.Tail.FORGOTTEN, 0);
        found =
            catchThrowableOfType(
                Violation.class, () -> new Exploration(schedule, PATIENCE, crash).run());
      }
    }
    assertThat(found).hasMessageContaining(" after ");
  }

  @Test
  void aRecordCutAnywhereGivesTheStateOfItsWholeEvents() {
    byte[] record =
        run(schedules().getFirst(), new Crash(NODE, NEVER, Crash.Tail.WHOLE, 0)).record();
    Consensus uncrashed = machine();
    Hash256 before = uncrashed.digest();
    int at = 0;
    for (var frame = Frames.at(record, 0); frame != null; frame = Frames.at(record, at)) {
      for (int cut : new int[] {at, at + 3, (at + frame.end()) / 2, frame.end() - 1}) {
        assertThat(recovered(Arrays.copyOf(record, cut), at)).isEqualTo(before);
      }
      byte[] damaged = Arrays.copyOf(record, frame.end());
      damaged[frame.end() - 1] ^= 1;
      assertThat(recovered(damaged, at)).isEqualTo(before);
      var entry = Toy.CODEC.decodeEntry(frame.content());
      uncrashed.handle(entry.now(), entry.event(), effect -> {});
      before = uncrashed.digest();
      at = frame.end();
      assertThat(recovered(Arrays.copyOf(record, at), at)).isEqualTo(before);
    }
    assertThat(at).isEqualTo(record.length);
  }

  private static Hash256 recovered(byte[] record, int whole) {
    Consensus machine = machine();
    assertThat(RecordedConsensus.recover(machine, Toy.CODEC, record)).isEqualTo(whole);
    return machine.digest();
  }

  private static Consensus machine() {
    Schedule schedule = schedules().getFirst();
    return new Consensus(
        NODE,
        Toy.RULES,
        Toy.SIGNATURES,
        (term, round) -> schedule.leader(term.height(), round),
        Randomness.OF_VALUE);
  }
}
