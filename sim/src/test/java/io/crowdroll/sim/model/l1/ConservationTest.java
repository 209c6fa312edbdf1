package io.crowdroll.sim.model.l1;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.ExitProof;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.Refusal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The equations of I1 after every one of thousands of random calls, good and bad, and after undoing
 * some of them as a reorganisation does.
 */
class ConservationTest {
  private static final int CALLS = 1_500;

  private final Set<String> executed = new TreeSet<>();
  private final Set<Refusal> refused = EnumSet.noneOf(Refusal.class);

  @Test
  void holdsUnderRandomCalls() {
    for (long seed = 1; seed <= 8; seed++) {
      campaign(new Random(seed));
    }
    // A campaign that reaches nothing shows nothing
    assertThat(executed)
        .contains("CommitBatch", "ProveBatch", "EnqueueDeposit", "EnqueueForced", "Claim", "Pull")
        .contains("Prune", "CommitAndProve", "Freeze", "Reclaim", "Escape")
        .contains("TakeSeat", "LeaveSeat", "ReleaseBond");
    assertThat(refused).hasSizeGreaterThan(20);
  }

  private void campaign(Random random) {
    Harness harness = Harness.hardened();
    for (int i = 0; i < CALLS; i++) {
      harness.advance(random.nextInt(3));
      if (random.nextInt(400) == 0) {
        harness.advance(7_000 + random.nextInt(1_000));
      }
      if (i == CALLS * 4 / 5) {
        take(harness, Harness.USER, Harness.forced(true, Harness.OTHER));
        harness.advance(51_000);
        take(harness, Harness.OTHER, new L1Call.Freeze());
      }
      if (random.nextInt(20) == 0) {
        undone(harness, random);
      } else {
        step(harness, random);
      }
      harness.contract.checkInvariantsFully();
    }
  }

  /** Some steps, undone: everything observable is as before. */
  private void undone(Harness harness, Random random) {
    long mark = harness.contract.journal().mark();
    String before = observed(harness.contract);
    long block = harness.block;
    List<L1Item> queue = List.copyOf(harness.queue);
    var headers = new TreeMap<>(harness.headers);
    for (int i = random.nextInt(6); i >= 0; i--) {
      harness.advance(random.nextInt(3));
      step(harness, random);
    }
    harness.contract.journal().rollBack(mark);
    harness.block = block;
    harness.queue.clear();
    harness.queue.addAll(queue);
    harness.headers.clear();
    harness.headers.putAll(headers);
    assertThat(observed(harness.contract)).isEqualTo(before);
  }

  private static String observed(L1Contract contract) {
    StringBuilder text = new StringBuilder();
    text.append(contract.proven()).append(contract.root()).append(contract.committed());
    text.append(contract.queueLength()).append(contract.committedQueue());
    text.append(contract.l2Supply()).append(contract.l2Eth()).append(contract.mintAllowance());
    text.append(contract.tokenSupply()).append(contract.isFrozen()).append(contract.schedule());
    for (Address account : accounts()) {
      text.append(contract.tokens(account)).append(contract.owed(account));
      text.append(contract.bond(account));
    }
    return text.toString();
  }

  private static List<Address> accounts() {
    List<Address> accounts = new ArrayList<>(Harness.SET.members());
    accounts.add(Harness.USER);
    accounts.add(Harness.OTHER);
    return accounts;
  }

  private void step(Harness harness, Random random) {
    Address sender = accounts().get(random.nextInt(accounts().size()));
    L1Call call =
        switch (random.nextInt(20)) {
          case 0, 1 -> deposit(random);
          case 2 -> force(random);
          case 3, 4, 5, 6, 7 -> {
            sender = random.nextInt(10) == 0 ? sender : harness.agent();
            yield Harness.commit(header(harness, random));
          }
          case 8, 9, 10 -> proof(harness, random);
          case 11, 12 -> claim(harness, random);
          case 13 -> new L1Call.Pull();
          case 14 -> new L1Call.Prune();
          case 15 -> Harness.commitAndProve(permissionless(harness));
          case 16 -> new L1Call.Freeze();
          case 17 -> reclaim(harness.contract, random);
          case 18 -> escape(harness, sender, random);
          default ->
              switch (random.nextInt(3)) {
                case 0 -> new L1Call.TakeSeat(seatOf(harness, Address.ZERO, random));
                case 1 -> new L1Call.LeaveSeat(seatOf(harness, sender, random));
                default -> new L1Call.ReleaseBond();
              };
        };
    take(harness, sender, call);
  }

