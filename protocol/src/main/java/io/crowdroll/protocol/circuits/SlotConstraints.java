package io.crowdroll.protocol.circuits;

import static io.crowdroll.protocol.circuits.AccountVariables.AMOUNT_BITS;
import static io.crowdroll.protocol.circuits.AccountVariables.isAtMost;
import static io.crowdroll.protocol.circuits.SlotKind.BOND;
import static io.crowdroll.protocol.circuits.SlotKind.DEPOSIT;
import static io.crowdroll.protocol.circuits.SlotKind.FORCED;
import static io.crowdroll.protocol.circuits.SlotKind.FORCED_TRANSFER;
import static io.crowdroll.protocol.circuits.SlotKind.NEEDING_ACCOUNT;
import static io.crowdroll.protocol.circuits.SlotKind.OPEN;
import static io.crowdroll.protocol.circuits.SlotKind.PAD;
import static io.crowdroll.protocol.circuits.SlotKind.PASSING_OVER;
import static io.crowdroll.protocol.circuits.SlotKind.QUEUED;
import static io.crowdroll.protocol.circuits.SlotKind.READING_TWO;
import static io.crowdroll.protocol.circuits.SlotKind.SETTLE;
import static io.crowdroll.protocol.circuits.SlotKind.SPENDING;
import static io.crowdroll.protocol.circuits.SlotKind.TRANSFER;
import static io.crowdroll.protocol.circuits.SlotKind.TRANSFERS;
import static io.crowdroll.protocol.circuits.SlotKind.TWO_LEAVES;
import static io.crowdroll.protocol.circuits.SlotKind.USER;

import io.crowdroll.protocol.circuits.AccountVariables.Change;
import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.gadget.Bit;
import io.crowdroll.prover.circuit.gadget.Bits;
import io.crowdroll.prover.circuit.gadget.Equality;
import io.crowdroll.prover.circuit.gadget.MerklePath;
import java.math.BigInteger;
import java.util.List;

/**
 * One transition (STATEMENTS.md, "Slots"): at most one signature and two leaf updates, the second
 * read from the root after the first. What a kind does not need is switched off by its selector, or
 * never made where the kind is a constant.
 */
final class SlotConstraints {
  private static final BigInteger MOST_NONCE =
      BigInteger.ONE.shiftLeft(SlotFields.NONCE_BITS).subtract(BigInteger.ONE);

  /** Recipients below 2 to this are reserved (precompiles). */
  private static final int RESERVED_BITS = 16;

  private final Api api;
  private final Variable zero;
  private final Variable one;
  private final Kinds kinds;
  private final SlotInputs in;
  private final SlotFields fields;
  private final AccountVariables first;
  private final MerklePath secondPath;

  /** 1 if nothing on the sender's side stands against the slot. */
  private final Variable senderHolds;

  /** 1 if the slot is a forced item and has effect. */
  private final Variable forcedApplies;

  private final Variable postRoot;

  /**
   * @param deployment the header's word of chain id and contract
   * @param literal whether settlement may take from a balance, and then make debt
   */
  SlotConstraints(Api api, SlotInputs in, Variable deployment, Variable preRoot, boolean literal) {
    this.api = api;
    this.in = in;
    zero = api.constant(0);
    one = api.constant(1);
    kinds = new Kinds(api, in.possible, in.code);
    fields = new SlotFields(api, kinds, in, literal);
    first = in.first.account();
    secondPath = in.second == null ? null : in.second.path(api);
    senderHolds = senderHolds(deployment);
    Variable hasCode = kinds.may(TRANSFERS) ? in.second.account().hasCode(api).value() : zero;
    Variable blocked = api.mul(kinds.is(FORCED_TRANSFER), hasCode);
    forcedApplies = api.mul(api.mul(kinds.isAny(FORCED), senderHolds), api.sub(one, blocked));
    implies(kinds.isAny(USER), senderHolds);
    if (kinds.may(List.of(TRANSFER))) {
      implies(kinds.is(TRANSFER), api.sub(one, hasCode));
      implies(kinds.is(TRANSFER), isNotZero(fields.value()));
      implies(kinds.is(TRANSFER), isNotZero(Bit.sum(api, fields.toBitsFrom(RESERVED_BITS))));
    }
    Variable between = updateFirst(preRoot);
    postRoot = kinds.may(TWO_LEAVES) ? updateSecond(between) : between;
  }

  /** The state root after the slot. */
  Variable postRoot() {
    return postRoot;
  }

  /** Its four public words. */
  Variable[] words() {
    Variable applied = api.add(api.sub(isUsed(), kinds.isAny(FORCED)), forcedApplies);
    Variable opened =
        secondPath == null ? zero : api.mul(kinds.is(OPEN), Bits.pack(api, secondPath.index()));
    return fields.words(applied, opened);
  }

  /** What left the state as a fee. */
  Variable fee() {
    return fields.fee();
  }

  /** Σ(Δbalance + Δbonded) of a settlement. */
  Variable settled() {
    return fields.settled();
  }

