package io.crowdroll.protocol.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateTest {
  private static final Hash256 HEADER = new Hash256(1, 2, 3, 4);
  private static final Address A = new Address(0, 0, 1);
  private static final Address B = new Address(0, 0, 2);
  private static final Address C = new Address(0, 0, 3);
  private static final SignerSet THIRDS = new SignerSet(List.of(A, B, C), List.of(1L, 1L, 1L));

  @Test
  void exactlyTwoThirdsIsTooLight() {
    assertThat(check(THIRDS, A, B)).contains(Refusal.CERTIFICATE_TOO_LIGHT);
    assertThat(check(THIRDS, A, B, C)).isEmpty();
    SignerSet more = new SignerSet(List.of(A, B, C), List.of(335L, 332L, 333L));
    assertThat(check(more, A, B)).as("667 of 1,000").isEmpty();
    assertThat(check(more, B, C)).as("665 of 1,000").contains(Refusal.CERTIFICATE_TOO_LIGHT);
  }

  @Test
  void hugeStakesDoNotOverflow() {
    long huge = Long.MAX_VALUE / 3;
    SignerSet set = new SignerSet(List.of(A, B, C), List.of(huge, huge, huge));
    assertThat(check(set, A, B)).contains(Refusal.CERTIFICATE_TOO_LIGHT);
    assertThat(check(set, A, B, C)).isEmpty();
  }

  @Test
  void signersCountOnceAndOnlyFromTheSet() {
    assertThat(check(THIRDS, A, A, B, C)).contains(Refusal.SIGNERS_NOT_ASCENDING);
    assertThat(check(THIRDS, C, B, A)).contains(Refusal.SIGNERS_NOT_ASCENDING);
    assertThat(check(THIRDS, A, B, C, new Address(0, 0, 4))).contains(Refusal.SIGNER_NOT_IN_SET);
  }

  @Test
  void certificateIsOfItsHeader() {
    Certificate certificate = new Certificate(HEADER, List.of(A, B, C));
    assertThat(certificate.check(Hash256.ZERO, THIRDS))
        .contains(Refusal.CERTIFICATE_OF_ANOTHER_HEADER);
  }

  @Test
  void setsAreAscendingAndOfPositiveStake() {
    assertThatThrownBy(() -> new SignerSet(List.of(B, A), List.of(1L, 1L)))
        .hasMessageContaining("ascending");
    assertThatThrownBy(() -> new SignerSet(List.of(A, B), List.of(1L, 0L)))
        .hasMessageContaining("stake");
    assertThatThrownBy(() -> new SignerSet(List.of(A, B), List.of(1L)))
        .hasMessageContaining("2 members");
  }

  private static Optional<Refusal> check(SignerSet set, Address... signers) {
    return new Certificate(HEADER, List.of(signers)).check(HEADER, set);
  }
}
