package io.crowdroll.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.prover.curve.EdDsa;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Headers, bodies, receipts and coordination transactions: one value, one encoding. */
class EncodingsTest {
  private static final Deployment DEPLOYMENT = new Deployment(7, new Address(1, 1, 1));
  private static final byte[] KEY = {3};
  private static final BigInteger SECRET = BigInteger.valueOf(77);

  private final SplittableRandom random = new SplittableRandom(41);

  @Test
  void headersRoundTripAndAnyChangedByteIsAnotherHeaderOrNone() {
    for (int round = 0; round < 50; round++) {
      BlockHeader header = header();
      assertOneEncoding(header, header.encode(), BlockHeader::decode, BlockHeader::encode);
      assertThat(header.hash()).isEqualTo(new Keccak256().putBytes(header.encode()).digest());
    }
  }

  @Test
  void bodiesRoundTripAndAnyChangedByteIsAnotherBodyOrNone() {
    for (int round = 0; round < 10; round++) {
      BlockBody body = body();
      assertOneEncoding(body, body.encode(), BlockBody::decode, BlockBody::encode);
    }
  }

  @Test
  void receiptsRoundTripAndAnyChangedByteIsAnotherReceiptOrNone() {
    for (int round = 0; round < 20; round++) {
      Receipt receipt =
          new Receipt(
              random.nextBoolean() ? 2 : RollupMessage.TYPE,
              random.nextBoolean(),
              random.nextLong() >>> 20,
              List.of(log(0), log(4), log(2)),
              wei(100),
              wei(100));
      assertOneEncoding(receipt, receipt.encode(), Receipt::decode, Receipt::encode);
    }
  }

  @Test
  void coordinationTransactionsRoundTripAndAnyChangedByteIsAnotherOneOrNone() {
    for (CoordinationTransaction transaction : coordination()) {
      assertOneEncoding(
          transaction,
          transaction.encode(),
          CoordinationTransaction::decode,
          CoordinationTransaction::encode);
    }
  }

  @Test
  void aHeaderCommitsToEveryPartOfItsBody() {
    BlockBody body = body();
    byte[] bytes = body.encode();
    for (int at = 0; at < bytes.length; at++) {
      byte[] mutant = bytes.clone();
      mutant[at] ^= (byte) (1 + random.nextInt(255));
      BlockBody other = BlockBody.decode(mutant).orNull();
      if (other != null) {
        boolean same =
            other.lastCommitHash().equals(body.lastCommitHash())
                && other.importsHash().equals(body.importsHash())
                && other.coordinationHash().equals(body.coordinationHash())
                && Arrays.deepEquals(
                    other.transactionBytes().toArray(), body.transactionBytes().toArray());
        assertThat(same).as("byte %d", at).isFalse();
      }
    }
  }

  @Test
  void aReceiptWhoseBloomIsNotThatOfItsLogsIsRejected() {
    byte[] bytes = new Receipt(2, true, 21_000, List.of(log(1)), Wei.ZERO, Wei.ZERO).encode();
    byte[] bloom = Bloom.of(List.of()).toBytes();
    var list = (Rlp.Item.Sequence) Rlp.decode(bytes, 1, bytes.length).orNull();
    List<byte[]> fields = new ArrayList<>(list.items().stream().map(Rlp::encode).toList());
    fields.set(2, Rlp.string(bloom));
    byte[] changed = Rlp.list(fields);
    byte[] receipt = new byte[changed.length + 1];
    receipt[0] = 2;
    System.arraycopy(changed, 0, receipt, 1, changed.length);
    assertThat(Receipt.decode(receipt).flaw()).isEqualTo(Flaw.INCONSISTENT);
  }

  /** Each value sets three bits of 2,048; a union holds what its parts hold. */
  @Test
  void bloomsHoldWhatWasLogged() {
    Receipt.Log log = log(1);
    Bloom bloom = Bloom.of(List.of(log));
    int bits = 0;
    for (byte b : bloom.toBytes()) {
      bits += Integer.bitCount(b & 0xff);
    }
    assertThat(bits).isBetween(4, 6);
    Receipt.Log other = log(2);
    assertThat(Bloom.union(List.of(bloom, Bloom.of(List.of(other)))))
        .isEqualTo(Bloom.of(List.of(log, other)))
        .isNotEqualTo(bloom);
  }

