// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BabyJubJub} from "./BabyJubJub.sol";
import {Errors} from "./Errors.sol";
import {Header} from "./Types.sol";

/// @title The nine words of a header, and how a proof is tied to all words
/// @notice Fields stand from the most significant bit down. Words of pads are 0 and not posted, but count.
library Words {
    uint256 internal constant HEADER = 9;
    uint256 internal constant SLOT = 4;

    /// @dev version(8) = 1 · level(8) = 1, a batch, above capacity(16) · count(16)
    uint256 private constant SHAPE = 0x0101 << 32;

    /// @dev A header's sum of settled amounts is shifted by this, so that it has no sign.
    int256 private constant SETTLED_OFFSET = 2 ** 127;

    /// @notice Requires as many words as d_0 says, and d_0, d_1, d_2 as they must be.
    /// @param domain chain id and contract
    function checkShape(Header calldata header, uint256 capacity, uint256 domain) internal pure {
        uint256[] calldata words = header.words;
        if (words.length < HEADER) revert Errors.WrongCount();
        uint256 count = (words.length - HEADER) / SLOT;
        if (words.length != HEADER + SLOT * count || count > capacity) revert Errors.WrongCount();
        bool asItMustBe = words[0] == SHAPE | capacity << 16 | count && words[1] == domain && words[2] == header.index;
        if (!asItMustBe) revert Errors.WrongHeaderWord();
    }

    /// @notice keccak of all words, pads included, 32 bytes each.
    function hashOf(uint256[] calldata words, uint256 capacity) internal pure returns (bytes32 hash) {
        uint256 size = 32 * (HEADER + SLOT * capacity);
        assembly ("memory-safe") {
            let free := mload(0x40)
            let posted := shl(5, words.length)
            calldatacopy(free, words.offset, posted)
            // beyond its end calldata reads as 0: the pads
            calldatacopy(add(free, posted), calldatasize(), sub(size, posted))
            hash := keccak256(free, size)
        }
    }

    /// @notice z = keccak(hash of the words ‖ P) >> 8: where the words' polynomial is opened. P enters it, else a
    /// prover could look for other words with the same value there.
    function pointOf(bytes32 wordsHash, uint256 p) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(wordsHash, p))) >> 8;
    }

    /// @notice y = Σ d_i z^i mod r. Reverts if a word is not below r.
    function open(uint256[] calldata words, uint256 z) internal pure returns (uint256 y) {
        uint256 r = BabyJubJub.R;
        bool below = true;
        assembly ("memory-safe") {
            for { let at := add(words.offset, shl(5, words.length)) } gt(at, words.offset) {} {
                at := sub(at, 0x20)
                let word := calldataload(at)
                below := and(below, lt(word, r))
                y := addmod(mulmod(y, z, r), word, r)
            }
        }
        if (!below) revert Errors.WordOutOfRange();
    }

    /// @notice d_6 − d_5: what settlements gave less what fees took, wei of ZKPoW.
    function supplyDelta(uint256[] calldata words) internal pure returns (int256) {
        return int256(words[6]) - SETTLED_OFFSET - int256(words[5]);
    }

    /// @notice d_7: first height(64) · last height(64), and L1 origin(64).
    function position(uint256[] calldata words) internal pure returns (uint256 heights, uint256 l1Origin) {
        return (words[7] >> 64, uint64(words[7]));
    }

    /// @notice d_8: queue items consumed before and by the end.
    function queue(uint256[] calldata words) internal pure returns (uint256 from, uint256 to) {
        return (words[8] >> 64, uint64(words[8]));
    }
}
