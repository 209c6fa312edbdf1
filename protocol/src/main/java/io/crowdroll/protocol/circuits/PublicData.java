package io.crowdroll.protocol.circuits;

import io.crowdroll.protocol.chain.BatchData;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.PublicInputs;
import io.crowdroll.protocol.chain.SlotWords;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The public words of leaves and batches (STATEMENTS.md, "Public data and its commitment"), from
 * what every node knows, and the public inputs that they make: no witness is needed to check a
 * proof.
 */
public final class PublicData {
  private PublicData() {}

  /**
   * A header's fields in their order.
   *
   * @param count slots in use
   * @param deployment see {@link Deployment#word}
   * @param subject a leaf's task id without its last 8 bits, or a batch's index
   * @param settled Σ(Δbalance + Δbonded), signed
   */
  record Header(
      int level,
      int capacity,
      int count,
      BigInteger deployment,
      BigInteger subject,
      Hash256 preRoot,
      Hash256 postRoot,
      BigInteger fees,
      BigInteger settled,
      long firstHeight,
      long lastHeight,
      long l1Origin,
      long queueFrom,
      long queueTo) {

    /** d_0 … d_8. */
    List<BigInteger> words() {
      return List.of(
          HeaderConstraints.shape(level, capacity, count),
          deployment,
          subject,
          preRoot.toBigInteger(),
          postRoot.toBigInteger(),
          fees,
          settled.add(BigInteger.ONE.shiftLeft(HeaderConstraints.SETTLED_BITS)),
          packed(firstHeight, lastHeight, l1Origin),
          packed(queueFrom, queueTo));
    }
  }

  /** Numbers of 64 bits in one word, the most significant first. */
  static BigInteger packed(long... numbers) {
    BigInteger word = BigInteger.ZERO;
    for (long number : numbers) {
      word = word.shiftLeft(Long.SIZE).add(SlotWords.unsigned(number));
    }
    return word;
  }

  /**
   * Where transitions stand in the chain.
   *
   * @param firstHeight L2 height of the first
   * @param lastHeight L2 height of the last
   * @param l1Origin of the last block all of whose queue items are consumed by the end
   * @param queueFrom queue items consumed before
   */
  public record Place(long firstHeight, long lastHeight, long l1Origin, long queueFrom) {
    /** Where the chain has put them. */
    public static Place of(List<Transition> transitions, long queueFrom) {
      Transition last = transitions.getLast();
      return new Place(transitions.getFirst().height(), last.height(), last.l1Origin(), queueFrom);
    }
  }

  /** Public inputs of the task of one transition, bound to no payee. */
  public static PublicInputs leaf(Transition transition, Hash256 taskId, Deployment deployment) {
    int slots = transition.words().isEmpty() ? 0 : 1;
    long queueFrom = transition.queueTo() - (transition.queueIndex() >= 0 ? 1 : 0);
    List<Transition> alone = List.of(transition);
    List<BigInteger> words =
        words(
            alone,
            Statement.LEAF,
            slots,
            Statement.subject(taskId),
            Place.of(alone, queueFrom),
            deployment);
    BigInteger p = DataCommitment.chain(words);
    return new PublicInputs(transition.kind(), List.of(p, BigInteger.ZERO));
  }

  /**
   * All words of a batch, filled up with zeros; empty blocks have none.
   *
   * @param index of the batch
   */
  public static List<BigInteger> batch(
      List<Transition> transitions, long index, Place place, int capacity, Deployment deployment) {
    return words(
        transitions, Statement.BATCH, capacity, BigInteger.valueOf(index), place, deployment);
  }

  /** Public inputs of a batch of these words, bound to no payee. */
  public static PublicInputs batch(List<BigInteger> words) {
    DataCommitment commitment = DataCommitment.of(words);
    return new PublicInputs(
        null, List.of(commitment.p(), commitment.z(), commitment.y(), BigInteger.ZERO));
  }

  private static List<BigInteger> words(
      List<Transition> transitions,
      int level,
      int capacity,
      BigInteger subject,
      Place place,
      Deployment deployment) {
    Wei fees = Wei.ZERO;
    Wei settled = Wei.ZERO;
    List<BigInteger> slots = new ArrayList<>();
    for (Transition transition : transitions) {
      fees = fees.plus(transition.fee());
      settled = settled.plus(transition.settled());
      slots.addAll(transition.words());
    }
    Transition last = transitions.getLast();
    int count = slots.size() / BatchData.SLOT_WORDS;
    Header header =
        new Header(
            level,
            capacity,
            count,
            deployment.word(),
            subject,
            transitions.getFirst().preRoot(),
            last.postRoot(),
            fees.toBigInteger(),
            settled.toBigInteger(),
            place.firstHeight(),
            place.lastHeight(),
            place.l1Origin(),
            place.queueFrom(),
            last.queueTo());
    List<BigInteger> words = new ArrayList<>(header.words());
    words.addAll(slots);
    words.addAll(Collections.nCopies(BatchData.SLOT_WORDS * (capacity - count), BigInteger.ZERO));
    return words;
  }
}
