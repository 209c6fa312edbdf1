package io.crowdroll.prover.curve;

/**
 * Scratch memory of {@link Msm#multiply}: grows to what the largest call needs, so that later calls
 * allocate nothing. Serves one call at a time.
 */
public final class Workspace {}
