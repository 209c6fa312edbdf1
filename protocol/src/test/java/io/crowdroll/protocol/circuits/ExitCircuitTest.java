package io.crowdroll.protocol.circuits;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.evm.Code;
import io.crowdroll.prover.circuit.Assignment;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.circuit.UnsatisfiedConstraintException;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.prover.field.Poseidon;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExitCircuitTest {
  private static final Compiled EXIT = new ExitCircuit().compile();

  private final SlotWorld world = new SlotWorld(new Random(41), 4);
  private final SlotWorld.Owner owner = world.owners.get(0);
  private final int account = world.accounts.find(owner.address());

  @Test
  void anOwnerLeavesWithBalanceAndBondToAnyRecipient() {
    assertThat(EXIT.statistics().unusedInputs()).isEmpty();
    assertThat(refusal(exit(owner.key(), world.anyAddress()))).isNull();
  }

  @Test
  void debtIsTakenOffAndNeverPaidOut() {
    BigInteger bonded = world.accounts.bonded(account).toBigInteger();
    for (BigInteger debt : new BigInteger[] {BigInteger.ONE, bonded, bonded.add(BigInteger.TEN)}) {
      world.setNet(account, debt.negate());
      ExitWitness exit = exit(owner.key(), world.anyAddress());
      assertThat(exit.zkpow()).isEqualTo(bonded.subtract(debt).max(BigInteger.ZERO));
      assertThat(refusal(exit)).isNull();
    }
  }

  @Test
  void withoutASignatureTheRecipientIsTheAccountItself() {
    byte[] foreign = world.owners.get(1).key();
    assertThat(refusal(exit(foreign, owner.address()))).isNull();
  }

  @Test
  void exitOfAVictim() {
    byte[] attacker = world.owners.get(1).key();
    assertThat(refusal(exit(attacker, world.anyAddress()))).contains("ExitCircuit");
  }

  @Test
  void c11_whatASlotSignsIsNoExit() {
    Address recipient = world.anyAddress();
    ExitWitness good = exit(owner.key(), recipient);
    // the same numbers under the domain of transactions
    BigInteger message =
        Poseidon.hash(
            BigInteger.valueOf(7002),
            good.deployment(),
            good.root().toBigInteger(),
            owner.address().toBigInteger(),
            recipient.toBigInteger());
    EdDsa.Signature other = EdDsa.sign(owner.key(), message);
    List<BigInteger> key = good.signature().subList(0, 2);
    List<BigInteger> forged =
        List.of(key.get(0), key.get(1), other.r().x(), other.r().y(), other.s());
    assertThat(
            refusal(
                new ExitWitness(good.deployment(), good.root(), good.leaf(), recipient, forged)))
        .contains("ExitCircuit");
  }

  @Test
  void aSignatureNamesOneRecipientOneRootAndOneDeployment() {
    ExitWitness good = exit(owner.key(), world.anyAddress());
    for (String input :
        new String[] {"recipient", "root", "deployment", "zkpow", "eth", "address"}) {
      Assignment inputs = good.assign(EXIT);
      inputs.set(input, good.publicInput(input).add(BigInteger.ONE));
      assertThat(refusal(inputs)).as(input).isNotNull();
    }
  }

  @Test
  void accountsWithCodeDoNotLeave() {
    world.state.deploy(account, Code.of(new byte[] {1}));
    assertThat(refusal(exit(owner.key(), world.anyAddress()))).contains("ExitCircuit");
  }

  private ExitWitness exit(byte[] key, Address recipient) {
    return ExitWitness.of(world.state, SlotWorld.DEPLOYMENT, owner.address(), recipient)
        .signed(key);
  }

  private static String refusal(ExitWitness exit) {
    return refusal(exit.assign(EXIT));
  }

  private static String refusal(Assignment inputs) {
    try {
      EXIT.solve(inputs);
      return null;
    } catch (UnsatisfiedConstraintException refused) {
      return refused.getMessage();
    }
  }
}
