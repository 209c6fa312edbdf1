package io.crowdroll.protocol.evm;

import static io.crowdroll.protocol.evm.Opcode.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames: depth, gas handed on, static calls, value, creation. */
class CallTest {
  private static final Address OTHER = new Address(0, 0, 0x07e4);

  /** A call of an address with all gas, no value, no data; leaves its truth on the stack. */
  private static Bytecode call(Bytecode code, int op, long to) {
    code.push(0).push(0).push(0).push(0);
    if (op == CALL || op == CALLCODE) {
      code.push(0);
    }
    return code.push(to).op(GAS, op);
  }

  @Test
  void callsGoOneThousandAndTwentyFourDeepAndNoFurther() {
    // counts its calls in slot 0 and calls itself
    Bytecode code = new Bytecode().push(1).push(0).op(SLOAD, ADD).push(0).op(SSTORE);
    call(code, CALL, Bytecode.CONTRACT.w2()).op(STOP);
    World world = new World();
    // a 64th is kept at each call: so much that the deepest frames have some
    assertThat(code.run(world, 1L << 50).isSuccess()).isTrue();
    assertThat(world.storage.get(new World.Slot(Bytecode.CONTRACT, Hash256.ZERO)))
        .isEqualTo(new Hash256(0, 0, 0, 1025));
  }

  @ParameterizedTest
  @ValueSource(ints = {SSTORE, TSTORE, LOG0, LOG4, CREATE, CREATE2, SELFDESTRUCT})
  void staticCallMayNotChangeTheWorld(int op) {
    Bytecode callee = new Bytecode();
    for (int i = 0; i < StackShape.pops(op); i++) {
      callee.push(0);
    }
    World world = new World();
    world.codes.put(OTHER, Code.of(callee.op(op).bytes()));
    Outcome quiet = call(new Bytecode(), STATICCALL, OTHER.w2()).returnTop().run(world, 1_000_000);
    assertThat(Bytecode.number(quiet.output())).isZero();
    Outcome free = call(new Bytecode(), CALL, OTHER.w2()).returnTop().run(world, 1_000_000);
    assertThat(Bytecode.number(free.output())).isOne();
  }

  @Test
  void staticnessIsInheritedAndForbidsValueButNotCalls() {
    World world = new World();
    Address writer = new Address(0, 0, 0x377);
    world.codes.put(writer, Code.of(new Bytecode().push(1).push(1).op(SSTORE).bytes()));
    world.codes.put(OTHER, Code.of(call(new Bytecode(), CALL, writer.w2()).returnTop().bytes()));
    // the static call succeeds and returns that the call inside it failed
    Bytecode code = new Bytecode().push(32).push(0).push(0).push(0).push(OTHER.w2());
    code.op(GAS, STATICCALL, POP).push(0).op(MLOAD).returnTop();
    assertThat(Bytecode.number(code.run(world, 1_000_000).output())).isZero();
    assertThat(world.storage).doesNotContainKey(new World.Slot(writer, new Hash256(0, 0, 0, 1)));
  }

  @Test
  void allButASixtyFourthIsHandedOnAtMost() {
    World world = new World();
    world.codes.put(OTHER, Code.of(new Bytecode().op(GAS).returnTop().bytes()));
    Bytecode code = new Bytecode().push(32).push(0).push(0).push(0).push(0).push(OTHER.w2());
    // more than there is
    code.push(BigInteger.ONE.shiftLeft(200)).op(CALL, POP).push(0).op(MLOAD).returnTop();
    Outcome outcome = code.run(world, 100_000);
    // six PUSH of 3 or 2, PUSH32, memory of one word, cold access
    long atCall = 100_000 - (3 + 4 * 2 + 3 + 3) - 3 - 2_600;
    assertThat(Bytecode.number(outcome.output()).longValueExact())
        .isEqualTo(atCall - atCall / 64 - 2);
  }

  @Test
  void valueBringsAStipendAndMoves() {
    World world = new World();
    world.codes.put(
        OTHER,
        Code.of(
            new Bytecode()
                .op(GAS)
                .push(0)
                .op(MSTORE)
                .op(CALLVALUE)
                .push(32)
                .op(MSTORE)
                .push(64)
                .push(0)
                .op(RETURN)
                .bytes()));
    world.balances.put(Bytecode.CONTRACT, new Hash256(0, 0, 0, 9));
    Bytecode code =
        new Bytecode().push(64).push(0).push(0).push(0).push(5).push(OTHER.w2()).push(0);
    code.op(CALL, POP).push(64).push(0).op(RETURN);
    byte[] output = code.run(world, 100_000).output();
    assertThat(new BigInteger(1, output, 0, 32)).isEqualTo(2_300 - 2);
    assertThat(new BigInteger(1, output, 32, 32)).isEqualTo(5);
    assertThat(world.balances.get(OTHER)).isEqualTo(new Hash256(0, 0, 0, 5));
    assertThat(world.balances.get(Bytecode.CONTRACT)).isEqualTo(new Hash256(0, 0, 0, 4));
  }

