package io.crowdroll.protocol.node;

import static io.crowdroll.protocol.node.RulesWith.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.Rules;
import io.crowdroll.protocol.aggregation.AggregationScheme;
import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchData;
import io.crowdroll.protocol.chain.Block;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.FeeMarket;
import io.crowdroll.protocol.chain.ForcedSignature;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.TaskKey;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.ValidatorBits;
import io.crowdroll.protocol.chain.VoidReason;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.circuits.BatchCircuit;
import io.crowdroll.protocol.circuits.DataCommitment;
import io.crowdroll.protocol.circuits.EmptyBlockCircuit;
import io.crowdroll.protocol.circuits.LeafCircuit;
import io.crowdroll.protocol.circuits.PostedState;
import io.crowdroll.protocol.circuits.PublicData;
import io.crowdroll.protocol.circuits.Slot;
import io.crowdroll.protocol.circuits.SlotKind;
import io.crowdroll.protocol.circuits.Statement;
import io.crowdroll.protocol.circuits.Witnesses;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.curve.BabyJubJub;
import io.crowdroll.prover.curve.EdDsa;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Same rules, two sides: what the chain executes at random, its circuits prove, from the same root
 * to the same root, under the public inputs that every node derives by itself.
 */
class ProvenTransitionsTest {
  private static final Deployment DEPLOYMENT = new Deployment(77, new Address(5, 6, 7));
  private static final int CAPACITY = 4;
  private static final int USERS = 6;
  private static final Wei PLENTY = Wei.tokens(100);

  private static final Rules RULES =
      with(
          with(
              with(
                  with(
                      with(
                          with(Presets.hardened(), "provenOnly", true),
                          "aggregation.scheme",
                          new AggregationScheme.Flat()),
                      "aggregation.batchSize",
                      CAPACITY),
                  "settlement.minimum",
                  Wei.of(1)),
              "settlement.slots",
              1),
          "proveEmptyBlocks",
          true);

  private final Random random;
  private final List<byte[]> keys = new ArrayList<>();
  private final List<Address> users = new ArrayList<>();
  private final Rollup rollup;
  private final Witnesses witnesses;
  private final PostedState posted;
  private final Map<Transition.Kind, Compiled> leaves = new EnumMap<>(Transition.Kind.class);
  private final Map<Transition.Kind, Integer> cases = new EnumMap<>(Transition.Kind.class);
  private final Set<VoidReason> voids = EnumSet.noneOf(VoidReason.class);
  private long queued;
  private long now;
  private int batches;

  ProvenTransitionsTest() {
    random = new Random(71);
    for (int i = 0; i < USERS; i++) {
      keys.add(key());
      users.add(RollupMessage.address(EdDsa.publicKey(keys.get(i))));
    }
    Genesis genesis =
        new Genesis(
            DEPLOYMENT,
            RULES,
            false,
            0,
            origin(),
            Hash256.ZERO,
            List.of(new Address(0xAA, 0, 1), new Address(0xAA, 0, 2)),
            new long[] {1, 1},
            users.stream()
                .map(it -> new Genesis.Allocation(it, Wei.tokens(100_000), Wei.tokens(500)))
                .toList(),
            List.of(),
            new Genesis.Coded(List.of()));
    rollup = new Rollup(genesis, ProofSystem.MODELLED);
    witnesses =
        new Witnesses(new Rollup(genesis, ProofSystem.MODELLED).world(), DEPLOYMENT, CAPACITY);
    posted = new PostedState(new Rollup(genesis, ProofSystem.MODELLED).world(), DEPLOYMENT);
  }

  private byte[] key() {
    byte[] key = new byte[32];
    random.nextBytes(key);
    return key;
  }

  @Test
  void whatTheChainExecutesAtRandomItsCircuitsProve() {
    runUntilEachKindHas(20);
    assertThat(voids)
        .contains(
            VoidReason.SENDER_ABSENT, VoidReason.SIGNATURE, VoidReason.NONCE, VoidReason.FUNDS);
    assertThat(batches).isGreaterThan(10);
  }

