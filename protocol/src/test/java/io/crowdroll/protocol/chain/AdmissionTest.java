package io.crowdroll.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final BigInteger SECRET = BigInteger.valueOf(99);
  private static final Deployment DEPLOYMENT = new Deployment(5, new Address(4, 4, 4));
  private static final Admission ADMISSION = new Admission(DEPLOYMENT, 30_000_000, false);

  @Test
  void aCallBecomesATransactionThatTheEvmCanRun() {
    byte[] data = {1, 0, 2};
    var accessList = List.of(new AccessEntry(new Address(1, 1, 1), List.of(Hash256.ZERO)));
    EthereumTransaction envelope =
        EthereumTransaction.dynamicFee(
                5,
                8,
                BigInteger.TWO,
                BigInteger.TEN,
                100_000,
                null,
                BigInteger.valueOf(7),
                data,
                accessList)
            .signedBy(SECRET);
    var admitted = (Admission.Verdict.Admitted) ADMISSION.admit(envelope.encode());
    assertThat(admitted.transaction())
        .isEqualTo(
            new Transaction(
                Transaction.Kind.CALL,
                Secp256k1.address(Secp256k1.publicKey(SECRET)),
                null,
                Asset.ZKPOW,
                Wei.of(7),
                8,
                Wei.of(1_000_000),
                Wei.of(200_000),
                100_000,
                new Transaction.Execution.Evm(data, accessList, Wei.of(10), Wei.of(2)),
                envelope));
    assertThat(admitted.transaction().isCreate()).isTrue();
  }

  @Test
  void whatNoBlockMayHoldIsRefusedWithItsReason() {
    assertThat(refused(ADMISSION, new byte[] {0x05})).isEqualTo(Rejection.MALFORMED);
    assertThat(refused(ADMISSION, call(6, 21_000, BigInteger.ONE).encode()))
        .isEqualTo(Rejection.WRONG_CHAIN);
    assertThat(refused(ADMISSION, call(5, 30_000_001, BigInteger.ONE).encode()))
        .isEqualTo(Rejection.ABOVE_BLOCK_GAS);
    assertThat(refused(ADMISSION, call(5, -1, BigInteger.ONE).encode()))
        .isEqualTo(Rejection.ABOVE_BLOCK_GAS);
    assertThat(refused(ADMISSION, call(5, 21_000, BigInteger.TWO.pow(127)).encode()))
        .isEqualTo(Rejection.INSUFFICIENT_FUNDS);
    EthereumTransaction good = call(5, 21_000, BigInteger.ONE);
    assertThat(ADMISSION.admit(good.encode())).isInstanceOf(Admission.Verdict.Admitted.class);
    BigInteger noPoint = BigInteger.valueOf(5);
    var signature = new Secp256k1.Signature(false, noPoint, good.signature().s());
    assertThat(refused(ADMISSION, good.with(signature).encode()))
        .isEqualTo(Rejection.BAD_SIGNATURE);
  }

  @Test
  void onlyTypesOfTheRollupAreTaken() {
    EthereumTransaction call = call(5, 21_000, BigInteger.ONE);
    for (EthereumTransaction.Type type : EthereumTransaction.Type.values()) {
      EthereumTransaction other =
          new EthereumTransaction(
                  type,
                  5,
                  0,
                  BigInteger.ONE,
                  BigInteger.ONE,
                  21_000,
                  call.to(),
                  call.value(),
                  call.data(),
                  List.of(),
                  BigInteger.ONE,
                  List.of(new Hash256(1L << 56, 0, 0, 0)),
                  null)
              .signedBy(SECRET);
      if (type != EthereumTransaction.Type.DYNAMIC_FEE) {
        assertThat(refused(ADMISSION, other.encode())).isEqualTo(Rejection.TYPE_NOT_TAKEN);
      }
    }
  }

  @Test
  void whereProofsAreRealWhatHasNoCircuitIsRefusedAndTheReasonNamesWhatToUse() {
    Admission proven = new Admission(DEPLOYMENT, 30_000_000, true);
    byte[] call = call(5, 21_000, BigInteger.ONE).encode();
    assertThat(refused(proven, call)).isEqualTo(Rejection.NO_CIRCUIT);
    assertThat(Rejection.NO_CIRCUIT.sentence()).contains("0x7b");
  }

  private static Rejection refused(Admission admission, byte[] bytes) {
    return ((Admission.Verdict.Refused) admission.admit(bytes)).reason();
  }

  private static EthereumTransaction call(long chain, long gasLimit, BigInteger fee) {
    return EthereumTransaction.dynamicFee(
            chain,
            0,
            BigInteger.ZERO,
            fee,
            gasLimit,
            new Address(1, 2, 3),
            BigInteger.ZERO,
            new byte[0],
            List.of())
        .signedBy(SECRET);
  }
}
