package io.crowdroll.protocol.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;

/** Code written by hand, and what it takes to run it. */
final class Bytecode {
  static final Address CALLER = new Address(0, 0, 0xca11e4);
  static final Address CONTRACT = new Address(0, 0, 0xc0de);
  static final BlockContext BLOCK =
      new BlockContext(
          new Address(0, 0, 0xc01b),
          1_000,
          1_700_000_000,
          30_000_000,
          new Hash256(1, 2, 3, 4),
          new Hash256(0, 0, 0, 7),
          new Hash256(0, 0, 0, 1),
          new Hash256(0, 0, 0, 1));
  static final TransactionContext TRANSACTION =
      new TransactionContext(CALLER, new Hash256(0, 0, 0, 10), List.of(new Hash256(1, 0, 0, 5)));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Opcodes, one after another. */
  Bytecode op(int... opcodes) {
    for (int op : opcodes) {
      bytes.write(op);
    }
    return this;
  }

  /** PUSH32. */
  Bytecode push(BigInteger value) {
    bytes.write(Opcode.PUSH32);
    bytes.writeBytes(word(value).toBytes());
    return this;
  }

  /** The shortest PUSH. */
  Bytecode push(long value) {
    int size = (71 - Long.numberOfLeadingZeros(value)) / 8;
    bytes.write(Opcode.PUSH0 + size);
    for (int i = size - 1; i >= 0; i--) {
      bytes.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  /** Returns the top word. */
  Bytecode returnTop() {
    return push(0).op(Opcode.MSTORE).push(32).push(0).op(Opcode.RETURN);
  }

  int size() {
    return bytes.size();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** Runs as the contract's code, in a world where the caller is rich. */
  Outcome run(World world, long gas) {
    world.codes.put(CONTRACT, Code.of(bytes()));
    world.balances.put(CALLER, new Hash256(0, 0, 1, 0));
    return call(world, gas);
  }

  static Outcome call(World world, long gas) {
    Evm evm = new Evm(world, Precompiles.NONE, BLOCK);
    byte[] input = HexFormat.of().parseHex("0123456789abcdef");
    return evm.execute(TRANSACTION, new Message.Call(CALLER, CONTRACT, Hash256.ZERO, input, gas));
  }

  static Hash256 word(BigInteger value) {
    return new Hash256(
        value.shiftRight(192).longValue(),
        value.shiftRight(128).longValue(),
        value.shiftRight(64).longValue(),
        value.longValue());
  }

  static BigInteger number(byte[] output) {
    return new BigInteger(1, output);
  }
}
