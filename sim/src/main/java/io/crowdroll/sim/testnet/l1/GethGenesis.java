package io.crowdroll.sim.testnet.l1;

import io.crowdroll.protocol.chain.Secp256k1;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The first block of Geth's chain: that of its development chain, but under the rules that mainnet
 * has (Geth's own has a later fork whose contracts cost more than a transaction may), with blocks
 * of mainnet's size from the first on, and with ETH for an account whose key is ours.
 */
final class GethGenesis {
  private static final JsonMapper JSON = new JsonMapper();
  private static final BigInteger ETH = BigInteger.TEN.pow(24);

  private GethGenesis() {}

  /** Writes the chain's beginning into a folder of data that has none. */
  static void write(Path program, Path data) throws IOException {
    if (Files.exists(data)) {
      return;
    }
    Path directory = data.getParent();
    Files.createDirectories(directory);
    ObjectNode genesis =
        (ObjectNode)
            JSON.readTree(Programs.output(List.of(program.toString(), "--dev", "dumpgenesis")));
    ((ObjectNode) genesis.get("config")).remove("bogotaTime");
    genesis.put("gasLimit", "0x" + Integer.toHexString(60_000_000));
    String account = Secp256k1.address(Secp256k1.publicKey(AnvilProcess.KEY)).toString();
    ObjectNode rich = JSON.createObjectNode().put("balance", "0x" + ETH.toString(16));
    ((ObjectNode) genesis.get("alloc")).set(account, rich);
    Path file = directory.resolve("genesis.json");
    Files.write(file, JSON.writeValueAsBytes(genesis));
    Programs.run(
        List.of(
            program.toString(),
            "init",
            "--state.scheme",
            "hash",
            "--db.engine",
            "leveldb",
            "--datadir",
            data.toString(),
            file.toString()),
        directory,
        "Geth does not take its genesis");
  }
}
