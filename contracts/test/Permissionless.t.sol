// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "../src/Errors.sol";
import {Batch, Header} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {RollupTest} from "./RollupTest.sol";

/// @title What anybody may do once the queue has waited too long
contract PermissionlessTest is RollupTest {
    using Drafts for Drafts.Draft;

    address private constant STRANGER = address(0x57a49e4);

    /// @dev A batch of two items is possible from the block after; their accounts are new.
    function setUp() public override {
        super.setUp();
        deposit(ALICE, BOB, ETH, 5 ether);
        force(false, ALICE, ETH, 7);
        vm.roll(GENESIS_BLOCK + PERMISSIONLESS_AFTER + 1);
    }

    function items() private view returns (Drafts.Draft memory d) {
        d = draft();
        d.open(BOB);
        d.consume(queued[0], true);
        d.open(ALICE);
        d.consume(queued[1], true);
        heightsOfTheHead(d);
    }

    function heightsOfTheHead(Drafts.Draft memory d) private view {
        uint256 heights = kept[rollup.proven()].heights;
        (d.firstHeight, d.lastHeight) = (heights >> 64, uint64(heights));
    }

    function go(Drafts.Draft memory d) private {
        Header memory header = d.header();
        Batch memory last = kept[rollup.proven()];
        vm.prank(STRANGER);
        rollup.commitAndProve(header, last, PAYEE, goodProof());
    }

    function refuse(Drafts.Draft memory d, bytes4 refusal) private {
        Header memory header = d.header();
        Batch memory last = kept[rollup.proven()];
        vm.expectRevert(refusal);
        rollup.commitAndProve(header, last, PAYEE, goodProof());
    }

    function test_anybodyCommitsAndProvesTheQueueAlone() public {
        Drafts.Draft memory d = items();
        go(d);
        assertEq(rollup.proven(), 1, "proven");
        assertEq(rollup.committed(), 1, "committed");
        assertEq(rollup.root(), d.postRoot, "root");
        assertEq(rollup.provenQueue(), 2, "queue");
        assertEq(rollup.owed(STRANGER), 2 * QUEUE_FEE + QUEUE_FEE / 50, "fees");
        assertEq(rollup.onL2().eth, L2_ETH + 5 ether, "deposited");
    }

    function test_notBeforeTheOldestItemIsThatOld() public {
        Drafts.Draft memory d = items();
        vm.roll(GENESIS_BLOCK + PERMISSIONLESS_AFTER);
        refuse(d, Errors.NotPermissionlessYet.selector);
    }

    function test_notWithoutAnItem() public {
        Drafts.Draft memory d = items();
        go(d);
        refuse(d, Errors.NotPermissionlessYet.selector);
    }

    function test_itDropsWhatIsUnprovenWithoutAFine() public {
        vm.roll(GENESIS_BLOCK + 1);
        Batch memory dropped = commitAs(BOB, draft());
        commitAs(BOB, draft());
        vm.roll(GENESIS_BLOCK + PERMISSIONLESS_AFTER + 1);
        Drafts.Draft memory d = items();
        d.index = 1;
        d.parentHash = 0;
        d.preRoot = GENESIS_ROOT;
        go(d);
        assertEq(rollup.committed(), 1, "committed");
        assertEq(rollup.batchHash(2), 0, "dropped");
        vm.expectRevert(Errors.NotCommitted.selector);
        dropped.index = 2;
        rollup.proveBatch(dropped, PAYEE, goodProof());
    }

    function test_theLastProvenBatchIsTheStoredOne() public {
        Header memory header = items().header();
        Batch memory last = kept[0];
        last.heights = 3;
        vm.expectRevert(Errors.WrongBatch.selector);
        rollup.commitAndProve(header, last, PAYEE, goodProof());
    }

    function test_itNeedsAProof() public {
        Header memory header = items().header();
        Batch memory last = kept[0];
        vm.expectRevert(Errors.InvalidProof.selector);
        rollup.commitAndProve(header, last, PAYEE, badProof());
    }

    function test_itsItemsAreTheQueues() public {
        Drafts.Draft memory d = draft();
        d.consume(queued[1], true);
        heightsOfTheHead(d);
        refuse(d, Errors.QueueMismatch.selector);
    }

    function test_noItemIsRefused() public {
        Drafts.Draft memory d = draft();
        heightsOfTheHead(d);
        refuse(d, Errors.NotQueueItemsAlone.selector);
    }

    function test_anythingElseIsRefused() public {
        Drafts.Draft memory d = items();
        d.slots = new uint256[](0);
        d.queueTo = 0;
        d.consume(queued[0], true);
        d.transfer(ALICE, BOB, 1);
        refuse(d, Errors.NotQueueItemsAlone.selector);
    }

    function test_anOpenForNobodyIsRefused() public {
        Drafts.Draft memory d = draft();
        heightsOfTheHead(d);
        d.consume(queued[0], true);
        d.open(ALICE);
        refuse(d, Errors.NotQueueItemsAlone.selector);
    }

    function test_anOpenOfAnotherAccountIsRefused() public {
        Drafts.Draft memory d = draft();
        heightsOfTheHead(d);
        d.open(ALICE);
        d.consume(queued[0], true);
        refuse(d, Errors.NotQueueItemsAlone.selector);
    }

    function test_twoOpensBeforeAnItemAreRefused() public {
        Drafts.Draft memory d = draft();
        heightsOfTheHead(d);
        d.open(BOB);
        d.open(BOB);
        d.consume(queued[0], true);
        refuse(d, Errors.NotQueueItemsAlone.selector);
    }

    function test_feesAndSettlementsAreRefused() public {
        Drafts.Draft memory d = items();
        d.fees = 1;
        d.settled = 1;
        refuse(d, Errors.NotQueueItemsAlone.selector);
        d.fees = 0;
        refuse(d, Errors.NotQueueItemsAlone.selector);
    }

    function test_heightsOriginReadinessAndSetAreTheHeads() public {
        Drafts.Draft memory d = items();
        d.firstHeight += 1;
        refuse(d, Errors.NotAsTheHead.selector);
        d = items();
        d.lastHeight += 1;
        refuse(d, Errors.NotAsTheHead.selector);
        d = items();
        d.l1Origin += 1;
        refuse(d, Errors.NotAsTheHead.selector);
        d = items();
        d.readyAt += 1;
        refuse(d, Errors.NotAsTheHead.selector);
        d = items();
        d.validatorSetNext = keccak256("ours");
        refuse(d, Errors.NotAsTheHead.selector);
    }

    function test_theSequencerGoesOnFromIt() public {
        Drafts.Draft memory d = items();
        go(d);
        Batch memory batch;
        batch.index = 1;
        batch.headerHash = rollup.headHash();
        batch.postRoot = d.postRoot;
        (batch.l1Origin, batch.readyAt, batch.queueTo) = (GENESIS_BLOCK, GENESIS_BLOCK, 2);
        batch.validatorSetNext = rollup.validatorSet();
        kept[1] = batch;
        commit(draft());
        assertEq(rollup.committed(), 2, "committed");
    }
}
