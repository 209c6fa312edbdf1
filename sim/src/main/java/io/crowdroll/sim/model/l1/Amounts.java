package io.crowdroll.sim.model.l1;

import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Wei;

/** An amount of each bridged asset, in wei. */
record Amounts(Wei zkpow, Wei eth) {
  static final Amounts NONE = new Amounts(Wei.ZERO, Wei.ZERO);

  static Amounts of(Asset asset, Wei value) {
    return switch (asset) {
      case ZKPOW -> new Amounts(value, Wei.ZERO);
      case ETH -> new Amounts(Wei.ZERO, value);
    };
  }

  Amounts plus(Amounts other) {
    return new Amounts(zkpow.plus(other.zkpow), eth.plus(other.eth));
  }

  Amounts minus(Amounts other) {
    return new Amounts(zkpow.minus(other.zkpow), eth.minus(other.eth));
  }
}
