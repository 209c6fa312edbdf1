package io.crowdroll.sim.testnet.rpc;

import static io.crowdroll.sim.testnet.rpc.Json.quantity;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Envelope;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Wei;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which chain this is, and what is handed in to it. */
final class NetMethods implements Method.Group {
  private static final long ANSWER_SECONDS = 30;
  private static final int FIRST_LEGACY_BYTE = 0xc0;

  private final NodePort node;
  private final String version;

  NetMethods(NodePort node, String version) {
    this.node = node;
    this.version = version;
  }

  @Override
  public void addTo(Map<String, Method> methods) {
    methods.put("eth_chainId", _ -> Json.text(quantity(chainId())));
    methods.put("net_version", _ -> Json.text(Long.toString(chainId())));
    methods.put("net_listening", _ -> Json.bool(true));
    methods.put("web3_clientVersion", _ -> Json.text("crowdroll/" + version));
    methods.put(
        "web3_sha3",
        p -> Json.text(new Keccak256().putBytes(p.data(0, "data")).digest().toString()));
    methods.put("eth_syncing", _ -> Json.bool(false));
    methods.put("eth_accounts", _ -> Json.array(Stream.of())); // the node holds no user's key
    methods.put("eth_sendRawTransaction", this::send);
    methods.put(
        "crowdroll_sendCoordination", p -> answer(node.coordination(p.data(0, "message")), ""));
  }

  private long chainId() {
    return node.read(it -> it.deployment().chainId());
  }

  private JsonNode send(Params params) {
    byte[] envelope = params.data(0, "transaction");
    boolean taken = !node.read(NodeState::provenOnly); // else it is refused for another reason
    if (taken && Envelope.decode(envelope).orNull() instanceof EthereumTransaction call) {
      requireFunds(call);
    }
    return answer(node.transaction(envelope), instead(envelope));
  }

  /**
   * As Ethereum's nodes do, this one takes no call whose sender could not pay for all its gas: in a
   * block it would only be refused.
   */
  private void requireFunds(EthereumTransaction call) {
    Address sender = call.sender();
    BigInteger most =
        call.maxFeePerGas()
            .multiply(new BigInteger(Long.toUnsignedString(call.gasLimit())))
            .add(call.value());
    Wei balance =
        node.read(
            it -> {
              int account = sender == null ? -1 : it.rollup().accounts().find(sender);
              return account < 0 ? Wei.ZERO : it.rollup().accounts().balance(account);
            });
    if (sender != null && balance.toBigInteger().compareTo(most) < 0) {
      Rejection reason = Rejection.INSUFFICIENT_FUNDS;
      throw new RpcError(
          RpcError.REFUSED,
          words(reason) + ": balance " + balance + ", gas limit × fee + value " + most,
          reason.name());
    }
  }

  /** What a sender of a type that is not taken should do, which the rule's sentence leaves open. */
  private String instead(byte[] envelope) {
    int type = envelope.length == 0 ? 0 : envelope[0] & 0xff;
    if (type == 2 || type == RollupMessage.TYPE) {
      return "";
    }
    String wanted = node.read(NodeState::provenOnly) ? "0x7b" : "0x02 (EIP-1559) or 0x7b";
    return (type >= FIRST_LEGACY_BYTE ? "; this one is a legacy transaction" : "")
        + ": sign one of type "
        + wanted;
  }

  /** Waits until the node has decided. */
  private static JsonNode answer(CompletableFuture<NodePort.Answer> future, String instead) {
    try {
      return switch (future.get(ANSWER_SECONDS, TimeUnit.SECONDS)) {
        case NodePort.Answer.Taken(var hash) -> Json.text(hash.toString());
        case NodePort.Answer.Refused(Rejection reason, String detail) ->
            throw new RpcError(
                RpcError.REFUSED,
                words(reason) + ": " + detail + (reason == Rejection.TYPE_NOT_TAKEN ? instead : ""),
                reason.name());
      };
    } catch (TimeoutException e) {
      throw new RpcError(
          RpcError.INTERNAL, "the node has not decided within " + ANSWER_SECONDS + " s");
    } catch (ExecutionException e) {
      throw new RpcError(RpcError.INTERNAL, "the node is stopping");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RpcError(RpcError.INTERNAL, "the node is stopping");
    }
  }

  /** Clients recognise Ethereum's words, as in {@code nonce too low}. */
  private static String words(Rejection reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
