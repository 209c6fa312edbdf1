package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.submission.ContractView;
import io.crowdroll.protocol.submission.L1Block;

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
  private final ContractView genesis;

  /** Ring of the blocks {@link #first} to {@link #last}: block n lies at n mod its length. */
  private final Entry[] entries;

  private long first;
  private long last = -1;

  /**
   * @param depth blocks kept; a deeper reorganisation cannot be followed
   */
  L1History(Address self, int depth, ContractView genesis) {
    this.self = self;
    this.genesis = genesis;
    entries = new Entry[depth];
  }

  boolean isEmpty() {
    return last < first;
  }

  Entry head() {
    return at(last);
  }

  /** The oldest block kept: what it shows as proven stays proven. */
  Entry oldest() {
    return at(first);
  }

  /**
   * Takes the head off.
   *
   * @return false if {@code hash} is not the head or nothing is kept below it
   */
  boolean remove(Hash256 hash) {
    if (last <= first || !head().block().hash().equals(hash)) {
      return false;
    }
    last--;
    return true;
  }

  /**
   * Puts a block on the head.
   *
   * @return false if it is no child of the head
   */
  boolean add(L1Block block) {
    Entry head = isEmpty() ? new Entry(block, genesis, 0) : head();
    if (isEmpty()) {
      first = block.number();
    } else if (block.number() != last + 1 || !block.parent().equals(head.block().hash())) {
      return false;
    }
    long nextId = head.nextId();
    for (L1Block.Receipt receipt : block.receipts()) {
      if (receipt.sender().equals(self)) {
        nextId = Math.max(nextId, receipt.id() + 1);
      }
    }
    last = block.number();
    first = Math.max(first, last - entries.length + 1);
    entries[place(last)] = new Entry(block, head.view().after(block), nextId);
    return true;
  }

  /** The entry of block {@code number}, {@code null} if it is not kept. */
  Entry at(long number) {
    return number < first || number > last ? null : entries[place(number)];
  }

  private int place(long number) {
    return (int) (number % entries.length);
  }
}