  @Test
  void revertUndoesItsFrameAndHandsBackGasAndData() {
    World world = new World();
    Bytecode callee = new Bytecode().push(1).push(1).op(SSTORE).push(0).push(0).op(LOG0);
    callee.push(0xdead).push(0).op(MSTORE).push(32).push(0).op(REVERT);
    world.codes.put(OTHER, Code.of(callee.bytes()));
    Bytecode code = call(new Bytecode(), CALL, OTHER.w2());
    code.op(RETURNDATASIZE).push(0).push(0).op(RETURNDATACOPY).push(0).op(MLOAD, ADD).returnTop();
    Outcome outcome = code.run(world, 200_000);
    assertThat(Bytecode.number(outcome.output())).isEqualTo(0xdead);
    assertThat(world.logs).isEmpty();
    assertThat(world.storage).isEmpty();
    assertThat(outcome.gasLeft()).isGreaterThan(150_000);
  }

  @Test
  void delegateCallKeepsCallerValueAndStorage() {
    World world = new World();
    world.codes.put(
        OTHER,
        Code.of(new Bytecode().op(CALLER).push(0).op(SSTORE, ADDRESS).push(1).op(SSTORE).bytes()));
    call(new Bytecode(), DELEGATECALL, OTHER.w2()).run(world, 200_000);
    assertThat(world.storage.get(new World.Slot(Bytecode.CONTRACT, Hash256.ZERO)))
        .isEqualTo(new Hash256(0, 0, 0, Bytecode.CALLER.w2()));
    assertThat(world.storage.get(new World.Slot(Bytecode.CONTRACT, new Hash256(0, 0, 0, 1))))
        .isEqualTo(new Hash256(0, 0, 0, Bytecode.CONTRACT.w2()));
  }

  @Test
  void returnDataBeyondItsEndHalts() {
    World world = new World();
    Bytecode code = new Bytecode().push(1).push(0).push(0).op(RETURNDATACOPY);
    assertThat(code.run(world, 100_000).halt()).isEqualTo(Halt.RETURN_DATA_OUT_OF_BOUNDS);
  }

  /** Init code that returns {@code size} bytes, the first one {@code first}. */
  private static byte[] initCode(int first, int size) {
    return new Bytecode().push(first).push(0).op(MSTORE8).push(size).push(0).op(RETURN).bytes();
  }

  private static Outcome create(World world, byte[] initCode, long gas) {
    world.balances.put(Bytecode.CALLER, new Hash256(0, 0, 1, 0));
    return new Evm(world, Precompiles.NONE, Bytecode.BLOCK)
        .execute(
            Bytecode.TRANSACTION,
            new Message.Create(Bytecode.CALLER, OTHER, Hash256.ZERO, initCode, gas));
  }

  @Test
  void creationStoresCodeWithinItsLimits() {
    World world = new World();
    Outcome outcome = create(world, initCode(1, 24_576), 10_000_000);
    assertThat(outcome.halt()).isEqualTo(Halt.NONE);
    assertThat(world.code(OTHER).size()).isEqualTo(24_576);
    assertThat(world.nonce(OTHER)).isOne();
    assertThat(create(new World(), initCode(1, 24_577), 10_000_000).halt())
        .isEqualTo(Halt.CODE_TOO_LARGE);
    assertThat(create(new World(), initCode(0xef, 1), 10_000_000).halt())
        .isEqualTo(Halt.INVALID_CODE_PREFIX);
    assertThat(create(new World(), initCode(1, 100), 100 * 200).halt()).isEqualTo(Halt.OUT_OF_GAS);
    assertThat(create(world, initCode(1, 1), 100_000).halt()).isEqualTo(Halt.ADDRESS_COLLISION);
  }

  @Test
  void addressesOfContractsAreEthereums() {
    // the example of EIP-1014, and the first contract of a known account
    Address sender = new Address(0xdeadbeef, 0, 0);
    assertThat(ContractAddress.ofCreate2(sender, Hash256.ZERO, new byte[1]))
        .hasToString("0xb928f69bb1d91cd65274e3c79d8986362984fda3");
    Address known =
        Address.of(Hash256.fromHex("00".repeat(12) + "6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0"));
    assertThat(List.of(ContractAddress.ofCreate(known, 0), ContractAddress.ofCreate(known, 1)))
        .hasToString(
            "[0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d,"
                + " 0x343c43a37d37dff08ae8c4a11544c718abb4fcf8]");
  }

  @Test
  void initCodeBeyondItsLimitIsRefusedInside() {
    Bytecode code = new Bytecode().push(49_153).push(0).push(0).op(CREATE);
    assertThat(code.run(new World(), 10_000_000).halt()).isEqualTo(Halt.INIT_CODE_TOO_LARGE);
  }
}
