package io.crowdroll.sim.model;

/**
 * Properties of an entity that are fixed at birth. The order enters the keys of the draws: append
 * only.
 */
public enum Trait {
  /** The class of its machine. */
  HARDWARE,
  /** The host of an availability trace whose life it lives. */
  HOST,
  /** Whether it is on at genesis. */
  ON,
  /** What is left of its phase at genesis. */
  RESIDUAL_LIFE,
  /** How long that phase is in all. */
  LENGTH_BIAS,
  /** When in the period it reviews whether proving pays. */
  REVIEW,
  /** When in the interval its heartbeats are due. */
  BEAT
}
