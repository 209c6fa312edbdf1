package io.crowdroll.protocol.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crowdroll.protocol.chain.InvariantViolation;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The auditor catches real bugs: each is planted into the source, compiled and run. */
class PlantedBugsTest {

  /**
   * @param name what is wrong
   * @param file the source file
   * @param original what stands there, exactly once
   * @param planted what the bug makes of it
   * @param campaign under which it shows
   * @param invariant that must be named
   */
  record Bug(
      String name,
      String file,
      String original,
      String planted,
      Campaign campaign,
      String invariant) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Bug> bugs() {
    return Stream.of(
        new Bug(
            "a proof is paid twice",
            "proving/Market",
            "context.pay(lease.holder, amount, lease.right == Right.PROBATION);",
            "context.pay(lease.holder, amount, false); context.pay(lease.holder, amount, false);",
            Campaign.DILIGENT,
            "I1"),
        new Bug(
            "every redundant proof is paid in full",
            "proving/Market",
            "boolean owedInFull = lease.right != Right.PROBATION && !lease.group.firstPaid;",
            "boolean owedInFull = lease.right != Right.PROBATION; task.paidInFull = false;",
            Campaign.REDUNDANT,
            "I2"),
        new Bug(
            "a prover without any right is paid",
            "proving/Market",
            "      proveOpen(task, claimant, proof);\n      return null;\n    }\n",
            "    }\n    if (true) { proveOpen(task, claimant, proof); return null; }\n",
            Campaign.UNRELIABLE,
            "I2"),
        new Bug(
            "a late proof takes the whole bounty",
            "proving/Market",
            "late == LeaseRules.Late.SHARE ? context.leases().lateShare() : 0",
            "1_000_000_000_000_000_000L",
            Campaign.UNRELIABLE,
            "I2"),
        new Bug(
            "late proofs are taken where they are rejected",
            "proving/Market",
            "if (late == LeaseRules.Late.REJECTED) {",
            "if (late == null) {",
            Campaign.LITERAL,
            "I2"),
        new Bug(
            "later proofs get more than their share",
            "proving/Leases",
            "lease.group.pot.pay(lease.group.bounty.scaledBy(rules.redundancyShare()))",
            "lease.group.pot.pay(lease.group.bounty.scaledBy(2 * rules.redundancyShare()))",
            Campaign.REDUNDANT,
            "I2"),
        new Bug(
            "a proof at due + 1 is on time",
            "proving/Leases",
            "if (lease.holder == holder && context.height() <= lease.due) {",
            "if (lease.holder == holder && context.height() - 1 <= lease.due) {",
            Campaign.UNRELIABLE,
            "I5"),
        new Bug(
            "the deadline is a block early",
            "proving/Leases",
            "lease.deadline = context.height() + rules.span(lease.task.units);",
            "lease.deadline = context.height() + rules.span(lease.task.units) - 1;",
            Campaign.DILIGENT,
            "I5"),
        new Bug(
            "one proposer of grace instead of four",
            "proving/Deadlines",
            "distinctNeeded = Math.min(graceProposers, (validators - 1) / 3 + 1);",
            "distinctNeeded = 1;",
            Campaign.UNRELIABLE,
            "I5"),
        new Bug(
            "a penalty is skipped",
            "proving/Leases",
            "if (!lease.penalty.isZero()) {",
            "if (!lease.penalty.isZero() && lease.holder % 4 != 1) {",
            Campaign.UNRELIABLE,
            "I5"),
        new Bug(
            "a penalty is announced and not taken",
            "proving/Leases",
            "Wei bonus = context.ledger().levy(account, lease.penalty);",
            "Wei bonus = account < 0 ? lease.penalty : Wei.ZERO;",
            Campaign.UNRELIABLE,
            "I1"),
        new Bug(
            "a miss is fined twice",
            "proving/Leases",
            "      facts.accept(new Fact.Penalised(lease.task.key, lease.holder, lease.penalty));",
            "      facts.accept(new Fact.Penalised(lease.task.key, lease.holder, lease.penalty));"
                + "facts.accept(new Fact.Penalised(lease.task.key, lease.holder, lease.penalty));",
            Campaign.UNRELIABLE,
            "I5"),
        new Bug(
            "a penalty is taken twice and announced once",
            "proving/Leases",
            "Wei bonus = context.ledger().levy(account, lease.penalty);",
            "Wei bonus = context.ledger().levy(account, lease.penalty);"
                + "context.ledger().levy(account, lease.penalty);",
            Campaign.UNRELIABLE,
            "I1"),
        new Bug(
            "a lease is given to who cannot pay its penalty",
            "proving/Leases",
            "|| context.activeSet().freeBond(prover).compareTo(penalty) >= 0;",
            "|| context.activeSet().freeBond(prover).compareTo(penalty) >= -1;",
            Campaign.UNRELIABLE,
            "I1"),
        new Bug(
            "a declined lease is fined",
            "proving/Leases",
            "end(lease, Fact.LeaseEnd.DECLINED);",
            "miss(lease);",
            Campaign.UNRELIABLE,
            "I5"),
        new Bug(
            "debt has no sign",
            "state/Accounts",
            "return net[2 * account] < 0 ? read(net, account).negate() : Wei.ZERO;",
            "return net[2 * account] < 0 ? read(net, account) : Wei.ZERO;",
            Campaign.LITERAL,
            "I1"),
        new Bug(
            "a penalty that became debt counts as collected",
            "zkpow/Ledger",
            "Wei paid = owed.minus(accounts.debt(account));",
            "Wei paid = owed;",
            Campaign.LITERAL,
            "I1"),
        new Bug(
            "a penalty is credited before it is collected",
            "zkpow/Ledger",
            "treasury.levyUncollected(amount);",
            "treasury.toPool(amount);",
            Campaign.LITERAL,
            "I1"),
        new Bug(
            "gas is burned but not debited",
            "node/Payments",
            "ledger.debit(sender, fee.total().plus(tip));",
            "ledger.debit(sender, fee.proof().plus(fee.l1()).plus(tip));",
            Campaign.DILIGENT,
            "I1"),
        new Bug(
            "the tip is minted",
            "node/Payments",
            "ledger.debit(sender, fee.total().plus(tip));",
            "ledger.debit(sender, fee.total());",
            Campaign.DILIGENT,
            "I1"),
        new Bug(
            "a call's value is taken from the wrong account",
            "node/Calls",
            "payments.move(sender, recipient, Asset.ZKPOW, transaction.value());",
            "payments.move(recipient, sender, Asset.ZKPOW, transaction.value());",
            Campaign.DILIGENT,
            "I1"),
        new Bug(
            "what a leaf leaves over is lost",
            "aggregation/Batches",
            "      entry.escrow.closeInto(batch.escrow);\n    }\n    tree.proven",
            "      entry.escrow.closeInto(new Escrow(treasury));\n    }\n    tree.proven",
            Campaign.DILIGENT,
            "I1"),
        new Bug(
            "what a root leaves over is lost",
            "aggregation/Batches",
            "batch.escrow.closeInto(null);",
            "batch.escrow.amount();",
            Campaign.DILIGENT,
            "I1"),
        new Bug(
            "a settlement is applied twice",
            "zkpow/Ledger",
            "accounts.addNet(account, balance);",
            "accounts.addNet(account, balance.plus(balance));",
            Campaign.SETTLEMENT,
            "I1"),
        new Bug(
            "a settlement stays pending",
            "zkpow/Ledger",
            "pending.settled(entry, balance, bondCredit, bondDebit);",
            "pending.settled(entry, Wei.ZERO, bondCredit, bondDebit);",
            Campaign.SETTLEMENT,
            "I1"),
        new Bug(
            "settlements ignore the mint allowance",
            "zkpow/Settlement",
            "if (room != null) {",
            "if (room == null) {",
            Campaign.SETTLEMENT,
            "I1"),
        new Bug(
            "a pot pays what it keeps",
            "zkpow/Pot",
            "treasury.fromEscrow(escrow.plus(pool));",
            "treasury.escrow();",
            Campaign.DILIGENT,
            "I1"),
        new Bug(
            "what is minted is not counted",
            "zkpow/Pot",
            "treasury.mint(mint);",
            "treasury.minted();",
            Campaign.UNRELIABLE,
            "I1"),
        new Bug(
            "a withdrawal is not counted",
            "node/Payments",
            "treasury.withdraw(value);",
            "treasury.withdrawn();",
            Campaign.DILIGENT,
            "I1"),
        new Bug(
            "a batch leaves out a transition",
            "aggregation/Batches",
            "    open.add(entry);\n"
                + "    entries.put(transition.sequence(), entry);\n"
                + "    boolean fits",
            "    if (transition.sequence() % 50 != 17) open.add(entry);\n"
                + "    entries.put(transition.sequence(), entry);\n    boolean fits",
            Campaign.DILIGENT,
            "I3"),
        new Bug(
            "a batch is in another order than the chain",
            "aggregation/Batches",
            "    open.add(entry);\n"
                + "    entries.put(transition.sequence(), entry);\n"
                + "    boolean fits",
            "    open.addFirst(entry);\n"
                + "    entries.put(transition.sequence(), entry);\n    boolean fits",
            Campaign.DILIGENT,
            "I3"),
        new Bug(
            "a transition is in two batches",
            "aggregation/Batches",
            "    batch.last = last;\n    batch.closed = true;",
            "    batch.last = last - 1;\n    batch.closed = true;",
            Campaign.DILIGENT,
            "I3"),
        new Bug(
            "a batch is proven without the proof of its root",
            "aggregation/Batches",
            "        || !batch.proven.containsKey(root)) {",
            "        || batch.proven.isEmpty()) {",
            Campaign.DILIGENT,
            "I3"),
        new Bug(
            "the draw depends on a node's clock",
            "proving/ActiveSet",
            "draw.uniform(beacon, task, number, drawable.total())",
            "Math.floorMod(System.nanoTime() * 0x9E3779B97F4A7C15L, drawable.total())",
            Campaign.DILIGENT,
            "I10"),
        new Bug(
            "the bounty depends on a node's memory",
            "proving/MarketContext",
            "Wei quote = bounty.quote(task.units, scarcity, age);",
            "Wei quote = bounty.quote(task.units, scarcity, age)"
                + ".plus(Wei.of(System.identityHashCode(task) & 1));",
            Campaign.UNRELIABLE,
            "I10"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void isCaught(Bug bug) throws IOException {
    try (Mutant mutant = Mutant.of(bug.file(), bug.original(), bug.planted())) {
      Throwable thrown = catchThrowable(() -> mutant.run(bug.campaign()));
      assertThat(thrown).isNotNull();
      assertThat(thrown.getClass().getName()).isEqualTo(InvariantViolation.class.getName());
      assertThat(thrown).hasMessageStartingWith(bug.invariant() + ":");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProtocolWithoutPlantedBugPasses(Campaign campaign) throws Exception {
    try (Mutant unchanged = Mutant.none()) {
      unchanged.run(campaign);
    }
  }
}
