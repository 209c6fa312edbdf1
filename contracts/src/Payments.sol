// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "./Errors.sol";
import {IRollupBase} from "./IRollup.sol";

/// @title What the contract owes, in wei of ETH
/// @notice Nobody is paid who does not ask: a recipient that refuses its ETH must hold up nobody else.
abstract contract Payments is IRollupBase {
    /// @inheritdoc IRollupBase
    mapping(address account => uint256) public override owed;

    /// @inheritdoc IRollupBase
    function pull() external override {
        uint256 amount = owed[msg.sender];
        if (amount == 0) revert Errors.NothingOwed();
        owed[msg.sender] = 0;
        emit Pulled(msg.sender, amount);
        _pay(msg.sender, amount);
    }

    function _owe(address account, uint256 amount) internal {
        if (amount > 0) owed[account] += amount;
    }

    /// @dev Comes last in whatever calls it: the recipient may call back.
    function _pay(address to, uint256 amount) internal {
        if (amount == 0) return;
        (bool taken,) = to.call{value: amount}("");
        if (!taken) revert Errors.TransferFailed();
    }
}
