package io.crowdroll.sim.kernel;

/** The 64-bit order-dependent digest of a run's events. */
final class TraceHash {

  private TraceHash() {}

  /**
   * The hash after one more event. The four fields are mixed side by side, each under its own key,
   * so that only one mix lies on the chain from event to event.
   */
  static long extend(long hash, EventSlot event) {
    long fields =
        mix(event.time + 0x9e3779b97f4a7c15L)
            + mix(event.kind + 0xd1b54a32d192ed03L)
            + mix(event.a + 0xabc98388fb8fac03L)
            + mix(event.b + 0x8cb92ba72f3d8dd7L);
    return mix(hash + 0x9e3779b97f4a7c15L ^ fields);
  }

  /** Stafford's variant 13 of the MurmurHash3 finaliser: a bijection with full avalanche. */
  private static long mix(long x) {
    x = (x ^ x >>> 30) * 0xbf58476d1ce4e5b9L;
    x = (x ^ x >>> 27) * 0x94d049bb133111ebL;
    return x ^ x >>> 31;
  }
}
