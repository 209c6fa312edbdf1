package io.crowdroll.protocol.consensus;

import java.util.List;

/**
 * The beacon as consensus meets it (PROTOCOL.md §2), as a port: R_h comes with the decision of h.
 * Both methods are functions of their arguments and of public keys.
 */
public interface Randomness {
  /** A beacon whose R_h follows from the value alone. */
  Randomness OF_VALUE =
      new Randomness() {
        private static final byte[] NOTHING = {};

        @Override
        public byte[] reveal(Term term, Value value, List<Ballot> precommits) {
          return NOTHING;
        }

        @Override
        public boolean proves(Term term, Value value, byte[] proof) {
          return proof.length == 0;
        }
      };

  /**
   * A proof of R_h, or {@code null} while the shares of these precommits do not suffice: then the
   * height is not over before more have come.
   *
   * @param precommits for the value, of more than 2/3 of stake, signatures checked, shares not
   */
  byte[] reveal(Term term, Value value, List<Ballot> precommits);

  /** Whether a proof made by another validator gives R_h. */
  boolean proves(Term term, Value value, byte[] proof);
}
