// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title The curve of L2's signatures, in the scalar field of BN254 (ERC-2494)
library BabyJubJub {
    /// @dev r: order of BN254's groups, and prime of this curve's coordinates.
    uint256 internal constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;

    /// @dev l: order of the subgroup that keys are in.
    uint256 internal constant SUBGROUP_ORDER =
        2736030358979909402780800718157159386076813972158567259200215660948447373041;

    uint256 private constant A = 168700;
    uint256 private constant D = 168696;

    /// @notice Whether A x² + y² = 1 + D x² y² with both coordinates below r.
    function isOnCurve(uint256 x, uint256 y) internal pure returns (bool) {
        if (x >= R || y >= R) return false;
        uint256 xx = mulmod(x, x, R);
        uint256 yy = mulmod(y, y, R);
        return addmod(mulmod(A, xx, R), yy, R) == addmod(1, mulmod(D, mulmod(xx, yy, R), R), R);
    }
}
