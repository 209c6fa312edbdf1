package io.crowdroll.sim.testnet;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Keccak256;
import io.crowdroll.protocol.chain.L1Origin;
import io.crowdroll.protocol.chain.Proof;
import io.crowdroll.protocol.chain.ProofSystem;
import io.crowdroll.protocol.chain.RollupMessage;
import io.crowdroll.protocol.chain.Secp256k1;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.consensus.ConsensusRules.BeaconKind;
import io.crowdroll.protocol.consensus.Ed25519Signatures;
import io.crowdroll.protocol.consensus.ThresholdKey;
import io.crowdroll.protocol.consensus.Vrf;
import io.crowdroll.protocol.node.BeaconKeys;
import io.crowdroll.protocol.node.Event;
import io.crowdroll.protocol.node.Genesis;
import io.crowdroll.protocol.node.NodeConfig;
import io.crowdroll.protocol.node.NodeEffect;
import io.crowdroll.protocol.node.NodeEvent;
import io.crowdroll.protocol.node.NodeKeys;
import io.crowdroll.protocol.node.NodeMachine;
import io.crowdroll.protocol.node.RecordCodec;
import io.crowdroll.protocol.node.Rollup;
import io.crowdroll.protocol.node.RpcCall;
import io.crowdroll.protocol.node.ValidatorNode;
import io.crowdroll.protocol.submission.SignerSet;
import io.crowdroll.protocol.submission.SlotSchedule;
import io.crowdroll.prover.curve.BabyJubJub;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.sim.model.l1.Deployment;
import io.crowdroll.sim.model.l1.L1Chain;
import io.crowdroll.sim.model.l1.L1Contract;
import io.crowdroll.sim.model.l1.RootVerifier;
import io.crowdroll.sim.scenario.Scenario;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Validators and provers as the testnet runs them, wired in memory under a seeded network, clock
 * and modelled L1: messages are delayed, lost and cut off, nodes die at any event and come back
 * from their records. What a node has applied is compared with every other's at once (I6).
 */
final class VirtualNetwork {
  private static final long L1_CHAIN = 31_337;
  private static final long SECOND = 1_000;
  private static final Address CONTRACT = new Address(0xC0, 0, 1);

  /** A record's entry, as bytes. */
  record Entry(long now, byte[] event, Hash256 effects) {}

  private record Due(long at, long number, Runnable what) {}

  /** What a block came to. */
  record Outcome(Hash256 block, Hash256 state, Hash256 coordination) {}

  /** A process: its machine, its keys and its record. */
  final class Node {
    final int index;
    final NodeEvent.Start start;
    final NodeKeys keys;
    final List<Entry> record = new ArrayList<>();
    final ArrayDeque<NodeEvent> l1 = new ArrayDeque<>();
    NodeMachine machine;
    boolean up;
    int lives;

    Node(int index, NodeEvent.Start start, NodeKeys keys) {
      this.index = index;
      this.start = start;
      this.keys = keys;
    }

    void boot() {
      machine = NodeMachine.of(start, ProofSystem.MODELLED);
      up = true;
      for (Entry entry : record) {
        Keccak256 effects = new Keccak256();
        machine.handle(entry.now, NodeEvent.decode(entry.event), e -> effects.putBytes(e.encode()));
        if (!effects.digest().equals(entry.effects)) {
          throw new AssertionError("node " + index + " acts otherwise on " + entry);
        }
      }
      take(record.isEmpty() ? start : new NodeEvent.Restart(record.size() - 1));
      while (!l1.isEmpty() && up) {
        take(l1.poll());
      }
    }

    /** An event reaches the process; it may die over it. */
    void take(NodeEvent event) {
      if (!up) {
        return;
      }
      if (random.nextDouble() < deaths) {
        if (event instanceof NodeEvent.L1) {
          l1.addFirst(event); // the watcher sees it again
        }
        die();
        return;
      }
      byte[] bytes = event.encode();
      List<NodeEffect> effects = new ArrayList<>();
      machine.handle(now, NodeEvent.decode(bytes), effects::add);
      Keccak256 hash = new Keccak256();
      effects.forEach(effect -> hash.putBytes(effect.encode()));
      record.add(new Entry(now, bytes, hash.digest()));
      int left = effects.size();
      if (random.nextDouble() < deaths) {
        left = random.nextInt(effects.size() + 1);
      }
      effects.subList(0, left).forEach(effect -> act(this, effect));
      if (left < effects.size()) {
        die();
      }
    }

