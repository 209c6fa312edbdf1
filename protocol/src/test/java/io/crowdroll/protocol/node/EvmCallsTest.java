package io.crowdroll.protocol.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.EthereumTransaction;
import io.crowdroll.protocol.chain.Fact;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Transaction;
import io.crowdroll.protocol.chain.Transition;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.evm.Code;
import io.crowdroll.protocol.evm.ContractAddress;
import io.crowdroll.protocol.state.AccountLeaf;
import io.crowdroll.protocol.state.StateProof;
import io.crowdroll.protocol.state.StorageLeaf;
import io.crowdroll.protocol.state.WorldState;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls at the full rung of execution, on a chain whose every block the auditor checks. */
class EvmCallsTest {
  private static final BigInteger SECRET = BigInteger.valueOf(0xC0FFEE);
  private static final long GAS = 300_000;
  private static final Wei GWEI = Wei.of(1_000_000_000);

  /** Adds one to slot 0 and logs the new count. */
  private static final String COUNTER = "5f54600101805f555f525f60205fa1" + "00";

  private static final Address COUNTING = new Address(0xCC, 0, 1);
  private static final Address ENDLESS = new Address(0xCC, 0, 2);
  private static final Address REFUSING = new Address(0xCC, 0, 3);

  private final Address sender = signed(0, null, Wei.ZERO, new byte[0], GWEI).sender();
  private final Lockstep chain =
      new Lockstep(
          Presets.hardened(),
          10,
          5,
          new Genesis.Coded(
              List.of(
                  contract(COUNTING, COUNTER),
                  contract(ENDLESS, "5b5f56"),
                  contract(REFUSING, "60015f555f5ffd"))));
  private final WorldState world = chain.rollup().world();
  private long nonce;

  private static Genesis.Contract contract(Address address, String code) {
    return new Genesis.Contract(address, Code.of(HexFormat.of().parseHex(code)));
  }

  @BeforeEach
  void fund() {
    for (int k = 0; k < 100; k++) {
      chain.transfer(k % 10, sender);
    }
    chain.block();
    assertThat(world.accounts().balance(world.accounts().find(sender))).isEqualTo(Wei.tokens(100));
  }

  @Test
  void aCallRunsAndItsSlotIsProvenByTheStateRoot() {
    for (int k = 1; k <= 3; k++) {
      call(COUNTING, Wei.of(k));
      chain.block();
    }
    Hash256 root = chain.rollup().stateRoot();
    StateProof account = world.proof(COUNTING);
    assertThat(account.proves(root, AccountLeaf.key(COUNTING))).isTrue();
    AccountLeaf leaf = (AccountLeaf) account.leaf();
    assertThat(leaf.balance()).isEqualTo(Wei.of(6));
    StateProof slot = world.storageProof(world.accounts().find(COUNTING), Hash256.ZERO);
    assertThat(slot.proves(leaf.storageRoot(), Hash256.ZERO)).isTrue();
    assertThat(((StorageLeaf) slot.leaf()).value()).isEqualTo(new Hash256(0, 0, 0, 3));
    List<Fact.Called> calls = chain.facts(Fact.Called.class).toList();
    assertThat(calls).hasSize(3).allMatch(Fact.Called::succeeded);
    assertThat(calls.getLast().logs().getFirst().data()[31]).isEqualTo((byte) 3);
  }

  @Test
  void aContractIsMadeWhereTheSenderAndItsNonceSay() {
    byte[] code = HexFormat.of().parseHex(COUNTER);
    byte[] init = HexFormat.of().parseHex("6f" + COUNTER + "5f526010" + "6010f3");
    Address made = ContractAddress.ofCreate(sender, nonce);
    send(null, Wei.of(9), init, GWEI.times(2));
    chain.block();
    int account = world.accounts().find(made);
    assertThat(world.code(account).bytes()).isEqualTo(code);
    assertThat(world.accounts().nonce(account)).isOne();
    assertThat(world.accounts().balance(account)).isEqualTo(Wei.of(9));
    assertThat(world.proof(made).proves(chain.rollup().stateRoot(), AccountLeaf.key(made)))
        .isTrue();
  }

