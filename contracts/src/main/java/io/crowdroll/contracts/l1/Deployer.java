package io.crowdroll.contracts.l1;

import static io.crowdroll.contracts.l1.Abi.array;
import static io.crowdroll.contracts.l1.Abi.tuple;
import static io.crowdroll.contracts.l1.Abi.word;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.Seat;
import io.crowdroll.protocol.submission.SubmissionRules;
import io.crowdroll.protocol.zkpow.SettlementRules.MintAllowance;
import io.crowdroll.prover.groth16.VerifyingKey;
import io.crowdroll.prover.snarkjs.SolidityVerifier;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/** Puts the contracts on L1: verifiers of the circuits' keys, the rollup, its token, the faucet. */
public final class Deployer {
  private static final Wei FAUCET_DRIP = Wei.tokens(1_000);
  private static final int FAUCET_INTERVAL_BLOCKS = 10;

  private final Rpc rpc;
  private final Sender sender;
  private final Compiler compiler;

  /**
   * @param account pays for it, and what the genesis puts into the contract
   * @param contracts the folder with the Solidity compiler's npm packages
   */
  public Deployer(Rpc rpc, Account account, Path contracts) {
    this.rpc = rpc;
    this.sender = new Sender(rpc, account);
    this.compiler = new Compiler(contracts);
  }

  /**
   * Deploys all, one after another.
   *
   * @param batch key of the batch circuit of the genesis' capacity
   * @param exit key of the exit circuit
   */
  public Deployed deploy(Genesis genesis, VerifyingKey batch, VerifyingKey exit)
      throws IOException {
    boolean literal = !genesis.rules().commitThenProve();
    Address batchVerifier = verifier(batch, "BatchVerifier");
    Abi.Part state = genesis(genesis, batchVerifier);
    Wei value = genesis.l2Eth();
    for (Seat seat : genesis.schedule().seats()) {
      value = seat.next().equals(Address.ZERO) ? value : value.plus(genesis.rules().seatBond());
    }
    TransactionReceipt receipt =
        literal
            ? create(Compiler.code("LiteralRollup"), value, state)
            : create(
                Compiler.code("Rollup"),
                value,
                state,
                rules(genesis.rules(), genesis.allowance()),
                word(verifier(exit, "ExitVerifier")),
                word(address(create(Compiler.code("PoseidonT6"), Wei.ZERO))));
    Address rollup = address(receipt);
    Address token = rpc.call(rollup, Abi.call("token()")).address(0);
    return new Deployed(
        rpc.chainId(),
        new Deployment(genesis.l2ChainId(), rollup),
        token,
        faucet(token, genesis.tokens()),
        receipt.getBlockNumber().longValueExact(),
        genesis.signers(),
        genesis.rules().seatBond(),
        literal);
  }

  /** The faucet, with all the tokens that the deployer has. */
  private Address faucet(Address token, Map<Address, Wei> holders) throws IOException {
    Address faucet =
        address(
            create(
                Compiler.code("Faucet"),
                Wei.ZERO,
                word(token),
                word(FAUCET_DRIP),
                word(FAUCET_INTERVAL_BLOCKS)));
    Wei stock = holders.getOrDefault(sender.address(), Wei.ZERO);
    if (!stock.isZero()) {
      String transfer = Abi.call("transfer(address,uint256)", word(faucet), word(stock));
      sender.send(token, transfer, BigInteger.ZERO);
    }
    return faucet;
  }

  private Address verifier(VerifyingKey key, String name) throws IOException {
    String code = compiler.compile(name, SolidityVerifier.source(key, name));
    return address(create(code, Wei.ZERO));
  }

  private TransactionReceipt create(String code, Wei value, Abi.Part... arguments)
      throws IOException {
    String data = code + HexFormat.of().formatHex(tuple(arguments).bytes());
    return sender.send(null, data, value.toBigInteger());
  }

  private static Address address(TransactionReceipt receipt) {
    return Address.fromBytes(Numeric.hexStringToByteArray(receipt.getContractAddress()));
  }

  private static Abi.Part genesis(Genesis genesis, Address batchVerifier) {
    List<Abi.Part> holders = new ArrayList<>();
    genesis.tokens().forEach((holder, amount) -> holders.add(tuple(word(holder), word(amount))));
    Abi.Part[] seats =
        genesis.schedule().seats().stream().map(seat -> word(seat.next())).toArray(Abi.Part[]::new);
    return tuple(
        word(genesis.l2ChainId()),
        word(genesis.capacity()),
        word(batchVerifier),
        word(genesis.root()),
        word(genesis.l2Supply()),
        array(holders),
        word(genesis.signers().hash()),
        tuple(seats),
        word(genesis.schedule().slotBlocks()),
        word(genesis.rules().seatBond()));
  }

  private static Abi.Part rules(SubmissionRules rules, MintAllowance allowance) {
    SubmissionRules.Forced forced = rules.forced();
    Wei none = Wei.of(BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE));
    return tuple(
        word(rules.openAfterSlots()),
        word(rules.missFine()),
        word(rules.proveDeadline()),
        word(forced.forceDeadline()),
        word(forced.maxPerBatch()),
        word(forced.permissionlessAfter()),
        word(forced.escapeDelay()),
        word(forced.queueFee()),
        word(forced.queueFeeStep()),
        word(allowance == null ? none : allowance.start()),
        word(allowance == null ? Wei.ZERO : allowance.perL1Block()),
        word(allowance == null ? none : allowance.max()));
  }
}
