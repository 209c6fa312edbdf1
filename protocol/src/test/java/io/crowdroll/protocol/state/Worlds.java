package io.crowdroll.protocol.state;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.evm.Code;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Worlds for tests: random changes of one, and one as the reference has it. */
final class Worlds {
  private Worlds() {}

  static WorldState empty() {
    return new WorldState(new Accounts(), Workers.CALLER);
  }

  static BigInteger number(Hash256 hash) {
    return new BigInteger(1, hash.toBytes());
  }

  static BigInteger number(Address address) {
    return number(AccountLeaf.key(address));
  }

  static Address address(SplittableRandom random) {
    // some share all but the last word, some all but the first
    return switch (random.nextInt(3)) {
      case 0 -> new Address(0, 0, 1 + random.nextInt(1000));
      case 1 -> new Address(random.nextInt(), -1, -1);
      default -> new Address(random.nextInt(), random.nextLong(), random.nextLong());
    };
  }

  static Wei amount(SplittableRandom random) {
    return new Wei(random.nextLong() >>> 8 >>> random.nextInt(56), random.nextLong());
  }

  /** A key or value of 256 bits, least significant word first; often small. */
  static long[] word(SplittableRandom random) {
    return random.nextBoolean()
        ? new long[] {random.nextInt(20), 0, 0, 0}
        : new long[] {random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()};
  }

  /** One change of any kind. */
  static void change(WorldState world, SplittableRandom random) {
    Accounts accounts = world.accounts();
    int account = random.nextInt(accounts.size());
    switch (random.nextInt(8)) {
      case 0, 1 -> {
        Address address = address(random);
        if (accounts.find(address) < 0) {
          accounts.open(address);
        }
      }
      case 2 -> accounts.bumpNonce(account);
      case 3 -> {
        Wei delta = amount(random);
        accounts.addNet(account, random.nextBoolean() ? delta : delta.negate());
      }
      case 4 -> accounts.addBonded(account, amount(random));
      case 5 -> accounts.addEth(account, amount(random));
      case 6 -> {
        if (!accounts.hasCode(account)) {
          byte[] code = new byte[1 + random.nextInt(40)];
          random.nextBytes(code);
          world.deploy(account, Code.of(code));
        }
      }
      default -> {
        if (accounts.hasCode(account)) {
          long[] value = random.nextInt(4) == 0 ? new long[4] : word(random);
          world.writeStorage(account, word(random), 0, value, 0);
        }
      }
    }
  }

  /** The root by definition, of what the world says that it holds. */
  static Hash256 referenceRoot(WorldState world) {
    Accounts accounts = world.accounts();
    ReferenceTree tree = new ReferenceTree(false, fields(world, 0));
    for (int account = 1; account < accounts.size(); account++) {
      tree.put(number(accounts.address(account)), fields(world, account));
    }
    return Hash256.fromBytes(bytes(tree.root()));
  }

  private static List<BigInteger> fields(WorldState world, int account) {
    Accounts accounts = world.accounts();
    BigInteger code = number(world.codeHash(account));
    Hash256 storage = accounts.hasCode(account) ? world.leaf(account).storageRoot() : Hash256.ZERO;
    return List.of(
        new BigInteger(Long.toUnsignedString(accounts.nonce(account))),
        accounts.balance(account).toBigInteger(),
        accounts.debt(account).toBigInteger(),
        accounts.bonded(account).toBigInteger(),
        accounts.eth(account).toBigInteger(),
        code.shiftRight(128),
        code.mod(BigInteger.ONE.shiftLeft(128)),
        number(storage));
  }

  static byte[] bytes(BigInteger number) {
    byte[] out = new byte[32];
    byte[] in = number.toByteArray();
    int skip = Math.max(0, in.length - 32);
    System.arraycopy(in, skip, out, 32 - in.length + skip, in.length - skip);
    return out;
  }

  /** Everything that can be read from a world, and its root. */
  static List<Object> everything(WorldState world) {
    List<Object> all = new ArrayList<>();
    Accounts accounts = world.accounts();
    all.add(world.root());
    all.add(accounts.total());
    for (int account = 0; account < accounts.size(); account++) {
      all.add(accounts.find(accounts.address(account)));
      all.add(world.leaf(account));
      all.add(accounts.fields(account));
      all.add(List.of(HexFormat.of().formatHex(world.code(account).bytes())));
    }
    return all;
  }
}
