package io.crowdroll.contracts.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Effect;
import io.crowdroll.protocol.submission.L1Call;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;

/**
 * Sends an account's calls of the contract as transactions, a call's number being the nonce, and
 * sees that each is executed, replaced or withdrawn: numbers leave no gap, or nothing after it
 * would ever be executed. Not safe for use by several threads.
 */
public final class Poster {
  private static final long TRANSFER_GAS = 21_000;

  /** A proof, seats, claims: more than any call takes beside what it pays for its data. */
  private static final long CALL_GAS = 1_500_000;

  /** A byte of calldata costs 40 at most (EIP-7623), and its word's part of z, y and the rest. */
  private static final long BYTE_GAS = 60;

  /** Raises by an eighth until a replacement is taken: 16 make it more than sixfold. */
  private static final int RAISES = 16;

  /** Heads after which what takes the place of a withdrawn call is sent again for more. */
  private static final int PATIENCE = 2;

  /**
   * What waits under a number.
   *
   * @param hash of the transaction, {@code null} while no node has taken it
   * @param since the head when it was sent
   */
  private record Waiting(Effect.PostL1 post, String hash, long since) {}

  private final Rpc rpc;
  private final Account account;
  private final Address self;
  private final Address contract;
  private final Calls calls;
  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private long head;

  public Poster(Rpc rpc, Deployed deployed, Account account) {
    this.rpc = rpc;
    this.account = account;
    this.self = account.address();
    this.contract = deployed.deployment().contract();
    this.calls = new Calls(new Records(rpc, deployed), deployed);
  }

  /**
   * Sends a call, or replaces the one of the same number.
   *
   * @throws IOException if it could not be sent; {@link #tend} tries again
   */
  public void post(Effect.PostL1 post) throws IOException {
    waiting.put(post.id(), new Waiting(post, null, head));
    send(post);
  }

  /** After a reorganisation it is unknown what waits; the agent says what it wants sent. */
  public void forget() {
    waiting.clear();
  }

  /**
   * At a new head: withdraws what is too late for it, and sends again what no node knows.
   *
   * @throws IOException if something could not be sent; the next head tries again
   */
  public void tend(long newHead) throws IOException {
    head = newHead;
    waiting.headMap(rpc.nonce(self)).clear();
    for (Waiting each : List.copyOf(waiting.values())) {
      Effect.PostL1 post = each.post;
      boolean holdsPlace = post.call() instanceof L1Call.Other;
      if (holdsPlace && head - each.since >= PATIENCE) {
        send(raised(post));
      } else if (!holdsPlace && post.notAfter() <= head) {
        send(placeholder(post.id(), raised(post)));
      } else if (each.hash == null || !rpc.knows(each.hash)) {
        send(post);
      }
    }
    fillGap();
  }

  /** What a node has lost and nobody wants any more still holds up what came after it. */
  private void fillGap() throws IOException {
    long gap = waiting.isEmpty() ? 0 : rpc.pendingNonce(self);
    if (!waiting.isEmpty() && gap < waiting.lastKey() && !waiting.containsKey(gap)) {
      send(placeholder(gap, waiting.lastEntry().getValue().post));
    }
  }

  private static Effect.PostL1 placeholder(long id, Effect.PostL1 price) {
    return new Effect.PostL1(id, new L1Call.Other(), Long.MAX_VALUE, price.maxFee(), price.tip());
  }

  private static Effect.PostL1 raised(Effect.PostL1 post) {
    return new Effect.PostL1(
        post.id(), post.call(), post.notAfter(), raised(post.maxFee()), raised(post.tip()));
  }

  private static Wei raised(Wei fee) {
    return fee.mulDiv(9, 8).plus(Wei.of(1));
  }

  private void send(Effect.PostL1 post) throws IOException {
    Effect.PostL1 offer = post;
    waiting.put(post.id(), new Waiting(post, null, head));
    for (int raises = 0; ; raises++) {
      try {
        waiting.put(post.id(), new Waiting(offer, rpc.send(sign(offer)), head));
        return;
      } catch (Rpc.Refused refused) {
        String why = refused.getMessage();
        if (why.contains("nonce too low")) {
          waiting.remove(post.id());
          return;
        } else if (why.contains("already") || why.contains("less than block base fee")) {
          return; // it waits there, or here until the fee falls or the agent offers more
        } else if (!why.contains("underpriced") || raises == RAISES) {
          throw refused;
        }
        offer = raised(offer);
      }
    }
  }

  private String sign(Effect.PostL1 post) throws IOException {
    if (post.call() instanceof L1Call.Other) {
      return account.sign(
          post.id(), self, "0x", BigInteger.ZERO, TRANSFER_GAS, post.maxFee(), post.tip());
    }
    Calls.Payload payload = calls.payload(post.call());
    long bytes = payload.data().length() / 2;
    long gas = Math.min(Sender.GAS_CAP, CALL_GAS + BYTE_GAS * bytes);
    return account.sign(
        post.id(), contract, payload.data(), payload.value(), gas, post.maxFee(), post.tip());
  }
}
