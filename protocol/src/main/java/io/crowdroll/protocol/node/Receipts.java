package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Bloom;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Receipt;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.trie.MerklePatriciaTrie;
import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import java.util.ArrayList;
import java.util.List;

/**
 * The receipts of a block: one for each user transaction that had effect, in the order of their
 * execution. One that had none (its nonce was used, its funds were spent) has no receipt.
 */
public record Receipts(List<Receipt> all) {
  /** Those before the first block. */
  static final Receipts NONE = new Receipts(List.of());

  public Receipts {
    all = List.copyOf(all);
  }

  /**
   * @param facts what a block made true
   */
  public static Receipts of(List<Fact> facts) {
    var calls = new Long2ObjectLinkedOpenHashMap<Fact.Called>();
    for (Fact fact : facts) {
      if (fact instanceof Fact.Called called) {
        calls.put(called.sequence(), called);
      }
    }
    List<Receipt> receipts = new ArrayList<>();
    long gas = 0;
    for (Fact fact : facts) {
      if (fact instanceof Fact.Included included) {
        Fact.Called called = calls.get(included.sequence());
        gas += called == null ? FeeMarket.TRANSFER_GAS : called.gas();
        receipts.add(receipt(included, called, gas));
      }
    }
    return new Receipts(receipts);
  }

  private static Receipt receipt(Fact.Included included, Fact.Called called, long gas) {
    int type =
        included.transaction().envelope() instanceof RollupMessage
            ? RollupMessage.TYPE
            : EthereumTransaction.Type.DYNAMIC_FEE.ordinal();
    List<Receipt.Log> logs =
        called == null
            ? List.of()
            : called.logs().stream()
                .map(log -> new Receipt.Log(log.account(), log.topics(), log.data()))
                .toList();
    boolean succeeded = called == null || called.succeeded();
    return new Receipt(type, succeeded, gas, logs, included.fee().proof(), included.fee().l1());
  }

  /** The Merkle-Patricia root of the receipts by index. */
  public Hash256 root() {
    return MerklePatriciaTrie.rootOfList(all.stream().map(Receipt::encode).toList());
  }

  /** The filter of all logs. */
  public Bloom bloom() {
    return Bloom.union(all.stream().map(receipt -> Bloom.of(receipt.logs())).toList());
  }

  /** Gas of all of them. */
  public long gasUsed() {
    return all.isEmpty() ? 0 : all.getLast().cumulativeGasUsed();
  }
}
