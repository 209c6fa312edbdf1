package io.crowdroll.protocol.node;

import static io.crowdroll.protocol.node.RulesWith.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeQuote;
import io.crowdroll.protocol.chain.L1Refund;
import io.crowdroll.protocol.chain.Rejection;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.zkpow.Treasury;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md §2 fees, §4 back-pressure, §5 anti-farming, §7 refunds. */
class FeesTest {
  private static final Rules HARDENED = Presets.hardened();

  @Test
  void gasIsBurnedTheProofFeeEscrowedTheL1FeeKeptForAgentsTheTipGoesToTheProposer() {
    Scene scene = new Scene(HARDENED, 0);
    FeeQuote quote =
        scene.chain.rollup().quote(Transaction.Kind.TRANSFER, Lockstep.address(21), 0, null);
    scene.chain.transfer(20, 21);
    scene.block();
    Treasury treasury = scene.chain.rollup().treasury();
    assertThat(treasury.burned()).isEqualTo(quote.gas());
    assertThat(treasury.escrow()).isEqualTo(quote.proof());
    assertThat(treasury.agentFund()).isEqualTo(quote.l1());
    assertThat(scene.chain.rollup().pending().total()).isEqualTo(Wei.of(7));
    assertThat(scene.balance(20)).isEqualTo(Wei.tokens(999).minus(quote.total()).minus(Wei.of(7)));
  }

  @Test
  void aCallHaltedByItsUnitsKeepsItsFeeAndMovesNothing() {
    Scene scene = new Scene(HARDENED, 0);
    Transaction.Execution heavy = new Transaction.Execution.Modelled(50_000, 5_000);
    scene.send(Transaction.Kind.CALL, 20, Wei.tokens(10), heavy);
    List<Fact> facts = scene.block();
    Fact.Included included = Scene.of(facts, Fact.Included.class).getFirst();
    Transition made = Scene.of(facts, Fact.Executed.class).getFirst().transition();
    assertThat(made.units()).isEqualTo(HARDENED.fees().maxProofUnits());
    assertThat(scene.balance(20)).isEqualTo(Wei.tokens(1_000).minus(included.fee().total()));
    assertThat(scene.balance(21)).isEqualTo(Wei.tokens(1_000));
  }

  @Test
  void theSenderPaysForTheAccountThatItsTransferOpens() {
    Scene scene = new Scene(HARDENED, 0);
    FeeQuote known =
        scene.chain.rollup().quote(Transaction.Kind.TRANSFER, Lockstep.address(21), 0, null);
    FeeQuote fresh =
        scene.chain.rollup().quote(Transaction.Kind.TRANSFER, Lockstep.address(777), 0, null);
    scene.chain.transfer(20, 777);
    List<Fact> facts = scene.block();
    assertThat(Scene.of(facts, Fact.Executed.class).stream().map(one -> one.transition().kind()))
        .containsExactly(Transition.Kind.OPEN, Transition.Kind.TRANSFER);
    assertThat(Scene.of(facts, Fact.Included.class).getFirst().fee()).isEqualTo(fresh);
    assertThat(Scene.of(facts, Fact.TaskMade.class).stream().map(Fact.TaskMade::escrow))
        .as("each task has its own proof fee")
        .containsExactly(fresh.proof().minus(known.proof()), known.proof());
    assertThat(fresh.l1()).isEqualTo(known.l1().times(2));
    assertThat(scene.balance(777)).isEqualTo(Wei.tokens(1));
  }

  /** The circuit bounds all that leaves the state as a fee, the tip included, by maxFee. */
  @Test
  void theCapBoundsTheFeeWithItsTip() {
    Scene scene = new Scene(HARDENED, 0);
    Wei tip = Wei.of(1_000);
    FeeQuote quote =
        scene.chain.rollup().quote(Transaction.Kind.TRANSFER, Lockstep.address(21), 0, null);
    scene.chain.send(transfer(20, quote.total().plus(tip).minus(Wei.of(1)), tip));
    scene.chain.send(transfer(22, quote.total().plus(tip), tip));
    List<Fact> facts = scene.block();
    assertThat(Scene.of(facts, Fact.Refused.class))
        .extracting(Fact.Refused::reason)
        .containsExactly(Rejection.FEE_ABOVE_CAP);
    assertThat(Scene.of(facts, Fact.Included.class)).hasSize(1);
  }

  private static Transaction transfer(int from, Wei maxFee, Wei tip) {
    return new Transaction(
        Transaction.Kind.TRANSFER,
        Lockstep.address(from),
        Lockstep.address(21),
        Asset.ZKPOW,
        Wei.tokens(1),
        0,
        maxFee,
        tip,
        21_000,
        null);
  }

