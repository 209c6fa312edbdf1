// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ClaimsTree} from "./ClaimsTree.sol";
import {Errors} from "./Errors.sol";
import {Amounts} from "./Types.sol";
import {Words} from "./Words.sol";

/// @title The slots of a batch: four words each
/// @notice w0 applied(1) · kind(8) · nonce(64) · sender(160) | w1 asset(8) · to(160) | w2 fee(120) · value(128) | w3.
/// What a kind does is the circuit's; the contract follows what enters and leaves L2.
library Slots {
    uint256 internal constant OPEN = 1;
    uint256 internal constant WITHDRAW = 3;
    uint256 internal constant DEPOSIT = 6;
    uint256 internal constant FORCED_TRANSFER = 7;
    uint256 internal constant FORCED_WITHDRAW = 8;

    uint256 internal constant ZKPOW = 0;
    uint256 internal constant ETH = 1;

    uint256 private constant APPLIED = 1 << 232;

    /// @notice What the slots of a batch add up to.
    /// @param acc the queue's accumulator after its items
    /// @param items queue items that it consumes
    /// @param deposited Σ of its deposits
    /// @param withdrawn Σ of its withdrawals that had effect
    /// @param claimsRoot root of those withdrawals
    struct Sums {
        bytes32 acc;
        uint256 items;
        Amounts deposited;
        Amounts withdrawn;
        bytes32 claimsRoot;
    }

    /// @notice Walks the slots in order.
    /// @param words all posted words, the header's included
    /// @param acc the queue's accumulator before the batch
    function sum(uint256[] calldata words, bytes32 acc) internal pure returns (Sums memory sums) {
        sums.acc = acc;
        bytes32[] memory leaves = new bytes32[]((words.length - Words.HEADER) / Words.SLOT);
        uint256 claims = 0;
        for (uint256 i = Words.HEADER; i < words.length; i += Words.SLOT) {
            uint256 w0 = words[i];
            uint256 kind = kindOf(w0);
            if (kind == 0 || kind > FORCED_WITHDRAW) revert Errors.UnknownKind();
            if (kind < DEPOSIT && kind != WITHDRAW) continue;
            (uint256 w1, uint256 w2) = (words[i + 1], words[i + 2]);
            if (kind >= DEPOSIT) {
                sums.acc = fold(sums.acc, [w0 & ~APPLIED, w1, w2, words[i + 3]]);
                ++sums.items;
                if (kind == DEPOSIT) add(sums.deposited, assetOf(w1), w2);
            }
            bool leavesL2 = kind == WITHDRAW || kind == FORCED_WITHDRAW;
            if (leavesL2 && w0 & APPLIED != 0) {
                (uint256 asset, uint256 value) = (assetOf(w1), uint128(w2));
                add(sums.withdrawn, asset, value);
                leaves[claims] = ClaimsTree.leaf(claims, address(uint160(w1)), asset, value);
                ++claims;
            }
        }
        sums.claimsRoot = ClaimsTree.rootOf(leaves, claims);
    }

    /// @notice Requires queue items alone, at least one, each after at most one `open` of its recipient's account.
    function requireItemsAlone(uint256[] calldata words) internal pure {
        uint256 opened;
        bool open;
        for (uint256 i = Words.HEADER; i < words.length; i += Words.SLOT) {
            uint256 kind = kindOf(words[i]);
            uint256 to = uint160(words[i + 1]);
            bool fits = kind == OPEN ? !open : kind >= DEPOSIT && (!open || opened == to);
            if (!fits) revert Errors.NotQueueItemsAlone();
            (open, opened) = (kind == OPEN, to);
        }
        if (open || words.length == Words.HEADER) revert Errors.NotQueueItemsAlone();
    }

    /// @notice The queue's accumulator after an item.
    /// @param item its four words, applied bit 0
    function fold(bytes32 acc, uint256[4] memory item) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(acc, item));
    }

    /// @notice w0 of a queue item.
    function first(uint256 kind, uint256 nonce, address sender) internal pure returns (uint256) {
        return kind << 224 | nonce << 160 | uint160(sender);
    }

    /// @notice w1 of a queue item.
    function second(uint256 asset, address to) internal pure returns (uint256) {
        return asset << 160 | uint160(to);
    }

    /// @notice The kind in w0.
    function kindOf(uint256 word) internal pure returns (uint256) {
        return uint8(word >> 224);
    }

    /// @notice The asset in w1.
    function assetOf(uint256 word) internal pure returns (uint256) {
        return word >> 160;
    }

    function add(Amounts memory amounts, uint256 asset, uint256 value) private pure {
        if (asset == ZKPOW) amounts.zkpow += value;
        else if (asset == ETH) amounts.eth += value;
        else revert Errors.UnknownAsset();
    }
}
