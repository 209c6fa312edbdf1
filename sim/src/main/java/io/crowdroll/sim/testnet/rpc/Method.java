package io.crowdroll.sim.testnet.rpc;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A method of JSON-RPC. */
@FunctionalInterface
interface Method {

  /**
   * Answers a call.
   *
   * @throws RpcError what the caller is told instead
   */
  JsonNode call(Params params);

  /** Methods that belong together. */
  @FunctionalInterface
  interface Group {
    /** Adds each under its name. */
    void addTo(Map<String, Method> methods);
  }
}
