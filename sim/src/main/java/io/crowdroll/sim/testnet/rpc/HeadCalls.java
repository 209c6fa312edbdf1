package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.AccessEntry;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.evm.BlockContext;
import io.crowdroll.protocol.evm.Evm;
import io.crowdroll.protocol.evm.Halt;
import io.crowdroll.protocol.evm.Outcome;
import io.crowdroll.protocol.evm.ProofMeter;
import io.crowdroll.protocol.evm.ProofSchedule;
import io.crowdroll.protocol.evm.SignedCall;
import io.crowdroll.protocol.evm.TransactionContext;
import io.crowdroll.protocol.evm.precompile.CancunPrecompiles;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.state.BlockHashes;
import io.crowdroll.protocol.state.Overlay;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Runs calls in the EVM on the state after the last block, and leaves it as it is: an {@link
 * Overlay} takes every change and is thrown away. They are metered in gas and in proof units, as in
 * a block; whether the sender could pay for them is not asked.
 */
final class HeadCalls {
  /** PROTOCOL.md §2: a call's units are bounded by gasLimit ÷ 400. */
  private static final int GAS_PER_UNIT = 400;

  private static final long CONSTRAINTS_PER_UNIT = 1_000;
  private static final int BLOCK_HASHES = 256;

  /** {@code Error(string)}: what Solidity's {@code revert("…")} returns. */
  private static final int ERROR_SELECTOR = 0x08c379a0;

  /** An estimate may be above the least gas by one part of this. */
  private static final int ESTIMATE_PRECISION = 64;

  private final NodeState state;
  private final Rollup rollup;
  private final long blockGas;

  HeadCalls(NodeState state) {
    this.state = state;
    rollup = state.rollup();
    blockGas = rollup.rules().fees().blockGas();
  }

  /** What came of a call, the gas that it used in all, and what it made warm. */
  record Ran(Outcome outcome, long gasUsed, int units, List<AccessEntry> accessed) {

    /** The output; an error where the call failed. */
    byte[] output() {
      if (outcome.isSuccess()) {
        return outcome.output();
      }
      throw failure();
    }

    RpcError failure() {
      if (outcome.halt() != Halt.REVERT) {
        return new RpcError(RpcError.REFUSED, "execution halted: " + Names.lower(outcome.halt()));
      }
      String reason = reason(outcome.output());
      return new RpcError(
          RpcError.REVERTED, "execution reverted" + reason, Json.data(outcome.output()));
    }
  }

  /** Runs a call with the gas that it names, or all of a block's. */
  Ran call(CallRequest request) {
    return run(request, request.gas() < 0 ? blockGas : Math.min(request.gas(), blockGas));
  }

  /** The gas limit that a transaction needs, at most 1/64 more than the least. */
  long estimate(CallRequest request) {
    Ran whole = call(request);
    whole.output();
    long fails = whole.gasUsed(); // unless nothing was given back and no call keeps 1/64
    if (succeeds(request, fails)) {
      return fails;
    }
    long suffices = request.gas() < 0 ? blockGas : Math.min(request.gas(), blockGas);
    long likely = 2 * fails;
    if (likely < suffices && succeeds(request, likely)) {
      suffices = likely;
    }
    while (suffices - fails > suffices / ESTIMATE_PRECISION) {
      long middle = fails + (suffices - fails) / 2;
      if (succeeds(request, middle)) {
        suffices = middle;
      } else {
        fails = middle;
      }
    }
    return suffices;
  }

  /** Whether an account is warm in every such call, listed or not. */
  boolean isWarm(AccessEntry entry, CallRequest request) {
    return entry.account().equals(request.from())
        || entry.account().equals(request.to())
        || entry.account().equals(block().coinbase());
  }

  private boolean succeeds(CallRequest request, long gas) {
    return run(request, gas).outcome().isSuccess();
  }

  private Ran run(CallRequest request, long gas) {
    Overlay overlay = new Overlay(rollup.world(), hashes());
    overlay.begin();
    long nonce = overlay.nonce(request.from());
    EthereumTransaction transaction =
        EthereumTransaction.dynamicFee(
            state.deployment().chainId(),
            nonce,
            BigInteger.ZERO,
            request.gasPrice(),
            gas,
            request.to(),
            request.value(),
            request.data(),
            request.accessList());
    if (gas < transaction.intrinsicGas()) {
      throw new RpcError(
          RpcError.REFUSED,
          "INTRINSIC_GAS: " + transaction.intrinsicGas() + " gas is due before any code runs");
    }
    overlay.setNonce(request.from(), nonce + 1);
    SignedCall call = new SignedCall(transaction, request.from());
    BlockContext block = block();
    call.warm(overlay, block.coinbase());
    TransactionContext context =
        new TransactionContext(request.from(), Hash256.of(request.gasPrice()), List.of());
    Outcome outcome =
        new Evm(overlay, CancunPrecompiles.ALL, block).execute(context, call.message(), meter(gas));
    int units =
        (int) ((outcome.proofConstraints() + CONSTRAINTS_PER_UNIT - 1) / CONSTRAINTS_PER_UNIT);
    return new Ran(outcome, call.gasUsed(outcome), Math.max(1, units), overlay.accessed());
  }

  private ProofMeter meter(long gas) {
    int most = rollup.rules().fees().maxProofUnits();
    long units = Math.min(gas / GAS_PER_UNIT, most == 0 ? Integer.MAX_VALUE : most);
    return new ProofMeter(ProofSchedule.ESTIMATE, units * CONSTRAINTS_PER_UNIT);
  }

  private BlockContext block() {
    IndexedBlock head = state.index().head();
    Address proposer = head == null ? rollup.validatorAccount(0) : head.proposer();
    return new BlockContext(
        proposer,
        rollup.height(),
        rollup.timestamp() / 1_000,
        blockGas,
        rollup.beacon().value(),
        word(rollup.fees().gasBaseFee()),
        word(Wei.of(1)),
        new Hash256(0, 0, 0, state.deployment().chainId()));
  }

  private BlockHashes hashes() {
    BlockHashes hashes = new BlockHashes();
    long height = state.index().height();
    for (long h = Math.max(1, height - BLOCK_HASHES); h < height; h++) {
      hashes.add(h, state.index().block(h).hash());
    }
    return hashes;
  }

  private static Hash256 word(Wei amount) {
    return new Hash256(0, 0, amount.hi(), amount.lo());
  }

  /** {@code ": "} and the reason that a revert gives in words; empty where it gives none. */
  private static String reason(byte[] output) {
    BigInteger selector = new BigInteger(1, Arrays.copyOf(output, 4));
    if (output.length < 68 || selector.intValue() != ERROR_SELECTOR) {
      return "";
    }
    BigInteger length = new BigInteger(1, Arrays.copyOfRange(output, 36, 68));
    int end = length.min(BigInteger.valueOf(output.length - 68)).intValue();
    return ": " + new String(output, 68, end, StandardCharsets.UTF_8);
  }
}
