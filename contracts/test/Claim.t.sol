// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "../src/Errors.sol";
import {IRollupBase} from "../src/IRollup.sol";
import {Withdrawal} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {Reentrant, Refuser} from "./Mocks.sol";
import {RollupTest} from "./RollupTest.sol";

/// @title How withdrawals are paid
contract ClaimTest is RollupTest {
    using Drafts for Drafts.Draft;

    address private constant CAROL = address(0xca401);

    function leaf(uint256 record, address to, uint256 asset, uint256 value) private pure returns (bytes32) {
        return keccak256(abi.encode(record, to, asset, value));
    }

    function node(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(left, right));
    }

    /// @dev Three withdrawals; the proof is left out.
    function three() private {
        Drafts.Draft memory d = draft();
        d.withdraw(CAROL, ETH, 5);
        d.transfer(ALICE, BOB, 1);
        d.withdraw(CAROL, ZKPOW, 6);
        d.withdraw(BOB, ETH, 7);
        commit(d);
    }

    function path(uint256 record) private pure returns (bytes32[] memory siblings) {
        siblings = new bytes32[](2);
        bytes32[3] memory leaves = [leaf(0, CAROL, ETH, 5), leaf(1, CAROL, ZKPOW, 6), leaf(2, BOB, ETH, 7)];
        siblings[0] = record == 2 ? bytes32(0) : leaves[record ^ 1];
        siblings[1] = record == 2 ? node(leaves[0], leaves[1]) : node(leaves[2], 0);
    }

    function refuse(uint256 batch, uint256 record, Withdrawal memory w, bytes32[] memory p, bytes4 refusal) private {
        vm.expectRevert(refusal);
        rollup.claim(batch, record, w, p);
    }

    function test_everyRecordIsPaidToItsRecipientByWhoeverCalls() public {
        three();
        prove();
        uint256 supply = token.totalSupply();
        vm.expectEmit(ROLLUP);
        emit IRollupBase.Claimed(1, 0, CAROL, ETH, 5);
        rollup.claim(1, 0, Withdrawal(CAROL, ETH, 5), path(0));
        assertEq(CAROL.balance, 5, "ETH");
        rollup.claim(1, 1, Withdrawal(CAROL, ZKPOW, 6), path(1));
        assertEq(token.balanceOf(CAROL), 6, "ZKPoW");
        assertEq(token.totalSupply(), supply + 6, "minted");
        uint256 before = BOB.balance;
        rollup.claim(1, 2, Withdrawal(BOB, ETH, 7), path(2));
        assertEq(BOB.balance, before + 7, "ETH");
        assertTrue(rollup.isClaimed(1, 2), "claimed");
    }

    function test_aLoneWithdrawalIsItsOwnRoot() public {
        Drafts.Draft memory d = draft();
        d.withdraw(CAROL, ETH, 5);
        commit(d);
        prove();
        assertEq(rollup.claimsRoot(1), leaf(0, CAROL, ETH, 5), "root");
        rollup.claim(1, 0, Withdrawal(CAROL, ETH, 5), new bytes32[](0));
        assertEq(CAROL.balance, 5, "ETH");
    }

    function test_nothingIsPaidTwice() public {
        three();
        prove();
        rollup.claim(1, 0, Withdrawal(CAROL, ETH, 5), path(0));
        refuse(1, 0, Withdrawal(CAROL, ETH, 5), path(0), Errors.AlreadyClaimed.selector);
    }

    function test_nothingIsPaidBeforeTheProof() public {
        three();
        refuse(1, 0, Withdrawal(CAROL, ETH, 5), path(0), Errors.NoSuchClaim.selector);
    }

    function test_aBatchWithoutWithdrawalsPaysNothing() public {
        commit(draft());
        prove();
        refuse(1, 0, Withdrawal(CAROL, ETH, 5), new bytes32[](0), Errors.NoSuchClaim.selector);
    }

    function test_everyPartOfTheRecordCounts() public {
        three();
        prove();
        refuse(2, 0, Withdrawal(CAROL, ETH, 5), path(0), Errors.NoSuchClaim.selector);
        refuse(1, 1, Withdrawal(CAROL, ETH, 5), path(0), Errors.NoSuchClaim.selector);
        refuse(1, 4, Withdrawal(CAROL, ETH, 5), path(0), Errors.NoSuchClaim.selector);
        refuse(1, 0, Withdrawal(BOB, ETH, 5), path(0), Errors.NoSuchClaim.selector);
        refuse(1, 0, Withdrawal(CAROL, ZKPOW, 5), path(0), Errors.NoSuchClaim.selector);
        refuse(1, 0, Withdrawal(CAROL, ETH, 6), path(0), Errors.NoSuchClaim.selector);
        refuse(1, 0, Withdrawal(CAROL, ETH, 5), path(1), Errors.NoSuchClaim.selector);
        refuse(1, 0, Withdrawal(CAROL, ETH, 5), new bytes32[](0), Errors.NoSuchClaim.selector);
    }

    function test_aRecipientThatTakesNoEthHoldsUpNobodyElse() public {
        address refuser = address(new Refuser());
        Drafts.Draft memory d = draft();
        d.withdraw(refuser, ETH, 5);
        d.withdraw(CAROL, ETH, 6);
        commit(d);
        prove();
        bytes32[] memory siblings = new bytes32[](1);
        siblings[0] = leaf(1, CAROL, ETH, 6);
        refuse(1, 0, Withdrawal(refuser, ETH, 5), siblings, Errors.TransferFailed.selector);
        siblings[0] = leaf(0, refuser, ETH, 5);
        rollup.claim(1, 1, Withdrawal(CAROL, ETH, 6), siblings);
        assertEq(CAROL.balance, 6, "ETH");
    }

    function test_aRecipientThatCallsAgainIsPaidOnce() public {
        Reentrant again = new Reentrant();
        Drafts.Draft memory d = draft();
        d.withdraw(address(again), ETH, 5);
        commit(d);
        prove();
        Withdrawal memory w = Withdrawal(address(again), ETH, 5);
        bytes32[] memory none = new bytes32[](0);
        again.arm(ROLLUP, abi.encodeCall(rollup.claim, (1, 0, w, none)));
        rollup.claim(1, 0, w, none);
        assertEq(address(again).balance, 5, "ETH");
        assertEq(again.refused(), 1, "refused");
    }

    function test_whatIsOwedIsPulledOnce() public {
        vm.prank(ALICE);
        rollup.enqueueDeposit{value: 3 ether}(BOB, ETH, 1 ether);
        uint256 owed = rollup.owed(ALICE);
        uint256 before = ALICE.balance;
        vm.expectEmit(ROLLUP);
        emit IRollupBase.Pulled(ALICE, owed);
        vm.prank(ALICE);
        rollup.pull();
        assertEq(ALICE.balance, before + owed, "ETH");
        vm.expectRevert(Errors.NothingOwed.selector);
        vm.prank(ALICE);
        rollup.pull();
    }

    function test_pullingWhilePullingGetsNothingMore() public {
        Reentrant again = new Reentrant();
        vm.deal(address(again), 3 ether);
        vm.prank(address(again));
        rollup.enqueueDeposit{value: 3 ether}(BOB, ETH, 1 ether);
        again.arm(ROLLUP, abi.encodeCall(rollup.pull, ()));
        again.pull(ROLLUP);
        assertEq(again.refused(), 1, "refused");
        assertEq(address(again).balance, 2 ether - QUEUE_FEE, "ETH");
    }

    function test_aCallerThatTakesNoEthKeepsWhatItIsOwed() public {
        Refuser refuser = new Refuser();
        vm.deal(address(refuser), 3 ether);
        vm.prank(address(refuser));
        rollup.enqueueDeposit{value: 3 ether}(BOB, ETH, 1 ether);
        vm.expectRevert(Errors.TransferFailed.selector);
        refuser.call(ROLLUP, abi.encodeCall(rollup.pull, ()));
        assertEq(rollup.owed(address(refuser)), 2 ether - QUEUE_FEE, "owed");
    }
}
