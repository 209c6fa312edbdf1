package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Rejection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the server asks of a node; any thread may call. */
public interface NodePort {

  /**
   * Runs a query on the node's thread, between two events.
   *
   * @param query keeps nothing of the state for afterwards; what it throws comes out here
   */
  <T> T read(Function<NodeState, T> query);

  /**
   * Hands in the bytes of a user transaction. The answer comes when the node has decided and the
   * event is durable in its record: what is taken is then acknowledged (PROTOCOL.md §9).
   */
  CompletableFuture<Answer> transaction(byte[] envelope);

  /** Hands in the bytes of a coordination transaction; answered as {@link #transaction} is. */
  CompletableFuture<Answer> coordination(byte[] message);

  /**
   * Asks to be told of every block that is applied from now on, and of transactions that the node
   * takes, on the node's thread.
   */
  void watch(Consumer<News> listener);

  /** What came of something handed in. */
  sealed interface Answer {
    /** It waits for a block, under this name. */
    record Taken(Hash256 hash) implements Answer {}

    /**
     * It does not.
     *
     * @param detail what is wrong, in words
     */
    record Refused(Rejection reason, String detail) implements Answer {}
  }

  /** Something new at the node. */
  sealed interface News {
    /** A block was applied. */
    record Head(IndexedBlock block) implements News {}

    /** A transaction waits for a block. */
    record Pending(Hash256 hash) implements News {}
  }
}
