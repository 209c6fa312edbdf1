package io.crowdroll.protocol.state;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.Wei;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Arrays;

/**
 * The accounts of rollup state, in order of creation: an account's index is its leaf in the state
 * tree (PROTOCOL.md §1, STATEMENTS.md).
 *
 * <p>In normal form balance · debt = 0, so both are one signed number here, the <em>net</em>
 * balance. Amounts lie in flat arrays, two longs each.
 */
public final class Accounts {
  private static final int ABSENT = -1;

  /** Whoever must know of every change before it is made. */
  interface Watch {
    void changing(int account);

    void opened(int account);
  }

  /**
   * All that an account holds here.
   *
   * @param net balance less debt
   */
  record Fields(long nonce, Wei net, Wei bonded, Wei eth, boolean code) {}

  private final Object2IntOpenHashMap<Address> index = new Object2IntOpenHashMap<>();
  private Address[] addresses = new Address[64];
  private long[] nonces = new long[64];
  private long[] net = new long[128];
  private long[] bonded = new long[128];
  private long[] eth = new long[128];
  private boolean[] code = new boolean[64];
  private int size;
  private Wei total = Wei.ZERO;
  private Watch watch;

  /** Leaf 0 is address 0's account (STATEMENTS.md). */
  public Accounts() {
    index.defaultReturnValue(ABSENT);
    open(Address.ZERO);
  }

  /** From here on the watch is told of changes. */
  void watch(Watch watch) {
    this.watch = watch;
  }

  public int size() {
    return size;
  }

  /** The account's index, −1 where it is absent. */
  public int find(Address address) {
    return index.getInt(address);
  }

  /** Makes an account with all amounts 0; the caller has seen that it is absent. */
  public int open(Address address) {
    if (size == addresses.length) {
      grow(2 * size);
    }
    addresses[size] = address;
    index.put(address, size++);
    if (watch != null) {
      watch.opened(size - 1);
    }
    return size - 1;
  }

  /** Takes back the account opened last, all of whose amounts are 0. */
  void undoOpen() {
    index.removeInt(addresses[--size]);
    addresses[size] = null;
  }

  public Address address(int account) {
    return addresses[account];
  }

  public long nonce(int account) {
    return nonces[account];
  }

  public void bumpNonce(int account) {
    setNonce(account, nonces[account] + 1);
  }

  void setNonce(int account, long nonce) {
    changing(account);
    nonces[account] = nonce;
  }

  public boolean hasCode(int account) {
    return code[account];
  }

  public void setCode(int account) {
    changing(account);
    code[account] = true;
  }

  /** Balance less debt. */
  public Wei net(int account) {
    return read(net, account);
  }

  /** What the EVM sees: never negative. */
  public Wei balance(int account) {
    return net[2 * account] < 0 ? Wei.ZERO : read(net, account);
  }

  public Wei debt(int account) {
    return net[2 * account] < 0 ? read(net, account).negate() : Wei.ZERO;
  }

  public Wei bonded(int account) {
    return read(bonded, account);
  }

  public Wei eth(int account) {
    return read(eth, account);
  }

  /** The spendable amount of an asset. */
  public Wei spendable(int account, Asset asset) {
    return asset == Asset.ZKPOW ? balance(account) : eth(account);
  }

  /** Σ (balance + bonded − debt) over all accounts: a term of I1. */
  public Wei total() {
    return total;
  }

  public void addNet(int account, Wei delta) {
    changing(account);
    write(net, account, net(account).plus(delta));
    total = total.plus(delta);
  }

  public void addBonded(int account, Wei delta) {
    changing(account);
    write(bonded, account, bonded(account).plus(delta));
    total = total.plus(delta);
  }

  public void addEth(int account, Wei delta) {
    changing(account);
    write(eth, account, eth(account).plus(delta));
  }

  private void changing(int account) {
    if (watch != null) {
      watch.changing(account);
    }
  }

  Fields fields(int account) {
    return new Fields(nonces[account], net(account), bonded(account), eth(account), code[account]);
  }

  /** Puts an account back to what it was; the watch is not told. */
  void restore(int account, Fields fields) {
    total = total.minus(net(account)).minus(bonded(account)).plus(fields.net).plus(fields.bonded);
    nonces[account] = fields.nonce;
    write(net, account, fields.net);
    write(bonded, account, fields.bonded);
    write(eth, account, fields.eth);
    code[account] = fields.code;
  }

  private static Wei read(long[] table, int account) {
    return new Wei(table[2 * account], table[2 * account + 1]);
  }

  private static void write(long[] table, int account, Wei amount) {
    table[2 * account] = amount.hi();
    table[2 * account + 1] = amount.lo();
  }

  private void grow(int capacity) {
    addresses = Arrays.copyOf(addresses, capacity);
    nonces = Arrays.copyOf(nonces, capacity);
    net = Arrays.copyOf(net, 2 * capacity);
    bonded = Arrays.copyOf(bonded, 2 * capacity);
    eth = Arrays.copyOf(eth, 2 * capacity);
    code = Arrays.copyOf(code, capacity);
  }
}
