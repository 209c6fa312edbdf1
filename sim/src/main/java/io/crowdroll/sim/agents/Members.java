package io.crowdroll.sim.agents;

import io.crowdroll.protocol.node.Prover;
import io.crowdroll.sim.model.AvailabilityProcess.Phase;
import java.util.Arrays;

/**
 * The provers of the world, in flat arrays by member number: those of genesis first, then whoever
 * joins.
 */
final class Members {
  private static final byte PHASE_ON = 1;
  private static final byte OPEN = 2;
  private static final byte PAUSED = 4;
  private static final byte LEFT = 8;

  private final Prover[] nodes;
  private final byte[] crews;
  private final byte[] hardware;
  private final byte[] flags;
  private final byte[] outages;
  private final int[] indices;
  private final int[] phaseNumbers;
  private final int[] phaseGenerations;
  private final int[] leases;
  private int[] byRegistry;
  private int size;

  /**
   * @param capacity most members that there will be
   */
  Members(int capacity) {
    nodes = new Prover[capacity];
    crews = new byte[capacity];
    hardware = new byte[capacity];
    flags = new byte[capacity];
    outages = new byte[capacity];
    indices = new int[capacity];
    phaseNumbers = new int[capacity];
    phaseGenerations = new int[capacity];
    leases = new int[capacity];
    byRegistry = new int[Math.max(1, capacity)];
  }

  int size() {
    return size;
  }

  /**
   * @param crew number of its cohort
   * @param index in the cohort
   */
  int add(Prover node, int crew, int index, int hardwareClass) {
    nodes[size] = node;
    crews[size] = (byte) crew;
    indices[size] = index;
    hardware[size] = (byte) hardwareClass;
    return size++;
  }

  Prover node(int member) {
    return nodes[member];
  }

  int crew(int member) {
    return crews[member];
  }

  int index(int member) {
    return indices[member];
  }

  int hardware(int member) {
    return hardware[member];
  }

  /** Notes a member's number in the registry. */
  void registered(int member, int prover) {
    if (prover >= byRegistry.length) {
      byRegistry = Arrays.copyOf(byRegistry, Math.max(prover + 1, 2 * byRegistry.length));
    }
    byRegistry[prover] = member;
  }

  /** The member with a number in the registry. */
  int ofRegistry(int prover) {
    return byRegistry[prover];
  }

  /** Starts a phase of its availability; its generation. */
  int startPhase(int member, Phase phase) {
    set(member, PHASE_ON, phase.on());
    phaseNumbers[member] = phase.number();
    return ++phaseGenerations[member];
  }

  /** The present phase, as what follows it needs it: its end is not kept. */
  Phase phase(int member) {
    return new Phase(is(member, PHASE_ON), phaseNumbers[member], 0);
  }

  int phaseGeneration(int member) {
    return phaseGenerations[member];
  }

  /** One more lease of a member; its number. */
  int nextLease(int member) {
    return leases[member]++;
  }

  /** Whether its plugin ought to be open. */
  boolean wantsToBeOpen(int member) {
    return (flags[member] & (PHASE_ON | PAUSED | LEFT)) == PHASE_ON && outages[member] == 0;
  }

  boolean isOpen(int member) {
    return is(member, OPEN);
  }

  void open(int member, boolean open) {
    set(member, OPEN, open);
  }

  boolean isPaused(int member) {
    return is(member, PAUSED);
  }

  void pause(int member, boolean paused) {
    set(member, PAUSED, paused);
  }

  boolean hasLeft(int member) {
    return is(member, LEFT);
  }

  void leave(int member) {
    set(member, LEFT, true);
  }

  /** An outage begins or, with −1, ends; those still on. */
  int outage(int member, int change) {
    return outages[member] += (byte) change;
  }

  private boolean is(int member, byte flag) {
    return (flags[member] & flag) != 0;
  }

  private void set(int member, byte flag, boolean value) {
    flags[member] = (byte) (value ? flags[member] | flag : flags[member] & ~flag);
  }
}
