package io.crowdroll.protocol.evm;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;

/** The outermost call of a transaction, all intrinsic gas already taken off. */
public sealed interface Message {
  /** Who calls; has at least {@link #value}. */
  Address caller();

  /** Wei that go along, as a number. */
  Hash256 value();

  /** Gas to be spent at most, 0 to 2^63 − 1. */
  long gas();

  /**
   * A call of the code (or of the precompile) at {@code to}.
   *
   * @param input call data; not to be changed
   */
  record Call(Address caller, Address to, Hash256 value, byte[] input, long gas)
      implements Message {}

  /**
   * The making of a contract.
   *
   * @param created where it will stand: {@link ContractAddress#ofCreate} of the caller and the
   *     nonce that the transaction used up
   * @param initCode the code that returns the contract's code; its limit of 49,152 bytes (EIP-3860)
   *     is a rule about transactions and not looked at here
   */
  record Create(Address caller, Address created, Hash256 value, byte[] initCode, long gas)
      implements Message {}
}
