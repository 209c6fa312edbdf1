package io.crowdroll.protocol.consensus;

import io.crowdroll.protocol.chain.Draw;
import io.crowdroll.protocol.chain.Hash256;

/** Who leads a round. */
public interface Leaders {

  /** The index of the leader. */
  int leader(Term term, int round);

  /** The protocol's rule: the draw of {@link #draw}, from the beacon of the height before. */
  static Leaders drawn() {
    Draw draw = new Draw();
    return (term, round) ->
        draw(
            draw,
            term.beacon(),
            term.height(),
            round,
            term.electors()::stake,
            term.electors().total());
  }

  /** Σ stake over validators 0, 1, … is the total that was given. */
  interface Stakes {
    long of(int validator);
  }

  /**
   * A stake-weighted draw (PROTOCOL.md §2).
   *
   * @param beacon R_{height − 1}
   */
  static int draw(Draw draw, Hash256 beacon, long height, int round, Stakes stakes, long total) {
    long point = draw.uniform(beacon, new Hash256(0, 0, 0, height), round, total);
    int validator = 0;
    while (point >= stakes.of(validator)) {
      point -= stakes.of(validator++);
    }
    return validator;
  }
}
