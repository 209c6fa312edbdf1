// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Errors} from "./Errors.sol";
import {Holder} from "./Types.sol";

/// @title ZKPoW on L1, 18 decimals
/// @notice Native to L2: minted here when a withdrawal is claimed, burned when a deposit is queued.
contract ZkpowToken is ERC20 {
    /// @notice The rollup that made it: it alone mints and burns.
    address public immutable rollup;

    constructor(Holder[] memory holders) ERC20("crowdroll ZKPoW", "ZKPOW") {
        rollup = msg.sender;
        for (uint256 i = 0; i < holders.length; ++i) {
            _mint(holders[i].account, holders[i].amount);
        }
    }

    /// @notice Makes tokens, wei.
    function mint(address to, uint256 amount) external {
        if (msg.sender != rollup) revert Errors.NotTheRollup();
        _mint(to, amount);
    }

    /// @notice Unmakes tokens, wei; the rollup asks in the holder's own call only.
    function burn(address from, uint256 amount) external {
        if (msg.sender != rollup) revert Errors.NotTheRollup();
        _burn(from, amount);
    }
}
