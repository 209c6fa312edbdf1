package io.crowdroll.sim.scenario;

/**
 * What people do on L1 that anybody may do (PROTOCOL.md §8).
 *
 * @param claims whether users claim their withdrawals
 * @param proves whether somebody proves queue items that the sequencer leaves lying
 * @param freezes whether somebody freezes the contract when the queue is overdue
 * @param escapes share of the users who leave a frozen rollup
 */
public record Outside(boolean claims, boolean proves, boolean freezes, double escapes) {}
