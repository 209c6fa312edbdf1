package io.crowdroll.sim.evm;

import java.util.HexFormat;
import java.util.Random;

/**
 * A generated state test: four contracts that call each other and a transaction to one of them or
 * to make one, of any type but blobs. The same seed gives the same case.
 */
final class GeneratedCase {
  static final String SENDER = "0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b";
  static final String SECRET = "0x45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8";

  /** Where the contracts stand; the last address is nobody's. */
  static final int[] ADDRESSES = {0x1001, 0x1002, 0x1003, 0x1004, 0x1005};

  static final int CONTRACTS = 4;

  private GeneratedCase() {}

  /**
   * The test as JSON.
   *
   * @param root the state root that must come of it
   * @param logs keccak of the logs' RLP that must come of it
   */
  static String json(long seed, String root, String logs) {
    Random random = new Random(seed);
    StringBuilder pre = new StringBuilder();
    for (int i = 0; i < CONTRACTS; i++) {
      String code = hex(GeneratedCode.of(random, ADDRESSES));
      pre.append(
          "\"%s\":{\"balance\":\"0x%x\",\"nonce\":\"0x1\",\"code\":\"%s\",\"storage\":{"
              .formatted(address(ADDRESSES[i]), random.nextInt(3), code));
      String separator = "";
      for (int slot = 0; slot < 4; slot++) {
        if (random.nextBoolean()) {
          pre.append("%s\"0x%02x\":\"0x%02x\"".formatted(separator, slot, 1 + random.nextInt(2)));
          separator = ",";
        }
      }
      pre.append("}},");
    }
    boolean create = random.nextInt(8) == 0;
    byte[] data = new byte[random.nextInt(100)];
    random.nextBytes(data);
    String input = hex(create ? GeneratedCode.of(random, ADDRESSES) : data);
    int gas = 60_000 + random.nextInt(random.nextBoolean() ? 60_000 : 600_000);
    int type = random.nextInt(3);
    String fees =
        type == 2
            ? "\"maxFeePerGas\":\"0x20\",\"maxPriorityFeePerGas\":\"0x2\""
            : "\"gasPrice\":\"0x10\"";
    String accessLists =
        type == 0
            ? ""
            : ",\"accessLists\":[[{\"address\":\"%s\",\"storageKeys\":[\"0x%064x\",\"0x%064x\"]}]]"
                .formatted(address(ADDRESSES[random.nextInt(5)]), 0, random.nextInt(4));
    return """
    {"case":{"env":{"currentCoinbase":"0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba",
    "currentGasLimit":"0x1c9c380","currentNumber":"0x%x","currentTimestamp":"0x3e8","currentDifficulty":"0x0",
    "currentRandom":"0x%064x","currentBaseFee":"0xa","currentExcessBlobGas":"0x%x"},
    "pre":{%s"%s":{"balance":"0xde0b6b3a7640000","nonce":"0x0","code":"0x","storage":{}}},
    "transaction":{"data":["%s"],"gasLimit":["0x%x"],"value":["0x%x"],"nonce":"0x0","to":"%s",
    "sender":"%s","secretKey":"%s",%s%s},
    "post":{"Cancun":[{"hash":"%s","logs":"%s","indexes":{"data":0,"gas":0,"value":0}}]}}}
    """
        .formatted(
            1 + random.nextInt(1000),
            random.nextInt(),
            random.nextInt(4) * 10_000_000,
            pre,
            SENDER,
            input,
            gas,
            random.nextInt(3),
            create ? "" : address(ADDRESSES[random.nextInt(CONTRACTS)]),
            SENDER,
            SECRET,
            fees,
            accessLists,
            root,
            logs);
  }

  static String address(int number) {
    return "0x%040x".formatted(number);
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