  /** 1 if it consumes an item of the L1 queue. */
  Variable isQueued() {
    return kinds.isAny(QUEUED);
  }

  /** 1 unless it is a pad. */
  Variable isUsed() {
    return api.sub(one, kinds.is(PAD));
  }

  // The sender's side

  private Variable senderHolds(Variable deployment) {
    if (!kinds.may(SPENDING)) {
      return one;
    }
    Variable message = SlotSignature.message(api, kinds, fields, deployment);
    return Bit.all(
            api,
            Equality.isEqual(api, first.address(), fields.sender()),
            SlotSignature.isBy(api, fields.sender(), in.signature, message),
            Equality.isEqual(api, first.nonce(), fields.nonce()),
            Equality.isEqual(api, fields.nonce(), api.constant(MOST_NONCE)).not(api),
            isAtMost(api, fields.fee(), fields.maxFee(), SlotFields.FEE_BITS),
            // value + fee has a bit more than an amount
            isAtMost(api, spentZkpow(), first.balance(), AMOUNT_BITS + 1),
            isAtMost(api, fields.eth(), first.eth(), AMOUNT_BITS))
        .value();
  }

  private Variable spentZkpow() {
    return api.add(fields.zkpow(), fields.fee());
  }

  // The first leaf

  private Variable updateFirst(Variable preRoot) {
    try (var _ = api.scope("first leaf")) {
      assertRightLeaf();
      MerklePath path = in.first.path(api);
      Variable before = path.root(api, first.hash(api));
      zeroIf(isUsed(), api.sub(before, preRoot));
      return select(isUsed(), path.root(api, changedFirst().hash(api)), preRoot);
    }
  }

  /** It is the account that the slot names, or the leaf below it where that is absent. */
  private void assertRightLeaf() {
    Variable named = select(kinds.is(DEPOSIT), fields.to(), fields.sender());
    Variable present = Equality.isEqual(api, first.address(), named).value();
    implies(kinds.isAny(NEEDING_ACCOUNT), present);
    if (kinds.may(PASSING_OVER)) {
      Variable absent = select(kinds.is(OPEN), fields.to(), fields.sender());
      Variable passed = first.passesOver(api, absent).value();
      implies(kinds.is(OPEN), passed);
      implies(api.mul(kinds.isAny(FORCED), api.sub(one, present)), passed);
    }
  }

  private AccountVariables changedFirst() {
    Variable deposit = kinds.is(DEPOSIT);
    Variable spends = api.add(kinds.isAny(USER), forcedApplies);
    Variable net =
        api.add(
            api.sub(api.mul(deposit, fields.zkpow()), api.mul(spends, spentZkpow())),
            fields.balanceDelta(0));
    Variable bonded = api.add(api.mul(kinds.is(BOND), fields.value()), fields.bondedDelta(0));
    Variable eth = api.mul(api.sub(deposit, spends), fields.eth());
    return first
        .plus(api, new Change(spends, net, bonded, eth))
        .linkedTo(select(kinds.is(OPEN), fields.to(), first.next()));
  }

  // The second leaf

  private Variable updateSecond(Variable between) {
    try (var _ = api.scope("second leaf")) {
      Variable open = kinds.is(OPEN);
      AccountVariables after = AccountVariables.opened(api, fields.to(), first.next());
      Variable old = zero;
      Variable reads = zero;
      if (kinds.may(READING_TWO)) {
        AccountVariables second = in.second.account();
        // of a void item the recipient is read only if the sender's side held
        Variable forced = api.mul(kinds.is(FORCED_TRANSFER), senderHolds);
        reads = api.add(kinds.is(TRANSFER), kinds.is(SETTLE), forced);
        zeroIf(reads, api.sub(second.address(), fields.to()));
        old = select(open, zero, second.hash(api));
        after = AccountVariables.select(api, open, after, changedSecond(second));
      }
      Variable active = api.add(reads, open);
      zeroIf(active, api.sub(secondPath.root(api, old), between));
      return select(active, secondPath.root(api, after.hash(api)), between);
    }
  }

  private AccountVariables changedSecond(AccountVariables second) {
    Variable credits =
        api.add(kinds.is(TRANSFER), api.mul(kinds.is(FORCED_TRANSFER), forcedApplies));
    Variable net = api.add(api.mul(credits, fields.zkpow()), fields.balanceDelta(1));
    Variable eth = api.mul(credits, fields.eth());
    return second.plus(api, new Change(zero, net, fields.bondedDelta(1), eth));
  }

  // Selecting

  private void implies(Variable condition, Variable bit) {
    zeroIf(condition, api.sub(one, bit));
  }

  private void zeroIf(Variable condition, Variable value) {
    api.assertProduct(condition, value, zero);
  }

  private Variable select(Variable bit, Variable ifOne, Variable ifZero) {
    return api.mulAdd(bit, api.sub(ifOne, ifZero), ifZero);
  }

  private Variable isNotZero(Variable value) {
    return Equality.isZero(api, value).not(api).value();
  }
}
