package io.crowdroll.protocol.chain;

/**
 * Who is paid for a proof, in one int: provers by registration number from 0, validators proving as
 * a last resort below {@link #NONE}.
 */
public final class Payee {
  /** No payee bound: the payee word 0. */
  public static final int NONE = -1;

  private Payee() {}

  public static int validator(int index) {
    return -2 - index;
  }

  public static boolean isValidator(int payee) {
    return payee < NONE;
  }

  /** The index of a validator that is a payee. */
  public static int validatorIndex(int payee) {
    return -2 - payee;
  }
}