  @Test
  void messagesAreSignedByTheirAccountsAndForOneDeployment() {
    Address ecdsa = Secp256k1.address(Secp256k1.publicKey(SECRET));
    Address jubjub = RollupMessage.address(EdDsa.publicKey(KEY));
    for (Coordination message : messages()) {
      if (CoordinationTransaction.needsSignature(message)) {
        var first = CoordinationTransaction.signed(message, 5, DEPLOYMENT, SECRET);
        var second = CoordinationTransaction.signed(message, 5, DEPLOYMENT, KEY);
        assertThat(first.signer(DEPLOYMENT)).isEqualTo(ecdsa);
        assertThat(second.signer(DEPLOYMENT)).isEqualTo(jubjub);
        Deployment other = new Deployment(8, DEPLOYMENT.contract());
        assertThat(first.signer(other)).isNotEqualTo(ecdsa);
        assertThat(second.signer(other)).isNull();
        var later = new CoordinationTransaction(message, 6, first.auth());
        assertThat(later.signer(DEPLOYMENT)).as("played again").isNotEqualTo(ecdsa);
        later = new CoordinationTransaction(message, 6, second.auth());
        assertThat(later.signer(DEPLOYMENT)).as("played again").isNull();
      }
    }
  }

  @Test
  void whatMustBeSignedIsNotTakenUnsignedAndTheOtherWayRound() {
    for (Coordination message : messages()) {
      boolean needs = CoordinationTransaction.needsSignature(message);
      byte[] unsigned = CoordinationTransaction.unsigned(message).encode();
      byte[] signed = CoordinationTransaction.signed(message, 1, DEPLOYMENT, SECRET).encode();
      assertThat(CoordinationTransaction.decode(unsigned).flaw())
          .isEqualTo(needs ? Flaw.INCONSISTENT : null);
      assertThat(CoordinationTransaction.decode(signed).flaw())
          .isEqualTo(needs ? null : Flaw.INCONSISTENT);
    }
    assertThatThrownBy(
            () -> CoordinationTransaction.unsigned(new Coordination.Silence(1, 2)).encode())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void forcedItemsAreDecidedBySignatureAndHaveTheWordsOfTheStatements() {
    Address sender = RollupMessage.address(EdDsa.publicKey(KEY));
    L1Item.Forced item = forced(sender);
    var signature = EdDsa.sign(KEY, ForcedSignature.digest(item, DEPLOYMENT));
    var queued = new ForcedSignature(EdDsa.publicKey(KEY), signature);
    assertThat(item.with(queued, DEPLOYMENT).signed()).isTrue();
    assertThat(item.with(queued, new Deployment(8, DEPLOYMENT.contract())).signed()).isFalse();
    assertThat(forced(new Address(5, 5, 5)).with(queued, DEPLOYMENT).signed()).isFalse();
    List<BigInteger> words = item.with(queued, DEPLOYMENT).words();
    BigInteger w0 = words.getFirst();
    assertThat(w0.shiftRight(224).intValueExact()).as("kind, applied 0").isEqualTo(8);
    assertThat(w0.shiftRight(160).longValue()).as("nonce").isEqualTo(9);
    assertThat(w0.mod(BigInteger.TWO.pow(160))).isEqualTo(new BigInteger(1, sender.toBytes()));
    assertThat(words.get(1))
        .isEqualTo(BigInteger.TWO.pow(160).add(new BigInteger(1, item.to().toBytes())));
    assertThat(words.get(2)).isEqualTo(BigInteger.valueOf(1_000));
    assertThat(words.get(3)).isEqualTo(queued.auth());
    var deposit = new L1Item.Deposit(0, 1, sender, item.to(), Asset.ZKPOW, Wei.of(4));
    assertThat(deposit.words().getFirst().shiftRight(160))
        .isEqualTo(BigInteger.valueOf(6L << 32).shiftLeft(32));
    assertThat(deposit.words().getLast()).isZero();
  }

  private static <T> void assertOneEncoding(
      T value, byte[] bytes, Function<byte[], Decoded<T>> decode, Function<T, byte[]> encode) {
    SplittableRandom random = new SplittableRandom(bytes.length);
    assertThat(decode.apply(bytes).orNull()).isEqualTo(value).hasSameHashCodeAs(value);
    for (int at = 0; at < bytes.length; at++) {
      byte[] mutant = bytes.clone();
      mutant[at] ^= (byte) (1 + random.nextInt(255));
      T other = decode.apply(mutant).orNull();
      if (other != null) {
        assertThat(encode.apply(other)).as("byte %d", at).isEqualTo(mutant);
        assertThat(other).as("byte %d", at).isNotEqualTo(value);
      }
    }
    for (int length = 0; length < bytes.length; length++) {
      assertThat(decode.apply(Arrays.copyOf(bytes, length)).flaw()).isNotNull();
    }
    assertThat(decode.apply(Arrays.copyOf(bytes, bytes.length + 1)).flaw()).isNotNull();
  }

  private BlockHeader header() {
    byte[] proof = new byte[random.nextInt(81)];
    random.nextBytes(proof);
    return new BlockHeader(
        random.nextLong() >>> 20,
        hash(),
        random.nextLong() >>> 20,
        random.nextInt(128),
        random.nextInt(4),
        new L1Origin(random.nextLong() >>> 30, hash(), random.nextInt(99), wei(60)),
        hash(),
        proof,
        hash(),
        new ValidatorBits(random.nextLong(), random.nextLong() >>> 40),
        wei(80),
        hash(),
        hash(),
        hash(),
        hash(),
        hash(),
        hash(),
        Bloom.of(List.of(log(random.nextInt(5)))),
        random.nextInt(30_000_000),
        wei(40),
        wei(90));
  }

  private BlockBody body() {
    byte[] commit = new byte[random.nextInt(100)];
    random.nextBytes(commit);
    Address sender = RollupMessage.address(EdDsa.publicKey(KEY));
    L1Item.Forced item = forced(sender);
    var signature = EdDsa.sign(KEY, ForcedSignature.digest(item, DEPLOYMENT));
    RollupMessage message =
        new RollupMessage(
                DEPLOYMENT,
                Transaction.Kind.TRANSFER,
                address(),
                Asset.ZKPOW,
                wei(90),
                random.nextInt(9),
                wei(90),
                wei(20),
                EdDsa.publicKey(KEY),
                null)
            .signedBy(KEY);
    EthereumTransaction call =
        EthereumTransaction.dynamicFee(
                7,
                1,
                BigInteger.ONE,
                BigInteger.TEN,
                21_000,
                address(),
                BigInteger.ZERO,
                new byte[0],
                List.of())
            .signedBy(SECRET);
    return new BlockBody(
        commit,
        List.of(new L1Refund(4, 3, 200_000, wei(50))),
        List.of(
            new L1Item.Deposit(0, 7, address(), address(), Asset.ETH, wei(100)),
            item.with(new ForcedSignature(EdDsa.publicKey(KEY), signature), DEPLOYMENT),
            item),
        List.of(message, call),
        coordination());
  }

  private List<CoordinationTransaction> coordination() {
    List<CoordinationTransaction> all = new ArrayList<>();
    for (Coordination message : messages()) {
      if (CoordinationTransaction.needsSignature(message)) {
        all.add(CoordinationTransaction.signed(message, 3, DEPLOYMENT, SECRET));
        all.add(CoordinationTransaction.signed(message, 4, DEPLOYMENT, KEY));
      } else {
        all.add(CoordinationTransaction.unsigned(message));
      }
    }
    return all;
  }

  private static List<Coordination> messages() {
    return List.of(
        new Coordination.Register(new Address(1, 2, 3), 4),
        new Coordination.Heartbeat(5, true, 1),
        new Coordination.Heartbeat(5, false, 0),
        new Coordination.Leave(6),
        new Coordination.Decline(7, TaskKey.of(100, 0)),
        new Coordination.Submission(8, new Proof.Modelled(TaskKey.of(101, 0), 8, true)),
        new Coordination.Submission(
            Payee.validator(2), new Proof.Modelled(TaskKey.of(102, 3), Payee.NONE, false)),
        new Coordination.Equivocation(3, 1_000, 2, new byte[] {1, 2, 3}));
  }

  private static L1Item.Forced forced(Address sender) {
    Address to = new Address(6, 6, 6);
    return new L1Item.Forced(3, 50, true, sender, to, Asset.ETH, Wei.of(1_000), 9, false);
  }

  private Receipt.Log log(int topics) {
    byte[] data = new byte[random.nextInt(40)];
    random.nextBytes(data);
    return new Receipt.Log(address(), Stream.generate(this::hash).limit(topics).toList(), data);
  }

  private Address address() {
    return new Address(random.nextInt(), random.nextLong(), random.nextLong());
  }

  private Hash256 hash() {
    return new Hash256(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  private Wei wei(int bits) {
    return Wei.of(new BigInteger(bits, new Random(random.nextLong())));
  }
}
