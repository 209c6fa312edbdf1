package io.crowdroll.protocol.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.VoidReason;
import io.crowdroll.protocol.chain.Wei;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md §8: the L1 queue; a forced item cannot stall the chain. */
class ForcedItemsTest {
  private final Scene scene = new Scene(Presets.hardened(), 2);

  @Test
  void voidItemsAreConsumedWithTheirReasonAndChangeNothing() {
    assertThat(force(Lockstep.address(900), 0, 1, true)).isEqualTo(VoidReason.SENDER_ABSENT);
    assertThat(force(Lockstep.address(5), 0, 1, false)).isEqualTo(VoidReason.SIGNATURE);
    assertThat(force(Lockstep.address(5), 7, 1, true)).isEqualTo(VoidReason.NONCE);
    assertThat(force(Lockstep.address(5), 0, 1_001, true)).isEqualTo(VoidReason.FUNDS);
    assertThat(force(Lockstep.address(5), Lockstep.CONTRACT, 0, 1, true))
        .isEqualTo(VoidReason.RECIPIENT_HAS_CODE);
    assertThat(scene.balance(5)).isEqualTo(Wei.tokens(1_000));
    assertThat(scene.chain.rollup().accounts().nonce(scene.account(5))).isZero();
    assertThat(scene.chain.facts(Fact.Executed.class).map(fact -> fact.transition().applied()))
        .containsExactly(false, false, false, false, false);
  }

  @Test
  void aValidItemMovesValueWithoutAFee() {
    assertThat(force(Lockstep.address(5), 0, 400, true)).isNull();
    assertThat(scene.balance(5)).isEqualTo(Wei.tokens(600));
    assertThat(scene.balance(6)).isEqualTo(Wei.tokens(1_400));
  }

  @Test
  void aDepositOpensAnAbsentAccountFirst() {
    Address fresh = Lockstep.address(777);
    scene.chain.enqueue(
        new L1Item.Deposit(scene.chain.queued(), 1, fresh, fresh, Asset.ZKPOW, Wei.tokens(9)));
    List<Fact.Executed> made = Scene.of(scene.block(), Fact.Executed.class);
    assertThat(made.stream().map(fact -> fact.transition().kind()))
        .containsExactly(Transition.Kind.OPEN, Transition.Kind.DEPOSIT);
    assertThat(scene.balance(777)).isEqualTo(Wei.tokens(9));
    assertThat(scene.chain.rollup().treasury().deposited()).isEqualTo(Wei.tokens(9));
  }

  private VoidReason force(Address sender, long nonce, long tokens, boolean signed) {
    return force(sender, Lockstep.address(6), nonce, tokens, signed);
  }

  private VoidReason force(Address sender, Address to, long nonce, long tokens, boolean signed) {
    scene.chain.enqueue(
        new L1Item.Forced(
            scene.chain.queued(),
            1,
            false,
            sender,
            to,
            Asset.ZKPOW,
            Wei.tokens(tokens),
            nonce,
            signed));
    return Scene.of(scene.block(), Fact.Imported.class).getFirst().reason();
  }
}
