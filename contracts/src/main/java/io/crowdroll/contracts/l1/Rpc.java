package io.crowdroll.contracts.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;

/**
 * JSON-RPC of an Ethereum node, with an end to every wait: a node that stalls is an {@link
 * IOException} like one that is gone.
 *
 * <p>Safe for use by several threads.
 */
public final class Rpc implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** An error that the node answered with. */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final String data;

    Refused(String message, String data) {
      super(message);
      this.data = data;
    }

    /** What the contract reverted with, hexadecimal after {@code 0x}; {@code null} if unknown. */
    public String data() {
      return data;
    }
  }

  private final OkHttpClient http;
  private final HttpService service;
  private final Web3j web3j;

  public Rpc(URI url) {
    http = new OkHttpClient.Builder().connectTimeout(CONNECT).callTimeout(ANSWER).build();
    service = new HttpService(url.toString(), http);
    web3j = Web3j.build(service);
  }

  public long chainId() throws IOException {
    return ask(web3j.ethChainId()).getChainId().longValueExact();
  }

  /** The head, with its transactions. */
  public EthBlock.Block head() throws IOException {
    return ask(web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, true)).getBlock();
  }

  /** A canonical block with its transactions, {@code null} if there is none. */
  public EthBlock.Block block(long number) throws IOException {
    return ask(web3j.ethGetBlockByNumber(at(number), true)).getBlock();
  }

  /** A block with its transactions, {@code null} if the node does not have it. */
  public EthBlock.Block block(String hash) throws IOException {
    return ask(web3j.ethGetBlockByHash(hash, true)).getBlock();
  }

  /** An address's logs in one block. */
  List<Log> logs(String blockHash, Address address) throws IOException {
    return logs(new EthFilter(blockHash, address.toString()));
  }

  /** An address's canonical logs from a block on; {@code null} topics match all. */
  List<Log> logs(Address address, long fromBlock, Hash256... topics) throws IOException {
    EthFilter filter =
        new EthFilter(at(fromBlock), DefaultBlockParameterName.LATEST, address.toString());
    for (Hash256 topic : topics) {
      if (topic == null) {
        filter.addNullTopic();
      } else {
        filter.addSingleTopic(topic.toString());
      }
    }
    return logs(filter);
  }

  private List<Log> logs(EthFilter filter) throws IOException {
    return ask(web3j.ethGetLogs(filter)).getLogs().stream().map(log -> (Log) log.get()).toList();
  }

  /** What became of a transaction, {@code null} if it is in no canonical block. */
  public TransactionReceipt receipt(String hash) throws IOException {
    return ask(web3j.ethGetTransactionReceipt(hash)).getTransactionReceipt().orElse(null);
  }

  /** Whether the transaction waits or is in a canonical block. */
  boolean knows(String hash) throws IOException {
    return ask(web3j.ethGetTransactionByHash(hash)).getTransaction().isPresent();
  }

  /** A transaction that waits or is in a canonical block. */
  org.web3j.protocol.core.methods.response.Transaction transaction(String hash) throws IOException {
    return ask(web3j.ethGetTransactionByHash(hash))
        .getTransaction()
        .orElseThrow(() -> new IOException("L1 does not know transaction " + hash));
  }

  /** Transactions of an account in canonical blocks. */
  public long nonce(Address account) throws IOException {
    return nonce(account, DefaultBlockParameterName.LATEST);
  }

  /** Those, and what waits after them without a gap. */
  long pendingNonce(Address account) throws IOException {
    return nonce(account, DefaultBlockParameterName.PENDING);
  }

  private long nonce(Address account, DefaultBlockParameter at) throws IOException {
    return ask(web3j.ethGetTransactionCount(account.toString(), at))
        .getTransactionCount()
        .longValueExact();
  }

  /** An account's ETH, wei. */
  public BigInteger balance(Address account) throws IOException {
    return ask(web3j.ethGetBalance(account.toString(), DefaultBlockParameterName.LATEST))
        .getBalance();
  }

  /**
   * Sends a signed transaction.
   *
   * @return its hash
   * @throws Refused if the node does not take it
   */
  String send(String raw) throws IOException {
    return ask(web3j.ethSendRawTransaction(raw)).getTransactionHash();
  }

  /**
   * The answer of a contract at the head.
   *
   * @throws Refused if it reverts
   */
  Abi.Reader call(Address contract, String data) throws IOException {
    Transaction call = Transaction.createEthCallTransaction(null, contract.toString(), data);
    return Abi.Reader.of(ask(web3j.ethCall(call, DefaultBlockParameterName.LATEST)).getValue());
  }

  /**
   * Repeats a transaction after a block.
   *
   * @throws Refused if it reverts
   */
  void repeat(org.web3j.protocol.core.methods.response.Transaction old, long block)
      throws IOException {
    Transaction call =
        new Transaction(
            old.getFrom(), null, null, old.getGas(), old.getTo(), old.getValue(), old.getInput());
    ask(web3j.ethCall(call, at(block)));
  }

  /** Any other method. */
  public Object ask(String method, Object... parameters) throws IOException {
    return ask(new Request<>(method, List.of(parameters), service, Plain.class)).getResult();
  }

  /** An answer of no type of its own. */
  public static final class Plain extends Response<Object> {}

  /** web3j throws what is no {@link IOException} where a proxy answers for a node that is gone. */
  private static <T extends Response<?>> T ask(Request<?, T> request) throws IOException {
    T response;
    try {
      response = request.send();
    } catch (RuntimeException unreadable) {
      throw new IOException(request.getMethod() + ": no answer of an Ethereum node", unreadable);
    }
    if (response.hasError()) {
      Response.Error error = response.getError();
      throw new Refused(
          request.getMethod() + ": " + error.getMessage(),
          error.getData() == null ? null : error.getData().replace("\"", "")); // as JSON has it
    }
    return response;
  }

  private static DefaultBlockParameter at(long number) {
    return DefaultBlockParameter.valueOf(BigInteger.valueOf(number));
  }

  @Override
  public void close() {
    web3j.shutdown();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
