package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;

/** What the next batch must extend: the fields of a header that its child is checked against. */
record Head(
    long index,
    Hash256 hash,
    Hash256 root,
    long firstHeight,
    long lastHeight,
    long l1Origin,
    long queueTo,
    long readyAt,
    int validatorSet) {

  static Head genesis(Deployment deployment) {
    long block = deployment.block();
    return new Head(0, Hash256.ZERO, deployment.root(), 0, 0, block, 0, block, 0);
  }

  static Head of(BatchHeader header) {
    return new Head(
        header.index(),
        header.hash(),
        header.postRoot(),
        header.firstHeight(),
        header.lastHeight(),
        header.l1Origin(),
        header.queueTo(),
        header.readyAt(),
        header.validatorSet());
  }
}
