// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// A token as most are, and a loop of transfers for the benchmark.
contract Token {
    event Transfer(address indexed from, address indexed to, uint256 value);

    error InsufficientBalance();

    mapping(address => uint256) public balanceOf;

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 balance = balanceOf[msg.sender];
        if (balance < value) revert InsufficientBalance();
        unchecked {
            balanceOf[msg.sender] = balance - value;
        }
        balanceOf[to] += value;
        emit Transfer(msg.sender, to, value);
        return true;
    }

    /// 20,000 transfers to 256 recipients in turn.
    fallback() external {
        balanceOf[msg.sender] = 1e24;
        for (uint256 i = 0; i < 20_000; i++) {
            transfer(address(uint160(0x1000 + (i & 255))), 1);
        }
    }
}
