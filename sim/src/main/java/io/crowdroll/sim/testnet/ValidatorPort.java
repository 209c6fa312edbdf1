package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.node.NodeEffect;
import io.crowdroll.protocol.node.ProverWork;
import io.crowdroll.protocol.node.RecordCodec;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.node.RpcCall;
import io.crowdroll.protocol.node.ValidatorNode;
import io.crowdroll.sim.testnet.rpc.ChainIndex;
import io.crowdroll.sim.testnet.rpc.NodePort;
import io.crowdroll.sim.testnet.rpc.NodeState;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** What JSON-RPC asks of a validator, answered by its loop and by an index of its blocks. */
final class ValidatorPort implements NodePort {
  private final ChainIndex index;
  private final List<Consumer<News>> listeners = new CopyOnWriteArrayList<>();
  private NodeLoop<ValidatorNode> loop;

  /**
   * @param genesis the chain before its first block
   */
  ValidatorPort(Rollup genesis) {
    index = new ChainIndex(genesis);
  }

  /** The loop that runs the validator; before anything is asked. */
  void connect(NodeLoop<ValidatorNode> running) {
    loop = running;
  }

  /** Hears of an effect of the validator, on its thread. */
  void told(ValidatorNode node, NodeEffect effect) {
    switch (effect) {
      case NodeEffect.Applied applied -> {
        var block = index.applied(applied.block(), applied.facts(), node.rollup());
        tell(new News.Head(block));
      }
      case NodeEffect.Taken(Hash256 hash) when node.pending(hash) != null ->
          tell(new News.Pending(hash));
      case NodeEffect.BatchFinal(long batch) -> index.isFinal(batch);
      default -> {}
    }
  }

  private void tell(News news) {
    listeners.forEach(listener -> listener.accept(news));
  }

  @Override
  public <T> T read(Function<NodeState, T> query) {
    return loop.read(node -> query.apply(new State(node)));
  }

  @Override
  public CompletableFuture<Answer> transaction(byte[] envelope) {
    return loop.call(new RpcCall.Transact(envelope)).thenApply(ValidatorPort::answer);
  }

  @Override
  public CompletableFuture<Answer> coordination(byte[] message) {
    return loop.call(new RpcCall.Coordinate(message)).thenApply(ValidatorPort::answer);
  }

  private static Answer answer(NodeEffect effect) {
    return switch (effect) {
      case NodeEffect.Taken(Hash256 hash) -> new Answer.Taken(hash);
      case NodeEffect.Refused(var reason, String detail) -> new Answer.Refused(reason, detail);
      default -> throw new IllegalStateException("no answer: " + effect);
    };
  }

  @Override
  public void watch(Consumer<News> listener) {
    listeners.add(listener);
  }

  /** The validator between two events. */
  private final class State implements NodeState {
    private final ValidatorNode node;

    State(ValidatorNode node) {
      this.node = node;
    }

    @Override
    public Deployment deployment() {
      return node.deployment();
    }

    @Override
    public boolean provenOnly() {
      return node.rollup().rules().provenOnly();
    }

    @Override
    public Rollup rollup() {
      return node.rollup();
    }

    @Override
    public long pendingNonce(Address sender) {
      return node.pendingNonce(sender);
    }

    @Override
    public Transaction pending(Hash256 hash) {
      return node.pending(hash);
    }

    @Override
    public byte[] work(Address prover) {
      return RecordCodec.encode(ProverWork.class, node.work(prover));
    }

    @Override
    public ChainIndex index() {
      return index;
    }
  }
}
