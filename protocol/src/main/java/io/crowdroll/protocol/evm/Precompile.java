package io.crowdroll.protocol.evm;

/** A contract that is part of the machine. Stateless, pure. */
public interface Precompile {
  /**
   * The price, at least 0; {@link Long#MAX_VALUE} for what nobody can pay. Asked before {@link
   * #run}, which is not called unless it is paid.
   *
   * @param input call data as it came, of any length; not to be changed
   */
  long gas(byte[] input);

  /**
   * The output, or null where the input is refused: the call then fails with all its gas.
   *
   * @param input call data as it came, of any length; not to be changed, not to be kept
   */
  byte[] run(byte[] input);
}
