/**
 * The contracts that are part of the machine, one file each, by address:
 *
 * <table>
 * <caption>Precompiles of Cancun</caption>
 * <tr><td>0x01</td><td>{@link EcRecover}</td><td>Yellow Paper, appendix E</td></tr>
 * <tr><td>0x02</td><td>{@link Sha256}</td><td>Yellow Paper, appendix E</td></tr>
 * <tr><td>0x03</td><td>{@link Ripemd160}</td><td>Yellow Paper, appendix E</td></tr>
 * <tr><td>0x04</td><td>{@link Identity}</td><td>Yellow Paper, appendix E</td></tr>
 * <tr><td>0x05</td><td>{@link ModExp}</td><td>EIP-198, priced by EIP-2565</td></tr>
 * <tr><td>0x06</td><td>{@link Bn254Add}</td><td>EIP-196, priced by EIP-1108</td></tr>
 * <tr><td>0x07</td><td>{@link Bn254Mul}</td><td>EIP-196, priced by EIP-1108</td></tr>
 * <tr><td>0x08</td><td>{@link Bn254Pairing}</td><td>EIP-197, priced by EIP-1108</td></tr>
 * <tr><td>0x09</td><td>{@link Blake2F}</td><td>EIP-152</td></tr>
 * <tr><td>0x0a</td><td>{@link PointEvaluation}</td><td>EIP-4844</td></tr>
 * </table>
 */
package io.crowdroll.protocol.evm.precompile;