    void die() {
      up = false;
      lives++;
      int life = lives;
      after(
          500 + random.nextInt(3_000),
          () -> {
            if (!up && life == lives) {
              boot();
            }
          });
    }
  }

  final Random random;
  final Genesis genesis;
  final List<Node> validators = new ArrayList<>();
  final List<Node> provers = new ArrayList<>();
  final TreeMap<Long, Outcome> outcomes = new TreeMap<>();
  final Set<Hash256> acknowledged = new HashSet<>();
  final Set<Hash256> included = new HashSet<>();

  /** What provers were given to prove, by task. */
  final TreeMap<Long, byte[]> witnesses = new TreeMap<>();

  final List<String> alarms = new ArrayList<>();
  final L1Contract contract;
  final L1Chain l1;
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
  private final List<byte[]> users;
  private final long[] nonces;
  private final int proverMillisAUnit;

  /** Probability that a node dies at an event, before or after it. */
  double deaths;

  /** Probability that a message is lost. */
  double losses;

  /** Validators that are cut off from those that are not. */
  Set<Integer> cutOff = Set.of();

  int answered;
  long batchesFinal;
  private long now;
  private long numbers;

  VirtualNetwork(Scenario scenario, int size, int users, int provers, long seed) {
    random = new Random(seed);
    proverMillisAUnit = 50;
    var rules = scenario.rules();
    this.users = IntStream.range(0, users).mapToObj(i -> secret(3, i)).toList();
    nonces = new long[users];
    List<BigInteger> agentKeys =
        IntStream.range(0, size).mapToObj(i -> BigInteger.valueOf(7_000 + i)).toList();
    List<Address> agents =
        agentKeys.stream().map(key -> Secp256k1.address(Secp256k1.publicKey(key))).toList();
    long[] stakes = IntStream.range(0, size).mapToLong(i -> 100 + i).toArray();
    List<Integer> order =
        IntStream.range(0, size).boxed().sorted(Comparator.comparing(agents::get)).toList();
    SignerSet set =
        new SignerSet(
            order.stream().map(agents::get).toList(), order.stream().map(i -> stakes[i]).toList());
    SlotSchedule schedule = SlotSchedule.apportioned(rules.submission().slotBlocks(), set);
    List<Genesis.Allocation> allocations = new ArrayList<>();
    for (byte[] user : this.users) {
      allocations.add(new Genesis.Allocation(address(user), Wei.tokens(10_000), Wei.ZERO));
    }
    List<Genesis.Registration> registrations = new ArrayList<>();
    for (int i = 0; i < provers; i++) {
      allocations.add(new Genesis.Allocation(address(secret(4, i)), Wei.tokens(1_000), Wei.ZERO));
      registrations.add(new Genesis.Registration(address(secret(4, i)), 1, rules.proving().bond()));
    }
    long block = 1_000;
    Genesis draft =
        genesis(
            rules,
            new L1Origin(block, Hash256.ZERO, 0, Wei.of(1)),
            stakes,
            allocations,
            registrations);
    Rollup first = new Rollup(draft, ProofSystem.MODELLED);
    contract =
        new L1Contract(
            new Deployment(
                rules.submission(),
                rules.settlement().allowance(),
                rules.aggregation().batchSize(),
                block,
                schedule,
                _ -> set,
                first.stateRoot(),
                first.treasury().genesis(),
                Wei.ZERO,
                Map.of(),
                RootVerifier.NONE,
                (_, _) -> false));
    l1 =
        new L1Chain(
            scenario.l1(),
            contract,
            new Hash256(seed, 1, 2, 3),
            0,
            random::nextDouble,
            random::nextDouble);
    var deployed = l1.head();
    genesis =
        genesis(
            rules,
            new L1Origin(block, deployed.hash(), 0, deployed.baseFee()),
            stakes,
            allocations,
            registrations);
    ThresholdKey.Deal deal = ThresholdKey.deal(secret(5, 0), stakes);
    BeaconKind kind = rules.consensus().beacon();
    List<byte[]> vrfKeys =
        IntStream.range(0, size).mapToObj(i -> Vrf.publicKey(secret(6, i))).toList();
    BeaconKeys beacon =
        switch (kind) {
          case THRESHOLD_BLS -> new BeaconKeys.Threshold(deal.key().encode());
          case VRF -> new BeaconKeys.Vrf(vrfKeys);
          case PROPOSER_HASH -> new BeaconKeys.ProposerHash();
        };
    for (int i = 0; i < size; i++) {
      NodeConfig config =
          new NodeConfig.OfValidator(
              i,
              L1_CHAIN,
              agents,
              beacon,
              deployed,
              contract.deployedView(),
              Wei.of(1_000_000_000));
      NodeKeys keys =
          new NodeKeys.OfValidator(
              genesis.deployment(),
              L1_CHAIN,
              secret(2, i),
              kind == BeaconKind.THRESHOLD_BLS ? deal.secrets().get(i) : List.of(),
              secret(6, i),
              agentKeys.get(i));
      validators.add(new Node(i, new NodeEvent.Start(config, genesis, "test"), keys));
    }
    for (int i = 0; i < provers; i++) {
      NodeConfig config = new NodeConfig.OfProver(address(secret(4, i)), 1);
      NodeKeys keys = new NodeKeys.OfProver(genesis.deployment(), secret(4, i));
      this.provers.add(new Node(size + i, new NodeEvent.Start(config, genesis, "test"), keys));
    }
  }