  @Test
  void eachTransitionBeginsWithTheRootThatTheOneBeforeLeft() {
    call(COUNTING, Wei.ZERO);
    chain.transfer(1, 2);
    call(new Address(5, 5, 5), Wei.of(3));
    chain.block();
    List<Transition> all = chain.facts(Fact.Executed.class).map(Fact.Executed::transition).toList();
    for (int k = 1; k < all.size(); k++) {
      assertThat(all.get(k).preRoot()).isEqualTo(all.get(k - 1).postRoot());
      assertThat(all.get(k).postRoot()).isNotEqualTo(all.get(k).preRoot());
    }
    assertThat(all.getLast().postRoot()).isEqualTo(chain.rollup().stateRoot());
  }

  @Test
  void whatIsRevertedLeavesNothingButItsFee() {
    Wei before = balance();
    call(REFUSING, Wei.of(5));
    chain.block();
    Fact.Called called = chain.facts(Fact.Called.class).findFirst().orElseThrow();
    assertThat(called.succeeded()).isFalse();
    assertThat(called.gas()).isBetween(40_000L, 50_000L);
    assertThat(world.storageProof(world.accounts().find(REFUSING), Hash256.ZERO).leaf())
        .isEqualTo(new StorageLeaf(Hash256.ZERO, Hash256.ZERO, Hash256.ZERO));
    Fact.Included included = chain.facts(Fact.Included.class).toList().getLast();
    assertThat(before.minus(balance())).isEqualTo(included.fee().total().plus(called.tip()));
    assertThat(called.tip()).isEqualTo(GWEI.times(called.gas()));
  }

  @Test
  void anEndlessCallStopsAtTheUnitsThatWereBoundedBefore() {
    call(ENDLESS, Wei.ZERO);
    chain.block();
    Transition last = chain.facts(Fact.Executed.class).toList().getLast().transition();
    assertThat(last.kind()).isEqualTo(Transition.Kind.CALL);
    assertThat((long) last.units()).isEqualTo(GAS / 400);
    Fact.Called called = chain.facts(Fact.Called.class).findFirst().orElseThrow();
    assertThat(called.succeeded()).isFalse();
    assertThat(called.gas()).isEqualTo(GAS);
    assertThat(world.accounts().nonce(world.accounts().find(sender))).isOne();
  }

  @Test
  void whatCannotPayOrComesTooCheapIsRefused() {
    send(COUNTING, Wei.tokens(99), new byte[0], GWEI.times(2));
    nonce--;
    send(COUNTING, Wei.ZERO, new byte[0], Wei.of(1));
    chain.block();
    assertThat(chain.facts(Fact.Called.class)).isEmpty();
    assertThat(chain.facts(Fact.Refused.class)).hasSize(2);
  }

  private Wei balance() {
    return world.accounts().balance(world.accounts().find(sender));
  }

  private void call(Address to, Wei value) {
    send(to, value, new byte[0], GWEI.times(3));
  }

  private void send(Address to, Wei value, byte[] data, Wei maxFeePerGas) {
    EthereumTransaction signed = signed(nonce, to, value, data, maxFeePerGas);
    Transaction.Execution.Evm execution =
        new Transaction.Execution.Evm(data, List.of(), maxFeePerGas, GWEI.min(maxFeePerGas));
    chain.submit(
        new Transaction(
            Transaction.Kind.CALL,
            sender,
            to,
            Asset.ZKPOW,
            value,
            nonce++,
            maxFeePerGas.times(GAS),
            GWEI.times(GAS),
            GAS,
            execution,
            signed));
  }

  private static EthereumTransaction signed(
      long nonce, Address to, Wei value, byte[] data, Wei maxFeePerGas) {
    return EthereumTransaction.dynamicFee(
            7,
            nonce,
            GWEI.min(maxFeePerGas).toBigInteger(),
            maxFeePerGas.toBigInteger(),
            GAS,
            to,
            value.toBigInteger(),
            data,
            List.of())
        .signedBy(SECRET);
  }
}
