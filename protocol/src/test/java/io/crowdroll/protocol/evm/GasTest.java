package io.crowdroll.protocol.evm;

import static io.crowdroll.protocol.evm.Opcode.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Hash256;
import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices at their edges. */
class GasTest {
  private static final long GAS = 1_000_000;

  private static long used(Bytecode code) {
    Outcome outcome = code.run(new World(), GAS);
    assertThat(outcome.halt()).isEqualTo(Halt.NONE);
    return GAS - outcome.gasLeft();
  }

  /** The examples of EIP-2200 with the numbers of EIP-3529: code, original value, gas, refund. */
  @ParameterizedTest
  @CsvSource({
    "60006000556000600055,0,2312,0",
    "60006000556001600055,0,22212,0",
    "60016000556000600055,0,22212,19900",
    "60016000556002600055,0,22212,0",
    "60016000556001600055,0,22212,0",
    "60006000556000600055,1,5112,4800",
    "60006000556001600055,1,5112,2800",
    "60006000556002600055,1,5112,0",
    "60026000556000600055,1,5112,4800",
    "60026000556003600055,1,5112,0",
    "60026000556001600055,1,5112,2800",
    "60026000556002600055,1,5112,0",
    "60016000556000600055,1,5112,4800",
    "60016000556002600055,1,5112,0",
    "60016000556001600055,1,2312,0",
    "600160005560006000556001600055,0,42218,19900",
    "600060005560016000556000600055,1,8018,7600",
  })
  void storageIsPricedNet(String hex, int original, long gas, long refund) {
    World world = new World();
    world.storage.put(
        new World.Slot(Bytecode.CONTRACT, Hash256.ZERO), new Hash256(0, 0, 0, original));
    world.codes.put(Bytecode.CONTRACT, Code.of(HexFormat.of().parseHex(hex)));
    Outcome outcome = Bytecode.call(world, GAS);
    assertThat(GAS - outcome.gasLeft()).isEqualTo(gas);
    assertThat(outcome.refund()).isEqualTo(refund);
  }

  @Test
  void storeNeedsMoreThanTheStipendThoughItCostsLess() {
    Bytecode code = new Bytecode().push(0).push(0).op(SSTORE);
    assertThat(code.run(new World(), 4 + 2_300).halt()).isEqualTo(Halt.OUT_OF_GAS);
    assertThat(code.run(new World(), 4 + 2_301).halt()).isEqualTo(Halt.NONE);
  }

  @Test
  void memoryGrowsQuadratically() {
    assertThat(used(new Bytecode().push(0).op(MLOAD))).isEqualTo(2 + 3 + 3);
    // 32 kB and one word: 1,025 words
    assertThat(used(new Bytecode().push(32 * 1024).op(MLOAD)))
        .isEqualTo(3 + 3 + 3 * 1025 + 1025 * 1025 / 512);
    // a size of 0 may lie anywhere
    BigInteger far = BigInteger.ONE.shiftLeft(255);
    assertThat(used(new Bytecode().push(0).push(far).op(RETURN))).isEqualTo(2 + 3);
    assertThat(new Bytecode().push(far).op(MLOAD).run(new World(), Long.MAX_VALUE).halt())
        .isEqualTo(Halt.OUT_OF_GAS);
  }

  @Test
  void accessIsColdOnceAndWarmAfterwards() {
    Bytecode balances = new Bytecode().push(0xaaaa).op(BALANCE).push(0xaaaa).op(EXTCODESIZE);
    assertThat(used(balances)).isEqualTo(3 + 2_600 + 3 + 100);
    Bytecode loads = new Bytecode().push(5).op(SLOAD).push(5).op(SLOAD);
    assertThat(used(loads)).isEqualTo(3 + 2_100 + 3 + 100);
  }

  @Test
  void lastUnitOfGasSufficesAndOneLessDoesNot() {
    Bytecode code = new Bytecode().push(1).push(2).op(ADD, POP);
    assertThat(code.run(new World(), 11).gasLeft()).isZero();
    assertThat(code.run(new World(), 11).halt()).isEqualTo(Halt.NONE);
    assertThat(code.run(new World(), 10).halt()).isEqualTo(Halt.OUT_OF_GAS);
  }

  @Test
  void stackHoldsOneThousandAndTwentyFourWords() {
    Bytecode full = new Bytecode();
    for (int i = 0; i < 1024; i++) {
      full.op(PUSH0);
    }
    assertThat(full.run(new World(), GAS).halt()).isEqualTo(Halt.NONE);
    assertThat(full.op(PUSH0).run(new World(), GAS).halt()).isEqualTo(Halt.STACK_OVERFLOW);
    assertThat(new Bytecode().op(PUSH0, ADD).run(new World(), GAS).halt())
        .isEqualTo(Halt.STACK_UNDERFLOW);
  }

  @Test
  void jumpsIntoPushDataOrBeyondHalt() {
    // PUSH1 4 JUMP PUSH1 0x5b
    for (long target : new long[] {3, 4, 5, 100, Integer.MAX_VALUE, Long.MAX_VALUE}) {
      Bytecode code = new Bytecode().push(target).op(JUMP, PUSH1, JUMPDEST);
      assertThat(code.run(new World(), GAS).halt()).isEqualTo(Halt.INVALID_JUMP);
    }
    assertThat(new Bytecode().push(3).op(JUMP, JUMPDEST).run(new World(), GAS).halt())
        .isEqualTo(Halt.NONE);
  }

  @Test
  void exponentIsPricedByItsBytes() {
    assertThat(used(new Bytecode().push(0).push(2).op(EXP))).isEqualTo(2 + 3 + 10);
    assertThat(used(new Bytecode().push(256).push(2).op(EXP))).isEqualTo(3 + 3 + 10 + 2 * 50);
  }

  @Test
  void proofUnitsHaltTheWholeMessageLikeGas() {
    Bytecode code = new Bytecode().push(0).push(0).op(KECCAK256).push(0).op(SSTORE);
    World world = new World();
    world.codes.put(Bytecode.CONTRACT, Code.of(code.bytes()));
    ProofMeter wide = new ProofMeter(ProofSchedule.ESTIMATE, 1_000_000);
    Outcome outcome = metered(world, wide);
    assertThat(outcome.halt()).isEqualTo(Halt.NONE);
    assertThat(outcome.proofConstraints()).isEqualTo(wide.used()).isGreaterThan(151_000);

    World again = new World();
    again.codes.putAll(world.codes);
    ProofMeter narrow = new ProofMeter(ProofSchedule.ESTIMATE, wide.used() - 1);
    outcome = metered(again, narrow);
    assertThat(outcome.halt()).isEqualTo(Halt.OUT_OF_PROOF_UNITS);
    assertThat(outcome.gasLeft()).isZero();
    assertThat(again.storage).isEmpty();
  }

  private static Outcome metered(World world, ProofMeter meter) {
    return new Evm(world, Precompiles.NONE, Bytecode.BLOCK)
        .execute(
            Bytecode.TRANSACTION,
            new Message.Call(Bytecode.CALLER, Bytecode.CONTRACT, Hash256.ZERO, new byte[0], GAS),
            meter);
  }
}