  @Tag("long")
  @Test
  void moreRandomTransitionsOfEachKindAreProvable() {
    random.setSeed(72);
    runUntilEachKindHas(25);
  }

  /** Fifty of each kind in each of forty worlds, a minute or two each. */
  @Tag("campaign")
  @ParameterizedTest
  @MethodSource("worlds")
  void twoThousandRandomTransitionsOfEachKindAreProvable(int world) {
    random.setSeed(1_000 + world);
    runUntilEachKindHas(50);
  }

  private static IntStream worlds() {
    return IntStream.range(0, 40);
  }

  private void runUntilEachKindHas(int count) {
    while (cases.size() < Transition.Kind.values().length - 1
        || cases.values().stream().anyMatch(it -> it < count)) {
      block(count);
    }
  }

  /** A block of what is asked for at random; each kind is proven so many times, batches seldom. */
  private void block(int most) {
    List<Transaction> transactions = new ArrayList<>();
    List<L1Item> items = new ArrayList<>();
    long[] nonces = users.stream().mapToLong(it -> nonce(it)).toArray();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(item());
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      int user = random.nextInt(USERS);
      long nonce = nonces[user];
      if (items.stream().noneMatch(it -> it.sender().equals(users.get(user)))) {
        transactions.add(transaction(user, nonce));
        nonces[user]++;
      }
    }
    now += 2_000;
    List<Fact> facts =
        rollup.apply(
            Block.seal(
                new Keccak256(),
                rollup.height() + 1,
                rollup.lastHash(),
                now,
                random.nextInt(2),
                0,
                origin(),
                ValidatorBits.NONE,
                RULES.submission().zkpowPerEth(),
                List.of(),
                items,
                transactions,
                List.of()));
    facts.forEach(witnesses::take);
    for (Fact fact : facts) {
      switch (fact) {
        case Fact.Executed(Transition it) -> prove(it, facts, most);
        case Fact.Imported(_, _, VoidReason reason) when reason != null -> voids.add(reason);
        case Fact.BatchClosed(var header, long first, long last) -> {
          Statement statement = served(TaskKey.of(first, 1));
          assertThat(statement.words()).isEqualTo(header.data().words());
          assertThat(header.data().p()).isEqualTo(DataCommitment.chain(statement.words()));
          if (batches++ % 10 == 0) {
            satisfied(batch(), statement);
          }
          // whoever has nothing but what was posted comes to the same state
          assertThat(
                  posted.take(
                      BatchData.ofPosted(
                          header.data().posted(),
                          header.data().p(),
                          header.data().validatorSetNext())))
              .isEmpty();
          assertThat(posted.state().root()).isEqualTo(header.postRoot());
          witnesses.forget(last);
        }
        default -> {}
      }
    }
  }

  private void prove(Transition transition, List<Fact> facts, int most) {
    int before = cases.merge(transition.kind(), 1, Integer::sum);
    if (before > most) {
      return;
    }
    Statement statement = served(TaskKey.of(transition.sequence(), 0));
    if (statement == null) {
      return; // its batch closed within the block, and was forgotten
    }
    Hash256 id =
        facts.stream()
            .filter(
                it ->
                    it instanceof Fact.TaskMade made
                        && made.task() == TaskKey.of(transition.sequence(), 0))
            .map(it -> ((Fact.TaskMade) it).id())
            .findFirst()
            .orElseThrow();
    assertThat(PublicData.leaf(transition, id, DEPLOYMENT).values().getFirst())
        .isEqualTo(DataCommitment.chain(statement.words()));
    if (!transition.words().isEmpty()) {
      assertThat(Slot.of(transition.words()).kind().name()).isEqualTo(transition.kind().name());
    }
    satisfied(leaves.computeIfAbsent(transition.kind(), this::leaf), statement);
  }

  /** A task's statement as it reaches a prover. */
  private Statement served(long task) {
    Statement statement = witnesses.statement(task);
    if (statement == null) {
      return null;
    }
    Statement decoded = StatementCodec.decode(StatementCodec.encode(statement));
    assertThat(decoded).isEqualTo(statement);
    return decoded;
  }

  private Compiled leaf(Transition.Kind kind) {
    return kind == Transition.Kind.EMPTY_BLOCK
        ? new EmptyBlockCircuit().compile()
        : new LeafCircuit(SlotKind.valueOf(kind.name()), false).compile();
  }

  private Compiled batch() {
    return leaves.computeIfAbsent(
        Transition.Kind.CALL, _ -> new BatchCircuit(CAPACITY, false).compile());
  }

  private static void satisfied(Compiled circuit, Statement statement) {
    long[] witness = circuit.evaluate(statement.assign(circuit, BigInteger.TEN));
    assertThat(circuit.r1cs().check(witness)).isEmpty();
  }

  private Transaction transaction(int user, long nonce) {
    Transaction.Kind kind = Transaction.Kind.values()[random.nextInt(3)];
    boolean bond = kind == Transaction.Kind.BOND;
    Address to = bond ? Address.ZERO : recipient();
    Asset asset = bond || random.nextInt(3) > 0 ? Asset.ZKPOW : Asset.ETH;
    Wei value = Wei.of(1 + random.nextInt(1 << random.nextInt(30)));
    Wei tip = Wei.of(random.nextInt(1_000_000));
    RollupMessage message =
        new RollupMessage(
                DEPLOYMENT,
                kind,
                to,
                asset,
                value,
                nonce,
                PLENTY,
                tip,
                EdDsa.publicKey(keys.get(user)),
                null)
            .signedBy(keys.get(user));
    return new Transaction(
        kind,
        users.get(user),
        to,
        asset,
        value,
        nonce,
        PLENTY,
        tip,
        FeeMarket.TRANSFER_GAS,
        null,
        message);
  }

  private L1Item item() {
    long index = queued++;
    if (random.nextInt(3) == 0) {
      Asset asset = random.nextBoolean() ? Asset.ETH : Asset.ZKPOW;
      Wei value = Wei.of(1 + random.nextInt(1 << 20));
      return new L1Item.Deposit(index, 1, anybody(), recipient(), asset, value);
    }
    return forced(index);
  }

  /** A forced item, good or void for any reason. */
  private L1Item forced(long index) {
    int flaw = random.nextInt(8);
    int user = random.nextInt(USERS);
    byte[] key = flaw == 0 ? key() : keys.get(user);
    BabyJubJub.Point point = EdDsa.publicKey(key);
    Address sender = flaw == 0 ? RollupMessage.address(point) : users.get(user);
    Wei value = flaw == 1 ? Wei.tokens(90_000_000) : Wei.of(1 + random.nextInt(1 << 20));
    long nonce = Math.max(0, nonce(sender)) + (flaw == 2 ? 1 : 0);
    L1Item.Forced item =
        new L1Item.Forced(
            index,
            1,
            random.nextBoolean(),
            sender,
            recipient(),
            random.nextBoolean() ? Asset.ETH : Asset.ZKPOW,
            value,
            nonce,
            false);
    byte[] signer = flaw == 3 ? key() : key;
    BigInteger digest = ForcedSignature.digest(item, DEPLOYMENT);
    return item.with(
        new ForcedSignature(EdDsa.publicKey(signer), EdDsa.sign(signer, digest)), DEPLOYMENT);
  }

  private long nonce(Address address) {
    int account = rollup.accounts().find(address);
    return account < 0 ? -1 : rollup.accounts().nonce(account);
  }

  /** Somebody known, oneself included, or somebody new. */
  private Address recipient() {
    return random.nextInt(4) == 0 ? anybody() : users.get(random.nextInt(USERS));
  }

  private Address anybody() {
    return new Address(random.nextInt(), random.nextLong(), random.nextLong());
  }

  private L1Origin origin() {
    return new L1Origin(100 + now / 12_000, Hash256.ZERO, queued, Wei.of(10_000_000_000L));
  }
}
