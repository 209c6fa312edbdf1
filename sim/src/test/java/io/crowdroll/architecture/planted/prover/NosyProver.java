package io.crowdroll.architecture.planted.prover;

import io.crowdroll.architecture.planted.protocol.InnocentRule;

/** A prover that knows what is proven. */
record NosyProver(InnocentRule rule) {}
