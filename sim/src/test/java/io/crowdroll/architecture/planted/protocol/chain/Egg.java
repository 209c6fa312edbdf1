package io.crowdroll.architecture.planted.protocol.chain;

import io.crowdroll.architecture.planted.protocol.state.Hen;

/** Half of a cycle between two packages. */
public record Egg(Hen layer) {}
