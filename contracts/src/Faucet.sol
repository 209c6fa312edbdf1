// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Errors} from "./Errors.sol";

/// @title Gives newcomers their first ZKPoW, from what it holds
/// @notice One needs ZKPoW to submit anything, and earns it by proving what others have submitted.
contract Faucet {
    using SafeERC20 for IERC20;

    /// @notice The token of ZKPoW on L1.
    IERC20 public immutable token;

    /// @notice Wei of ZKPoW that a recipient gets.
    uint256 public immutable amount;

    /// @notice Blocks until it may have more.
    uint256 public immutable interval;

    /// @notice First block at which a recipient may have more.
    mapping(address recipient => uint256) public nextAt;

    constructor(IERC20 token_, uint256 amount_, uint256 interval_) {
        token = token_;
        amount = amount_;
        interval = interval_;
    }

    /// @notice Sends tokens; anybody may ask for anybody.
    function drip(address recipient) external {
        if (block.number < nextAt[recipient]) revert Errors.FaucetTooEarly();
        nextAt[recipient] = block.number + interval;
        token.safeTransfer(recipient, amount);
    }
}
