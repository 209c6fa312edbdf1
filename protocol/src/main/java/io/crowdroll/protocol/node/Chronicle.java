package io.crowdroll.protocol.node;

import io.crowdroll.protocol.aggregation.BatchEnd;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.L1Origin;
import java.util.ArrayList;
import java.util.List;

/** The final blocks of a chain, kept so that the chain can go back (PROTOCOL.md §8). */
public final class Chronicle {

  /**
   * A stretch of the chain.
   *
   * @param fork what it begins with, {@code null} = genesis
   */
  public record Chapter(Fork fork, List<Block> blocks) {
    public Chapter {
      blocks = List.copyOf(blocks);
    }
  }

  private final List<Chapter> closed = new ArrayList<>();
  private Fork fork;
  private List<Block> blocks = new ArrayList<>();

  /** A block is final. */
  public void add(Block block) {
    blocks.add(block);
  }

  /** The chain so far. */
  public List<Chapter> chapters() {
    List<Chapter> chapters = new ArrayList<>(closed);
    chapters.add(new Chapter(fork, blocks));
    return chapters;
  }

  /**
   * The chain that keeps the given batches and goes on with a permissionless one.
   *
   * @param ends of the batches kept, from the first on
   * @param origin L1 origin where the last of them ends
   * @param items of the permissionless batch; none = only the way back
   */
  public List<Chapter> revert(List<BatchEnd> ends, L1Origin origin, List<L1Item> items) {
    List<Chapter> chapters = chapters();
    long height = ends.isEmpty() ? 0 : ends.getLast().height();
    while (true) {
      Chapter last = chapters.removeLast();
      boolean endsHere = last.fork == null || last.fork.base() < ends.size();
      int at = 0;
      while (at < last.blocks.size() && last.blocks.get(at).height() < height) {
        at++;
      }
      boolean inBlocks = at < last.blocks.size() && last.blocks.get(at).height() == height;
      if (endsHere) {
        chapters.add(new Chapter(last.fork, last.blocks.subList(0, inBlocks ? at : 0)));
        long number = 1 + chapters.stream().filter(chapter -> chapter.fork != null).count();
        Block cut = inBlocks ? last.blocks.get(at) : null;
        chapters.add(new Chapter(new Fork(number, cut, ends, origin, items), List.of()));
        return chapters;
      }
    }
  }

  /** The chain has gone back: this is what it is now. */
  public void follow(List<Chapter> chain) {
    closed.clear();
    closed.addAll(chain.subList(0, chain.size() - 1));
    fork = chain.getLast().fork;
    blocks = new ArrayList<>(chain.getLast().blocks);
  }
}
