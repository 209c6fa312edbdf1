import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import io.horizen.evm.Address;
import io.horizen.evm.Evm;
import io.horizen.evm.EvmContext;
import io.horizen.evm.ForkRules;
import io.horizen.evm.Hash;
import io.horizen.evm.Invocation;
import io.horizen.evm.MemoryDatabase;
import io.horizen.evm.StateDB;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

/** Runs bytecode with libevm, warm, and prints the two lines of go-ethereum's {@code --bench}. */
final class LibevmBench {
  private static final BigInteger GAS = BigInteger.TEN.pow(10);
  private static final Address CALLER = new Address("0x1000000000000000000000000000000000000001");
  private static final Address CALLEE = new Address("0x1000000000000000000000000000000000000002");

  public static void main(String[] arguments) throws Exception {
    byte[] code = HexFormat.of().parseHex(Files.readString(Path.of(arguments[0])).strip());
    var rules = new ForkRules(true);
    var context =
        new EvmContext(ONE, CALLER, GAS, ZERO, ONE, ONE, ZERO, new Hash(new byte[32]), rules);
    var call = new Invocation(CALLER, CALLEE, ZERO, new byte[0], GAS, false);
    try (var database = new MemoryDatabase();
        var state = new StateDB(database, StateDB.EMPTY_ROOT_HASH)) {
      state.setNonce(CALLEE, ONE);
      state.setCode(CALLEE, code);
      state.finalizeChanges();
      BigInteger used = ZERO;
      long begin = 0;
      int rounds = -1; // the first, which loads the library, does not count
      while (rounds < 10 || System.nanoTime() - begin < 1_000_000_000) {
        int before = state.snapshot();
        state.accessSetup(CALLER, CALLEE, CALLER, rules);
        var result = Evm.Apply(state, call, context);
        if (!result.executionError.isEmpty()) {
          throw new IllegalStateException(result.executionError);
        }
        used = GAS.subtract(result.leftOverGas);
        state.revertToSnapshot(before);
        if (++rounds == 0) {
          begin = System.nanoTime();
        }
      }
      System.out.printf(
          Locale.ROOT,
          "EVM gas used:    %d%nexecution time:  %.6fms%n",
          used,
          (System.nanoTime() - begin) / 1e6 / rounds);
    }
  }
}
