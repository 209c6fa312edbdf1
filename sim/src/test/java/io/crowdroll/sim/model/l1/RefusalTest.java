package io.crowdroll.sim.model.l1;

import static io.crowdroll.sim.model.l1.Harness.OTHER;
import static io.crowdroll.sim.model.l1.Harness.USER;
import static io.crowdroll.sim.model.l1.Harness.commit;
import static io.crowdroll.sim.model.l1.Harness.commitAndProve;
import static io.crowdroll.sim.model.l1.Harness.forced;
import static io.crowdroll.sim.model.l1.Harness.prove;
import static io.crowdroll.sim.model.l1.Harness.submit;
import static io.crowdroll.sim.model.l1.Harness.validator;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.ExitProof;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.Refusal;
import io.crowdroll.protocol.submission.RootProof;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every reason to revert, by the smallest deviation from a call that is executed. */
class RefusalTest {
  private final Harness harness = Harness.hardened();

  @ParameterizedTest
  @EnumSource(to = "BOND_LOCKED")
  void isGivenForItsReasonAndChangesNothing(Refusal refusal) {
    Outcome outcome = provoke(refusal);
    assertThat(outcome.refusal()).contains(refusal);
    assertThat(outcome.logs()).isEmpty();
    harness.contract.checkInvariantsFully();
  }