  private void take(Harness harness, Address sender, L1Call call) {
    Outcome outcome = harness.call(sender, call);
    if (outcome.refusal().isPresent()) {
      refused.add(outcome.refusal().get());
      return;
    }
    executed.add(call.getClass().getSimpleName());
    switch (call) {
      case L1Call.CommitBatch(var header, var _) -> harness.headers.put(header.index(), header);
      case L1Call.CommitAndProve submit ->
          harness.headers.put(submit.header().index(), submit.header());
      default -> {}
    }
  }

  private static L1Call reclaim(L1Contract contract, Random random) {
    int open = (int) (contract.queueLength() - contract.provenQueue());
    return new L1Call.Reclaim(contract.provenQueue() - 1 + random.nextInt(2 + open));
  }

  private static L1Call deposit(Random random) {
    Asset asset = random.nextBoolean() ? Asset.ZKPOW : Asset.ETH;
    return new L1Call.EnqueueDeposit(
        Harness.USER, asset, Wei.tokens(random.nextInt(30)), Wei.tokens(1));
  }

  private static L1Call force(Random random) {
    return new L1Call.EnqueueForced(
        random.nextBoolean(),
        Harness.USER,
        Harness.OTHER,
        Asset.ZKPOW,
        Wei.tokens(1 + random.nextInt(9)),
        random.nextInt(),
        L1Call.Signature.values()[random.nextInt(3)],
        Wei.tokens(1));
  }

  private static BatchHeader header(Harness harness, Random random) {
    Draft draft = harness.draft();
    draft.transitions = Harness.CAPACITY;
    int waiting = (int) (harness.contract.queueLength() - draft.queueFrom);
    for (int i = 0; i < Math.min(waiting, 32); i++) {
      L1Item item = harness.queue.get((int) draft.queueFrom + i);
      boolean isVoid = item instanceof L1Item.Forced && random.nextInt(4) == 0;
      draft.consume(item, !isVoid);
    }
    draft.fees = Wei.tokens(random.nextInt(20));
    draft.settled = Wei.tokens(random.nextInt(random.nextInt(30) == 0 ? 20_000 : 40));
    if (random.nextBoolean()) {
      draft.withdraw(
          new Transition.Withdrawal(Harness.USER, Asset.ZKPOW, Wei.tokens(1 + random.nextInt(20))));
    }
    if (random.nextInt(40) == 0) {
      draft.withdraw(new Transition.Withdrawal(Harness.USER, Asset.ETH, Wei.of(Wei.ONE / 10)));
    }
    switch (random.nextInt(20)) {
      case 0 -> draft.index++;
      case 1 -> draft.queueTo++;
      case 2 -> draft.l1Origin = harness.block + 5;
      default -> {}
    }
    return draft.build();
  }

  private static BatchHeader permissionless(Harness harness) {
    Draft draft = new Draft(harness.provenHead(), harness.block);
    if (draft.queueFrom < harness.contract.queueLength()) {
      draft.consume(harness.queue.get((int) draft.queueFrom), true);
    }
    return draft.permissionless(harness.provenHead()).build();
  }

  private static L1Call proof(Harness harness, Random random) {
    BatchHeader next = harness.headers.get(harness.contract.proven() + 1);
    boolean known = next != null && random.nextInt(10) > 0;
    return Harness.prove(known ? next : harness.draft().build());
  }

  private static L1Call claim(Harness harness, Random random) {
    long batch = 1 + random.nextInt((int) harness.contract.committed() + 1);
    BatchHeader header = harness.headers.get(batch);
    if (header == null || header.withdrawals().isEmpty()) {
      return new L1Call.Claim(
          batch, 0, new Transition.Withdrawal(Harness.USER, Asset.ETH, Wei.of(1)));
    }
    int record = random.nextInt(header.withdrawals().size());
    return new L1Call.Claim(batch, record, header.withdrawals().get(record));
  }

  private static L1Call escape(Harness harness, Address sender, Random random) {
    ExitProof proof =
        new ExitProof(
            harness.contract.root(),
            sender,
            random.nextBoolean() ? sender : Harness.OTHER,
            Wei.tokens(random.nextInt(50)),
            Wei.of(random.nextInt(1_000)));
    if (random.nextBoolean()) {
      harness.leaves.add(proof);
    }
    return new L1Call.Escape(proof);
  }

  /** A seat of {@code owner} if it has one. */
  private static int seatOf(Harness harness, Address owner, Random random) {
    int first = random.nextInt(64);
    for (int i = 0; i < 64; i++) {
      int seat = (first + i) % 64;
      if (harness.contract.schedule().seats().get(seat).next().equals(owner)) {
        return seat;
      }
    }
    return first;
  }
}
