package io.crowdroll.sim.testnet.rpc;

/** An error that a caller is told, by its code in JSON-RPC 2.0 and EIP-1474. */
final class RpcError extends RuntimeException {
  static final int PARSE = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int UNKNOWN_METHOD = -32601;
  static final int INVALID_PARAMS = -32602;
  static final int INTERNAL = -32603;

  /** What Ethereum's clients expect of a transaction or call that is refused. */
  static final int REFUSED = -32000;

  static final int LIMIT_EXCEEDED = -32005;

  /** A call that was reverted; {@link #data} has what it said. */
  static final int REVERTED = 3;

  private static final long serialVersionUID = 1;

  private final int code;
  private final String data;

  RpcError(int code, String message) {
    this(code, message, null);
  }

  /**
   * @param data hexadecimal, or {@code null}
   */
  RpcError(int code, String message, String data) {
    super(message, null, false, false);
    this.code = code;
    this.data = data;
  }

  int code() {
    return code;
  }

  String data() {
    return data;
  }
}