  /** Exhaustive: a new reason does not compile without a call that provokes it. */
  private Outcome provoke(Refusal refusal) {
    return switch (refusal) {
      case FROZEN -> harness.frozen().call(harness.agent(), commit(harness.draft().build()));
      case NOT_FROZEN -> harness.call(USER, new L1Call.Escape(exit(USER, OTHER, 1)));
      case NOT_IN_THIS_MODE -> {
        BatchHeader header = harness.draft().build();
        yield harness.call(harness.agent(), submit(header));
      }
      case NO_QUEUE -> Harness.literal().call(USER, forced(false, OTHER));

      case WRONG_COUNT -> commitWith(draft -> draft.transitions = Harness.CAPACITY + 1);
      case WORD_OUT_OF_RANGE -> commitWith(draft -> draft.fees = Wei.of(-1));
      case WRONG_INDEX -> commitWith(draft -> draft.index++);
      case WRONG_PARENT -> commitWith(draft -> draft.parentHash = new Hash256(1, 2, 3, 4));
      case WRONG_PRE_ROOT -> commitWith(draft -> draft.preRoot = Hash256.ZERO);
      case NOT_YOUR_SLOT -> harness.call(harness.notAgent(), commit(harness.draft().build()));

      case CERTIFICATE_OF_ANOTHER_HEADER ->
          commitBy(new Certificate(Hash256.ZERO, Harness.SET.members()));
      case SIGNERS_NOT_ASCENDING -> commitSignedBy(0, 1, 1, 2, 3, 4);
      case SIGNER_NOT_IN_SET -> {
        List<Address> signers = new ArrayList<>(Harness.SET.members());
        signers.add(OTHER);
        BatchHeader header = harness.draft().build();
        yield commitBy(new Certificate(header.hash(), signers));
      }
      case CERTIFICATE_TOO_LIGHT -> commitSignedBy(0, 1, 2, 3);

      case WRONG_QUEUE_FROM ->
          commitWith(
              draft -> {
                draft.queueFrom++;
                draft.queueTo++;
              });
      case QUEUE_MISMATCH -> {
        // A deposit cannot be void
        var item = harness.deposit(Asset.ZKPOW, 1);
        yield commitWith(draft -> draft.consume(item, false));
      }
      case QUEUE_SUMS_MISMATCH -> {
        var item = harness.force(true);
        yield commitWith(
            draft -> {
              draft.consume(item, true);
              draft.withdrawals.clear();
            });
      }
      case QUEUE_DEADLINE -> {
        harness.force(false);
        harness.advance(48 + 64);
        yield commitWith(draft -> {});
      }
      case ORIGIN_OUT_OF_RANGE -> commitWith(draft -> draft.l1Origin = harness.block + 1);
      case READY_OUT_OF_RANGE -> commitWith(draft -> draft.readyAt = harness.block + 1);
      case ONLY_PERMISSIONLESS -> {
        var item = harness.force(false);
        harness.advance(7_681);
        yield commitWith(draft -> draft.consume(item, true));
      }

      case NOT_COMMITTED -> harness.call(OTHER, prove(harness.draft().build()));
      case INVALID_PROOF -> {
        BatchHeader header = harness.committed(harness.draft());
        // A copy of another's proof names another payee
        RootProof copied = new RootProof.Modelled(header.hash(), 5, true);
        yield harness.call(OTHER, new L1Call.ProveBatch(header.index(), 6, copied));
      }
      case L2_SUPPLY_BELOW_ZERO -> {
        Draft draft = harness.draft();
        draft.fees = Harness.L2_SUPPLY.plus(Wei.of(1));
        yield harness.call(OTHER, prove(harness.committed(draft)));
      }
      case MINT_ALLOWANCE -> {
        Draft draft = harness.draft();
        long blocks = draft.l1Origin - Harness.DEPLOYED_AT;
        draft.settled = Wei.tokens(1_000 + 3 * blocks).plus(Wei.of(1));
        yield harness.call(OTHER, prove(harness.committed(draft)));
      }

      case NOT_PERMISSIONLESS_YET -> {
        var item = harness.force(false);
        harness.advance(7_680);
        Draft draft = harness.draft().consume(item, true);
        draft.permissionless(harness.provenHead());
        yield harness.call(OTHER, commitAndProve(draft.build()));
      }
      case NOT_QUEUE_ITEMS_ALONE -> permissionless(draft -> draft.transitions = 3);
      case NOT_AS_THE_HEAD -> permissionless(draft -> draft.lastHeight++);

      case NOTHING_TO_PRUNE -> harness.call(OTHER, new L1Call.Prune());
      case PRUNE_TOO_EARLY -> {
        harness.committed(harness.draft());
        yield harness.advance(7_200).call(OTHER, new L1Call.Prune());
      }
      case FREEZE_TOO_EARLY -> {
        harness.force(false);
        yield harness.advance(50_400).call(OTHER, new L1Call.Freeze());
      }

      case VALUE_ZERO -> deposit(USER, Wei.ZERO, Wei.tokens(1));
      case RESERVED_RECIPIENT -> deposit(new Address(0, 0, 65_535), Wei.of(1), Wei.tokens(1));
      case MALFORMED_FORCED ->
          harness.call(
              USER,
              new L1Call.EnqueueForced(
                  false,
                  USER,
                  OTHER,
                  Asset.ETH,
                  Wei.of(1),
                  -1,
                  L1Call.Signature.VALID,
                  Wei.tokens(1)));
      case FEE_ABOVE_MAXIMUM ->
          deposit(USER, Wei.of(1), harness.contract.queueFee().minus(Wei.of(1)));
      case NOT_ENOUGH_TOKENS -> deposit(USER, Wei.tokens(1_000).plus(Wei.of(1)), Wei.tokens(1));

      case NO_SUCH_CLAIM -> {
        // Committed is not proven
        harness.committed(harness.draft().withdraw(RECORD));
        yield harness.call(OTHER, new L1Call.Claim(1, 0, RECORD));
      }
      case ALREADY_CLAIMED -> {
        harness.proven(harness.draft().withdraw(RECORD));
        harness.done(OTHER, new L1Call.Claim(1, 0, RECORD));
        yield harness.call(OTHER, new L1Call.Claim(1, 0, RECORD));
      }
      case NOT_RECLAIMABLE -> {
        var item = harness.force(false);
        harness.proven(harness.draft().consume(item, true));
        yield harness.frozen().call(USER, new L1Call.Reclaim(0));
      }
      case ALREADY_RECLAIMED ->
          harness.frozen().done(USER, new L1Call.Reclaim(0)).call(USER, new L1Call.Reclaim(0));
      case WRONG_EXIT_PROOF -> harness.frozen().call(USER, new L1Call.Escape(exit(USER, USER, 1)));
      case NOT_THE_ACCOUNT -> {
        ExitProof proof = leaf(USER, USER, 1);
        yield harness.frozen().call(OTHER, new L1Call.Escape(proof));
      }
      case ALREADY_ESCAPED -> {
        L1Call escape = new L1Call.Escape(leaf(USER, USER, 1));
        yield harness.frozen().done(USER, escape).call(USER, escape);
      }
      case NOTHING_OWED -> harness.call(OTHER, new L1Call.Pull());

      case NOT_A_VALIDATOR -> harness.call(OTHER, new L1Call.TakeSeat(0));
      case NO_SUCH_SEAT -> harness.call(validator(0), new L1Call.TakeSeat(64));
      case SEAT_TAKEN -> harness.call(validator(1), new L1Call.TakeSeat(seatOf(0)));
      case NOT_YOUR_SEAT -> harness.call(validator(1), new L1Call.LeaveSeat(seatOf(0)));
      case SEAT_CHANGE_PENDING -> {
        harness.done(validator(0), new L1Call.LeaveSeat(seatOf(0)));
        // In effect for 11 blocks, but a fine may still ask who had it before
        yield harness.advance(51).call(validator(1), new L1Call.TakeSeat(seatOf(0)));
      }
      case TOO_MANY_SEATS -> {
        // 10 % of 64 are 6.4, so that 7 are the most
        assertThat(held(1)).isEqualTo(7);
        int left = seatOf(0);
        harness.done(validator(0), new L1Call.LeaveSeat(left)).advance(60);
        yield harness.call(validator(1), new L1Call.TakeSeat(left));
      }
      case BOND_LOCKED -> {
        harness.committed(harness.draft());
        yield harness.call(harness.agent(), new L1Call.ReleaseBond());
      }
      case UNKNOWN_KIND,
          WRONG_HEADER_WORD,
          WRONG_VALIDATOR_SET,
          WRONG_BATCH,
          UNKNOWN_ASSET,
          WRONG_BOND,
          TRANSFER_FAILED,
          NOT_BY_THE_CONTRACT ->
          throw new AssertionError("the model has no words, no gas and no neighbours");
    };
  }

