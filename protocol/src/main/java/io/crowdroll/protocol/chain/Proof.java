package io.crowdroll.protocol.chain;

/**
 * A proof as the {@code modelled} rung carries it: what a verifier would find out, without the
 * group elements.
 *
 * @param task the task whose statement it proves, see {@link TaskKey}
 * @param payee the payee bound as a public input, a {@link Payee}; {@link Payee#NONE} where the
 *     circuit binds none
 * @param valid whether the pairing equation holds
 */
public record Proof(long task, int payee, boolean valid) {}
