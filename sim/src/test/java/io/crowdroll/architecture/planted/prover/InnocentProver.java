package io.crowdroll.architecture.planted.prover;

import java.security.SecureRandom;

/** Blinds with true chance, as it must. */
record InnocentProver(SecureRandom chance) {
  int blinding() {
    return chance.nextInt();
  }
}
