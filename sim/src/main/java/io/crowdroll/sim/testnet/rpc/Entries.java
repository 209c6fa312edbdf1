package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Bloom;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.Receipt;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.chain.trie.MerklePatriciaTrie;
import io.crowdroll.protocol.evm.ContractAddress;
import io.crowdroll.protocol.node.Rollup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a block's transactions with their receipts off the facts that it made true. */
final class Entries {
  private final Wei gasBaseFee;
  private final List<Entry> entries = new ArrayList<>();
  private long gasUsed;
  private int logs;

  private Entries(Wei gasBaseFee) {
    this.gasBaseFee = gasBaseFee;
  }

  /**
   * A block with what came of it.
   *
   * @param rollup the chain after it
   * @param gasBaseFee in force for the block
   */
  static IndexedBlock index(Block block, List<Fact> facts, Rollup rollup, Wei gasBaseFee) {
    Entries reader = new Entries(gasBaseFee);
    Map<Long, Fact.Called> calls = new HashMap<>();
    for (Fact fact : facts) {
      if (fact instanceof Fact.Called called) {
        calls.put(called.sequence(), called);
      }
    }
    for (Fact fact : facts) {
      switch (fact) {
        case Fact.Included included -> reader.included(included, calls.get(included.sequence()));
        case Fact.Refused(Transaction transaction, Rejection reason) ->
            reader.refused(transaction, reason);
        default -> {}
      }
    }
    return reader.block(block, facts, rollup);
  }

  private void included(Fact.Included included, Fact.Called called) {
    Transaction transaction = included.transaction();
    long gas = called == null ? FeeMarket.TRANSFER_GAS : called.gas();
    Wei tip = called == null ? transaction.tip() : called.tip();
    List<Receipt.Log> written =
        called == null
            ? List.of()
            : called.logs().stream()
                .map(log -> new Receipt.Log(log.account(), log.topics(), log.data()))
                .toList();
    boolean succeeded = called == null || called.succeeded();
    gasUsed += gas;
    Receipt receipt =
        new Receipt(
            type(transaction),
            succeeded,
            gasUsed,
            written,
            included.fee().proof(),
            included.fee().l1());
    Address created =
        transaction.isCreate()
            ? ContractAddress.ofCreate(transaction.sender(), transaction.nonce())
            : null;
    Wei price = gasBaseFee.plus(tip.dividedBy(gas));
    add(transaction, receipt, gas, price, created, included.sequence(), null);
  }

  private void refused(Transaction transaction, Rejection reason) {
    Receipt receipt = new Receipt(type(transaction), false, gasUsed, List.of(), Wei.ZERO, Wei.ZERO);
    add(transaction, receipt, 0, Wei.ZERO, null, -1, reason);
  }

  private void add(
      Transaction transaction,
      Receipt receipt,
      long gas,
      Wei gasPrice,
      Address created,
      long transition,
      Rejection refused) {
    entries.add(
        new Entry(
            transaction,
            transaction.envelope().hash(),
            entries.size(),
            receipt,
            gas,
            gasPrice,
            created,
            logs,
            transition,
            refused));
    logs += receipt.logs().size();
  }

  private static int type(Transaction transaction) {
    return transaction.envelope() instanceof RollupMessage
        ? RollupMessage.TYPE
        : EthereumTransaction.Type.DYNAMIC_FEE.ordinal();
  }

  private IndexedBlock block(Block block, List<Fact> facts, Rollup rollup) {
    List<Receipt> receipts = entries.stream().map(Entry::receipt).toList();
    return new IndexedBlock(
        block,
        rollup.validatorAccount(block.proposer()),
        rollup.rules().fees().blockGas(),
        rollup.stateRoot(),
        gasBaseFee,
        MerklePatriciaTrie.rootOfList(
            entries.stream().map(entry -> entry.transaction().envelope().encode()).toList()),
        MerklePatriciaTrie.rootOfList(receipts.stream().map(Receipt::encode).toList()),
        Bloom.of(receipts.stream().flatMap(receipt -> receipt.logs().stream()).toList()),
        gasUsed,
        entries,
        facts);
  }
}
