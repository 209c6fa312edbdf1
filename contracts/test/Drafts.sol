// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Header} from "../src/Types.sol";

/// @title Batches as the sequencer would make them, slot by slot
/// @notice Written without the contracts' own libraries, so that a mistake there shows.
library Drafts {
    uint256 internal constant APPLIED = 1 << 232;

    /// @notice A batch that is being made.
    struct Draft {
        uint256 index;
        bytes32 parentHash;
        uint256 capacity;
        uint256 domain;
        uint256 preRoot;
        uint256 postRoot;
        uint256 fees;
        int256 settled;
        uint256 firstHeight;
        uint256 lastHeight;
        uint256 l1Origin;
        uint256 queueFrom;
        uint256 queueTo;
        uint256[] slots;
        uint256 p;
        uint256 readyAt;
        bytes32 validatorSetNext;
    }

    function header(Draft memory draft) internal pure returns (Header memory) {
        uint256 count = draft.slots.length / 4;
        uint256[] memory words = new uint256[](9 + draft.slots.length);
        words[0] = 1 << 40 | 1 << 32 | draft.capacity << 16 | count;
        words[1] = draft.domain;
        words[2] = draft.index;
        words[3] = draft.preRoot;
        words[4] = draft.postRoot;
        words[5] = draft.fees;
        words[6] = uint256(draft.settled + 2 ** 127);
        words[7] = draft.firstHeight << 128 | draft.lastHeight << 64 | draft.l1Origin;
        words[8] = draft.queueFrom << 64 | draft.queueTo;
        for (uint256 i = 0; i < draft.slots.length; ++i) {
            words[9 + i] = draft.slots[i];
        }
        return Header(draft.index, draft.parentHash, words, draft.p, draft.readyAt, draft.validatorSetNext);
    }

    function hash(Header memory header_, uint256 capacity) internal pure returns (bytes32) {
        uint256[] memory all = new uint256[](9 + 4 * capacity);
        for (uint256 i = 0; i < header_.words.length && i < all.length; ++i) {
            all[i] = header_.words[i];
        }
        bytes32 wordsHash = keccak256(abi.encodePacked(all));
        return keccak256(
            abi.encode(
                header_.index, header_.parentHash, wordsHash, header_.p, header_.readyAt, header_.validatorSetNext
            )
        );
    }

    function open(Draft memory draft, address account) internal pure {
        slot(draft, [APPLIED | 1 << 224, uint160(account), 5, 0]);
    }

    function transfer(Draft memory draft, address from, address to, uint256 value) internal pure {
        slot(draft, [APPLIED | 2 << 224 | uint256(3) << 160 | uint160(from), uint160(to), 11 << 128 | value, 0]);
    }

    function withdraw(Draft memory draft, address to, uint256 asset, uint256 value) internal pure {
        slot(draft, [APPLIED | 3 << 224 | uint256(7) << 160 | 0xabc, asset << 160 | uint160(to), 13 << 128 | value, 0]);
    }

    /// @dev A queue item with the words that were logged for it.
    function consume(Draft memory draft, uint256[4] memory words, bool applied) internal pure {
        slot(draft, [applied ? words[0] | APPLIED : words[0], words[1], words[2], words[3]]);
        ++draft.queueTo;
    }

    function slot(Draft memory draft, uint256[4] memory words) internal pure {
        uint256[] memory longer = new uint256[](draft.slots.length + 4);
        for (uint256 i = 0; i < draft.slots.length; ++i) {
            longer[i] = draft.slots[i];
        }
        for (uint256 i = 0; i < 4; ++i) {
            longer[draft.slots.length + i] = words[i];
        }
        draft.slots = longer;
    }
}