  private Genesis genesis(
      io.crowdroll.protocol.Rules rules,
      L1Origin origin,
      long[] stakes,
      List<Genesis.Allocation> allocations,
      List<Genesis.Registration> registrations) {
    return new Genesis(
        new io.crowdroll.protocol.chain.Deployment(7, CONTRACT),
        rules,
        false,
        0,
        origin,
        Hash256.ZERO,
        IntStream.range(0, stakes.length).mapToObj(i -> new Address(0xAA, 0, i + 1)).toList(),
        stakes,
        allocations,
        registrations,
        new Genesis.Coded(List.of()),
        IntStream.range(0, stakes.length)
            .mapToObj(i -> Ed25519Signatures.publicKey(secret(2, i)))
            .toList(),
        Hash256.ZERO);
  }

  private static byte[] secret(int purpose, int index) {
    return new Keccak256().putInt(purpose).putInt(index).digest().toBytes();
  }

  private static Address address(byte[] secret) {
    return RollupMessage.address(EdDsa.publicKey(secret));
  }

  ValidatorNode validator(int index) {
    return (ValidatorNode) validators.get(index).machine;
  }

  // The world's clock

  long now() {
    return now;
  }

  void after(long millis, Runnable what) {
    queue.add(new Due(now + millis, numbers++, what));
  }

  /** Runs for so many ms. */
  void run(long millis) {
    long end = now + millis;
    while (!queue.isEmpty() && queue.peek().at <= end) {
      Due due = queue.poll();
      now = due.at;
      due.what.run();
    }
    now = end;
  }

  /** Starts everything: processes, L1, the provers' polling. */
  void begin() {
    NodeEvent.L1 history = new NodeEvent.L1(List.of(), l1.history().added());
    for (Node node : validators) {
      node.boot();
      hear(node, history);
    }
    provers.forEach(Node::boot);
    after(SECOND, this::mine);
    after(SECOND, this::poll);
  }

  private void mine() {
    l1.mine(now).ifPresent(this::changed);
    after(SECOND, this::mine);
  }

  /** L1 replaces its last blocks. */
  void reorganise(int depth) {
    changed(l1.reorg(depth));
  }

  private void changed(Event.L1Changed change) {
    NodeEvent.L1 event = new NodeEvent.L1(change.removed(), change.added());
    validators.forEach(node -> after(random.nextInt(300), () -> hear(node, event)));
  }

  private void hear(Node node, NodeEvent.L1 event) {
    node.l1.add(event);
    while (node.up && !node.l1.isEmpty()) {
      node.take(node.l1.poll());
    }
  }

  private void poll() {
    for (Node prover : provers) {
      Node source = validators.get(random.nextInt(validators.size()));
      if (source.up && prover.up) {
        var account = ((NodeConfig.OfProver) prover.start.config()).account();
        var work = ((ValidatorNode) source.machine).work(account);
        prover.take(new NodeEvent.Rpc(new RpcCall.Work(work).encode()));
      }
    }
    after(SECOND, this::poll);
  }

  // Users

