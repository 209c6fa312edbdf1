package io.crowdroll.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Blocks of Ethereum's own tests, as far as they concern a chain with other headers: lists, hashes
 * and transactions. Who may be whose uncle, difficulties and what execution gives are not asked
 * here.
 */
class EthereumBlocksTest {

  @Test
  void validBlocksDecodeWithTheirHashesTransactionsAndSenders() {
    int transactions = 0;
    for (Path file : Vectors.files("evm-blocks-ValidBlocks")) {
      for (JsonNode test : Vectors.read(file).values()) {
        assertHash(
            Vectors.bytes(test.get("genesisRLP").asString()), test.get("genesisBlockHeader"));
        for (JsonNode block : test.get("blocks")) {
          transactions += check(block);
        }
      }
    }
    assertThat(transactions).isGreaterThanOrEqualTo(13);
  }

  /** What is wrong in a transaction is found; the valid blocks before it are checked as others. */
  @Test
  void invalidBlocksAreRejectedForTheirTransactionsWhereTheseAreWrong() {
    int rejected = 0;
    for (Path file : Vectors.files("evm-blocks-InvalidBlocks")) {
      for (JsonNode test : Vectors.read(file).values()) {
        for (JsonNode block : test.get("blocks")) {
          String expected =
              block.has("expectException") ? block.get("expectException").asString() : "";
          if (expected.isEmpty()) {
            check(block);
          } else {
            Rejection wanted = reason(expected);
            if (wanted != null) {
              Rejection reason = firstRejection(Vectors.bytes(block.get("rlp").asString()));
              assertThat(reason).as(file.toString()).isEqualTo(wanted);
              rejected++;
            }
          }
        }
      }
    }
    assertThat(rejected).isGreaterThanOrEqualTo(2);
  }

  private static Rejection reason(String exception) {
    return switch (exception) {
      case "TransactionException.PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS" ->
          Rejection.TIP_ABOVE_FEE_CAP;
      case "TransactionException.INTRINSIC_GAS_TOO_LOW" -> Rejection.INTRINSIC_GAS;
      default -> null; // of headers, uncles, balances or execution
    };
  }

  private static Rejection firstRejection(byte[] block) {
    for (EthereumTransaction transaction : transactions(block)) {
      if (transaction.check(1) != null) {
        return transaction.check(1);
      }
    }
    return null;
  }

  private static int check(JsonNode block) {
    byte[] bytes = Vectors.bytes(block.get("rlp").asString());
    assertThat(Rlp.encode(Rlp.decode(bytes).orNull())).isEqualTo(bytes);
    assertHash(bytes, block.get("blockHeader"));
    List<EthereumTransaction> transactions = transactions(bytes);
    assertThat(transactions).hasSize(block.get("transactions").size());
    for (int i = 0; i < transactions.size(); i++) {
      EthereumTransaction decoded = transactions.get(i);
      JsonNode expected = block.get("transactions").get(i);
      assertThat(decoded.check(1)).isNull();
      assertThat(decoded.sender()).hasToString(expected.get("sender").asString());
      assertThat(decoded.gasLimit()).isEqualTo(Long.decode(expected.get("gasLimit").asString()));
      assertThat(decoded.data()).isEqualTo(Vectors.bytes(expected.get("data").asString()));
    }
    return transactions.size();
  }

  private static void assertHash(byte[] block, JsonNode header) {
    byte[] encoded = Rlp.encode(list(Rlp.decode(block).orNull()).getFirst());
    assertThat(new Keccak256().putBytes(encoded).digest())
        .hasToString(header.get("hash").asString());
  }

  private static List<EthereumTransaction> transactions(byte[] block) {
    return list(list(Rlp.decode(block).orNull()).get(1)).stream()
        .map(
            item ->
                switch (item) {
                  case Rlp.Item.Bytes(byte[] typed) -> typed;
                  case Rlp.Item.Sequence legacy -> Rlp.encode(legacy);
                })
        .map(bytes -> (EthereumTransaction) Envelope.decode(bytes).orNull())
        .toList();
  }

  private static List<Rlp.Item> list(Rlp.Item item) {
    return ((Rlp.Item.Sequence) item).items();
  }
}
