// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "../src/Errors.sol";
import {Batch, Certificate, Header} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {RollupTest} from "./RollupTest.sol";

/// @title What a batch must take of the queue
contract CommitQueueTest is RollupTest {
    using Drafts for Drafts.Draft;

    function refuse(Drafts.Draft memory d, bytes4 refusal) private {
        Header memory header = d.header();
        Certificate memory certificate = certify(header);
        vm.expectRevert(refusal);
        rollup.commitBatch(header, certificate);
    }

    function test_itemsAreConsumedInTheirOrder() public {
        deposit(ALICE, BOB, ETH, 5 ether);
        force(true, ALICE, ETH, 7);
        deposit(BOB, BOB, ETH, 2 ether);
        Drafts.Draft memory d = draft();
        d.consume(queued[0], true);
        d.consume(queued[1], true);
        Batch memory batch = commit(d);
        assertEq(rollup.committedQueue(), 2, "queue");
        assertEq(batch.deposited.eth, 5 ether, "deposited");
        assertEq(batch.withdrawn.eth, 7, "withdrawn");
        assertEq(batch.queueFees, rollup.queueItem(0).fee + uint256(rollup.queueItem(1).fee), "fees");
        d = draft();
        d.consume(queued[2], true);
        commit(d);
        assertEq(rollup.committedQueue(), 3, "queue");
    }

    function test_aForcedItemMayTurnOutVoid() public {
        force(true, ALICE, ETH, 7);
        Drafts.Draft memory d = draft();
        d.consume(queued[0], false);
        Batch memory batch = commit(d);
        assertEq(batch.withdrawn.eth, 0, "withdrawn");
        assertEq(batch.claimsRoot, 0, "claims");
    }

    function test_anItemThatWasNotQueuedIsRefused() public {
        Drafts.Draft memory d = draft();
        d.consume([6 << 224 | uint256(1), ETH << 160 | 0xb0b0b, 5, 0], true);
        refuse(d, Errors.QueueMismatch.selector);
    }

    function test_aChangedItemIsRefusedInEachWord() public {
        force(false, BOB, ETH, 5);
        for (uint256 i = 0; i < 4; ++i) {
            uint256[4] memory words = queued[0];
            words[i] ^= 1;
            Drafts.Draft memory d = draft();
            d.consume(words, true);
            refuse(d, Errors.QueueMismatch.selector);
        }
    }

    function test_itemsInAnotherOrderAreRefused() public {
        deposit(ALICE, BOB, ETH, 5);
        deposit(ALICE, BOB, ETH, 6);
        Drafts.Draft memory d = draft();
        d.consume(queued[1], true);
        d.consume(queued[0], true);
        refuse(d, Errors.QueueMismatch.selector);
    }

    function test_aSkippedItemIsRefused() public {
        deposit(ALICE, BOB, ETH, 5);
        deposit(ALICE, BOB, ETH, 6);
        Drafts.Draft memory d = draft();
        d.consume(queued[1], true);
        refuse(d, Errors.QueueMismatch.selector);
    }

    function test_theRangeInTheHeaderIsThatOfTheSlots() public {
        deposit(ALICE, BOB, ETH, 5);
        Drafts.Draft memory d = draft();
        d.consume(queued[0], true);
        d.queueTo = 2;
        refuse(d, Errors.QueueMismatch.selector);
        d.queueTo = 0;
        refuse(d, Errors.QueueMismatch.selector);
        d.queueTo = 1;
        d.queueFrom = 1;
        refuse(d, Errors.WrongQueueFrom.selector);
    }

    function test_anItemIsDueOnceItIsOldAtTheBatchsOrigin() public {
        deposit(ALICE, BOB, ETH, 5);
        vm.roll(GENESIS_BLOCK + FORCE_DEADLINE);
        Drafts.Draft memory d = draft();
        d.l1Origin = GENESIS_BLOCK + FORCE_DEADLINE - 1;
        commit(d);
        d = draft();
        d.l1Origin = GENESIS_BLOCK + FORCE_DEADLINE;
        refuse(d, Errors.QueueDeadline.selector);
        d.consume(queued[0], true);
        commit(d);
    }

    function test_noBatchMustTakeMoreThanItsShare() public {
        for (uint256 i = 0; i < 3; ++i) {
            deposit(ALICE, BOB, ETH, 5);
        }
        vm.roll(GENESIS_BLOCK + 50);
        Drafts.Draft memory d = draft();
        d.l1Origin = block.number;
        d.consume(queued[0], true);
        refuse(d, Errors.QueueDeadline.selector);
        d.consume(queued[1], true);
        commit(d);
    }

    function test_anItemTooOldLeavesOnlyThePermissionlessBatch() public {
        deposit(ALICE, BOB, ETH, 5);
        vm.roll(GENESIS_BLOCK + PERMISSIONLESS_AFTER);
        uint256 before = vm.snapshotState();
        Drafts.Draft memory d = draft();
        d.consume(queued[0], true);
        commit(d);
        vm.revertToState(before);
        vm.roll(GENESIS_BLOCK + PERMISSIONLESS_AFTER + 1);
        refuse(d, Errors.OnlyPermissionless.selector);
    }
}
