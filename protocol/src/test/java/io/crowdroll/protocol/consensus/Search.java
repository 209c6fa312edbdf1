package io.crowdroll.protocol.consensus;

/** Explores schedules until a node breaks a promise, which throws. */
public enum Search implements Runnable {
  /** Less than 1/3 of stake is Byzantine. */
  UNDER_A_THIRD {
    @Override
    Schedule schedule(int number) {
      return Schedules.sampled(number);
    }
  },
  /** Less than 1/3, and only what is decided is looked at. */
  DECISIONS {
    @Override
    Schedule schedule(int number) {
      return Schedules.sampled(number);
    }
  },
  /** Exactly 1/3 is Byzantine, and only what is decided is looked at. */
  AT_A_THIRD {
    @Override
    Schedule schedule(int number) {
      return Schedules.sampled(new long[] {1, 1, 1}, 1, number);
    }
  };

  private static final int MOST = 20_000;

  abstract Schedule schedule(int number);

  @Override
  public void run() {
    int patience = this == DECISIONS || this == AT_A_THIRD ? -1 : 8;
    for (int number = 0; number < MOST; number++) {
      new Exploration(schedule(number), patience).run();
    }
  }
}
