// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Says of a proof what its first word says
/// @notice For tests of everything around proofs; those of proofs themselves use verifiers of real keys.
contract WordVerifier {
    function verifyProof(uint256[2] calldata a, uint256[2][2] calldata, uint256[2] calldata, uint256[4] calldata)
        external
        pure
        returns (bool)
    {
        return a[0] == 1;
    }

    function verifyProof(uint256[2] calldata a, uint256[2][2] calldata, uint256[2] calldata, uint256[6] calldata)
        external
        pure
        returns (bool)
    {
        return a[0] == 1;
    }
}

/// @title A hash with Poseidon's interface, for tests in which nothing depends on which one it is
contract KeccakOfFive {
    function hash(uint256[5] memory inputs) external pure returns (uint256) {
        return uint256(keccak256(abi.encode(inputs))) >> 8;
    }
}

/// @title Takes no ETH
contract Refuser {
    function call(address target, bytes calldata data) external {
        (bool success, bytes memory result) = target.call(data);
        if (success) return;
        assembly {
            revert(add(result, 0x20), mload(result))
        }
    }
}

/// @title Calls again with what it was told whenever it gets ETH
contract Reentrant {
    address private _target;
    bytes private _data;
    uint256 public refused;

    function arm(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function pull(address target) external {
        (bool success,) = target.call(abi.encodeWithSignature("pull()"));
        require(success);
    }

    receive() external payable {
        if (_target == address(0)) return;
        (bool success,) = _target.call(_data);
        if (!success) ++refused;
    }
}
