package io.crowdroll.architecture.planted.protocol.state;

import io.crowdroll.architecture.planted.protocol.chain.Egg;

/** The other half. */
public record Hen(Egg origin) {}
