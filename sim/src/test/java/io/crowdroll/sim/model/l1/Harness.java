package io.crowdroll.sim.model.l1;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.ExitProof;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.L1Log;
import io.crowdroll.protocol.submission.RootProof;
import io.crowdroll.protocol.submission.SignerSet;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.protocol.submission.SubmissionRules;
import io.crowdroll.protocol.zkpow.SettlementRules.MintAllowance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A contract under the parameters of PROTOCOL.md section 12, called block by block. */
final class Harness {
  static final int CAPACITY = 64;
  static final long DEPLOYED_AT = 1_000;
  static final Wei L2_SUPPLY = Wei.tokens(5_000_000);
  static final Wei L2_ETH = Wei.tokens(100);
  private static final Hash256 ROOT = new Hash256(7, 7, 7, 7);

  /** 0.001 ETH. */
  private static final long MILLI = Wei.ONE / 1_000;

  static final SubmissionRules HARDENED = rules(true);
  static final SubmissionRules LITERAL = rules(false);
  static final MintAllowance ALLOWANCE =
      new MintAllowance(Wei.tokens(1_000), Wei.tokens(3), Wei.tokens(10_000));

  /** Eight validators; the first has 30 % of stake, the others 10 % each. */
  static final SignerSet SET = signers();

  static final Address USER = new Address(0, 2, 1);
  static final Address OTHER = new Address(0, 2, 2);

  final L1Contract contract;
  final Set<ExitProof> leaves = new HashSet<>();
  final List<L1Item> queue = new ArrayList<>();
  final Map<Long, BatchHeader> headers = new TreeMap<>();
  final List<L1Log> logs = new ArrayList<>();
  long block = DEPLOYED_AT + 100;

  Harness(SubmissionRules rules, MintAllowance allowance, SlotSchedule schedule) {
    contract = new L1Contract(deployment(rules, allowance, schedule, ROOT, leavesNamed()));
  }

  /**
   * A hardened one whose exits are checked.
   *
   * @param root at genesis
   */
  Harness(Hash256 root, AccountState exits) {
    contract =
        new L1Contract(
            deployment(HARDENED, ALLOWANCE, SlotSchedule.apportioned(4, SET), root, exits));
  }

  private AccountState leavesNamed() {
    return (exit, _) -> leaves.contains(exit);
  }

  static Harness hardened() {
    return new Harness(HARDENED, ALLOWANCE, SlotSchedule.apportioned(4, SET));
  }

  static Harness literal() {
    return new Harness(LITERAL, null, SlotSchedule.apportioned(4, SET));
  }

  private Deployment deployment(
      SubmissionRules rules,
      MintAllowance allowance,
      SlotSchedule schedule,
      Hash256 root,
      AccountState exits) {
    return new Deployment(
        rules,
        allowance,
        CAPACITY,
        DEPLOYED_AT,
        schedule,
        number -> SET,
        root,
        L2_SUPPLY,
        L2_ETH,
        Map.of(USER, Wei.tokens(1_000)),
        RootVerifier.NONE,
        exits);
  }

  private static SubmissionRules rules(boolean hardened) {
    return new SubmissionRules(
        4,
        hardened ? 3 : -1,
        hardened,
        hardened,
        2,
        7_200,
        Wei.ONE / 10,
        Wei.of(20 * MILLI),
        Wei.tokens(10_000),
        Wei.tokens(1),
        Wei.of(10 * MILLI),
        hardened
            ? new SubmissionRules.Forced(48, Wei.of(MILLI), 50, CAPACITY / 2, 7_680, 50_400)
            : null);
  }

  private static SignerSet signers() {
    List<Address> members = new ArrayList<>();
    List<Long> stakes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      members.add(new Address(0, 1, i));
      stakes.add(i == 0 ? 30L : 10L);
    }
    return new SignerSet(members, stakes);
  }

  /** The address of a validator. */
  static Address validator(int index) {
    return SET.members().get(index);
  }

  static Hash256 blockHash(long number) {
    return new Keccak256().putLong(number).digest();
  }

  /** Calls at the present block. */
  Outcome call(Address sender, L1Call call) {
    Outcome outcome = contract.call(sender, block, Harness::blockHash, call);
    logs.addAll(outcome.logs());
    for (L1Log log : outcome.logs()) {
      if (log instanceof L1Log.Enqueued(L1Item item, Address _, Wei _)) {
        queue.add(item);
      }
    }
    return outcome;
  }

  /** Calls, and must not be refused. */
  Harness done(Address sender, L1Call call) {
    assertThat(call(sender, call).refusal()).as("%s", call).isEmpty();
    contract.checkInvariantsFully();
    return this;
  }

  Harness advance(long blocks) {
    block += blocks;
    return this;
  }

  Head committedHead() {
    return head(contract.committed());
  }

  Head provenHead() {
    return head(contract.proven());
  }

  private Head head(long index) {
    if (index > 0) {
      return Head.of(headers.get(index));
    }
    return Head.genesis(
        deployment(HARDENED, ALLOWANCE, SlotSchedule.apportioned(4, SET), ROOT, leavesNamed()));
  }

  /** A good header on the committed head. */
  Draft draft() {
    return new Draft(committedHead(), block);
  }

  /** The agent of the present slot. */
  Address agent() {
    SlotSchedule schedule = contract.schedule();
    long slot = schedule.slot(block);
    return schedule.agent(slot, blockHash(schedule.seedBlock(slot)));
  }

  /** A validator that is not the agent of the present slot. */
  Address notAgent() {
    return agent().equals(validator(1)) ? validator(2) : validator(1);
  }

  static Certificate certificate(BatchHeader header) {
    return new Certificate(header.hash(), SET.members());
  }

  static L1Call commit(BatchHeader header) {
    return new L1Call.CommitBatch(header, certificate(header));
  }

  static L1Call prove(BatchHeader header) {
    return new L1Call.ProveBatch(header.index(), 5, new RootProof.Modelled(header.hash(), 5, true));
  }

  static L1Call submit(BatchHeader header) {
    return new L1Call.SubmitBatch(
        header, Certificate.NONE, 5, new RootProof.Modelled(header.hash(), 5, true));
  }

  static L1Call commitAndProve(BatchHeader header) {
    return new L1Call.CommitAndProve(header, 5, new RootProof.Modelled(header.hash(), 5, true));
  }

  /** Commits as the slot's agent. */
  BatchHeader committed(Draft draft) {
    BatchHeader header = draft.build();
    done(agent(), commit(header));
    headers.put(header.index(), header);
    return header;
  }

  /** Commits as the slot's agent and proves. */
  BatchHeader proven(Draft draft) {
    BatchHeader header = committed(draft);
    done(OTHER, prove(header));
    return header;
  }

  L1Item deposit(Asset asset, long tokens) {
    done(USER, new L1Call.EnqueueDeposit(USER, asset, Wei.tokens(tokens), Wei.tokens(1)));
    return queue.getLast();
  }

  static L1Call forced(boolean withdraw, Address to) {
    return new L1Call.EnqueueForced(
        withdraw, USER, to, Asset.ZKPOW, Wei.tokens(2), 0, L1Call.Signature.VALID, Wei.tokens(1));
  }

  L1Item force(boolean withdraw) {
    done(USER, forced(withdraw, OTHER));
    return queue.getLast();
  }

  /** Freezes, with one forced item that nobody consumed. */
  Harness frozen() {
    force(false);
    return advance(50_401).done(OTHER, new L1Call.Freeze());
  }
}
