// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "../src/Errors.sol";
import {IRollup} from "../src/IRollup.sol";
import {Batch, Genesis} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {RollupTest} from "./RollupTest.sol";

/// @title What never gets a proof goes away
contract PruneTest is RollupTest {
    using Drafts for Drafts.Draft;

    function genesis() internal override returns (Genesis memory g) {
        g = super.genesis();
        for (uint256 i = 0; i < 64; ++i) {
            g.seats[i] = validators[0].account;
        }
    }

    function bonds() internal pure override returns (uint256) {
        return 64 * SEAT_BOND;
    }

    function refuse(Batch memory first, Batch memory last, bytes4 refusal) private {
        vm.expectRevert(refusal);
        rollup.prune(first, last);
    }

    function test_nothingIsPrunedWhereNothingIsUnproven() public {
        refuse(kept[0], kept[0], Errors.NothingToPrune.selector);
    }

    function test_theOldestUnprovenBatchHasItsTime() public {
        commit(draft());
        vm.roll(GENESIS_BLOCK + PROVE_DEADLINE);
        refuse(kept[1], kept[0], Errors.PruneTooEarly.selector);
        vm.roll(block.number + 1);
        rollup.prune(kept[1], kept[0]);
    }

    function test_aProofGivesTheNextBatchItsTimeAgain() public {
        commit(draft());
        commit(draft());
        vm.roll(GENESIS_BLOCK + 30);
        prove();
        vm.roll(GENESIS_BLOCK + 30 + PROVE_DEADLINE);
        refuse(kept[2], kept[1], Errors.PruneTooEarly.selector);
        vm.roll(block.number + 1);
        rollup.prune(kept[2], kept[1]);
    }

    function test_bothBatchesAreTheStoredOnes() public {
        commit(draft());
        commit(draft());
        vm.roll(GENESIS_BLOCK + PROVE_DEADLINE + 1);
        refuse(kept[2], kept[0], Errors.WrongBatch.selector);
        refuse(kept[1], kept[1], Errors.WrongBatch.selector);
    }

    function test_allUnprovenBatchesGoAndTheHeadIsTheProvenOne() public {
        commit(draft());
        prove();
        Batch memory second = commit(draft());
        commit(draft());
        vm.roll(GENESIS_BLOCK + PROVE_DEADLINE + 1);
        vm.expectEmit(ROLLUP);
        emit IRollup.Pruned(2, 2, validators[0].account, MISS_FINE);
        rollup.prune(kept[2], kept[1]);
        assertEq(rollup.committed(), 1, "committed");
        assertEq(rollup.headHash(), kept[1].headerHash, "head");
        assertEq(rollup.root(), kept[1].postRoot, "root");
        assertEq(rollup.lastCommitAt(), block.number, "the agents' clock");
        assertEq(rollup.batchHash(2), 0, "gone");
        vm.expectRevert(Errors.NotCommitted.selector);
        rollup.proveBatch(second, PAYEE, goodProof());
    }

    function test_theSameHeadersMayBeCommittedAgain() public {
        Drafts.Draft memory d = draft();
        commit(d);
        vm.roll(GENESIS_BLOCK + PROVE_DEADLINE + 1);
        rollup.prune(kept[1], kept[0]);
        commit(d);
        prove();
        assertEq(rollup.root(), d.postRoot, "root");
    }

    function test_queueItemsOfPrunedBatchesWaitAgain() public {
        deposit(ALICE, BOB, ETH, 5);
        Drafts.Draft memory d = draft();
        d.consume(queued[0], true);
        commit(d);
        vm.roll(GENESIS_BLOCK + PROVE_DEADLINE + 1);
        rollup.prune(kept[1], kept[0]);
        assertEq(rollup.committedQueue(), 0, "waits");
        commit(d);
        prove();
        assertEq(rollup.provenQueue(), 1, "consumed");
    }

    function test_thePosterOfTheFirstPaysWhoeverProvesNext() public {
        commit(draft());
        vm.roll(GENESIS_BLOCK + PROVE_DEADLINE + 1);
        rollup.prune(kept[1], kept[0]);
        assertEq(rollup.bond(validators[0].account), 64 * SEAT_BOND - MISS_FINE, "bond");
        commit(draft());
        vm.prank(ALICE);
        rollup.proveBatch(kept[1], PAYEE, goodProof());
        assertEq(rollup.owed(ALICE), MISS_FINE, "reward");
        commit(draft());
        vm.prank(BOB);
        rollup.proveBatch(kept[2], PAYEE, goodProof());
        assertEq(rollup.owed(BOB), 0, "once");
    }
}
