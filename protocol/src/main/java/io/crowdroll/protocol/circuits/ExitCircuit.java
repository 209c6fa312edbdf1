package io.crowdroll.protocol.circuits;

import io.crowdroll.prover.circuit.Api;
import io.crowdroll.prover.circuit.Circuit;
import io.crowdroll.prover.circuit.Variable;
import io.crowdroll.prover.circuit.gadget.Bit;
import io.crowdroll.prover.circuit.gadget.Equality;
import io.crowdroll.prover.circuit.gadget.PoseidonHash;
import java.util.List;

/**
 * What an account without code takes out of a frozen rollup (STATEMENTS.md, "Circuits"; PROTOCOL.md
 * §8): its leaf is in the root, and its owner has named the recipient, or is the recipient, as the
 * contract then requires of its caller.
 */
public final class ExitCircuit extends Circuit {
  /** Domain of the message that names a recipient. */
  static final long EXIT_DOMAIN = 7003;

  /** Names of the public inputs in their order. */
  static final List<String> PUBLIC =
      List.of("deployment", "root", "address", "recipient", "zkpow", "eth");

  final Variable deployment = publicInput("deployment");
  final Variable root = publicInput("root");
  final Variable address = publicInput("address");
  final Variable recipient = publicInput("recipient");
  final Variable zkpow = publicInput("zkpow");
  final Variable eth = publicInput("eth");
  private final OpeningInputs leaf = new OpeningInputs("leaf.", false, this::secretInput);
  private final Variable[] signature =
      SlotInputs.SIGNATURE.stream().map(this::secretInput).toArray(Variable[]::new);

  @Override
  public String name() {
    return "exit";
  }

  @Override
  public void define(Api api) {
    AccountVariables account = leaf.account();
    api.assertEqual(leaf.path(api).root(api, account.hash(api)), root);
    api.assertEqual(account.address(), address);
    account.hasCode(api).not(api).assertTrue(api);
    Variable message =
        PoseidonHash.hash(api, api.constant(EXIT_DOMAIN), deployment, root, address, recipient);
    Bit signed = SlotSignature.isBy(api, address, signature, message);
    signed.or(api, Equality.isEqual(api, recipient, address)).assertTrue(api);
    Variable net = api.sub(api.add(account.balance(), account.bonded()), account.debt());
    // balance + bonded has a bit more than an amount
    api.assertEqual(
        AccountVariables.Signed.of(api, net, AccountVariables.AMOUNT_BITS + 1).positive(), zkpow);
    api.assertEqual(account.eth(), eth);
  }
}
