package io.crowdroll.sim.testnet.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.contracts.l1.Account;
import io.crowdroll.contracts.l1.Rpc;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class L1ClientTest {
  @TempDir private Path directory;

  @Test
  void isChosenByItsName() {
    assertThat(L1Client.parse("anvil", null)).isEqualTo(new L1Client.Anvil());
    assertThat(L1Client.parse("geth", null)).isEqualTo(new L1Client.Geth());
    assertThat(L1Client.parse("docker", null)).isEqualTo(new L1Client.Docker(new L1Client.Anvil()));
    assertThat(L1Client.parse("docker:geth", null))
        .isEqualTo(new L1Client.Docker(new L1Client.Geth()));
    assertThat(L1Client.parse("http://127.0.0.1:8545", "0x0a"))
        .isEqualTo(new L1Client.Remote(URI.create("http://127.0.0.1:8545"), BigInteger.TEN));
  }

  @ParameterizedTest
  @CsvSource({
    "parity, , is anvil",
    "http://127.0.0.1:8545, , needs --l1-key",
    "http://127.0.0.1:8545, wallet, hexadecimal",
    "anvil, 0x01, goes with an address"
  })
  void whatIsWrongSaysWhatToWrite(String text, String key, String complaint) {
    assertThatThrownBy(() -> L1Client.parse(text, key)).hasMessageContaining(complaint);
  }

  @Tag("testnet")
  @Test
  void anvilAnswersWithMoneyAndLeavesNothingBehind() throws IOException {
    expectUsable("anvil");
  }

  @Tag("testnet")
  @Tag("campaign")
  @ParameterizedTest
  @ValueSource(strings = {"geth", "docker", "docker:geth"})
  void soDoTheOthers(String name) throws IOException {
    expectUsable(name);
  }

  private void expectUsable(String name) throws IOException {
    URI url;
    try (RunningL1 l1 = L1Client.parse(name, null).start(TestRollup.HOME, directory);
        Rpc rpc = new Rpc(l1.url())) {
      url = l1.url();
      Account account = new Account(l1.key(), rpc.chainId());
      assertThat(rpc.balance(account.address())).isGreaterThan(BigInteger.TEN.pow(21));
    }
    try (Rpc gone = new Rpc(url)) {
      assertThatThrownBy(gone::chainId).isInstanceOf(IOException.class);
    }
  }
}
