package io.crowdroll.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.prover.curve.BabyJubJub;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.prover.field.Poseidon;
import io.crowdroll.prover.field.PrimeField;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RollupMessageTest {
  private static final BigInteger R = PrimeField.FR.modulus();
  private static final BigInteger L = BabyJubJub.SUBGROUP_ORDER;
  private static final Deployment DEPLOYMENT = new Deployment(7_001, new Address(9, 8, 7));
  private static final byte[] SECRET = "a private key".getBytes(StandardCharsets.UTF_8);
  private static final BabyJubJub.Point KEY = EdDsa.publicKey(SECRET);
  private static final Address TO = new Address(1, 2, 3);

  @Test
  void signedMessagesOfEachKindAreAdmitted() {
    Admission admission = new Admission(DEPLOYMENT, 30_000_000, true);
    for (Transaction.Kind kind : Transaction.Kind.values()) {
      if (kind == Transaction.Kind.CALL) {
        continue;
      }
      RollupMessage message = message(kind);
      assertThat(message.check(DEPLOYMENT)).isNull();
      var admitted = (Admission.Verdict.Admitted) admission.admit(message.encode());
      Transaction transaction = admitted.transaction();
      assertThat(transaction.kind()).isEqualTo(kind);
      assertThat(transaction.sender()).isEqualTo(RollupMessage.address(KEY));
      assertThat(transaction.to()).isEqualTo(message.to());
      assertThat(transaction.value()).isEqualTo(Wei.of(1_000));
      assertThat(transaction.nonce()).isEqualTo(5);
      assertThat(transaction.maxFee()).isEqualTo(Wei.of(77));
      assertThat(transaction.tip()).isEqualTo(Wei.of(3));
      assertThat(transaction.envelope()).isEqualTo(message);
    }
  }

  /** The formulas of STATEMENTS.md, written out. */
  @Test
  void addressAndDigestAreThoseOfTheStatements() {
    BigInteger hash = Poseidon.hash(BigInteger.valueOf(7001), KEY.x(), KEY.y());
    BigInteger low = hash.mod(BigInteger.TWO.pow(160));
    RollupMessage message = message(Transaction.Kind.WITHDRAW);
    assertThat(new BigInteger(1, message.sender().toBytes())).isEqualTo(low);
    BigInteger word =
        BigInteger.valueOf(7_001)
            .multiply(BigInteger.TWO.pow(160))
            .add(new BigInteger(1, DEPLOYMENT.contract().toBytes()));
    assertThat(message.digest())
        .isEqualTo(
            Poseidon.hash(
                BigInteger.valueOf(7002),
                word,
                BigInteger.valueOf(3),
                low,
                new BigInteger(1, TO.toBytes()),
                BigInteger.ONE,
                BigInteger.valueOf(1_000),
                BigInteger.valueOf(5),
                BigInteger.valueOf(77),
                BigInteger.valueOf(3)));
  }

  @Test
  void anyChangedByteIsRejectedOrMeansSomethingElseThatIsNotSigned() {
    SplittableRandom random = new SplittableRandom(11);
    RollupMessage message = message(Transaction.Kind.TRANSFER);
    byte[] bytes = message.encode();
    assertThat(Envelope.decode(bytes).orNull()).isEqualTo(message).hasSameHashCodeAs(message);
    for (int at = 0; at < bytes.length; at++) {
      byte[] mutant = bytes.clone();
      mutant[at] ^= (byte) (1 + random.nextInt(255));
      if (Envelope.decode(mutant).orNull() instanceof RollupMessage decoded) {
        assertThat(decoded.encode()).isEqualTo(mutant);
        assertThat(decoded).isNotEqualTo(message);
        assertThat(decoded.check(DEPLOYMENT)).as("byte %d", at).isNotNull();
      }
    }
    assertThat(Envelope.decode(Arrays.copyOf(bytes, bytes.length + 1)).flaw())
        .isEqualTo(Flaw.TRAILING_BYTES);
    assertThat(Envelope.decode(Arrays.copyOf(bytes, bytes.length - 1)).flaw())
        .isEqualTo(Flaw.TRUNCATED);
  }

  @Test
  void aMessageForAnotherChainOrContractIsRefused() {
    RollupMessage message = message(Transaction.Kind.TRANSFER);
    Deployment chain = new Deployment(7_002, DEPLOYMENT.contract());
    Deployment contract = new Deployment(7_001, new Address(9, 8, 6));
    assertThat(message.check(chain)).isEqualTo(Rejection.WRONG_CHAIN);
    assertThat(message.check(contract)).isEqualTo(Rejection.WRONG_CHAIN);
    // to name another deployment is not enough: the digest is of the one signed for
    assertThat(renamed(message, chain).check(chain)).isEqualTo(Rejection.BAD_SIGNATURE);
    assertThat(renamed(message, contract).check(contract)).isEqualTo(Rejection.BAD_SIGNATURE);
  }

  @Test
  void forgedSignaturesAreRefused() {
    RollupMessage good = message(Transaction.Kind.TRANSFER);
    BabyJubJub.Point r8 = good.signature().r();
    BigInteger s = good.signature().s();
    refused(good, KEY, r8, s.add(L)); // the same number modulo l
    refused(good, KEY, r8, s.add(BigInteger.ONE).mod(L));
    refused(good, KEY, BabyJubJub.add(r8, BabyJubJub.BASE), s);
    refused(good, KEY, new BabyJubJub.Point(r8.x(), r8.y().add(BigInteger.ONE).mod(R)), s);
    refused(good, KEY, new BabyJubJub.Point(r8.x().add(R), r8.y()), s);
    refused(good, new BabyJubJub.Point(KEY.x(), KEY.y().add(BigInteger.ONE).mod(R)), r8, s);
    refused(good, EdDsa.publicKey(new byte[] {1}), r8, s);
    assertThat(Envelope.decode(with(good, KEY, r8, s.add(L)).encode()).flaw())
        .isEqualTo(Flaw.OUT_OF_RANGE);
    assertThat(Envelope.decode(with(good, new BabyJubJub.Point(R, KEY.y()), r8, s).encode()).flaw())
        .isEqualTo(Flaw.OUT_OF_RANGE);
  }

  /** With 8A = 0 the equation is S·B = R8: anybody could sign for such a key. */
  @Test
  void keysOfSmallOrderAreRefused() {
    RollupMessage good = message(Transaction.Kind.TRANSFER);
    BigInteger s = BigInteger.valueOf(12_345);
    BabyJubJub.Point r8 = BabyJubJub.multiply(BabyJubJub.BASE, s);
    BabyJubJub.Point two = new BabyJubJub.Point(BigInteger.ZERO, R.subtract(BigInteger.ONE));
    refused(good, BabyJubJub.NEUTRAL, r8, s);
    refused(good, two, r8, s);
    BabyJubJub.Point torsion = torsion();
    assertThat(BabyJubJub.isOnCurve(torsion)).isTrue();
    refused(good, torsion, r8, s);
  }

  /** STATEMENTS.md constrains no more than that: what it accepts must not become a void here. */
  @Test
  void aKeyWithAPartOfSmallOrderIsDecidedAsTheCircuitDecides() {
    BabyJubJub.Point shifted = BabyJubJub.add(KEY, torsion());
    BigInteger nonce = BigInteger.valueOf(4_711);
    BigInteger secret = BigInteger.valueOf(31_337);
    BabyJubJub.Point honest = BabyJubJub.multiply(BabyJubJub.BASE, secret);
    BabyJubJub.Point key = BabyJubJub.add(honest, torsion());
    RollupMessage unsigned = with(message(Transaction.Kind.TRANSFER), key, shifted, nonce);
    BabyJubJub.Point r8 = BabyJubJub.multiply(BabyJubJub.BASE, nonce);
    BigInteger h = Poseidon.hash(r8.x(), r8.y(), key.x(), key.y(), unsigned.digest());
    BigInteger s = nonce.add(h.multiply(secret).shiftLeft(3)).mod(L);
    assertThat(with(unsigned, key, r8, s).check(DEPLOYMENT)).isNull();
    assertThat(EdDsa.verify(key, unsigned.digest(), new EdDsa.Signature(r8, s))).isFalse();
  }

  @Test
  void fieldsHaveTheirWidths() {
    RollupMessage good = message(Transaction.Kind.TRANSFER);
    byte[] address = TO.toBytes();
    BigInteger wide = BigInteger.TWO.pow(120);
    assertThat(decode(7, wide)).as("maxFee").isEqualTo(Flaw.OUT_OF_RANGE);
    assertThat(decode(8, wide)).as("tip").isEqualTo(Flaw.OUT_OF_RANGE);
    assertThat(decode(7, wide.subtract(BigInteger.ONE))).isNull();
    assertThat(decode(5, BigInteger.TWO.pow(127))).as("value").isEqualTo(Flaw.OUT_OF_RANGE);
    assertThat(decode(6, BigInteger.TWO.pow(64))).as("nonce").isEqualTo(Flaw.OUT_OF_RANGE);
    assertThat(decode(0, BigInteger.TWO.pow(63))).as("chain id").isEqualTo(Flaw.OUT_OF_RANGE);
    assertThat(decode(4, BigInteger.TWO)).as("asset").isEqualTo(Flaw.OUT_OF_RANGE);
    for (int kind : new int[] {0, 1, 5, 6, 7, 8, 255}) {
      assertThat(decode(2, BigInteger.valueOf(kind))).as("kind").isEqualTo(Flaw.OUT_OF_RANGE);
    }
    assertThat(decode(3, new BigInteger(1, Arrays.copyOf(address, 21))))
        .isEqualTo(Flaw.WRONG_WIDTH);
    assertThat(decode(3, BigInteger.ONE)).isEqualTo(Flaw.WRONG_WIDTH);
    assertThat(decode(6, new BigInteger(1, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}))).isNull();
    RollupMessage last =
        (RollupMessage)
            Envelope.decode(replaced(good, 6, BigInteger.TWO.pow(64).subtract(BigInteger.ONE)))
                .orNull();
    assertThat(last.check(DEPLOYMENT)).isEqualTo(Rejection.NONCE_TOO_HIGH);
  }

  @Test
  void rulesOfTheSlotHaveTheirReasons() {
    assertThat(signed(Transaction.Kind.TRANSFER, TO, Asset.ETH, Wei.ZERO).check(DEPLOYMENT))
        .isEqualTo(Rejection.ZERO_VALUE);
    Address reserved = new Address(0, 0, 0xffff);
    Address first = new Address(0, 0, 0x10000);
    assertThat(signed(Transaction.Kind.TRANSFER, reserved, Asset.ETH, Wei.of(1)).check(DEPLOYMENT))
        .isEqualTo(Rejection.RESERVED_RECIPIENT);
    assertThat(signed(Transaction.Kind.TRANSFER, first, Asset.ETH, Wei.of(1)).check(DEPLOYMENT))
        .isNull();
    // where the recipient is on L1 any address will do
    assertThat(signed(Transaction.Kind.WITHDRAW, reserved, Asset.ETH, Wei.of(1)).check(DEPLOYMENT))
        .isNull();
    byte[] bond = signed(Transaction.Kind.BOND, TO, Asset.ZKPOW, Wei.of(1)).encode();
    assertThat(Envelope.decode(bond).flaw()).isEqualTo(Flaw.OUT_OF_RANGE);
    bond = signed(Transaction.Kind.BOND, Address.ZERO, Asset.ETH, Wei.of(1)).encode();
    assertThat(Envelope.decode(bond).flaw()).isEqualTo(Flaw.OUT_OF_RANGE);
  }

  /** A point of order 8: l times a point that is in no subgroup of its own. */
  private static BabyJubJub.Point torsion() {
    for (byte y = 2; ; y++) {
      byte[] packed = new byte[32];
      packed[0] = y;
      var point = BabyJubJub.unpack(packed).map(p -> BabyJubJub.multiply(p, L));
      if (point.isPresent()
          && !BabyJubJub.multiply(point.get(), BigInteger.valueOf(4)).equals(BabyJubJub.NEUTRAL)) {
        return point.get();
      }
    }
  }

  private static Flaw decode(int field, BigInteger value) {
    return Envelope.decode(replaced(message(Transaction.Kind.TRANSFER), field, value)).flaw();
  }

  /** The encoding with one field written as another number. */
  private static byte[] replaced(RollupMessage message, int field, BigInteger value) {
    byte[] bytes = message.encode();
    var list = (Rlp.Item.Sequence) Rlp.decode(bytes, 1, bytes.length).orNull();
    byte[][] fields = list.items().stream().map(Rlp::encode).toArray(byte[][]::new);
    fields[field] = Rlp.number(value);
    byte[] changed = Rlp.list(fields);
    byte[] out = new byte[1 + changed.length];
    out[0] = RollupMessage.TYPE;
    System.arraycopy(changed, 0, out, 1, changed.length);
    return out;
  }

  private static void refused(
      RollupMessage good, BabyJubJub.Point key, BabyJubJub.Point r8, BigInteger s) {
    assertThat(with(good, key, r8, s).check(DEPLOYMENT)).isEqualTo(Rejection.BAD_SIGNATURE);
  }

  private static RollupMessage with(
      RollupMessage m, BabyJubJub.Point key, BabyJubJub.Point r8, BigInteger s) {
    return new RollupMessage(
        m.deployment(),
        m.kind(),
        m.to(),
        m.asset(),
        m.value(),
        m.nonce(),
        m.maxFee(),
        m.tip(),
        key,
        new EdDsa.Signature(r8, s));
  }

  private static RollupMessage renamed(RollupMessage m, Deployment deployment) {
    return new RollupMessage(
        deployment,
        m.kind(),
        m.to(),
        m.asset(),
        m.value(),
        m.nonce(),
        m.maxFee(),
        m.tip(),
        m.key(),
        m.signature());
  }

  private static RollupMessage message(Transaction.Kind kind) {
    boolean bond = kind == Transaction.Kind.BOND;
    return signed(kind, bond ? Address.ZERO : TO, bond ? Asset.ZKPOW : Asset.ETH, Wei.of(1_000));
  }

  private static RollupMessage signed(Transaction.Kind kind, Address to, Asset asset, Wei value) {
    return new RollupMessage(
            DEPLOYMENT, kind, to, asset, value, 5, Wei.of(77), Wei.of(3), KEY, null)
        .signedBy(SECRET);
  }
}
