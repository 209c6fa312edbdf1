package io.crowdroll.protocol.circuits;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.SlotWords;
import io.crowdroll.prover.circuit.Assignment;
import io.crowdroll.prover.circuit.Compiled;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a leaf's or a batch's proof says: a header and its slots (STATEMENTS.md, "Public data").
 *
 * @param level {@link #LEAF} or {@link #BATCH}
 * @param deployment chain id and contract in one word, see {@link
 *     io.crowdroll.protocol.chain.Deployment#word}
 * @param subject a leaf's task id without its last 8 bits, or a batch's index
 * @param preRoot state root before the first slot
 * @param postRoot state root after the last
 * @param firstHeight L2 height of the first slot
 * @param lastHeight L2 height of the last
 * @param l1Origin of the last block all of whose queue items are consumed by the end
 * @param queueFrom queue items consumed before
 * @param slots in order; a batch is filled up with {@link SlotWitness#PAD}
 */
public record Statement(
    int level,
    BigInteger deployment,
    BigInteger subject,
    Hash256 preRoot,
    Hash256 postRoot,
    long firstHeight,
    long lastHeight,
    long l1Origin,
    long queueFrom,
    List<SlotWitness> slots) {
  /** Level of one slot, or of an empty block. */
  public static final int LEAF = HeaderConstraints.LEAF;

  /** Level of a batch. */
  public static final int BATCH = HeaderConstraints.BATCH;

  public Statement {
    slots = List.copyOf(slots);
  }

  /** A leaf's subject: its task's id, cut to fit one word. */
  public static BigInteger subject(Hash256 taskId) {
    return taskId.toBigInteger().shiftRight(8);
  }

  /** The same with pads up to a capacity. */
  public Statement padded(int capacity) {
    List<SlotWitness> all = new ArrayList<>(slots);
    all.addAll(Collections.nCopies(capacity - slots.size(), SlotWitness.PAD));
    return new Statement(
        level,
        deployment,
        subject,
        preRoot,
        postRoot,
        firstHeight,
        lastHeight,
        l1Origin,
        queueFrom,
        all);
  }

  /** All public words: nine of the header, four a slot. */
  public List<BigInteger> words() {
    BigInteger fees = BigInteger.ZERO;
    BigInteger settled = BigInteger.ZERO;
    int count = 0;
    long queueTo = queueFrom;
    for (SlotWitness witness : slots) {
      Slot slot = witness.slot();
      count += slot.kind() == SlotKind.PAD ? 0 : 1;
      queueTo += SlotKind.QUEUED.contains(slot.kind()) ? 1 : 0;
      fees = fees.add(slot.fee());
      if (slot.kind() == SlotKind.SETTLE) {
        settled = settled.add(slot.first().balance()).add(slot.first().bonded());
        settled = settled.add(slot.second().balance()).add(slot.second().bonded());
      }
    }
    List<BigInteger> words =
        new ArrayList<>(
            new PublicData.Header(
                    level,
                    slots.size(),
                    count,
                    deployment,
                    subject,
                    preRoot,
                    postRoot,
                    fees,
                    settled,
                    firstHeight,
                    lastHeight,
                    l1Origin,
                    queueFrom,
                    queueTo)
                .words());
    slots.forEach(witness -> words.addAll(witness.slot().words()));
    return words;
  }

  /**
   * The inputs of its circuit: {@link LeafCircuit} of the only slot's kind, {@link
   * EmptyBlockCircuit} or {@link BatchCircuit}.
   *
   * @param payee who is to be paid, 0 where the protocol binds nobody
   */
  public Assignment assign(Compiled circuit, BigInteger payee) {
    Assignment inputs = circuit.assignment();
    DataCommitment commitment = DataCommitment.of(words());
    inputs.set("P", commitment.p()).set("payee", payee);
    if (level == BATCH) {
      inputs.set("z", commitment.z()).set("y", commitment.y());
    }
    inputs.set("deployment", deployment);
    inputs.set("subject", subject);
    inputs.set("preRoot", preRoot.toBigInteger());
    inputs.set("position", PublicData.packed(firstHeight, lastHeight, l1Origin));
    inputs.set("queueFrom", SlotWords.unsigned(queueFrom));
    for (int i = 0; i < slots.size(); i++) {
      List<SlotKind> possible =
          level == BATCH ? List.of(SlotKind.values()) : List.of(slots.get(i).slot().kind());
      slots.get(i).assign(inputs, i, possible);
    }
    return inputs;
  }
}
