package io.crowdroll.protocol.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The public words of a batch and what goes with them to L1 (STATEMENTS.md, "Public data"): all
 * that a {@link BatchHeader} says can be read off them.
 *
 * @param words nine of the header and four for each slot of the capacity, pads included
 * @param p their commitment P
 * @param validatorSetNext hash of the set that signs the next batch
 */
public record BatchData(List<BigInteger> words, BigInteger p, Hash256 validatorSetNext) {
  /** Words before those of the slots. */
  public static final int HEADER_WORDS = 9;

  /** Words of a slot. */
  public static final int SLOT_WORDS = 4;

  private static final int SETTLED_BITS = 127;

  /**
   * @throws IllegalArgumentException if there are not as many words as the first one says
   */
  public BatchData {
    words = List.copyOf(words);
    int capacity = words.isEmpty() ? 0 : field(words.getFirst(), 16, 16).intValue();
    if (words.size() != HEADER_WORDS + SLOT_WORDS * capacity) {
      throw new IllegalArgumentException(words.size() + " words for a capacity of " + capacity);
    }
  }

  /** Fills up what was posted, which ends with the last slot in use. */
  public static BatchData ofPosted(List<BigInteger> posted, BigInteger p, Hash256 validatorSet) {
    int size = HEADER_WORDS + SLOT_WORDS * field(posted.getFirst(), 16, 16).intValue();
    List<BigInteger> words = new ArrayList<>(posted);
    words.addAll(Collections.nCopies(Math.max(0, size - posted.size()), BigInteger.ZERO));
    return new BatchData(words, p, validatorSet);
  }

  /** Slots in use. */
  public int count() {
    return field(words.getFirst(), 0, 16).intValue();
  }

  /** What a commit carries: the words without the pads. */
  public List<BigInteger> posted() {
    return words.subList(0, HEADER_WORDS + SLOT_WORDS * count());
  }

  /** Keccak of all words, 32 bytes each. */
  public Hash256 wordsHash() {
    Keccak256 keccak = new Keccak256();
    words.forEach(word -> keccak.putHash(Hash256.of(word)));
    return keccak.digest();
  }

  /** keccak(abi.encode(index, parentHash, wordsHash, P, readyAt, validatorSetNext)). */
  Hash256 headerHash(long index, Hash256 parentHash, long readyAt) {
    return new Keccak256()
        .putHash(new Hash256(0, 0, 0, index))
        .putHash(parentHash)
        .putHash(wordsHash())
        .putHash(Hash256.of(p))
        .putHash(new Hash256(0, 0, 0, readyAt))
        .putHash(validatorSetNext)
        .digest();
  }

  /** The header of a batch with these words. */
  public BatchHeader header(Hash256 parentHash, long readyAt) {
    Wei deposits = Wei.ZERO;
    List<Transition.Withdrawal> withdrawals = new ArrayList<>();
    List<BatchHeader.Consumed> items = new ArrayList<>();
    long queueFrom = number(8, 64);
    for (int at = HEADER_WORDS; at < HEADER_WORDS + SLOT_WORDS * count(); at += SLOT_WORDS) {
      int kind = field(words.get(at), 224, 8).intValue();
      boolean applied = words.get(at).testBit(232);
      if (kind == SlotWords.DEPOSIT && asset(at) == Asset.ZKPOW) {
        deposits = deposits.plus(value(at));
      }
      if (applied && (kind == SlotWords.WITHDRAW || kind == SlotWords.FORCED_WITHDRAW)) {
        Address to = Address.of(Hash256.of(words.get(at + 1)));
        withdrawals.add(new Transition.Withdrawal(to, asset(at), value(at)));
      }
      if (SlotWords.isQueued(kind)) {
        items.add(new BatchHeader.Consumed(queueFrom + items.size(), applied));
      }
    }
    return new BatchHeader(
        words.get(2).longValue(),
        parentHash,
        Hash256.of(words.get(3)),
        Hash256.of(words.get(4)),
        count(),
        Wei.of(words.get(5)),
        Wei.of(words.get(6).subtract(BigInteger.ONE.shiftLeft(SETTLED_BITS))),
        deposits,
        withdrawals,
        number(7, 128),
        number(7, 64),
        number(7, 0),
        queueFrom,
        number(8, 0),
        items,
        readyAt,
        0,
        this);
  }

  private Asset asset(int slot) {
    return Asset.values()[field(words.get(slot + 1), 160, 8).intValue()];
  }

  private Wei value(int slot) {
    return Wei.of(field(words.get(slot + 2), 0, 128));
  }

  private long number(int word, int shift) {
    return field(words.get(word), shift, 64).longValue();
  }

  private static BigInteger field(BigInteger word, int shift, int bits) {
    return word.shiftRight(shift).and(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
  }
}
