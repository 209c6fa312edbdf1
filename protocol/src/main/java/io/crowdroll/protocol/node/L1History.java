package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.submission.ContractView;
import io.crowdroll.protocol.submission.L1Block;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The latest canonical L1 blocks as one account sees them, each with the contract's state after it:
 * a reorganisation takes blocks off and puts others on, and nothing is computed backwards.
 */
final class L1History {

  /**
   * A block and what was known after it.
   *
   * @param nextId first number that no call of this account has used on the chain
   */
  record Entry(L1Block block, ContractView view, long nextId) {}

  private final Address self;
  private final int depth;
  private final ContractView genesis;
  private final Deque<Entry> entries = new ArrayDeque<>();

  /**
   * @param depth blocks kept; a deeper reorganisation cannot be followed
   */
  L1History(Address self, int depth, ContractView genesis) {
    this.self = self;
    this.depth = depth;
    this.genesis = genesis;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  Entry head() {
    return entries.getLast();
  }

  /** The oldest block kept: what it shows as proven stays proven. */
  Entry oldest() {
    return entries.getFirst();
  }

  /**
   * Takes the head off.
   *
   * @return false if {@code hash} is not the head or nothing is kept below it
   */
  boolean remove(Hash256 hash) {
    if (entries.size() < 2 || !head().block().hash().equals(hash)) {
      return false;
    }
    entries.removeLast();
    return true;
  }

  /**
   * Puts a block on the head.
   *
   * @return false if it is no child of the head
   */
  boolean add(L1Block block) {
    if (!isEmpty() && !block.parent().equals(head().block().hash())) {
      return false;
    }
    ContractView view = isEmpty() ? genesis : head().view();
    long nextId = isEmpty() ? 0 : head().nextId();
    for (L1Block.Receipt receipt : block.receipts()) {
      if (receipt.sender().equals(self)) {
        nextId = Math.max(nextId, receipt.id() + 1);
      }
    }
    entries.addLast(new Entry(block, view.after(block), nextId));
    if (entries.size() > depth) {
      entries.removeFirst();
    }
    return true;
  }

  /** The entry of block {@code number}, {@code null} if it is not kept. */
  Entry at(long number) {
    Iterator<Entry> newestFirst = entries.descendingIterator();
    while (newestFirst.hasNext()) {
      Entry entry = newestFirst.next();
      if (entry.block().number() == number) {
        return entry;
      }
    }
    return null;
  }
}
