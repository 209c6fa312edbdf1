// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

// compiled with the rest, to be deployed beside it
import {PoseidonT6} from "poseidon-solidity/PoseidonT6.sol";

/// @title Verifier of batch proofs
/// @notice As the prover exports it for the key of the batch circuit.
interface IBatchVerifier {
    /// @notice Whether a Groth16 proof shows that the circuit accepts the signals.
    /// @param a point of G1
    /// @param b point of G2, of each coordinate the factor of u first
    /// @param c point of G1
    /// @param signals P, z, y, payee
    function verifyProof(
        uint256[2] calldata a,
        uint256[2][2] calldata b,
        uint256[2] calldata c,
        uint256[4] calldata signals
    ) external view returns (bool);
}

/// @title Verifier of exit proofs
/// @notice As the prover exports it for the key of the exit circuit.
interface IExitVerifier {
    /// @notice Whether a Groth16 proof shows that the circuit accepts the signals.
    /// @param a point of G1
    /// @param b point of G2, of each coordinate the factor of u first
    /// @param c point of G1
    /// @param signals d_1, root, address, recipient, wei of ZKPoW, wei of ETH
    function verifyProof(
        uint256[2] calldata a,
        uint256[2][2] calldata b,
        uint256[2] calldata c,
        uint256[6] calldata signals
    ) external view returns (bool);
}

/// @title Poseidon of five field elements
/// @notice {PoseidonT6}, deployed on its own: its code is as large as a contract may be.
interface IPoseidon5 {
    function hash(uint256[5] memory inputs) external pure returns (uint256);
}
