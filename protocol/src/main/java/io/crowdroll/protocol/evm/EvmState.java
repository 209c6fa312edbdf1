package io.crowdroll.protocol.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;

/**
 * The world as the interpreter sees it: accounts, storage and what lasts for one transaction.
 *
 * <p>A 256-bit word is four limbs of a flat array from a place on, limb 0 the least significant
 * ({@link Limbs}). The arrays belong to the caller: an implementation reads or fills the four limbs
 * during the call and keeps no reference. An {@link Address} may be kept; a frame hands in the same
 * object again and again, so that an implementation may remember its last account by identity.
 *
 * <p>Absent and empty are the same thing here (EIP-161): an account is empty with nonce 0, balance
 * 0 and no code, and every reader treats an absent one as empty. No reader creates an account.
 *
 * <p>Everything that is written, warmed, logged, created or marked since a {@link #snapshot} is
 * undone by {@link #revert}. <em>Transaction</em> below is the span between two calls of whoever
 * owns the state that start a new one: warm sets, original values, transient storage, logs, the set
 * of accounts created and the set of accounts to be deleted begin empty there. Rules of transaction
 * processing (fees, nonces of senders, warming of sender, target, coinbase and access list,
 * deletion at the end) are its owner's and not the interpreter's.
 */
public interface EvmState {
  // --- accounts

  /** Whether nonce and balance are 0 and there is no code (EIP-161); true of an absent account. */
  boolean isEmpty(Address account);

  /**
   * Whether a contract cannot be made here: nonce not 0, or code, or any storage slot not 0
   * (EIP-684, EIP-7610). A balance alone does not occupy an address.
   */
  boolean isOccupied(Address account);

  /** Puts the balance in wei into four limbs of {@code out}. */
  void balance(Address account, long[] out, int at);

  /** The nonce, unsigned; 0 of an absent account. */
  long nonce(Address account);

  /** Sets the nonce. */
  void setNonce(Address account, long nonce);

  /**
   * The code, {@link Code#EMPTY} where there is none. The same object each time where possible: it
   * carries what the interpreter has found out about the code.
   */
  Code code(Address account);

  /** Sets the code. An empty one may be set. */
  void setCode(Address account, Code code);

  /**
   * Makes a contract account of an address that is not {@linkplain #isOccupied occupied}: nonce 1,
   * no code, no storage, the balance it had; and marks it as created in this transaction (EIP-6780
   * asks later).
   */
  void create(Address account);

  /**
   * Moves {@code value} wei, which the sender is known to have, and touches the recipient. The two
   * may be the same. A value of 0 comes here too, as an empty recipient is then touched (EIP-161:
   * deleted at the end of the transaction if still empty).
   */
  void transfer(Address from, Address to, long[] value, int at);

  /**
   * SELFDESTRUCT of EIP-6780: the whole balance moves to {@code heir}, who is touched; where {@code
   * account} was {@linkplain #create created} in this transaction it is also marked for deletion at
   * the end, and a balance left to itself is burnt. Otherwise an heir equal to the account changes
   * nothing. May come more than once.
   */
  void selfDestruct(Address account, Address heir);

  // --- storage

  /**
   * SLOAD in one step: puts the present value of a slot into four limbs of {@code out} and makes
   * the slot warm. {@code key} and {@code out} may be the same place.
   *
   * @return whether the slot was cold before (EIP-2929)
   */
  boolean load(Address account, long[] key, int keyAt, long[] out, int outAt);

  /**
   * What SSTORE must know: like {@link #load}, and then four more limbs of {@code out} get the
   * original value, the one at the start of the transaction (EIP-2200); 0 where the account was
   * created in this transaction.
   *
   * @return whether the slot was cold before (EIP-2929)
   */
  boolean loadWithOriginal(Address account, long[] key, int keyAt, long[] out, int outAt);

  /** Sets the slot; the value 0 deletes it. */
  void store(Address account, long[] key, int keyAt, long[] value, int valueAt);

  /** Puts the transient value (EIP-1153), 0 at first, into four limbs of {@code out}. */
  void loadTransient(Address account, long[] key, int keyAt, long[] out, int outAt);

  /** Sets the transient value. */
  void storeTransient(Address account, long[] key, int keyAt, long[] value, int valueAt);

  // --- the transaction

  /**
   * Makes an account warm. The interpreter does not ask about precompiles, which always are.
   *
   * @return whether it was cold before (EIP-2929)
   */
  boolean warm(Address account);

  /** Makes a slot warm, without reading it: for access lists (EIP-2930). */
  void warmSlot(Address account, Hash256 key);

  /** Appends a log. */
  void log(Log log);

  // --- the block

  /**
   * Puts the hash of a block into four limbs of {@code out}. The interpreter asks only for the last
   * 256 complete blocks; a hash that is not known is 0.
   */
  void blockHash(long number, long[] out, int at);

  // --- journal

  /**
   * A mark of the present moment. Marks are handed out in growing order, and in O(1): one is taken
   * at every call.
   */
  int snapshot();

  /**
   * Undoes everything since {@code mark} was taken, in O(changes); later marks are void then. The
   * mark itself may be reverted to again.
   */
  void revert(int mark);
}
