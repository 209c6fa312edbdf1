package io.crowdroll.prover.snarkjs;

import io.crowdroll.prover.field.PrimeField;
import io.crowdroll.prover.groth16.VerifyingKey;

/**
 * A Solidity contract that verifies the proofs of one circuit. {@code verifyProof} takes what that
 * of snarkjs's own contract takes. It is as strict as the verifier here: a coordinate ≥ q, a signal
 * ≥ r or a point at infinity is no proof; that b lies on its curve and in its group is what the
 * precompile of EIP-197 checks. There is no assembly, and a precompile that fails is a proof that
 * fails; as it then burns all gas that it was given, it is given little more than it needs.
 */
public final class SolidityVerifier {
  private static final PrimeField FQ = PrimeField.FQ;

  private SolidityVerifier() {}

  /**
   * The contract's source, for solc 0.8.20 or newer.
   *
   * @param contract its name, a Solidity identifier
   * @throws IllegalArgumentException if the name is none
   */
  public static String source(VerifyingKey key, String contract) {
    if (!contract.matches("[A-Za-z_$][A-Za-z0-9_$]*")) {
      throw new IllegalArgumentException("\"" + contract + "\" is no name of a contract");
    }
    boolean signals = key.nPublic() > 0;
    StringBuilder sum = new StringBuilder();
    for (int i = 1; i <= key.nPublic(); i++) {
      sum.append("        if (!addScaled(sum, ")
          .append(FQ.toBigInteger(key.ic(), 8 * i))
          .append(", ")
          .append(FQ.toBigInteger(key.ic(), 8 * i + 4))
          .append(", signals[")
          .append(i - 1)
          .append("])) return false;\n");
    }
    return TEMPLATE
        .replace("{parameter}", signals ? ",\n        uint256[{n}] calldata signals" : "")
        .replace("{addScaled}", signals ? ADD_SCALED : "")
        .replace("{contract}", contract)
        .replace("{q}", FQ.modulus().toString())
        .replace("{r}", PrimeField.FR.modulus().toString())
        .replace("{n}", Integer.toString(key.nPublic()))
        .replace("{ic x}", FQ.toBigInteger(key.ic(), 0).toString())
        .replace("{ic y}", FQ.toBigInteger(key.ic(), 4).toString())
        .replace("{sum}", sum)
        // the precompile wants c1 of an Fq2 element before c0
        .replace("{alpha}", numbers(6, key.alpha1(), 0, 4))
        .replace("{beta}", numbers(8, key.beta2(), 4, 0, 12, 8))
        .replace("{gamma}", numbers(14, key.gamma2(), 4, 0, 12, 8))
        .replace("{delta}", numbers(20, key.delta2(), 4, 0, 12, 8));
  }

  /** Statements that put coordinates into the pairing's input. */
  private static String numbers(int first, long[] point, int... at) {
    StringBuilder out = new StringBuilder();
    for (int k = 0; k < at.length; k++) {
      out.append("        p[")
          .append(first + k)
          .append("] = ")
          .append(FQ.toBigInteger(point, at[k]))
          .append(";\n");
    }
    return out.toString();
  }

  private static final String ADD_SCALED =
      """

          /// @dev sum += signal * (x, y); false for a signal that is not below R
          function addScaled(uint256[2] memory sum, uint256 x, uint256 y, uint256 signal)
              private
              view
              returns (bool)
          {
              if (signal >= R) return false;
              (bool multiplied, bytes memory scaled) = address(7).staticcall{gas: 2 * 6_000}(abi.encode(x, y, signal));
              if (!multiplied || scaled.length != 64) return false;
              (bool added, bytes memory result) =
                  address(6).staticcall{gas: 2 * 150}(abi.encodePacked(sum[0], sum[1], scaled));
              if (!added || result.length != 64) return false;
              (sum[0], sum[1]) = abi.decode(result, (uint256, uint256));
              return true;
          }
      """;

  private static final String TEMPLATE =
      """
      // SPDX-License-Identifier: Apache-2.0
      pragma solidity ^0.8.20;

      /// @title Verifier of Groth16 proofs over BN254 for one circuit
      /// @notice A proof is no identifier: anyone can make others of the same statement from it.
      contract {contract} {
          /// @dev prime of the coordinates
          uint256 private constant Q = {q};
          /// @dev order of the groups: prime of the signals
          uint256 private constant R = {r};
          /// @dev price of a pairing check of four pairs, 181,000, and a third
          uint256 private constant PAIRING_GAS = 240_000;

          /// @notice Whether a proof shows that the circuit accepts the signals
          /// @dev Gives false, and does not revert, for whatever is no proof, and then costs at most
          /// 65,000 gas more than for a proof.
          /// @param a point of G1: x, y
          /// @param b point of G2: x, y, of each the factor of u before the other
          /// @param c point of G1: x, y
          function verifyProof(
              uint256[2] calldata a,
              uint256[2][2] calldata b,
              uint256[2] calldata c{parameter}
          ) external view returns (bool) {
              if (a[0] >= Q || a[1] >= Q || c[0] >= Q || c[1] >= Q) return false;
              if (b[0][0] >= Q || b[0][1] >= Q || b[1][0] >= Q || b[1][1] >= Q) return false;
              if (!isOnCurve(a[0], a[1]) || !isOnCurve(c[0], c[1])) return false;
              if ((b[0][0] | b[0][1] | b[1][0] | b[1][1]) == 0) return false;

              uint256[2] memory sum;
              sum[0] = {ic x};
              sum[1] = {ic y};
      {sum}
              // e(-a, b) e(alpha, beta) e(sum, gamma) e(c, delta) = 1
              uint256[24] memory p;
              (p[0], p[1]) = (a[0], Q - a[1]);
              (p[2], p[3], p[4], p[5]) = (b[0][0], b[0][1], b[1][0], b[1][1]);
      {alpha}{beta}        (p[12], p[13]) = (sum[0], sum[1]);
      {gamma}        (p[18], p[19]) = (c[0], c[1]);
      {delta}        (bool success, bytes memory result) =
                  address(8).staticcall{gas: PAIRING_GAS}(abi.encodePacked(p));
              return success && result.length == 32 && abi.decode(result, (uint256)) == 1;
          }

          /// @dev y² = x³ + 3, which infinity, written (0, 0), is not
          function isOnCurve(uint256 x, uint256 y) private pure returns (bool) {
              return mulmod(y, y, Q) == addmod(mulmod(mulmod(x, x, Q), x, Q), 3, Q);
          }
      {addScaled}}
      """;
}
