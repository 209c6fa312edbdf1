/**
 * The Ethereum virtual machine with the rules of the Cancun fork, pure and deterministic: no clock,
 * no threads, no I/O. The world is a port ({@link io.crowdroll.protocol.evm.EvmState}), prices are
 * a table ({@link io.crowdroll.protocol.evm.GasSchedule}), and who wants to look on brings a {@link
 * io.crowdroll.protocol.evm.Tracer}.
 */
package io.crowdroll.protocol.evm;
