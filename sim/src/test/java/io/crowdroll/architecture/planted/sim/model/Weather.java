package io.crowdroll.architecture.planted.sim.model;

import io.crowdroll.architecture.planted.attic.Stray;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Each way in which a model could break a rule: most give another result on another machine. */
interface Weather {
  record Growth() {
    double after(double time) {
      return Math.exp(time);
    }
  }

  record Forecast() {
    String text(double degrees) {
      return String.format("%.1f", degrees);
    }
  }

  record Sign() {
    String text(String word) {
      return word.toUpperCase();
    }
  }

  record Hour() {
    Instant now() {
      return Instant.now();
    }
  }

  record Storm() {
    int strength() {
      return ThreadLocalRandom.current().nextInt();
    }
  }

  record Leaves(List<String> leaves) {
    void fall() {
      Collections.shuffle(leaves);
    }
  }

  record Loft(Stray found) {}

  final class Memory {
    private static int rainyDays;

    int count() {
      return ++rainyDays;
    }
  }
}
