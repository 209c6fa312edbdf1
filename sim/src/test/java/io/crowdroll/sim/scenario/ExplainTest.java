package io.crowdroll.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplainTest {
  @Test
  void aParameterTellsAllThatTheCatalogueKnows() throws ScenarioException {
    assertThat(Explain.text(Optional.of("protocol.bounty.source")))
        .isEqualTo(
            """
            protocol.bounty.source
              Where bounties come from (H1).

              value      a choice
              default    fees-then-mint (mode: hardened)
                         mint (mode: literal)
              allowed    mint, fees, fees-then-mint
              section    PROTOCOL.md §5
            """);
  }

  @Test
  void theLastPartOfAPathIsEnoughWhereItIsUnique() throws ScenarioException {
    assertThat(Explain.text(Optional.of("unitPrice")))
        .startsWith("protocol.bounty.unitPrice\n")
        .contains("an amount of ZKPoW (ZKPoW, gwei, wei)")
        .contains("0.025 ZKPoW");
  }

  @Test
  void itemsOfListsAreFoundByAnyBrackets() throws ScenarioException {
    String loss = Explain.text(Optional.of("provers.cohorts[].loss"));
    assertThat(Explain.text(Optional.of("provers.cohorts[crowd].loss"))).isEqualTo(loss);
    assertThat(Explain.text(Optional.of("provers.cohorts.loss"))).isEqualTo(loss);
  }

  @Test
  void aSectionListsItsKeys() throws ScenarioException {
    assertThat(Explain.text(Optional.of("protocol.penalty")))
        .contains("protocol.penalty.law", "protocol.penalty.burnShare");
  }

  @Test
  void withoutAnArgumentEveryParameterIsListed() throws ScenarioException {
    String all = Explain.text(Optional.empty());
    assertThat(all).contains(Catalogue.parameters().keySet());
  }

  @Test
  void everyPathCanBeExplained() throws ScenarioException {
    for (String path : Catalogue.paths().keySet()) {
      assertThat(Explain.text(Optional.of(path))).startsWith(path);
    }
  }

  @Test
  void anUnknownParameterIsAnsweredWithWhatWasMeant() {
    assertThatThrownBy(() -> Explain.text(Optional.of("unitPrise")))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("did you mean `protocol.bounty.unitPrice`?");
    assertThatThrownBy(() -> Explain.text(Optional.of("share")))
        .hasMessageContaining("there are transactions.classes[].share");
    assertThatThrownBy(() -> Explain.text(Optional.of("zzzzzzzz")))
        .hasMessageContaining("lists them all");
  }
}
