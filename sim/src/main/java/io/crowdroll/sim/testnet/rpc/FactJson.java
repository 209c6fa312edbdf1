package io.crowdroll.sim.testnet.rpc;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Records of the protocol as JSON objects with the names of their components: amounts, hashes,
 * addresses and numbers of 64 bits as Ethereum writes them, smaller numbers as numbers.
 */
final class FactJson {
  private static final JsonMapper RECORDS =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(written(Wei.class, FactJson::amount))
                  .addSerializer(written(Hash256.class, Hash256::toString))
                  .addSerializer(written(Address.class, Address::toString))
                  .addSerializer(written(byte[].class, Json::data))
                  .addSerializer(Long.class, written(Long.class, Json::quantity))
                  .addSerializer(long.class, written(Long.class, Json::quantity)))
          .build();

  private FactJson() {}

  private static <T> StdSerializer<T> written(Class<T> type, Function<T, String> text) {
    return new StdSerializer<>(type) {
      @Override
      public void serialize(T value, JsonGenerator out, SerializationContext context) {
        out.writeString(text.apply(value));
      }
    };
  }

  /** An amount may be negative: a sign, then the quantity. */
  private static String amount(Wei amount) {
    return (amount.signum() < 0 ? "-" : "") + Json.quantity(amount.abs());
  }

  static ObjectNode record(Record value) {
    return RECORDS.valueToTree(value);
  }

  /** A fact, by its name; transactions in it by their hash. */
  static JsonNode of(Fact fact) {
    String name = fact.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return switch (fact) {
      case Fact.Included(Transaction transaction, long sequence, var fee) -> {
        ObjectNode node =
            Json.object()
                .put("fact", name)
                .put("transaction", hash(transaction))
                .put("sequence", Json.quantity(sequence));
        yield node.set("fee", record(fee));
      }
      case Fact.Refused(Transaction transaction, Rejection reason) ->
          Json.object()
              .put("fact", name)
              .put("transaction", hash(transaction))
              .put("reason", reason.name());
      case Fact.Ignored(var message, Rejection reason) ->
          Json.object()
              .put("fact", name)
              .put("message", message.getClass().getSimpleName().toLowerCase(Locale.ROOT))
              .put("reason", reason.name());
      default -> record((Record) fact).put("fact", name);
    };
  }

  private static String hash(Transaction transaction) {
    return transaction.envelope().hash().toString();
  }
}
