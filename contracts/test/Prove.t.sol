// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "../src/Errors.sol";
import {IRollupBase} from "../src/IRollup.sol";
import {Batch} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {RollupTest} from "./RollupTest.sol";

/// @title How the state root moves
contract ProveTest is RollupTest {
    using Drafts for Drafts.Draft;

    function refuse(Batch memory batch, uint256[8] memory proof, bytes4 refusal) private {
        vm.expectRevert(refusal);
        rollup.proveBatch(batch, PAYEE, proof);
    }

    function test_aProofMovesTheRootOverTheOldestBatch() public {
        Batch memory first = commit(draft());
        Batch memory second = commit(draft());
        vm.expectEmit(ROLLUP);
        emit IRollupBase.BatchProved(1, first.headerHash, first.postRoot, PAYEE, address(this));
        prove();
        assertEq(rollup.proven(), 1, "proven");
        assertEq(rollup.root(), first.postRoot, "root");
        vm.roll(block.number + 7);
        prove();
        assertEq(rollup.root(), second.postRoot, "root");
        assertEq(rollup.provenAt(), GENESIS_BLOCK + 7, "at");
    }

    function test_anInvalidProofMovesNothing() public {
        Batch memory batch = commit(draft());
        refuse(batch, badProof(), Errors.InvalidProof.selector);
        assertEq(rollup.root(), GENESIS_ROOT, "root");
    }

    function test_batchesAreProvenInOrder() public {
        commit(draft());
        Batch memory second = commit(draft());
        refuse(second, goodProof(), Errors.WrongIndex.selector);
        prove();
        refuse(kept[1], goodProof(), Errors.WrongIndex.selector);
    }

    function test_whatIsNotCommittedIsNotProven() public {
        Batch memory batch;
        batch.index = 1;
        refuse(batch, goodProof(), Errors.NotCommitted.selector);
    }

    function test_everyFieldIsTheCommittedOne() public {
        Batch memory batch = commit(draft());
        bytes memory encoded = abi.encode(batch);
        for (uint256 word = 1; word < encoded.length / 32; ++word) {
            bytes memory changed = bytes.concat(encoded);
            changed[32 * word + 31] ^= 0x01;
            refuse(abi.decode(changed, (Batch)), goodProof(), Errors.WrongBatch.selector);
        }
    }

    function test_queueFeesAreOwedToThePosterOnceTheBatchIsProven() public {
        deposit(ALICE, BOB, ETH, 5 ether);
        Drafts.Draft memory d = draft();
        d.consume(queued[0], true);
        commitAs(BOB, d);
        assertEq(rollup.owed(BOB), 0, "not yet");
        prove();
        assertEq(rollup.owed(BOB), QUEUE_FEE, "fee");
        assertEq(rollup.provenQueue(), 1, "queue");
    }

    function test_depositsWithdrawalsSettlementsAndFeesMoveTheSupply() public {
        deposit(ALICE, BOB, ZKPOW, 100);
        deposit(ALICE, BOB, ETH, 30);
        Drafts.Draft memory d = draft();
        d.consume(queued[0], true);
        d.consume(queued[1], true);
        d.withdraw(ALICE, ZKPOW, 7);
        d.withdraw(ALICE, ETH, 8);
        d.fees = 1_000;
        d.settled = 400;
        commit(d);
        assertEq(rollup.onL2().zkpow, L2_SUPPLY, "not yet");
        prove();
        assertEq(rollup.onL2().zkpow, L2_SUPPLY + 100 - 7 - 600, "ZKPoW");
        assertEq(rollup.onL2().eth, L2_ETH + 30 - 8, "ETH");
    }

    function test_moreZkpowThanThereIsDoesNotLeaveL2() public {
        Drafts.Draft memory d = draft();
        d.withdraw(ALICE, ZKPOW, L2_SUPPLY + 1);
        refuse(commit(d), goodProof(), Errors.L2SupplyBelowZero.selector);
    }

    function test_moreEthThanThereIsDoesNotLeaveL2() public {
        Drafts.Draft memory d = draft();
        d.withdraw(ALICE, ETH, L2_ETH + 1);
        refuse(commit(d), goodProof(), Errors.L2SupplyBelowZero.selector);
    }

    function test_allThereIsMayLeaveL2() public {
        Drafts.Draft memory d = draft();
        d.withdraw(ALICE, ETH, L2_ETH);
        d.withdraw(ALICE, ZKPOW, L2_SUPPLY);
        commit(d);
        prove();
        assertEq(rollup.onL2().eth + rollup.onL2().zkpow, 0, "left");
    }

    function test_amountsBeyond128BitsAreRefused() public {
        Drafts.Draft memory d = draft();
        d.settled = 2 ** 250;
        refuse(commit(d), goodProof(), Errors.WordOutOfRange.selector);
    }

    function test_settlementsStayWithinTheAllowance() public {
        Drafts.Draft memory d = draft();
        d.fees = 50 ether;
        d.settled = int256(50 ether + MINT_START + 1);
        refuse(commit(d), goodProof(), Errors.MintAllowance.selector);
    }

    function test_theAllowanceIsUsedUpAndGrowsWithTheOrigin() public {
        Drafts.Draft memory d = draft();
        d.settled = int256(MINT_START);
        commit(d);
        prove();
        assertEq(rollup.mintAllowance(), 0, "used up");
        vm.roll(GENESIS_BLOCK + 10);
        d = draft();
        d.l1Origin = GENESIS_BLOCK + 10;
        d.settled = int256(4 ether);
        commit(d);
        prove();
        assertEq(rollup.mintAllowance(), 26 ether, "10 blocks of 3, less 4");
        d = draft();
        d.fees = 5 ether;
        commit(d);
        prove();
        assertEq(rollup.mintAllowance(), 31 ether, "fees give room");
    }

    function test_theAllowanceHasAMaximum() public {
        vm.roll(GENESIS_BLOCK + 10_000);
        Drafts.Draft memory d = draft();
        d.l1Origin = block.number;
        d.fees = 500 ether;
        commit(d);
        prove();
        assertEq(rollup.mintAllowance(), MINT_MAX, "maximum");
    }
}
