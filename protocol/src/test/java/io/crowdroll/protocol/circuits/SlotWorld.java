package io.crowdroll.protocol.circuits;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.state.Accounts;
import io.crowdroll.protocol.state.Workers;
import io.crowdroll.protocol.state.WorldState;
import io.crowdroll.prover.curve.BabyJubJub;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.prover.field.Poseidon;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small seeded rollup state with keys to its accounts, and slots that are valid in it. */
final class SlotWorld {
  static final BigInteger DEPLOYMENT = new Deployment(4711, new Address(1, 2, 3)).word();

  /** An account and the key that signs for it. */
  record Owner(Address address, byte[] key) {}

  final Random random;
  final WorldState state;
  final Accounts accounts = new Accounts();
  final WitnessWriter writer;
  final List<Owner> owners = new ArrayList<>();

  SlotWorld(Random random, int size) {
    this.random = random;
    for (int i = 0; i < size; i++) {
      Owner owner = stranger();
      owners.add(owner);
      int account = accounts.open(owner.address);
      accounts.addNet(account, Wei.of(amount(100)));
      accounts.addEth(account, Wei.of(amount(90)));
      accounts.addBonded(account, Wei.of(amount(80)));
    }
    state = new WorldState(accounts, Workers.CALLER);
    writer = new WitnessWriter(state);
  }

  /** Whoever has a key and no account yet. */
  Owner stranger() {
    byte[] key = new byte[32];
    random.nextBytes(key);
    BabyJubJub.Point point = EdDsa.publicKey(key);
    return new Owner(address(point.x(), point.y()), key);
  }

  private static Address address(BigInteger x, BigInteger y) {
    return address(Poseidon.hash(BigInteger.valueOf(7001), x, y));
  }

  /** The low 160 bits of a number. */
  static Address address(BigInteger number) {
    return new Address(
        number.shiftRight(128).intValue(), number.shiftRight(64).longValue(), number.longValue());
  }

  void setNet(int account, BigInteger net) {
    accounts.addNet(account, Wei.of(net.subtract(accounts.net(account).toBigInteger())));
  }

  Owner any() {
    return owners.get(random.nextInt(owners.size()));
  }

  BigInteger amount(int bits) {
    return new BigInteger(bits, random).add(BigInteger.ONE);
  }

  Address anyAddress() {
    return new Address(random.nextInt(), random.nextLong(), random.nextLong());
  }

  /** A slot of a kind that is valid now. */
  Slot valid(SlotKind kind) {
    return switch (kind) {
      case PAD -> Slot.EMPTY;
      case OPEN -> opens(anyAddress());
      case TRANSFER, FORCED_TRANSFER -> spends(kind, any(), any().address);
      case WITHDRAW, FORCED_WITHDRAW -> spends(kind, any(), anyAddress());
      case BOND -> spends(kind, any(), Address.ZERO);
      case DEPOSIT -> deposits(any().address);
      case SETTLE -> settles(any().address, any().address);
    };
  }

  Slot opens(Address to) {
    return Slot.opens(to, accounts.size());
  }

  Slot deposits(Address to) {
    return new Slot(
        SlotKind.DEPOSIT,
        true,
        0,
        anyAddress(),
        anyAsset(),
        to,
        BigInteger.ZERO,
        amount(100),
        0,
        null,
        null,
        null);
  }

  Slot settles(Address first, Address second) {
    return Slot.settles(
        first,
        new Slot.Deltas(amount(90), amount(60).negate()),
        second,
        new Slot.Deltas(amount(90), amount(60)));
  }

  Asset anyAsset() {
    return random.nextBoolean() ? Asset.ZKPOW : Asset.ETH;
  }

  /** A signed slot of moderate amounts. */
  Slot spends(SlotKind kind, Owner from, Address to) {
    boolean forced = SlotKind.FORCED.contains(kind);
    BigInteger fee = forced ? BigInteger.ZERO : amount(60);
    return signed(
        kind,
        from,
        to,
        kind == SlotKind.BOND ? Asset.ZKPOW : anyAsset(),
        amount(70),
        fee,
        accounts.nonce(accounts.find(from.address)));
  }

  /** Any signed slot, applied as far as it says itself. */
  Slot signed(
      SlotKind kind,
      Owner from,
      Address to,
      Asset asset,
      BigInteger value,
      BigInteger fee,
      long nonce) {
    boolean forced = SlotKind.FORCED.contains(kind);
    BigInteger maxFee = forced ? BigInteger.ZERO : fee.add(amount(40));
    BigInteger tip = forced ? BigInteger.ZERO : amount(30);
    Slot draft =
        new Slot(
            kind,
            true,
            nonce,
            from.address,
            asset,
            to,
            fee,
            value,
            0,
            null,
            null,
            new Slot.Signed(List.of(), maxFee, tip));
    return sign(draft, from.key);
  }

  /** The same slot under another signature. */
  static Slot sign(Slot slot, byte[] key) {
    BabyJubJub.Point point = EdDsa.publicKey(key);
    EdDsa.Signature signature = EdDsa.sign(key, slot.message(DEPLOYMENT));
    List<BigInteger> values =
        List.of(point.x(), point.y(), signature.r().x(), signature.r().y(), signature.s());
    return slot.signed(new Slot.Signed(values, slot.signed().maxFee(), slot.signed().tip()));
  }

  static Slot voided(Slot slot) {
    return new Slot(
        slot.kind(),
        false,
        slot.nonce(),
        slot.sender(),
        slot.asset(),
        slot.to(),
        slot.fee(),
        slot.value(),
        slot.opened(),
        slot.first(),
        slot.second(),
        slot.signed());
  }

  /** The leaf statement of a slot that the state has not seen yet; the state takes it. */
  Statement leaf(Slot slot) {
    Hash256 before = writer.root();
    SlotWitness witness = writer.write(slot);
    return leaf(before, witness, writer.root());
  }

  static Statement leaf(Hash256 before, SlotWitness witness, Hash256 after) {
    return new Statement(
        Statement.LEAF,
        DEPLOYMENT,
        BigInteger.valueOf(99),
        before,
        after,
        7,
        7,
        3,
        12,
        List.of(witness));
  }
}
