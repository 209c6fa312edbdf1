package io.crowdroll.sim.model.l1;

import static io.crowdroll.sim.model.l1.Harness.OTHER;
import static io.crowdroll.sim.model.l1.Harness.USER;
import static io.crowdroll.sim.model.l1.Harness.commit;
import static io.crowdroll.sim.model.l1.Harness.commitAndProve;
import static io.crowdroll.sim.model.l1.Harness.prove;
import static io.crowdroll.sim.model.l1.Harness.submit;
import static io.crowdroll.sim.model.l1.Harness.validator;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.ExitProof;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.Refusal;
import io.crowdroll.protocol.submission.SlotSchedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class L1ContractTest {
  private static final Wei FINE = Harness.HARDENED.missFine();

  private final Harness hardened = Harness.hardened();

  @Test
  void commitFixesTheOrderAndProofMovesTheRoot() {
    Hash256 before = hardened.contract.root();
    BatchHeader first = hardened.committed(hardened.draft());
    BatchHeader second = hardened.committed(hardened.draft());
    assertThat(hardened.contract.root()).isEqualTo(before);
    assertThat(hardened.contract.committed()).isEqualTo(2);

    assertThat(hardened.call(OTHER, prove(second)).refusal()).contains(Refusal.WRONG_INDEX);
    hardened.done(OTHER, prove(first));
    assertThat(hardened.contract.root()).isEqualTo(first.postRoot());
    hardened.done(OTHER, prove(second));
    assertThat(hardened.contract.root()).isEqualTo(second.postRoot());
    assertThat(hardened.call(OTHER, prove(second)).refusal()).contains(Refusal.WRONG_INDEX);
  }

  @Test
  void literalSubmitsInOneCallInItsOwnSlotHoweverLate() {
    Harness literal = Harness.literal();
    BatchHeader header = literal.draft().build();
    literal.advance(100_000);
    assertThat(literal.call(literal.notAgent(), submit(header)).refusal())
        .contains(Refusal.NOT_YOUR_SLOT);
    literal.done(literal.agent(), submit(header));
    assertThat(literal.contract.proven()).isEqualTo(1);
    assertThat(literal.call(literal.agent(), commit(header)).refusal())
        .contains(Refusal.NOT_IN_THIS_MODE);
    assertThat(literal.logs).hasSize(2);
  }

  @Test
  void fallbackOpensAfterThreeWholeSlotsAndFinesTheirOwners() {
    SlotSchedule schedule = hardened.contract.schedule();
    Draft draft = hardened.draft();
    draft.readyAt = hardened.block; // in slot 275, whole slots 276, 277, 278
    BatchHeader header = draft.build();
    long opens = schedule.start(schedule.slot(hardened.block) + 4);
    hardened.block = opens - 1;
    assertThat(hardened.call(hardened.notAgent(), commit(header)).refusal())
        .contains(Refusal.NOT_YOUR_SLOT);

    hardened.block = opens;
    Address poster = hardened.notAgent();
    Map<Address, Wei> expected = new HashMap<>();
    for (long slot = schedule.slot(opens) - 3; slot < schedule.slot(opens); slot++) {
      Address owner = schedule.agent(slot, Harness.blockHash(schedule.seedBlock(slot)));
      expected.merge(owner, FINE, Wei::plus);
    }
    Map<Address, Wei> bonds = new HashMap<>();
    expected.keySet().forEach(owner -> bonds.put(owner, hardened.contract.bond(owner)));
    hardened.done(poster, commit(header));
    expected.forEach(
        (owner, fines) ->
            assertThat(hardened.contract.bond(owner)).isEqualTo(bonds.get(owner).minus(fines)));
    assertThat(hardened.contract.owed(poster)).isEqualTo(FINE.times(3));
  }

  @Test
  void agentOfTheSlotPaysNobodyFinesEvenLate() {
    BatchHeader header = hardened.draft().build();
    hardened.advance(100).done(hardened.agent(), commit(header));
    assertThat(hardened.logs).hasExactlyElementsOfTypes(L1Log.BatchCommitted.class);
  }

  @Test
  void slotOfAnEmptySeatIsOpenToAnybody() {
    Address owner = hardened.agent();
    SlotSchedule schedule = hardened.contract.schedule();
    long block = hardened.block;
    for (int seat = 0; seat < SlotSchedule.SEATS; seat++) {
      if (schedule.seats().get(seat).owner().equals(owner)) {
        hardened.done(owner, new L1Call.LeaveSeat(seat));
      }
    }
    hardened.block = block + 39;
    assertThat(schedule.slot(hardened.block)).isLessThan(schedule.slot(block + 40));
    assertThat(hardened.agent()).isNotEqualTo(Address.ZERO);
    hardened.block = block + 40;
    while (!hardened.agent().equals(Address.ZERO)) {
      hardened.advance(1);
    }
    Draft draft = hardened.draft();
    draft.readyAt = hardened.block;
    hardened.done(OTHER, commit(draft.build()));
    assertThat(hardened.logs.getLast()).isInstanceOf(L1Log.BatchCommitted.class);
  }

  @Test
  void leftSeatsGiveTheirBondsBackOnceNoFineCanReachThem() {
    Address owner = validator(7);
    Wei bond = hardened.contract.bond(owner);
    for (int seat = 0; seat < SlotSchedule.SEATS; seat++) {
      if (hardened.contract.schedule().seats().get(seat).owner().equals(owner)) {
        hardened.done(owner, new L1Call.LeaveSeat(seat));
      }
    }
    hardened.advance(51);
    assertThat(hardened.call(owner, new L1Call.ReleaseBond()).refusal())
        .contains(Refusal.NOTHING_OWED);
    hardened.advance(4).done(owner, new L1Call.ReleaseBond());
    assertThat(hardened.contract.owed(owner)).isEqualTo(bond);
    hardened.done(owner, new L1Call.Pull());
    assertThat(hardened.contract.owed(owner)).isEqualTo(Wei.ZERO);
  }

  @Test
  void freeSeatIsTakenFortyBlocksLater() {
    int seat = seatOf(validator(0));
    hardened.done(validator(0), new L1Call.LeaveSeat(seat)).advance(60);
    hardened.done(validator(7), new L1Call.TakeSeat(seat));
    var state = hardened.contract.schedule().seats().get(seat);
    assertThat(state.ownerAt(hardened.block + 39)).isEqualTo(Address.ZERO);
    assertThat(state.ownerAt(hardened.block + 40)).isEqualTo(validator(7));
  }

  @Test
  void queueFeeRisesWithTheQueueAndGoesToThePoster() {
    Wei first = hardened.contract.queueFee();
    L1Item item = hardened.force(false);
    Wei second = hardened.contract.queueFee();
    assertThat(second).isEqualTo(first.plus(first.dividedBy(50)));
    L1Item other = hardened.force(true);
    BatchHeader header =
        hardened.committed(hardened.draft().consume(item, false).consume(other, true));
    Address poster = hardened.agent();
    assertThat(hardened.contract.owed(poster)).isEqualTo(Wei.ZERO);
    hardened.done(OTHER, prove(header));
    assertThat(hardened.contract.owed(poster)).isEqualTo(first.plus(second));
    assertThat(hardened.contract.queueFee()).isEqualTo(first);
  }

  @Test
  void batchNeedNotReachFurtherThanHalfItsCapacityIntoTheQueue() {
    List<L1Item> items = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      items.add(hardened.force(false));
    }
    hardened.advance(200);
    Draft draft = hardened.draft();
    draft.transitions = 32;
    items.subList(0, 31).forEach(item -> draft.consume(item, true));
    assertThat(hardened.call(hardened.agent(), commit(draft.build())).refusal())
        .contains(Refusal.QUEUE_DEADLINE);
    draft.consume(items.get(31), true);
    hardened.done(hardened.agent(), commit(draft.build()));
  }

  @Test
  void deadlineIsReadAtTheBatchsOwnOrigin() {
    hardened.force(false);
    long queuedAt = hardened.block;
    hardened.advance(1_000);
    Draft draft = hardened.draft();
    draft.l1Origin = queuedAt + 48;
    assertThat(hardened.call(hardened.agent(), commit(draft.build())).refusal())
        .contains(Refusal.QUEUE_DEADLINE);
    draft.l1Origin = queuedAt + 47;
    hardened.done(hardened.agent(), commit(draft.build()));
  }

  @Test
  void mintAllowanceGrowsWithTheOriginUpToItsMaximum() {
    Draft draft = hardened.draft();
    draft.l1Origin = Harness.DEPLOYED_AT + 10;
    draft.settled = Wei.tokens(1_030);
    hardened.proven(draft);
    assertThat(hardened.contract.mintAllowance()).isEqualTo(Wei.ZERO);

    hardened.advance(100_000);
    Draft idle = hardened.draft();
    idle.fees = Wei.tokens(5);
    hardened.proven(idle);
    // min(max, grown) + fees, and again at most max
    assertThat(hardened.contract.mintAllowance()).isEqualTo(Wei.tokens(10_000));
    assertThat(hardened.contract.l2Supply()).isEqualTo(Harness.L2_SUPPLY.plus(Wei.tokens(1_025)));
  }

  @Test
  void pruneDropsWhatIsUnprovenAndTheSameHeadersCommitAgain() {
    hardened.proven(hardened.draft());
    BatchHeader second = hardened.committed(hardened.draft());
    Address poster = hardened.agent();
    BatchHeader third = hardened.committed(hardened.draft());
    Wei bond = hardened.contract.bond(poster);
    hardened.advance(7_201).done(OTHER, new L1Call.Prune());
    assertThat(hardened.contract.committed()).isEqualTo(1);
    assertThat(hardened.contract.bond(poster)).isEqualTo(bond.minus(FINE));
    assertThat(hardened.logs.getLast()).isEqualTo(new L1Log.Pruned(2, 2, FINE));

    hardened.done(hardened.agent(), commit(second)).done(hardened.agent(), commit(third));
    hardened.done(USER, prove(second)).done(USER, prove(third));
    assertThat(hardened.contract.owed(USER)).isEqualTo(FINE);
  }

  @Test
  void pruneRestartsTheAgentsClock() {
    BatchHeader header = hardened.committed(hardened.draft());
    hardened.advance(7_201).done(OTHER, new L1Call.Prune());
    assertThat(hardened.call(hardened.notAgent(), commit(header)).refusal())
        .contains(Refusal.NOT_YOUR_SLOT);
  }

  @Test
  void proofRestartsThePruneDeadline() {
    BatchHeader first = hardened.committed(hardened.draft());
    hardened.committed(hardened.draft());
    hardened.advance(7_200).done(OTHER, prove(first));
    hardened.advance(7_200);
    assertThat(hardened.call(OTHER, new L1Call.Prune()).refusal())
        .contains(Refusal.PRUNE_TOO_EARLY);
    hardened.advance(1).done(OTHER, new L1Call.Prune());
  }

  @Test
  void permissionlessBatchDropsTheUnprovenAndCertifiedOnesExtendIt() {
    hardened.proven(hardened.draft());
    hardened.committed(hardened.draft());
    L1Item item = hardened.force(true);
    hardened.advance(7_681);
    Draft draft = new Draft(hardened.provenHead(), hardened.block).consume(item, true);
    draft.permissionless(hardened.provenHead());
    draft.transitions = 2; // an open before it
    BatchHeader permissionless = draft.build();
    hardened.done(USER, commitAndProve(permissionless));
    hardened.headers.put(2L, permissionless);
    assertThat(hardened.logs.getLast())
        .isEqualTo(new L1Log.PermissionlessBatch(permissionless, USER, 1));
    assertThat(hardened.contract.proven()).isEqualTo(2);
    assertThat(hardened.contract.committed()).isEqualTo(2);

    hardened.proven(hardened.draft());
    hardened.done(OTHER, new L1Call.Claim(2, 0, permissionless.withdrawals().getFirst()));
    assertThat(hardened.contract.tokens(OTHER)).isEqualTo(Wei.tokens(2));
  }

  @Test
  void refusedPermissionlessBatchLeavesTheUnprovenInPlace() {
    hardened.committed(hardened.draft());
    L1Item item = hardened.force(true);
    hardened.advance(7_681);
    Draft draft = new Draft(hardened.provenHead(), hardened.block).consume(item, true);
    draft.permissionless(hardened.provenHead());
    draft.transitions = 3;
    assertThat(hardened.call(USER, commitAndProve(draft.build())).refusal())
        .contains(Refusal.NOT_QUEUE_ITEMS_ALONE);
    assertThat(hardened.contract.committed()).isEqualTo(1);
    hardened.done(USER, prove(hardened.headers.get(1L)));
  }

  @Test
  void depositsAndWithdrawalsMoveBothAssets() {
    L1Item zkpow = hardened.deposit(Asset.ZKPOW, 400);
    L1Item eth = hardened.deposit(Asset.ETH, 7);
    assertThat(hardened.contract.tokenSupply()).isEqualTo(Wei.tokens(600));
    Transition.Withdrawal out = new Transition.Withdrawal(OTHER, Asset.ZKPOW, Wei.tokens(50));
    Transition.Withdrawal ethOut = new Transition.Withdrawal(OTHER, Asset.ETH, Wei.tokens(2));
    hardened.proven(
        hardened.draft().consume(zkpow, true).consume(eth, true).withdraw(out).withdraw(ethOut));
    assertThat(hardened.contract.l2Supply()).isEqualTo(Harness.L2_SUPPLY.plus(Wei.tokens(350)));
    assertThat(hardened.contract.l2Eth()).isEqualTo(Harness.L2_ETH.plus(Wei.tokens(5)));
    hardened.done(USER, new L1Call.Claim(1, 0, out)).done(USER, new L1Call.Claim(1, 1, ethOut));
    assertThat(hardened.contract.tokens(OTHER)).isEqualTo(Wei.tokens(50));
    assertThat(hardened.contract.tokenSupply()).isEqualTo(Wei.tokens(650));
  }

  @Test
  void hundredUsersLeaveAloneAfterAFreeze() {
    int users = 100;
    Wei each = Harness.L2_SUPPLY.dividedBy(users);
    Wei eth = Harness.L2_ETH.dividedBy(users);
    BatchHeader last = hardened.proven(hardened.draft());
    BatchHeader voided = hardened.committed(hardened.draft());
    L1Item stuck = hardened.deposit(Asset.ZKPOW, 10);
    hardened.advance(50_401).done(OTHER, new L1Call.Freeze());
    assertThat(hardened.call(OTHER, prove(voided)).refusal()).contains(Refusal.FROZEN);

    for (int i = 0; i < users; i++) {
      Address account = new Address(0, 3, i);
      Address recipient = i % 2 == 0 ? account : new Address(0, 4, i);
      ExitProof proof = new ExitProof(last.postRoot(), account, recipient, each, eth);
      hardened.leaves.add(proof);
      hardened.done(account, new L1Call.Escape(proof));
      assertThat(hardened.contract.tokens(recipient)).isEqualTo(each);
    }
    assertThat(hardened.contract.l2Supply()).isEqualTo(Wei.ZERO);
    assertThat(hardened.contract.l2Eth()).isEqualTo(Wei.ZERO);

    hardened.done(USER, new L1Call.Reclaim(stuck.index()));
    assertThat(hardened.contract.tokens(USER)).isEqualTo(Wei.tokens(1_000));
    hardened.done(USER, new L1Call.Pull()).done(validator(0), new L1Call.ReleaseBond());
    assertThat(hardened.contract.bond(validator(0))).isEqualTo(Wei.ZERO);
  }

  @Test
  void idleChainNeverFreezes() {
    hardened.advance(1_000_000);
    assertThat(hardened.call(OTHER, new L1Call.Freeze()).refusal())
        .contains(Refusal.FREEZE_TOO_EARLY);
  }

  private int seatOf(Address owner) {
    for (int seat = 0; seat < SlotSchedule.SEATS; seat++) {
      if (hardened.contract.schedule().seats().get(seat).owner().equals(owner)) {
        return seat;
      }
    }
    throw new AssertionError("no seat of " + owner);
  }
}
