package io.crowdroll.protocol.circuits;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.state.AccountLeaf;
import io.crowdroll.protocol.state.WorldState;
import io.crowdroll.protocol.submission.ExitProof;
import io.crowdroll.prover.circuit.Assignment;
import io.crowdroll.prover.circuit.Compiled;
import io.crowdroll.prover.curve.BabyJubJub;
import io.crowdroll.prover.curve.EdDsa;
import io.crowdroll.prover.field.Poseidon;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;

/**
 * An account's leaf and where its owner wants it paid: all that {@link ExitCircuit} needs.
 *
 * @param deployment the word of chain id and contract
 * @param root the state root that the leaf is opened from
 * @param leaf the account's leaf
 * @param recipient on L1
 * @param signature key x, key y, R8 x, R8 y, S; zeros where the recipient is the account itself
 */
public record ExitWitness(
    BigInteger deployment,
    Hash256 root,
    Opening leaf,
    Address recipient,
    List<BigInteger> signature) {
  private static final List<BigInteger> UNSIGNED =
      Collections.nCopies(SlotInputs.SIGNATURE.size(), BigInteger.ZERO);

  /**
   * Not yet signed, which is enough where the recipient is the account itself.
   *
   * @throws IllegalArgumentException if the state has no such account
   */
  public static ExitWitness of(
      WorldState state, BigInteger deployment, Address account, Address recipient) {
    Hash256 root = state.root();
    Opening leaf = Opening.of(state.proof(account));
    if (!leaf.leaf().address().equals(account)) {
      throw new IllegalArgumentException("no account " + account);
    }
    return new ExitWitness(deployment, root, leaf, recipient, UNSIGNED);
  }

  /** Signed with the account's EdDSA key. */
  public ExitWitness signed(byte[] key) {
    BabyJubJub.Point point = EdDsa.publicKey(key);
    EdDsa.Signature own = EdDsa.sign(key, message());
    return new ExitWitness(
        deployment,
        root,
        leaf,
        recipient,
        List.of(point.x(), point.y(), own.r().x(), own.r().y(), own.s()));
  }

  private BigInteger message() {
    return Poseidon.hash(
        BigInteger.valueOf(ExitCircuit.EXIT_DOMAIN),
        deployment,
        publicInput("root"),
        publicInput("address"),
        publicInput("recipient"));
  }

  /** What is paid in ZKPoW: max(0, balance + bonded − debt). */
  public BigInteger zkpow() {
    var account = leaf.leaf();
    return account
        .balance()
        .plus(account.bonded())
        .minus(account.debt())
        .toBigInteger()
        .max(BigInteger.ZERO);
  }

  /** What the proof will say. */
  public ExitProof exit() {
    AccountLeaf account = leaf.leaf();
    return new ExitProof(root, account.address(), recipient, Wei.of(zkpow()), account.eth());
  }

  /** A public input of the circuit, by its name. */
  public BigInteger publicInput(String name) {
    return switch (name) {
      case "deployment" -> deployment;
      case "root" -> root.toBigInteger();
      case "address" -> leaf.leaf().address().toBigInteger();
      case "recipient" -> recipient.toBigInteger();
      case "zkpow" -> zkpow();
      case "eth" -> leaf.leaf().eth().toBigInteger();
      default -> throw new IllegalArgumentException("no public input " + name);
    };
  }

  /** The inputs of the circuit. */
  public Assignment assign(Compiled circuit) {
    Assignment inputs = circuit.assignment();
    for (String name : ExitCircuit.PUBLIC) {
      inputs.set(name, publicInput(name));
    }
    for (int i = 0; i < signature.size(); i++) {
      inputs.set(SlotInputs.SIGNATURE.get(i), signature.get(i));
    }
    leaf.assign(inputs, "leaf.", true);
    return inputs;
  }
}
