package io.crowdroll.contracts.l1;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Secp256k1;
import io.crowdroll.protocol.chain.Wei;
import java.math.BigInteger;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/**
 * Who sends on L1.
 *
 * @param secret its secp256k1 key
 * @param l1ChainId the chain that it signs for
 */
public record Account(BigInteger secret, long l1ChainId) {

  public Address address() {
    return Secp256k1.address(Secp256k1.publicKey(secret));
  }

  /**
   * A signed transaction (EIP-1559), ready to be sent.
   *
   * @param to {@code null} makes a contract
   * @param data hexadecimal after {@code 0x}
   * @param value wei of ETH
   * @param maxFee most that a gas may cost, wei of ETH
   * @param tip part of it beyond the base fee
   */
  String sign(
      long nonce, Address to, String data, BigInteger value, long gas, Wei maxFee, Wei tip) {
    RawTransaction transaction =
        RawTransaction.createTransaction(
            l1ChainId,
            BigInteger.valueOf(nonce),
            BigInteger.valueOf(gas),
            to == null ? "" : to.toString(),
            value,
            data,
            tip.toBigInteger(),
            maxFee.toBigInteger());
    byte[] signed =
        TransactionEncoder.signMessage(
            transaction, Credentials.create(Numeric.toHexStringNoPrefix(secret)));
    return Numeric.toHexString(signed);
  }

  /** A secret is told to nobody, not even to a log. */
  @Override
  public String toString() {
    return "Account[" + address() + "]";
  }
}