  @Test
  void aTransactionWhoseFeePassesItsCapHasNoEffect() {
    Scene scene = new Scene(HARDENED, 0);
    scene.chain.send(
        new Transaction(
            Transaction.Kind.BOND,
            Lockstep.address(20),
            Lockstep.address(20),
            Asset.ZKPOW,
            Wei.tokens(1),
            0,
            Wei.of(1_000),
            Wei.ZERO,
            21_000,
            null));
    assertThat(Scene.of(scene.block(), Fact.Refused.class).getFirst().reason())
        .isEqualTo(Rejection.FEE_ABOVE_CAP);
    assertThat(scene.balance(20)).isEqualTo(Wei.tokens(1_000));
  }

  @Test
  void whereProofsAreRealACallIsRefusedAndATransferIsNot() {
    Scene scene = new Scene(with(HARDENED, "provenOnly", true), 0);
    scene.send(Transaction.Kind.CALL, 20, Wei.ZERO, new Transaction.Execution.Modelled(9_000, 9));
    scene.chain.transfer(21, 22);
    List<Fact> facts = scene.block();
    assertThat(Scene.of(facts, Fact.Refused.class).getFirst().reason())
        .isEqualTo(Rejection.NO_CIRCUIT);
    assertThat(Scene.of(facts, Fact.Included.class)).hasSize(1);
  }

  @Test
  void tooMuchWaitingWorkPushesBack() {
    Scene scene = new Scene(with(HARDENED, "fees.maxWaiting", 100L), 0);
    for (int i = 0; i < 3; i++) {
      scene.chain.transfer(20, 21);
    }
    scene.block();
    Transaction next =
        scene.chain.facts(Fact.Included.class).findFirst().orElseThrow().transaction();
    assertThat(scene.chain.rollup().takesTransactions()).isFalse();
    assertThat(scene.chain.rollup().check(next)).isEqualTo(Rejection.BACK_PRESSURE);
  }

  @Test
  void selfMadeWorkEarnsNoMoreThanItsProofFee() {
    Rules dear = with(HARDENED, "fees.proofOverhead", 100_000_000_000_000_000L);
    dear = with(dear, "fees.aggregationUnits", 0);
    Scene scene = new Scene(dear, 2);
    Fact.Leased first = scene.leasedTransfer();
    Wei fee = HARDENED.bounty().unitPrice().times(44).dividedBy(10);
    assertThat(first.bounty()).isEqualTo(fee);
    Fact.Leased second = scene.next(Fact.Leased.class, lease -> true);
    assertThat(second.bounty()).as("after a miss").isGreaterThan(fee);
  }

  @Test
  void refundsEndAtTheCapOfABatchAndAtTheAgentFund() {
    Scene scene = new Scene(HARDENED, 0);
    scene.chain.refund(new L1Refund(1, 3, 100_000, Wei.of(10_000_000_000L)));
    assertThat(Scene.of(scene.block(), Fact.Refunded.class).getFirst().amount())
        .as("the fund is empty")
        .isEqualTo(Wei.ZERO);
    for (int i = 0; i < 30; i++) {
      scene.chain.transfer(20, 21);
    }
    scene.block();
    Wei fund = scene.chain.rollup().treasury().agentFund();
    scene.chain.refund(new L1Refund(2, 3, 100_000, Wei.of(10_000_000_000L)));
    // 100,000 gas × 10 gwei × 1.1 = 0.0011 ETH at 10,000 ZKPoW each.
    assertThat(Scene.of(scene.block(), Fact.Refunded.class).getFirst().amount())
        .isEqualTo(Wei.tokens(11).min(fund));
    scene.chain.refund(new L1Refund(3, 3, 100_000_000, Wei.of(10_000_000_000L)));
    Wei left = scene.chain.rollup().treasury().agentFund();
    assertThat(Scene.of(scene.block(), Fact.Refunded.class).getFirst().amount())
        .isEqualTo(Wei.tokens(200).min(left));
  }

  @Test
  void anEmptyBlockMakesATaskWhereItsProofIsWanted() {
    Scene scene = new Scene(with(HARDENED, "proveEmptyBlocks", true), 0);
    Transition made = Scene.of(scene.block(), Fact.Executed.class).getFirst().transition();
    assertThat(made.kind()).isEqualTo(Transition.Kind.EMPTY_BLOCK);
    assertThat(made.units()).isEqualTo(1);
    assertThat(made.user()).isFalse();
  }

  @Test
  void aCallIsQuotedForNoMoreUnitsThanItCanUse() {
    Scene scene = new Scene(HARDENED, 0);
    Rollup rollup = scene.chain.rollup();
    FeeQuote heavy =
        rollup.quote(
            Transaction.Kind.CALL,
            Lockstep.address(21),
            1_000_000,
            new Transaction.Execution.Modelled(0, 60_000));
    FeeQuote limit =
        rollup.quote(
            Transaction.Kind.CALL,
            Lockstep.address(21),
            1_000_000,
            new Transaction.Execution.Modelled(0, 2_000));
    assertThat(heavy).isEqualTo(limit);
  }
}
