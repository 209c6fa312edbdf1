package io.crowdroll.protocol.node;

import static io.crowdroll.protocol.node.RulesWith.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.BountyRules;
import io.crowdroll.protocol.zkpow.Treasury;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md §5: who pays a bounty, and when it is fixed. */
class BountySourceTest {
  private static final Rules HARDENED = Presets.hardened();
  private static final Wei TRANSFER = HARDENED.bounty().unitPrice().times(44);

  @Test
  void feesPayFirstAndNothingIsMintedWhereTheyCover() {
    Treasury treasury = pay(HARDENED);
    assertThat(treasury.minted()).isEqualTo(Wei.ZERO);
    assertThat(treasury.escrow().signum()).isPositive();
  }

  @Test
  void mintPaysWithoutFees() {
    Rules rules = with(HARDENED, "bounty.source", BountyRules.Source.MINT);
    assertThat(pay(rules).minted()).isEqualTo(TRANSFER);
  }

  @Test
  void withoutFeesAndMintTheBountyIsWhatThereIs() {
    Rules rules = with(HARDENED, "fees.proofFee", false);
    rules = with(rules, "bounty.antiFarming", false);
    rules = with(rules, "bounty.source", BountyRules.Source.FEES);
    Scene scene = new Scene(rules, 2);
    assertThat(scene.leasedTransfer().bounty()).isEqualTo(Wei.ZERO);
  }

  @Test
  void mintEndsAtTheCapOfAnEpochAndBeginsAgainWithTheNext() {
    Rules rules = with(HARDENED, "bounty.source", BountyRules.Source.MINT);
    Wei cap = TRANSFER.dividedBy(2);
    rules = with(rules, "bounty.mintCapPerEpoch", cap);
    rules = with(rules, "consensus.epochBlocks", 50);
    Scene scene = new Scene(rules, 4);
    Fact.Leased first = scene.leasedTransfer();
    assertThat(first.bounty()).isEqualTo(cap);
    scene.prove(first);
    Fact.Leased second = scene.leasedTransfer();
    assertThat(second.bounty()).isEqualTo(Wei.ZERO);
    scene.prove(second);
    scene.blocks(60);
    assertThat(scene.leasedTransfer().bounty()).isEqualTo(cap);
  }

  @Test
  void aLockedBountyDoesNotGrowUnderItsLeaseAnUnlockedOneDoes() {
    Scene literal = new Scene(Presets.literal(), 2);
    Fact.Leased lease = literal.leasedTransfer();
    literal.blocks(65);
    Wei grown = Scene.of(literal.prove(lease), Fact.Paid.class).getFirst().amount();
    assertThat(grown).isEqualTo(lease.bounty().times(25).dividedBy(16));
    Scene hardened = new Scene(with(HARDENED, "leases.deadlineBase", 120), 2);
    Fact.Leased locked = hardened.leasedTransfer();
    hardened.blocks(65);
    assertThat(Scene.of(hardened.prove(locked), Fact.Paid.class).getFirst().amount())
        .isEqualTo(locked.bounty());
  }

  private static Treasury pay(Rules rules) {
    Scene scene = new Scene(rules, 2);
    Fact.Leased lease = scene.leasedTransfer();
    assertThat(Scene.of(scene.prove(lease), Fact.Paid.class).getFirst().amount())
        .isEqualTo(TRANSFER);
    return scene.chain.rollup().treasury();
  }
}
