// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Withdrawal} from "./Types.sol";

/// @title The keccak tree over a batch's withdrawals
/// @notice A layer of odd size is filled up with 0, which nothing hashes to; a lone leaf is its own root; none: 0.
/// A leaf hashes 128 bytes and a node 64, so neither can stand for the other, and a leaf names its own position.
library ClaimsTree {
    /// @notice The leaf of a withdrawal.
    /// @param record its position among the batch's withdrawals
    function leaf(uint256 record, address recipient, uint256 asset, uint256 value) internal pure returns (bytes32) {
        return keccak256(abi.encode(record, recipient, asset, value));
    }

    /// @notice Root of the first `count` leaves. Overwrites them.
    function rootOf(bytes32[] memory leaves, uint256 count) internal pure returns (bytes32) {
        if (count == 0) return 0;
        while (count > 1) {
            uint256 parents = (count + 1) / 2;
            for (uint256 i = 0; i < parents; ++i) {
                bytes32 right = 2 * i + 1 < count ? leaves[2 * i + 1] : bytes32(0);
                leaves[i] = node(leaves[2 * i], right);
            }
            count = parents;
        }
        return leaves[0];
    }

    /// @notice Whether a withdrawal is the tree's leaf number `record`.
    /// @param path siblings from the leaf up
    function contains(bytes32 root, uint256 record, Withdrawal calldata withdrawal, bytes32[] calldata path)
        internal
        pure
        returns (bool)
    {
        bytes32 hash = leaf(record, withdrawal.recipient, withdrawal.asset, withdrawal.value);
        for (uint256 i = 0; i < path.length; ++i) {
            hash = (record >> i) & 1 == 0 ? node(hash, path[i]) : node(path[i], hash);
        }
        return hash == root;
    }

    function node(bytes32 left, bytes32 right) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            mstore(0, left)
            mstore(0x20, right)
            hash := keccak256(0, 0x40)
        }
    }
}