  private static final Transition.Withdrawal RECORD =
      new Transition.Withdrawal(OTHER, Asset.ETH, Wei.tokens(3));

  private Outcome commitWith(Consumer<Draft> change) {
    Draft draft = harness.draft();
    change.accept(draft);
    return harness.call(harness.agent(), commit(draft.build()));
  }

  private Outcome commitBy(Certificate certificate) {
    BatchHeader header = harness.draft().build();
    return harness.call(harness.agent(), new L1Call.CommitBatch(header, certificate));
  }

  private Outcome commitSignedBy(int... signers) {
    BatchHeader header = harness.draft().build();
    List<Address> addresses = new ArrayList<>();
    for (int signer : signers) {
      addresses.add(validator(signer));
    }
    return commitBy(new Certificate(header.hash(), addresses));
  }

  private Outcome permissionless(Consumer<Draft> change) {
    var item = harness.force(false);
    harness.advance(7_681);
    Draft draft = harness.draft().consume(item, true).permissionless(harness.provenHead());
    change.accept(draft);
    return harness.call(OTHER, commitAndProve(draft.build()));
  }

  private Outcome deposit(Address to, Wei value, Wei maxFee) {
    return harness.call(USER, new L1Call.EnqueueDeposit(to, Asset.ZKPOW, value, maxFee));
  }

  private ExitProof exit(Address account, Address recipient, long tokens) {
    return new ExitProof(harness.contract.root(), account, recipient, Wei.tokens(tokens), Wei.ZERO);
  }

  private ExitProof leaf(Address account, Address recipient, long tokens) {
    ExitProof proof = exit(account, recipient, tokens);
    harness.leaves.add(proof);
    return proof;
  }

  /** A seat of a validator. */
  private int seatOf(int validator) {
    for (int seat = 0; seat < 64; seat++) {
      if (harness.contract.schedule().seats().get(seat).owner().equals(validator(validator))) {
        return seat;
      }
    }
    throw new AssertionError("validator " + validator + " has no seat");
  }

  private int held(int validator) {
    int held = 0;
    for (var seat : harness.contract.schedule().seats()) {
      held += seat.next().equals(validator(validator)) ? 1 : 0;
    }
    return held;
  }
}
