package io.crowdroll.architecture.planted.sim.kernel;

import io.crowdroll.architecture.planted.protocol.InnocentRule;

/** A kernel that knows what it drives. */
record NosyKernel(InnocentRule rule) {}
