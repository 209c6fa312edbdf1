package io.crowdroll.sim.testnet.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON-RPC 2.0: bytes of a request in, those of the answer out. Whatever the bytes are, the answer
 * is one that a client can read; what went wrong inside is the log's business.
 */
final class JsonRpc {
  /** Most calls in a batch. */
  static final int MAX_BATCH = 100;

  private static final int MAX_ID = 200;

  /** What a call goes through besides the methods: those of a WebSocket's own, for instance. */
  @FunctionalInterface
  interface Extra {
    /** The method of a name, {@code null} = none. */
    Method find(String name);
  }

  private final Map<String, Method> methods = new TreeMap<>();
  private final System.Logger log = System.getLogger("crowdroll.rpc");

  JsonRpc(List<Method.Group> groups) {
    groups.forEach(group -> group.addTo(methods));
  }

  /** The names of all methods, in order. */
  List<String> names() {
    return List.copyOf(methods.keySet());
  }

  /** The answer to a request; empty where nothing in it asks for one. */
  byte[] answer(byte[] request, Extra extra) {
    JsonNode answer = answer(parse(request), extra);
    return answer == null ? new byte[0] : Json.MAPPER.writeValueAsBytes(answer);
  }

  /** {@code null} where it is no JSON. */
  private static JsonNode parse(byte[] request) {
    try {
      return Json.MAPPER.readTree(request);
    } catch (JacksonException e) {
      return null;
    }
  }

  private JsonNode answer(JsonNode request, Extra extra) {
    if (request == null || request.isMissingNode()) {
      return failure(Json.none(), new RpcError(RpcError.PARSE, "parse error: this is no JSON"));
    }
    if (!request.isArray()) {
      return single(request, extra);
    }
    if (request.isEmpty() || request.size() > MAX_BATCH) {
      return failure(
          Json.none(),
          new RpcError(
              RpcError.INVALID_REQUEST,
              "a batch has 1 to " + MAX_BATCH + " calls, not " + request.size()));
    }
    ArrayNode answers = Json.MAPPER.createArrayNode();
    for (JsonNode call : request) {
      JsonNode answer = single(call, extra);
      if (answer != null) {
        answers.add(answer);
      }
    }
    return answers.isEmpty() ? null : answers;
  }

  private JsonNode single(JsonNode call, Extra extra) {
    JsonNode id = call.isObject() && call.has("id") ? call.get("id") : null;
    boolean identified = id == null || isId(id);
    JsonNode named = identified && id != null ? id : Json.none();
    try {
      JsonNode method = call.isObject() ? call.get("method") : null;
      if (!identified || method == null || !method.isString()) {
        throw new RpcError(
            RpcError.INVALID_REQUEST, "invalid request: an object with method, params and id");
      }
      JsonNode result = method(method.stringValue(), extra).call(params(call.get("params")));
      return id == null ? null : envelope(named).set("result", result);
    } catch (RpcError error) {
      boolean silent = id == null && error.code() != RpcError.INVALID_REQUEST;
      return silent ? null : failure(named, error);
    } catch (RuntimeException error) {
      log.log(System.Logger.Level.ERROR, "a call failed: " + call.get("method"), error);
      return failure(named, new RpcError(RpcError.INTERNAL, "internal error"));
    }
  }

  private static boolean isId(JsonNode id) {
    return id.isNull()
        || id.isIntegralNumber() && id.canConvertToLong()
        || id.isString() && id.stringValue().length() <= MAX_ID;
  }

  private Method method(String name, Extra extra) {
    Method method = methods.get(name);
    if (method == null) {
      method = extra.find(name);
    }
    if (method == null) {
      String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
      throw new RpcError(RpcError.UNKNOWN_METHOD, "the method " + shown + " does not exist");
    }
    return method;
  }

  /** Clients leave {@code params} out, or say null, where a method takes none. */
  private static Params params(JsonNode given) {
    if (given == null || given.isNull()) {
      return new Params(List.of());
    }
    if (!given.isArray()) {
      throw Params.wrong("params", "are no array");
    }
    List<JsonNode> values = new ArrayList<>();
    given.forEach(values::add);
    return new Params(values);
  }

  private static ObjectNode envelope(JsonNode id) {
    ObjectNode answer = Json.object().put("jsonrpc", "2.0");
    answer.set("id", id);
    return answer;
  }

  private static JsonNode failure(JsonNode id, RpcError error) {
    ObjectNode described =
        Json.object().put("code", error.code()).put("message", error.getMessage());
    if (error.data() != null) {
      described.put("data", error.data());
    }
    return envelope(id).set("error", described);
  }
}
