package io.crowdroll.contracts.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.ForcedSignature;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.SlotWords;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.ExitProof;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.Seat;
import io.crowdroll.prover.curve.BabyJubJub;
import io.crowdroll.prover.curve.EdDsa;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.web3j.protocol.core.methods.response.Log;

/** The contract's events as the nodes know them. */
final class Logs {
  static final Hash256 BATCH_COMMITTED =
      Abi.topic("BatchCommitted(uint256,bytes32,address," + Calls.BATCH + ")");
  static final Hash256 PERMISSIONLESS_BATCH =
      Abi.topic(
          "PermissionlessBatch(uint256,bytes32,address,uint256,"
              + Headers.TYPE
              + ","
              + Calls.BATCH
              + ")");
  static final Hash256 ENQUEUED =
      Abi.topic("Enqueued(uint256,address,uint256,uint256[4],uint256[5])");
  private static final Hash256 BATCH_PROVED =
      Abi.topic("BatchProved(uint256,bytes32,uint256,address,address)");
  private static final Hash256 PRUNED = Abi.topic("Pruned(uint256,uint256,address,uint256)");
  private static final Hash256 FROZEN = Abi.topic("Frozen()");
  private static final Hash256 CLAIMED =
      Abi.topic("Claimed(uint256,uint256,address,uint256,uint256)");
  private static final Hash256 RECLAIMED = Abi.topic("Reclaimed(uint256,address)");
  private static final Hash256 ESCAPED = Abi.topic("Escaped(address,address,uint256,uint256)");
  private static final Hash256 PULLED = Abi.topic("Pulled(address,uint256)");
  private static final Hash256 SEAT_CHANGED =
      Abi.topic("SeatChanged(uint256,address,address,uint256)");
  private static final Hash256 SLOT_SKIPPED = Abi.topic("SlotSkipped(uint256,address,uint256)");

  private final Deployment deployment;
  private final Records records;

  Logs(Deployment deployment, Records records) {
    this.deployment = deployment;
    this.records = records;
  }

  /** An indexed field of a log, from 1. */
  static BigInteger indexed(Log log, int field) {
    return Hash256.fromHex(log.getTopics().get(field)).toBigInteger();
  }

  /**
   * What a log says.
   *
   * @throws IOException if it is none of the contract's events, or what it leaves out is not found
   */
  L1Log read(Log log) throws IOException {
    Event event = new Event(log);
    Hash256 topic = Hash256.fromHex(log.getTopics().getFirst());
    if (topic.equals(BATCH_COMMITTED)) {
      return new L1Log.BatchCommitted(event.number(1), event.hash(2), event.address(3));
    } else if (topic.equals(BATCH_PROVED)) {
      return new L1Log.BatchProved(
          event.number(1), event.hash(2), event.data.hash(0), event.address(3));
    } else if (topic.equals(PERMISSIONLESS_BATCH)) {
      return new L1Log.PermissionlessBatch(
          Headers.of(event.data.at(1)), event.address(3), (int) event.data.size(0));
    } else if (topic.equals(PRUNED)) {
      return new L1Log.Pruned(event.number(1), (int) event.data.size(0), event.data.wei(1));
    } else if (topic.equals(FROZEN)) {
      return new L1Log.Frozen();
    } else if (topic.equals(ENQUEUED)) {
      return new L1Log.Enqueued(item(log, event), event.address(2), event.data.wei(0));
    } else if (topic.equals(CLAIMED)) {
      Asset asset = Asset.values()[(int) event.data.size(1)];
      return new L1Log.Claimed(
          event.number(1),
          (int) event.data.size(0),
          new Transition.Withdrawal(event.address(2), asset, event.data.wei(2)));
    } else if (topic.equals(RECLAIMED)) {
      return new L1Log.Reclaimed(event.number(1), event.address(2));
    } else if (topic.equals(ESCAPED)) {
      // Only a frozen contract is left, and its root does not move any more
      return new L1Log.Escaped(
          new ExitProof(
              records.root(),
              event.address(1),
              event.address(2),
              event.data.wei(0),
              event.data.wei(1)));
    } else if (topic.equals(PULLED)) {
      return new L1Log.Pulled(event.address(1), event.data.wei(0));
    } else if (topic.equals(SEAT_CHANGED)) {
      return new L1Log.SeatChanged(
          (int) event.number(1),
          new Seat(event.data.address(0), event.data.address(1), event.data.size(2)));
    } else if (topic.equals(SLOT_SKIPPED)) {
      return new L1Log.SlotSkipped(event.number(1), event.address(2), event.data.wei(0));
    }
    throw new IOException("a log of the contract that is none of its events: " + topic);
  }

  private L1Item item(Log log, Event event) {
    long block = log.getBlockNumber().longValueExact();
    return item(event.number(1), block, event.data.numbers(1, 4), event.data.numbers(5, 5));
  }

  /** The item of these words (STATEMENTS.md, "Public data"), its signature checked. */
  private L1Item item(long index, long block, List<BigInteger> words, List<BigInteger> signature) {
    int kind = words.get(0).shiftRight(224).intValue();
    Address sender = Address.of(Hash256.of(words.get(0)));
    Address to = Address.of(Hash256.of(words.get(1)));
    Asset asset = Asset.values()[words.get(1).shiftRight(160).intValue()];
    Wei value = Wei.of(words.get(2));
    if (kind == SlotWords.DEPOSIT) {
      return new L1Item.Deposit(index, block, sender, to, asset, value);
    }
    long nonce = words.get(0).shiftRight(160).longValue();
    boolean withdraw = kind == SlotWords.FORCED_WITHDRAW;
    ForcedSignature auth =
        new ForcedSignature(
            new BabyJubJub.Point(signature.get(0), signature.get(1)),
            new EdDsa.Signature(
                new BabyJubJub.Point(signature.get(2), signature.get(3)), signature.get(4)));
    return new L1Item.Forced(index, block, withdraw, sender, to, asset, value, nonce, false)
        .with(auth, deployment);
  }

  /** A log's fields. */
  private record Event(Log log, Abi.Reader data) {
    Event(Log log) {
      this(log, Abi.Reader.of(log.getData()));
    }

    long number(int field) {
      return indexed(log, field).longValueExact();
    }

    Hash256 hash(int field) {
      return Hash256.fromHex(log.getTopics().get(field));
    }

    Address address(int field) {
      return Address.of(hash(field));
    }
  }
}
