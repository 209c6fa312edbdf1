package io.crowdroll.sim.agents;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Deployment;
import io.crowdroll.protocol.chain.ForcedSignature;
import io.crowdroll.protocol.chain.L1Item;
import io.crowdroll.protocol.circuits.ExitWitness;
import io.crowdroll.protocol.node.Signer;
import io.crowdroll.sim.kernel.Streams;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;

/** Which accounts the users own, on L2 and on L1, and with which keys. */
sealed interface Owners {

  /** The account on L2 that a user transfers, withdraws and bonds from, and proves for. */
  Address account(int user);

  /** The account on L2 that a user's calls of contracts come from. */
  Address caller(int user);

  /** The account of a user on L1. */
  Address onL1(int user);

  /** The user who owns an account, on L1 or L2; −1 if none does. */
  int userOf(Address account);

  /** Signs what a user sends on L2. */
  Signer signer(int user);

  /** The signature under what a user forces through L1; {@code null} where nobody signs. */
  ForcedSignature sign(int user, L1Item.Forced item);

  /** The same exit, signed where the account is of a key that exits are signed with. */
  ExitWitness sign(int user, ExitWitness exit);

  /** The {@code modelled} rung: one numbered address a user, and no signatures. */
  record Numbered() implements Owners {
    @Override
    public Address account(int user) {
      return Names.user(user);
    }

    @Override
    public Address caller(int user) {
      return Names.user(user);
    }

    @Override
    public Address onL1(int user) {
      return Names.user(user);
    }

    @Override
    public int userOf(Address account) {
      return Names.userIndex(account);
    }

    @Override
    public Signer signer(int user) {
      return Signer.NONE;
    }

    @Override
    public ForcedSignature sign(int user, L1Item.Forced item) {
      return null;
    }

    @Override
    public ExitWitness sign(int user, ExitWitness exit) {
      return exit;
    }
  }

  /** The {@code full} rung: two keys a user, and the accounts that follow from them. */
  final class Keyed implements Owners {
    private static final int NOBODY = -1;

    private final Deployment deployment;
    private final WalletKeys[] keys;
    private final Address[] accounts;
    private final Address[] ethereum;
    private final Object2IntOpenHashMap<Address> users = new Object2IntOpenHashMap<>();

    Keyed(Deployment deployment, Streams streams, int count) {
      this.deployment = deployment;
      keys = new WalletKeys[count];
      accounts = new Address[count];
      ethereum = new Address[count];
      users.defaultReturnValue(NOBODY);
      for (int user = 0; user < count; user++) {
        keys[user] = WalletKeys.of(streams, user);
        accounts[user] = keys[user].rollupAccount();
        ethereum[user] = keys[user].ethereumAccount();
        users.put(accounts[user], user);
        users.put(ethereum[user], user);
      }
    }

    @Override
    public Address account(int user) {
      return accounts[user];
    }

    @Override
    public Address caller(int user) {
      return ethereum[user];
    }

    @Override
    public Address onL1(int user) {
      return ethereum[user];
    }

    @Override
    public int userOf(Address account) {
      return users.getInt(account);
    }

    @Override
    public Signer signer(int user) {
      return keys[user].signer(deployment);
    }

    @Override
    public ForcedSignature sign(int user, L1Item.Forced item) {
      return keys[user].sign(item, deployment);
    }

    @Override
    public ExitWitness sign(int user, ExitWitness exit) {
      boolean own = exit.exit().account().equals(accounts[user]);
      return own ? exit.signed(keys[user].rollupSecret()) : exit;
    }
  }
}
