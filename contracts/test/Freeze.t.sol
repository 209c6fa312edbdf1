// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "../src/Errors.sol";
import {IRollup} from "../src/IRollup.sol";
import {Amounts, Certificate, Forced, Header, Withdrawal} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {Refuser} from "./Mocks.sol";
import {RollupTest} from "./RollupTest.sol";

/// @title The end, and how everybody leaves alone
contract FreezeTest is RollupTest {
    using Drafts for Drafts.Draft;

    address private constant CAROL = address(0xca401);

    function test_anIdleRollupNeverFreezes() public {
        vm.roll(1_000_000);
        vm.expectRevert(Errors.FreezeTooEarly.selector);
        rollup.freeze();
    }

    function test_oneItemStartsTheClock() public {
        force(true, BOB, ETH, 5);
        vm.roll(GENESIS_BLOCK + ESCAPE_DELAY);
        vm.expectRevert(Errors.FreezeTooEarly.selector);
        rollup.freeze();
        vm.roll(GENESIS_BLOCK + ESCAPE_DELAY + 1);
        vm.expectEmit(ROLLUP);
        emit IRollup.Frozen();
        rollup.freeze();
        assertTrue(rollup.isFrozen(), "frozen");
    }

    function test_committingAnItemDoesNotStopTheClockProvingDoes() public {
        deposit(ALICE, BOB, ETH, 5);
        Drafts.Draft memory d = draft();
        d.consume(queued[0], true);
        commit(d);
        vm.roll(GENESIS_BLOCK + ESCAPE_DELAY + 1);
        uint256 before = vm.snapshotState();
        rollup.freeze();
        vm.revertToState(before);
        prove();
        vm.expectRevert(Errors.FreezeTooEarly.selector);
        rollup.freeze();
    }

    function test_everythingElseRevertsFromThenOn() public {
        commit(draft());
        Header memory header = draft().header();
        Certificate memory certificate = certify(header);
        freeze();
        Forced memory f = forced(true, BOB, ETH, 5);
        bytes4 frozen = Errors.Frozen.selector;
        vm.expectRevert(frozen);
        rollup.commitBatch(header, certificate);
        vm.expectRevert(frozen);
        rollup.proveBatch(kept[1], PAYEE, goodProof());
        vm.expectRevert(frozen);
        rollup.commitAndProve(header, kept[0], PAYEE, goodProof());
        vm.expectRevert(frozen);
        rollup.prune(kept[1], kept[0]);
        vm.expectRevert(frozen);
        rollup.enqueueDeposit{value: 0}(BOB, ETH, 5);
        vm.expectRevert(frozen);
        rollup.enqueueForced{value: 0}(f);
        vm.expectRevert(frozen);
        rollup.freeze();
        vm.expectRevert(frozen);
        rollup.takeSeat(0, validators);
        vm.expectRevert(frozen);
        rollup.leaveSeat(0);
    }

    function test_provenWithdrawalsAreStillPaid() public {
        Drafts.Draft memory d = draft();
        d.withdraw(CAROL, ETH, 5);
        commit(d);
        prove();
        freeze();
        rollup.claim(1, 0, Withdrawal(CAROL, ETH, 5), new bytes32[](0));
        assertEq(CAROL.balance, 5, "ETH");
    }

    // Reclaim

    function test_nothingIsReclaimedBeforeAFreeze() public {
        deposit(ALICE, BOB, ETH, 5);
        vm.expectRevert(Errors.NotFrozen.selector);
        rollup.reclaim(0, queued[0]);
    }

    function test_unconsumedDepositsAndFeesGoBackToTheirPayersOnce() public {
        deposit(ALICE, BOB, ETH, 5 ether);
        deposit(ALICE, BOB, ZKPOW, 6 ether);
        force(true, BOB, ETH, 7);
        freeze();
        uint256 tokens = token.balanceOf(ALICE);
        vm.expectEmit(ROLLUP);
        emit IRollup.Reclaimed(0, ALICE);
        rollup.reclaim(0, queued[0]);
        assertEq(rollup.owed(ALICE), 5 ether + QUEUE_FEE, "ETH");
        rollup.reclaim(1, queued[1]);
        assertEq(token.balanceOf(ALICE), tokens + 6 ether, "ZKPoW");
        assertEq(rollup.owed(ALICE), 5 ether + 2 * QUEUE_FEE + QUEUE_FEE / 50, "fee");
        rollup.reclaim(2, queued[2]);
        assertEq(rollup.owed(ALICE), 5 ether + 3 * QUEUE_FEE + QUEUE_FEE / 50 * 3, "only the fee of a forced item");
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(Errors.AlreadyReclaimed.selector);
            rollup.reclaim(i, queued[i]);
        }
    }

    function test_consumedAndMissingItemsAreNotReclaimed() public {
        deposit(ALICE, BOB, ETH, 5);
        Drafts.Draft memory d = draft();
        d.consume(queued[0], true);
        commit(d);
        prove();
        freeze();
        vm.expectRevert(Errors.NotReclaimable.selector);
        rollup.reclaim(0, queued[0]);
        vm.expectRevert(Errors.NotReclaimable.selector);
        rollup.reclaim(2, queued[1]);
    }

    function test_anItemIsReclaimedWithItsOwnWords() public {
        deposit(ALICE, BOB, ETH, 5);
        freeze();
        uint256[4] memory words = queued[0];
        words[2] = 50 ether;
        vm.expectRevert(Errors.NotReclaimable.selector);
        rollup.reclaim(0, words);
    }

    // Escape

    function test_nobodyEscapesBeforeAFreeze() public {
        vm.expectRevert(Errors.NotFrozen.selector);
        rollup.escape(BOB, CAROL, Amounts(1, 2), goodProof());
    }

    function test_anAccountLeavesOnceWithAllItHas() public {
        freeze();
        uint256 supply = token.totalSupply();
        vm.expectEmit(ROLLUP);
        emit IRollup.Escaped(BOB, CAROL, 3 ether, 2 ether);
        rollup.escape(BOB, CAROL, Amounts(3 ether, 2 ether), goodProof());
        assertEq(CAROL.balance, 2 ether, "ETH");
        assertEq(token.balanceOf(CAROL), 3 ether, "ZKPoW");
        assertEq(token.totalSupply(), supply + 3 ether, "minted");
        assertEq(rollup.onL2().zkpow, L2_SUPPLY - 3 ether, "ZKPoW on L2");
        assertEq(rollup.onL2().eth, L2_ETH - 2 ether, "ETH on L2");
        assertTrue(rollup.hasEscaped(BOB), "gone");
        vm.expectRevert(Errors.AlreadyEscaped.selector);
        rollup.escape(BOB, ALICE, Amounts(3 ether, 2 ether), goodProof());
    }

    function test_onlyTheAccountItselfLeavesToItself() public {
        freeze();
        vm.expectRevert(Errors.NotTheAccount.selector);
        rollup.escape(BOB, BOB, Amounts(1, 2), goodProof());
        vm.prank(BOB);
        rollup.escape(BOB, BOB, Amounts(1, 2), goodProof());
        assertEq(token.balanceOf(BOB), 1, "ZKPoW");
    }

    function test_anExitNeedsItsProof() public {
        freeze();
        vm.expectRevert(Errors.WrongExitProof.selector);
        rollup.escape(BOB, CAROL, Amounts(1, 2), badProof());
    }

    function test_moreThanThereIsDoesNotLeave() public {
        freeze();
        vm.expectRevert(Errors.L2SupplyBelowZero.selector);
        rollup.escape(BOB, CAROL, Amounts(L2_SUPPLY + 1, 0), goodProof());
        vm.expectRevert(Errors.L2SupplyBelowZero.selector);
        rollup.escape(BOB, CAROL, Amounts(0, L2_ETH + 1), goodProof());
    }

    function test_aRecipientThatTakesNoEthMayBeNamedAnew() public {
        freeze();
        address refuser = address(new Refuser());
        vm.expectRevert(Errors.TransferFailed.selector);
        rollup.escape(BOB, refuser, Amounts(1, 2), goodProof());
        rollup.escape(BOB, CAROL, Amounts(1, 2), goodProof());
        assertEq(CAROL.balance, 2, "ETH");
    }
}
