// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Errors} from "./Errors.sol";
import {Certificate, Signature, Validator} from "./Types.sol";

/// @title Validator sets by their hash, and what their members sign
library Certificates {
    /// @dev What is signed, as EIP-712 has it: the header's hash under the domain of one rollup.
    bytes32 internal constant TYPE_HASH = keccak256("Batch(bytes32 header)");

    /// @notice Hash of a set: keccak over (account, stake) of its members, 32 bytes each, by ascending address.
    function hashOf(Validator[] calldata validators) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            let size := shl(6, validators.length)
            calldatacopy(free, validators.offset, size)
            hash := keccak256(free, size)
        }
    }

    /// @notice Requires signatures of more than 2/3 of the stake.
    /// @param digest what they have signed
    /// @param set hash of the set that may sign
    function check(Certificate calldata certificate, bytes32 digest, bytes32 set) internal pure {
        Validator[] calldata validators = certificate.validators;
        if (hashOf(validators) != set) revert Errors.WrongValidatorSet();
        address last;
        uint256 member;
        uint256 signed;
        for (uint256 i = 0; i < certificate.signatures.length; ++i) {
            Signature calldata signature = certificate.signatures[i];
            (address signer, ECDSA.RecoverError flaw,) = ECDSA.tryRecover(digest, signature.r, signature.vs);
            if (flaw != ECDSA.RecoverError.NoError) revert Errors.SignerNotInSet();
            if (signer <= last) revert Errors.SignersNotAscending();
            last = signer;
            while (member < validators.length && validators[member].account < signer) ++member;
            if (member == validators.length || validators[member].account != signer) revert Errors.SignerNotInSet();
            signed += validators[member].stake;
        }
        if (3 * signed <= 2 * totalOf(validators)) revert Errors.CertificateTooLight();
    }

    /// @notice Σ stakes.
    function totalOf(Validator[] calldata validators) internal pure returns (uint256 total) {
        for (uint256 i = 0; i < validators.length; ++i) {
            total += validators[i].stake;
        }
    }

    /// @notice The stake of a member, 0 for anybody else.
    function stakeOf(Validator[] calldata validators, address account) internal pure returns (uint256) {
        for (uint256 i = 0; i < validators.length; ++i) {
            if (validators[i].account == account) return validators[i].stake;
        }
        return 0;
    }
}
