package io.crowdroll.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EthereumTransactionTest {
  private static final BigInteger SECRET = new BigInteger("c0ffee", 16);
  private static final long CHAIN = 7_001;

  /** By Cancun's rules, Shanghai's where the file says nothing of Cancun. */
  @Test
  void everyTransactionTestIsDecidedAsExpected() {
    int cases = 0;
    for (Path file : Vectors.files("evm-transactions")) {
      for (var test : Vectors.read(file).properties()) {
        JsonNode results = test.getValue().get("result");
        JsonNode expected = results.get(results.has("Cancun") ? "Cancun" : "Shanghai");
        byte[] bytes = Vectors.bytes(test.getValue().get("txbytes").asString());
        check(test.getKey(), bytes, expected);
        cases++;
      }
    }
    assertThat(cases).isGreaterThanOrEqualTo(106);
  }

  private static void check(String name, byte[] bytes, JsonNode expected) {
    Envelope envelope = Envelope.decode(bytes).orNull();
    boolean valid =
        envelope instanceof EthereumTransaction transaction
            && transaction.check(1) == null
            && transaction.sender() != null;
    assertThat(valid).as("%s: %s", name, expected).isEqualTo(expected.has("hash"));
    if (valid) {
      EthereumTransaction transaction = (EthereumTransaction) envelope;
      assertThat(transaction.hash()).as(name).hasToString(expected.get("hash").asString());
      assertThat(transaction.sender()).as(name).hasToString(expected.get("sender").asString());
      assertThat(transaction.intrinsicGas())
          .as(name)
          .isEqualTo(Long.decode(expected.get("intrinsicGas").asString()));
      assertThat(transaction.encode()).as(name).isEqualTo(bytes);
    }
  }

  /** Signed transactions of every type, made by others. */
  @Test
  void transactionsOfTheStateTestsEncodeToTheirBytes() {
    int[] types = new int[4];
    for (Path file : Vectors.files("evm-state")) {
      for (JsonNode test : Vectors.read(file).values()) {
        for (JsonNode post : test.get("post").get("Cancun")) {
          if (post.has("txbytes") && !post.has("expectException")) {
            byte[] bytes = Vectors.bytes(post.get("txbytes").asString());
            var transaction = (EthereumTransaction) Envelope.decode(bytes).orNull();
            assertThat(transaction).as(file.toString()).isNotNull();
            assertThat(transaction.encode()).isEqualTo(bytes);
            types[transaction.type().ordinal()]++;
          }
        }
      }
    }
    assertThat(types).doesNotContain(0);
  }

  @Test
  void everyTypeRoundTripsAndRecoversItsSigner() {
    SplittableRandom random = new SplittableRandom(8);
    Address signer = Secp256k1.address(Secp256k1.publicKey(SECRET));
    for (int round = 0; round < 200; round++) {
      EthereumTransaction transaction = random(random).signedBy(SECRET);
      byte[] bytes = transaction.encode();
      var decoded = (EthereumTransaction) Envelope.decode(bytes).orNull();
      assertThat(decoded.encode()).isEqualTo(bytes);
      assertThat(decoded).isEqualTo(transaction).hasSameHashCodeAs(transaction);
      assertThat(decoded.sender()).isEqualTo(signer);
      assertThat(decoded.hash()).isEqualTo(new Keccak256().putBytes(bytes).digest());
    }
  }

  /** No change of a byte leaves the meaning: it is rejected, or another transaction. */
  @Test
  void anyChangedByteIsRejectedOrMeansSomethingElse() {
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 40; round++) {
      EthereumTransaction transaction = random(random).signedBy(SECRET);
      byte[] bytes = transaction.encode();
      for (int at = 0; at < bytes.length; at++) {
        byte[] mutant = bytes.clone();
        mutant[at] ^= (byte) (1 + random.nextInt(255));
        if (Envelope.decode(mutant).orNull() instanceof Envelope decoded) {
          assertThat(decoded.encode()).isEqualTo(mutant);
          assertThat(decoded).isNotEqualTo(transaction);
        }
      }
      assertThat(Envelope.decode(Arrays.copyOf(bytes, bytes.length + 1)).flaw()).isNotNull();
      assertThat(Envelope.decode(Arrays.copyOf(bytes, bytes.length - 1)).flaw()).isNotNull();
    }
  }

  @Test
  void signaturesAreStrict() {
    EthereumTransaction good = transfer().signedBy(SECRET);
    Secp256k1.Signature signature = good.signature();
    BigInteger n = Secp256k1.ORDER;
    assertThat(good.check(CHAIN)).isNull();
    assertThat(good.check(CHAIN + 1)).isEqualTo(Rejection.WRONG_CHAIN);
    var highS = new Secp256k1.Signature(!signature.odd(), signature.r(), n.subtract(signature.s()));
    assertThat(good.with(highS).check(CHAIN)).isEqualTo(Rejection.BAD_SIGNATURE);
    assertThat(good.with(highS).sender()).isNull();
    for (BigInteger wrong : List.of(BigInteger.ZERO, n, n.add(signature.r()).min(n))) {
      assertThat(good.with(new Secp256k1.Signature(false, wrong, signature.s())).check(CHAIN))
          .isEqualTo(Rejection.BAD_SIGNATURE);
      assertThat(good.with(new Secp256k1.Signature(false, signature.r(), wrong)).check(CHAIN))
          .isEqualTo(Rejection.BAD_SIGNATURE);
    }
    var otherParity = new Secp256k1.Signature(!signature.odd(), signature.r(), signature.s());
    assertThat(good.with(otherParity).sender()).isNotEqualTo(good.sender());
  }

  @Test
  void rulesWithoutStateHaveTheirReasons() {
    BigInteger one = BigInteger.ONE;
    Address to = new Address(1, 2, 3);
    assertThat(dynamic(-1, one, one, 21_000, to, new byte[0]).check(CHAIN))
        .isEqualTo(Rejection.NONCE_TOO_HIGH);
    assertThat(dynamic(-2, one, one, 21_000, to, new byte[0]).check(CHAIN)).isNull();
    assertThat(dynamic(0, BigInteger.TWO, one, 21_000, to, new byte[0]).check(CHAIN))
        .isEqualTo(Rejection.TIP_ABOVE_FEE_CAP);
    assertThat(dynamic(0, one, BigInteger.TWO.pow(255), 21_000, to, new byte[0]).check(CHAIN))
        .isEqualTo(Rejection.FEE_OVERFLOW);
    assertThat(dynamic(0, one, one, 20_999, to, new byte[0]).check(CHAIN))
        .isEqualTo(Rejection.INTRINSIC_GAS);
    assertThat(dynamic(0, one, one, 21_016, to, new byte[] {0, 1}).check(CHAIN))
        .isEqualTo(Rejection.INTRINSIC_GAS);
    assertThat(dynamic(0, one, one, 21_020, to, new byte[] {0, 1}).check(CHAIN)).isNull();
    assertThat(dynamic(0, one, one, 5_000_000, null, new byte[49_152]).check(CHAIN)).isNull();
    assertThat(dynamic(0, one, one, 5_000_000, null, new byte[49_153]).check(CHAIN))
        .isEqualTo(Rejection.INIT_CODE_TOO_LONG);
  }

  @Test
  void unknownTypesAndNothingAreRejected() {
    assertThat(Envelope.decode(new byte[0]).flaw()).isEqualTo(Flaw.EMPTY);
    for (int type : new int[] {0, 4, 0x7a, 0x7c, 0x7f, 0x80, 0xb8, 0xbf}) {
      byte[] bytes = {(byte) type, (byte) 0xc0};
      assertThat(Envelope.decode(bytes).flaw()).as("type %d", type).isEqualTo(Flaw.UNKNOWN_TYPE);
    }
  }

  private static EthereumTransaction transfer() {
    return EthereumTransaction.dynamicFee(
        CHAIN,
        3,
        BigInteger.ONE,
        BigInteger.TEN,
        21_000,
        new Address(1, 2, 3),
        BigInteger.valueOf(5),
        new byte[0],
        List.of());
  }

  private static EthereumTransaction dynamic(
      long nonce, BigInteger tip, BigInteger fee, long gas, Address to, byte[] data) {
    return EthereumTransaction.dynamicFee(
            CHAIN, nonce, tip, fee, gas, to, BigInteger.ZERO, data, List.of())
        .signedBy(SECRET);
  }

  private static EthereumTransaction random(SplittableRandom random) {
    var type = EthereumTransaction.Type.values()[random.nextInt(4)];
    boolean legacy = type == EthereumTransaction.Type.LEGACY;
    boolean blob = type == EthereumTransaction.Type.BLOB;
    byte[] data = new byte[random.nextInt(80)];
    random.nextBytes(data);
    BigInteger fee = number(random, 100);
    List<AccessEntry> accessList =
        legacy || random.nextBoolean()
            ? List.of()
            : List.of(
                new AccessEntry(address(random), List.of(hash(random), hash(random))),
                new AccessEntry(address(random), List.of()));
    return new EthereumTransaction(
        type,
        legacy && random.nextBoolean()
            ? EthereumTransaction.NO_CHAIN
            : random.nextLong() >>> 1 + random.nextInt(60),
        random.nextLong() >>> random.nextInt(64),
        type.ordinal() < 2 ? fee : number(random, 90),
        fee,
        random.nextLong() >>> random.nextInt(64),
        blob || random.nextBoolean() ? address(random) : null,
        number(random, 256),
        data,
        accessList,
        blob ? number(random, 60) : BigInteger.ZERO,
        blob ? List.of(hash(random)) : List.of(),
        null);
  }

  private static BigInteger number(SplittableRandom random, int bits) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes).shiftRight(256 - random.nextInt(bits + 1));
  }

  private static Address address(SplittableRandom random) {
    return new Address(random.nextInt(), random.nextLong(), random.nextLong());
  }

  private static Hash256 hash(SplittableRandom random) {
    return new Hash256(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }
}