  /** A user's next transfer to another. */
  RollupMessage message(int from, int to) {
    return new RollupMessage(
            genesis.deployment(),
            Transaction.Kind.TRANSFER,
            address(users.get(to)),
            Asset.ZKPOW,
            Wei.tokens(1),
            nonces[from],
            Wei.tokens(100),
            Wei.of(1_000),
            point(from),
            null)
        .signedBy(users.get(from));
  }

  /** A user transfers to another, through a validator. */
  void transfer(int from, int to, int through) {
    RollupMessage message = message(from, to);
    Node node = validators.get(through);
    if (node.up) {
      int before = answered;
      node.take(new NodeEvent.Rpc(new RpcCall.Transact(message.encode()).encode()));
      if (answered > before) {
        nonces[from]++;
        acknowledged.add(message.hash());
      }
    }
  }

  private BabyJubJub.Point point(int user) {
    return EdDsa.publicKey(users.get(user));
  }

  /** Deaths so far. */
  int lives() {
    return validators.stream().mapToInt(node -> node.lives).sum()
        + provers.stream().mapToInt(node -> node.lives).sum();
  }

  // Effects

  private void act(Node node, NodeEffect effect) {
    switch (effect) {
      case NodeEffect.Send(int peer, byte[] message) -> send(node.index, peer, message);
      case NodeEffect.Broadcast(byte[] message, int except) -> {
        for (int peer = 0; peer < validators.size(); peer++) {
          if (peer != node.index && peer != except) {
            send(node.index, peer, message);
          }
        }
      }
      case NodeEffect.Sign(var request) -> {
        byte[] answer = node.keys.answer(request).encode();
        local(node, 1, new NodeEvent.Signed(answer));
      }
      case NodeEffect.SetTimer(long id, long atMillis) ->
          local(node, Math.max(0, atMillis - now), new NodeEvent.TimerFired(id));
      case NodeEffect.PostL1(var post) ->
          l1.post(((NodeConfig.OfValidator) node.start.config()).agents().get(node.index), post);
      case NodeEffect.Taken _ -> answered++;
      case NodeEffect.Refused _ -> {}
      case NodeEffect.Dropped(Hash256 transaction, var reason) -> {
        if (acknowledged.contains(transaction) && !included.contains(transaction)) {
          throw new AssertionError("acknowledged and dropped: " + reason);
        }
      }
      case NodeEffect.Applied applied -> check(node, applied);
      case NodeEffect.BatchFinal(long index) -> batchesFinal = Math.max(batchesFinal, index);
      case NodeEffect.Submit(byte[] coordination) -> {
        for (Node validator : validators) {
          after(
              random.nextInt(100),
              () ->
                  validator.take(new NodeEvent.Rpc(new RpcCall.Coordinate(coordination).encode())));
        }
      }
      case NodeEffect.StartProof(long task, int units, int payee, byte[] witness) -> {
        witnesses.putIfAbsent(task, witness);
        Proof proof = new Proof.Modelled(task, payee, true);
        local(
            node,
            (long) units * proverMillisAUnit,
            new NodeEvent.ProofDone(RecordCodec.encode(Proof.class, proof)));
      }
      case NodeEffect.StopProof _ -> {}
      case NodeEffect.Alarm(String name, String text) ->
          alarms.add(now + " node " + node.index + " " + name + ": " + text);
    }
  }

  /** Reaches the process that asked, unless it has died since. */
  private void local(Node node, long delay, NodeEvent event) {
    int life = node.lives;
    after(
        delay,
        () -> {
          if (node.lives == life) {
            node.take(event);
          }
        });
  }

  private void send(int from, int to, byte[] message) {
    boolean cut = cutOff.contains(from) != cutOff.contains(to);
    if (!cut && random.nextDouble() >= losses) {
      after(
          5 + random.nextInt(60),
          () -> validators.get(to).take(new NodeEvent.Message(from, message)));
    }
  }

  private void check(Node node, NodeEffect.Applied applied) {
    Outcome outcome =
        new Outcome(applied.block().hash(), applied.stateRoot(), applied.coordinationRoot());
    Outcome known = outcomes.putIfAbsent(applied.block().height(), outcome);
    if (known != null && !known.equals(outcome)) {
      throw new AssertionError("I6 at height " + applied.block().height() + ", node " + node.index);
    }
    applied.block().transactions().forEach(it -> included.add(it.envelope().hash()));
  }
}
