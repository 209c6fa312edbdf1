// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "./Errors.sol";
import {ILiteralRollup, IRollupBase} from "./IRollup.sol";
import {RollupBase} from "./RollupBase.sol";
import {Batch, Genesis, Header} from "./Types.sol";

/// @title The rollup as first thought of, to compare with {Rollup}
/// @notice One post when a batch is proven, by the slot's agent alone: no certificate, queue, fallback, allowance or
/// escape. Who holds the seats can censor, and who loses them stops the chain; deposits need the queue.
contract LiteralRollup is RollupBase, ILiteralRollup {
    constructor(Genesis memory genesis) payable RollupBase(genesis) {}

    /// @inheritdoc ILiteralRollup
    function submitBatch(Header calldata header, address payee, uint256[8] calldata proof) external override {
        Head memory head = _head;
        Batch memory batch = _read(header, head);
        address turn = agent(_slot());
        if (turn != msg.sender && turn != address(0)) revert Errors.NotYourSlot();
        _walk(batch, header, 0, 0);
        if (batch.queueTo != 0) revert Errors.QueueMismatch();
        _checkTimes(batch, head);
        _extend(batch);
        _prove(batch, payee, proof);
    }

    /// @inheritdoc IRollupBase
    function proven() external view override returns (uint256) {
        return _head.index;
    }

    /// @inheritdoc IRollupBase
    function root() external view override returns (uint256) {
        return _head.root;
    }

    function _requireNormal() internal pure override {}

    function _isFrozen() internal pure override returns (bool) {
        return false;
    }

    function _hasUnproven(address) internal pure override returns (bool) {
        return false;
    }
}
