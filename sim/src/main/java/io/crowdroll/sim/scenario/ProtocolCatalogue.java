package io.crowdroll.sim.scenario;

import static io.crowdroll.sim.scenario.Draft.quantity;
import static io.crowdroll.sim.scenario.Draft.section;

import io.crowdroll.sim.scenario.Entry.Section;

/** The protocol's parameters with both presets: PROTOCOL.md §11 and §12, row by row. */
final class ProtocolCatalogue {

  private ProtocolCatalogue() {}

  static Section protocol() {
    return section(
        "protocol",
        "The rollup's rules. Every row of the presets is a parameter of its own.",
        SequencerCatalogue.consensus(),
        SequencerCatalogue.fees(),
        MarketCatalogue.proving(),
        MarketCatalogue.leases(),
        TokenCatalogue.bounty(),
        TokenCatalogue.penalty(),
        TokenCatalogue.settlement(),
        RollupCatalogue.aggregation(),
        RollupCatalogue.submission(),
        RollupCatalogue.forced(),
        units());
  }

  private static Section units() {
    return section(
        "units",
        "Proof units of transitions whose cost is fixed; 1 unit = 1,000 constraints.",
        unitsOf("transfer", "44 units", "A transfer."),
        unitsOf("withdraw", "44 units", "A withdrawal."),
        unitsOf("bond", "44 units", "A bond transaction."),
        unitsOf("settle", "44 units", "A settlement of two accounts."),
        unitsOf("deposit", "35 units", "A deposit from L1."),
        unitsOf("open", "35 units", "The opening of an account."),
        unitsOf("emptyBlock", "1 unit", "An empty block."));
  }

  private static Entry unitsOf(String name, String units, String meaning) {
    return quantity(name, Unit.PROOF_UNITS, "1 unit", "1,000,000 units")
        .both(units)
        .in("12")
        .means(meaning);
  }
}
