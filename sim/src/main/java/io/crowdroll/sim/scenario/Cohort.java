package io.crowdroll.sim.scenario;

import io.crowdroll.protocol.chain.Wei;
import java.util.List;

/**
 * A group of provers that are alike.
 *
 * @param count provers; those not at genesis join by the timeline
 * @param genesis whether they are registered at genesis
 * @param bonded whether genesis members start with the target bond; else they are newcomers
 * @param hardware mix of machine classes, shares sum to 1
 * @param region for outages, latency and jurisdictions
 * @param capacity parallel leases of one prover
 * @param loss probability that a lease is lost (tab closed, crash), independent of all else
 * @param electricityUsdPerKwh price of energy
 * @param economics joining for profit; {@code null} = they prove whatever it pays
 */
public record Cohort(
    String name,
    int count,
    boolean genesis,
    boolean bonded,
    List<Mix> hardware,
    Availability availability,
    String region,
    int capacity,
    double loss,
    Behaviour behaviour,
    double electricityUsdPerKwh,
    Economics economics) {

  /**
   * @param share of the cohort, in [0, 1]
   */
  public record Mix(HardwareClass hardware, double share) {}

  /**
   * A prover is active only while it expects to earn more than it spends.
   *
   * @param reserveUsdPerHour least profit worth the trouble
   * @param reviewMillis how often it decides
   */
  public record Economics(double reserveUsdPerHour, long reviewMillis) {}

  /** What cohort members do with leases. */
  public sealed interface Behaviour {

    /** Proves what it is assigned and sends it at once. */
    record Honest() implements Behaviour {}

    /**
     * Heartbeats go out while the machine sleeps.
     *
     * @param probability that a lease falls into sleep
     */
    record Sleeper(double probability) implements Behaviour {}

    /** An identity that heartbeats and never proves. */
    record FakeActive() implements Behaviour {}

    /**
     * Its members let leases pass until the bounty has grown; they know each other's leases.
     *
     * @param until factor on the base bounty from which they prove
     */
    record Withholder(double until) implements Behaviour {}

    /**
     * Sends its proof late on purpose.
     *
     * @param window share of the lease's window at which the proof leaves, in [0, 1]
     */
    record StrategicDelayer(double window) implements Behaviour {}

    /** Refuses tasks of the scenario's target set and takes the penalty. */
    record SelectiveRefuser() implements Behaviour {}

    /** Sends proofs seen in the mempool as its own. */
    record ProofCopier() implements Behaviour {}

    /**
     * Submits transactions of its own to be paid for their proofs.
     *
     * @param perSecond transactions a second and prover
     * @param transactionClass name of the class it submits
     */
    record SelfSpammer(double perSecond, String transactionClass) implements Behaviour {}

    /**
     * Declines, as its quota allows, what is dearer than it likes.
     *
     * @param aboveUnits tasks of more units are declined
     * @param amount least bounty it wants; smaller ones are declined
     */
    record Decliner(int aboveUnits, Wei amount) implements Behaviour {}

    /** As the scenario file writes it. */
    default String key() {
      return switch (this) {
        case Honest _ -> "honest";
        case Sleeper _ -> "sleeper";
        case FakeActive _ -> "fake-active";
        case Withholder _ -> "withholder";
        case StrategicDelayer _ -> "strategic-delayer";
        case SelectiveRefuser _ -> "selective-refuser";
        case ProofCopier _ -> "proof-copier";
        case SelfSpammer _ -> "self-spammer";
        case Decliner _ -> "decliner";
      };
    }
  }
}
