package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import java.util.ArrayList;
import java.util.List;

/** A batch header in the making; starts as a good empty child of {@code parent}. */
final class Draft {
  long index;
  Hash256 parentHash;
  Hash256 preRoot;
  Hash256 postRoot;
  int transitions = 8;
  Wei fees = Wei.ZERO;
  Wei settled = Wei.ZERO;
  Wei deposits = Wei.ZERO;
  List<Transition.Withdrawal> withdrawals = new ArrayList<>();
  long firstHeight;
  long lastHeight;
  long l1Origin;
  long queueFrom;
  long queueTo;
  List<BatchHeader.Consumed> items = new ArrayList<>();
  long readyAt;
  int validatorSet;

  Draft(Head parent, long block) {
    index = parent.index() + 1;
    parentHash = parent.hash();
    preRoot = parent.root();
    postRoot = new Hash256(1, index, block, parent.hash().w3());
    firstHeight = parent.lastHeight() + 1;
    lastHeight = firstHeight + 10;
    l1Origin = Math.max(parent.l1Origin(), block - 64);
    queueFrom = parent.queueTo();
    queueTo = queueFrom;
    readyAt = Math.max(parent.readyAt(), block - 8);
    validatorSet = parent.validatorSet();
  }

  /** Consumes one more item. */
  Draft consume(L1Item item, boolean applied) {
    items.add(new BatchHeader.Consumed(item.index(), applied));
    queueTo++;
    if (item instanceof L1Item.Deposit deposit && deposit.asset() == Asset.ZKPOW) {
      deposits = deposits.plus(deposit.value());
    }
    if (item instanceof L1Item.Forced forced && forced.withdraw() && applied) {
      withdrawals.add(new Transition.Withdrawal(forced.to(), forced.asset(), forced.value()));
    }
    return this;
  }

  Draft withdraw(Transition.Withdrawal withdrawal) {
    withdrawals.add(withdrawal);
    return this;
  }

  /** As {@code commitAndProve} wants it: everything that is not the items' is the parent's. */
  Draft permissionless(Head parent) {
    transitions = items.size();
    l1Origin = parent.l1Origin();
    readyAt = parent.readyAt();
    firstHeight = parent.firstHeight();
    lastHeight = parent.lastHeight();
    return this;
  }

  BatchHeader build() {
    return new BatchHeader(
        index,
        parentHash,
        preRoot,
        postRoot,
        transitions,
        fees,
        settled,
        deposits,
        List.copyOf(withdrawals),
        firstHeight,
        lastHeight,
        l1Origin,
        queueFrom,
        queueTo,
        List.copyOf(items),
        readyAt,
        validatorSet);
  }
}
