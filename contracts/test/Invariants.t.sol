// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Rollup} from "../src/Rollup.sol";
import {Amounts} from "../src/Types.sol";
import {ZkpowToken} from "../src/ZkpowToken.sol";
import {Handler} from "./Handler.sol";
import {Test} from "./Test.sol";

/// @title What is always so, whatever anybody does
/// @notice One campaign asserts all of it after every call: as many campaigns as invariants would take as many times
/// as long and see no more.
contract InvariantsTest is Test {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    uint256 private constant GENESIS_ZKPOW = 1_010_000 ether;
    uint256 private constant MINT_START = 1_000 ether;
    uint256 private constant MINT_PER_BLOCK = 3 ether;
    uint256 private constant MINT_MAX = 2_000 ether;
    uint256 private constant GENESIS_BLOCK = 100;

    Handler private handler;
    Rollup private rollup;
    ZkpowToken private token;

    function setUp() public {
        handler = new Handler();
        (address rollup_, address token_) = handler.contracts();
        (rollup, token) = (Rollup(rollup_), ZkpowToken(token_));
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        bytes4[17] memory all = [
            Handler.wait_.selector,
            Handler.wait_.selector,
            Handler.depositEth.selector,
            Handler.depositZkpow.selector,
            Handler.forceSomething.selector,
            Handler.commitSomething.selector,
            Handler.commitSomething.selector,
            Handler.proveNext.selector,
            Handler.proveNext.selector,
            Handler.goWithoutTheSequencer.selector,
            Handler.pruneIfOverdue.selector,
            Handler.claimSomething.selector,
            Handler.pullSomething.selector,
            Handler.takeSeat.selector,
            Handler.leaveSeat.selector,
            Handler.releaseBond.selector,
            Handler.freezeIfOverdue.selector
        ];
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), new bytes4[](19));
        for (uint256 i = 0; i < 17; ++i) {
            targets[0].selectors[i] = all[i];
        }
        targets[0].selectors[17] = Handler.reclaimSomething.selector;
        targets[0].selectors[18] = Handler.escapeSomething.selector;
    }

    function invariant_all() public view {
        zkpowIsConserved();
        ethIsConserved();
        theRootMovesByProofsAlone();
        batchesAndQueueAreInOrder();
        storedBatchesAreThoseCommitted();
        mintingIsCapped();
        openClaimsAreNotPaid();
        theSupplyOnL2IsThatOfTheModel();
        nothingMovesOnceFrozen();
    }

    function zkpowIsConserved() private view {
        uint256 queued = handler.queuedDeposits().zkpow;
        uint256 everywhere = token.totalSupply() + rollup.onL2().zkpow + handler.openClaims().zkpow + queued;
        int256 expected = int256(GENESIS_ZKPOW) + handler.expected().supplyDelta;
        assertEq(everywhere, uint256(expected), "ZKPoW is conserved");
    }

    function ethIsConserved() private view {
        Amounts memory claims = handler.openClaims();
        (uint256 owed, uint256 bonds) = handler.sums();
        uint256 expected = rollup.onL2().eth + claims.eth + handler.queuedDeposits().eth + handler.queueFees() + owed
            + bonds + handler.reward();
        assertEq(address(rollup).balance, expected, "ETH is conserved");
    }

    function theRootMovesByProofsAlone() private view {
        assertEq(rollup.root(), handler.expected().root, "the root is that of the last proof");
    }

    function batchesAndQueueAreInOrder() private view {
        assertLe(rollup.proven(), rollup.committed(), "proven, committed");
        assertLe(rollup.provenQueue(), rollup.committedQueue(), "queue of proven, of committed");
        assertLe(rollup.committedQueue(), rollup.queueLength(), "queue of committed, all");
        assertEq(rollup.provenQueue(), handler.expected().queue, "no item is skipped");
    }

    function storedBatchesAreThoseCommitted() private view {
        (uint256 proven, uint256 committed) = (rollup.proven(), rollup.committed());
        assertEq(rollup.batchHash(proven), handler.keptHash(proven), "the last proven batch");
        assertEq(rollup.batchHash(committed), handler.keptHash(committed), "the head");
        assertEq(rollup.batchHash(committed + 1), 0, "no batch beyond the head");
    }

    function mintingIsCapped() private view {
        int256 delta = handler.expected().supplyDelta;
        uint256 most = MINT_START + MINT_PER_BLOCK * (handler.expected().origin - GENESIS_BLOCK);
        assertTrue(delta <= int256(most), "what settlements added beyond fees");
        assertLe(rollup.mintAllowance(), MINT_MAX, "allowance");
        assertEq(rollup.mintAllowance(), handler.expected().allowance, "allowance of the model");
    }

    function openClaimsAreNotPaid() private view {
        uint256[2][] memory open = handler.openRecords();
        for (uint256 i = 0; i < open.length; ++i) {
            assertTrue(!rollup.isClaimed(open[i][0], open[i][1]), "an open claim is not paid");
        }
    }

    function theSupplyOnL2IsThatOfTheModel() private view {
        assertEq(rollup.onL2().zkpow, handler.expected().zkpow, "ZKPoW on L2");
        assertEq(rollup.onL2().eth, handler.expected().eth, "ETH on L2");
    }

    function nothingMovesOnceFrozen() private view {
        if (rollup.isFrozen()) assertEq(handler.state(), handler.frozenState(), "nothing moves once frozen");
    }

    /// @dev After each run: an escape is always possible, and then nothing is left behind.
    function afterInvariant() public {
        handler.everybodyLeaves();
        assertTrue(rollup.isFrozen(), "frozen");
        assertEq(rollup.onL2().zkpow + rollup.onL2().eth, 0, "everything has left L2");
        assertEq(address(rollup).balance, handler.reward(), "and L1, but for fines that nobody earned");
        zkpowIsConserved();
    }
}
