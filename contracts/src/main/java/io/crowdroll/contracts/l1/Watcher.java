package io.crowdroll.contracts.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.submission.L1Block;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * Follows the canonical chain of an Ethereum node by hash: what a reorganisation has replaced need
 * not be lower than what was there. Not safe for use by several threads.
 *
 * <p>A poll that fails has changed nothing, and the next one starts where it started.
 */
public final class Watcher {
  /** Blocks followed at once: a node that was away long catches up in steps. */
  private static final int STEP = 64;

  /** Blocks whose hashes are kept: a deeper reorganisation removes all that are. */
  private static final int KEPT = 1_024;

  private static final long MILLIS = 1_000;

  private final Rpc rpc;
  private final Address contract;
  private final List<Address> accounts;
  private final boolean literal;
  private final Logs logs;
  private final Calls calls;

  /** The canonical chain as it was told, by number. */
  private final TreeMap<Long, Hash256> known = new TreeMap<>();

  /**
   * @param number of the last block that is known already; what is told begins with its child
   * @param hash its hash
   */
  public Watcher(Rpc rpc, Deployed deployed, long number, Hash256 hash) {
    this.rpc = rpc;
    this.contract = deployed.deployment().contract();
    this.accounts = deployed.signers().members();
    this.literal = deployed.literal();
    Records records = new Records(rpc, deployed);
    this.logs = new Logs(deployed.deployment(), records);
    this.calls = new Calls(records, deployed);
    known.put(number, hash);
  }

  /** The number of the head that was told last. */
  public long head() {
    return known.lastKey();
  }

  /**
   * What has changed since the last poll, empty if nothing has.
   *
   * @throws IOException if the node does not answer, or its chain moves on while it is read
   */
  public Optional<Event.L1Changed> poll() throws IOException {
    EthBlock.Block block = found(rpc.head());
    long far = known.lastKey() + STEP;
    if (number(block) > far) {
      block = found(rpc.block(far));
    }
    LinkedList<EthBlock.Block> fresh = new LinkedList<>();
    long lowest = known.firstKey();
    while (!hash(block).equals(known.get(number(block))) && number(block) > lowest) {
      fresh.addFirst(block);
      block = found(rpc.block(block.getParentHash()));
    }
    List<Hash256> removed =
        List.copyOf(known.tailMap(common(block), false).descendingMap().values());
    List<L1Block> added = new ArrayList<>();
    for (EthBlock.Block each : fresh) {
      added.add(read(each));
    }
    if (removed.isEmpty() && added.isEmpty()) {
      return Optional.empty();
    }
    known.tailMap(common(block), false).clear();
    added.forEach(each -> known.put(each.number(), each.hash()));
    while (known.size() > KEPT) {
      known.pollFirstEntry();
    }
    return Optional.of(new Event.L1Changed(removed, added));
  }

  /** The number up to which the chain is as it was told: below all of it if nothing is. */
  private long common(EthBlock.Block block) {
    return hash(block).equals(known.get(number(block))) ? number(block) : known.firstKey() - 1;
  }

  private L1Block read(EthBlock.Block block) throws IOException {
    List<L1Log> events = new ArrayList<>();
    List<L1Block.Receipt> receipts = new ArrayList<>();
    if (!block.getTransactions().isEmpty()) {
      for (Log log : rpc.logs(block.getHash(), contract)) {
        add(events, logs.read(log));
      }
      for (EthBlock.TransactionResult<?> each : block.getTransactions()) {
        Transaction transaction = (Transaction) each.get();
        if (concerns(transaction)) {
          receipts.add(receipt(block, transaction));
        }
      }
    }
    return block(block, events, receipts);
  }

  /** The contract logs each move of its root; to nodes a permissionless batch says that already. */
  private void add(List<L1Log> events, L1Log event) {
    boolean moved = event instanceof L1Log.BatchProved;
    if (moved && !events.isEmpty() && events.getLast() instanceof L1Log.PermissionlessBatch) {
      return;
    }
    if (literal && event instanceof L1Log.BatchProved(long index, var header, _, var poster)) {
      events.add(new L1Log.BatchCommitted(index, header, poster));
    }
    events.add(event);
  }

  /**
   * A block as such: of the contract's logs and the calls of it nothing is said.
   *
   * @throws IOException if there is no canonical block of that number
   */
  public static L1Block bare(Rpc rpc, long number) throws IOException {
    return block(found(rpc.block(number)), List.of(), List.of());
  }

  private static L1Block block(
      EthBlock.Block block, List<L1Log> events, List<L1Block.Receipt> receipts) {
    return new L1Block(
        number(block),
        hash(block),
        Hash256.fromHex(block.getParentHash()),
        MILLIS * block.getTimestamp().longValueExact(),
        Wei.of(block.getBaseFeePerGas()),
        events,
        receipts);
  }

  private boolean concerns(Transaction transaction) {
    return isToContract(transaction) || accounts.contains(sender(transaction));
  }

  private boolean isToContract(Transaction transaction) {
    return transaction.getTo() != null && address(transaction.getTo()).equals(contract);
  }

  private L1Block.Receipt receipt(EthBlock.Block block, Transaction transaction)
      throws IOException {
    TransactionReceipt receipt = found(rpc.receipt(transaction.getHash()));
    if (!receipt.getBlockHash().equals(block.getHash())) {
      throw new IOException("L1 block " + block.getNumber() + " was replaced while it was read");
    }
    Optional<Refusal> refusal =
        receipt.isStatusOK() ? Optional.empty() : Optional.of(refusal(block, transaction));
    L1Call call =
        isToContract(transaction) ? calls.read(transaction.getInput()) : new L1Call.Other();
    return new L1Block.Receipt(
        sender(transaction),
        transaction.getNonce().longValueExact(),
        call,
        refusal,
        receipt.getGasUsed().longValueExact(),
        Wei.of(Numeric.decodeQuantity(receipt.getEffectiveGasPrice())));
  }

  /**
   * No receipt says why a call reverted; it is repeated after its block, or else before it: where
   * others of the block are to blame they have come by then.
   */
  private Refusal refusal(EthBlock.Block block, Transaction transaction) throws IOException {
    for (long state : new long[] {number(block), number(block) - 1}) {
      try {
        rpc.repeat(transaction, state);
      } catch (Rpc.Refused refused) {
        return Refusals.of(refused.data());
      }
    }
    return Refusal.NOT_BY_THE_CONTRACT;
  }

  private static long number(EthBlock.Block block) {
    return block.getNumber().longValueExact();
  }

  private static Hash256 hash(EthBlock.Block block) {
    return Hash256.fromHex(block.getHash());
  }

  private static Address sender(Transaction transaction) {
    return address(transaction.getFrom());
  }

  private static Address address(String hex) {
    return Address.fromBytes(Numeric.hexStringToByteArray(hex));
  }

  private static <T> T found(T answer) throws IOException {
    if (answer == null) {
      throw new IOException("the chain of L1 has changed while it was read");
    }
    return answer;
  }
}
