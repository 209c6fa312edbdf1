// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "../src/Errors.sol";
import {Batch, Certificate, Header, Validator} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {RollupTest} from "./RollupTest.sol";

/// @title What a commit's header and words must be
contract CommitTest is RollupTest {
    using Drafts for Drafts.Draft;

    uint256 private constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;

    function refuse(Header memory header, bytes4 refusal) private {
        Certificate memory certificate = certify(header);
        vm.expectRevert(refusal);
        rollup.commitBatch(header, certificate);
    }

    function refuse(Drafts.Draft memory d, bytes4 refusal) private {
        refuse(d.header(), refusal);
    }

    function test_aBatchIsKeptAsItsHash() public {
        Drafts.Draft memory d = draft();
        d.transfer(ALICE, BOB, 5);
        Batch memory batch = commit(d);
        assertEq(rollup.committed(), 1, "committed");
        assertEq(rollup.proven(), 0, "proven");
        assertEq(rollup.root(), GENESIS_ROOT, "no proof, no root");
        assertEq(rollup.headHash(), Drafts.hash(d.header(), CAPACITY), "head");
        assertEq(rollup.batchHash(1), keccak256(abi.encode(batch)), "kept");
        assertEq(rollup.batchHash(2), 0, "no batch");
        assertEq(rollup.lastCommitAt(), block.number, "at");
        assertEq(batch.postRoot, d.postRoot, "post-state root");
        assertEq(batch.poster, BOB, "poster");
        assertEq(batch.heights, uint256(1) << 64 | 10, "heights");
    }

    function test_batchesFollowEachOther() public {
        commit(draft());
        Drafts.Draft memory d = draft();
        assertEq(d.index, 2, "index");
        commit(d);
        assertEq(rollup.committed(), 2, "committed");
    }

    function test_fewerThanTheHeadersWordsAreRefused() public {
        Header memory header = draft().header();
        header.words = new uint256[](8);
        refuse(header, Errors.WrongCount.selector);
    }

    function test_aSlotInPiecesIsRefused() public {
        Header memory header = draft().header();
        uint256[] memory words = new uint256[](10);
        for (uint256 i = 0; i < 9; ++i) {
            words[i] = header.words[i];
        }
        header.words = words;
        refuse(header, Errors.WrongCount.selector);
    }

    function test_moreSlotsThanTheCapacityAreRefused() public {
        Drafts.Draft memory d = draft();
        for (uint256 i = 0; i <= CAPACITY; ++i) {
            d.transfer(ALICE, BOB, 5);
        }
        refuse(d, Errors.WrongCount.selector);
    }

    function test_aFullBatchIsTaken() public {
        Drafts.Draft memory d = draft();
        for (uint256 i = 0; i < CAPACITY; ++i) {
            d.transfer(ALICE, BOB, 5);
        }
        commit(d);
    }

    function test_anotherVersionLevelCapacityOrCountIsRefused() public {
        for (uint256 bit = 0; bit < 48; bit += 3) {
            Header memory header = draft().header();
            header.words[0] ^= 1 << bit;
            refuse(header, Errors.WrongHeaderWord.selector);
        }
    }

    function test_theDomainOfAnotherRollupIsRefused() public {
        Header memory header = draft().header();
        header.words[1] ^= 1;
        refuse(header, Errors.WrongHeaderWord.selector);
        header.words[1] ^= 1 | 1 << 160;
        refuse(header, Errors.WrongHeaderWord.selector);
    }

    function test_anotherIndexInTheWordsIsRefused() public {
        Header memory header = draft().header();
        header.words[2] = 2;
        refuse(header, Errors.WrongHeaderWord.selector);
    }

    function test_anIndexThatIsNotTheNextIsRefused() public {
        Drafts.Draft memory d = draft();
        d.index = 2;
        refuse(d, Errors.WrongIndex.selector);
        d.index = 0;
        refuse(d, Errors.WrongIndex.selector);
    }

    function test_anotherParentIsRefused() public {
        Drafts.Draft memory d = draft();
        d.parentHash = bytes32(uint256(1));
        refuse(d, Errors.WrongParent.selector);
    }

    function test_anotherPreRootIsRefused() public {
        Drafts.Draft memory d = draft();
        d.preRoot ^= 1;
        refuse(d, Errors.WrongPreRoot.selector);
    }

    function test_everyWordIsBelowR() public {
        Drafts.Draft memory d = draft();
        d.transfer(ALICE, BOB, 5);
        for (uint256 i = 4; i < 13; ++i) {
            Header memory header = d.header();
            header.words[i] = R;
            refuse(header, Errors.WordOutOfRange.selector);
            header.words[i] = type(uint256).max;
            refuse(header, Errors.WordOutOfRange.selector);
        }
    }

    function test_pIsBelowR() public {
        Drafts.Draft memory d = draft();
        d.p = R;
        refuse(d, Errors.WordOutOfRange.selector);
        d.p = R - 1;
        commit(d);
    }

    function test_unknownKindsAndPostedPadsAreRefused() public {
        uint256[3] memory kinds = [uint256(0), 9, 255];
        for (uint256 i = 0; i < 3; ++i) {
            Drafts.Draft memory d = draft();
            d.slot([kinds[i] << 224, 0, 0, 0]);
            refuse(d, Errors.UnknownKind.selector);
        }
    }

    function test_aWithdrawalOfAnUnknownAssetIsRefused() public {
        Drafts.Draft memory d = draft();
        d.withdraw(ALICE, 2, 5);
        refuse(d, Errors.UnknownAsset.selector);
    }

    function test_theOriginIsBetweenTheParentsAndNow() public {
        Drafts.Draft memory d = draft();
        d.l1Origin = GENESIS_BLOCK - 1;
        refuse(d, Errors.OriginOutOfRange.selector);
        d.l1Origin = block.number + 1;
        refuse(d, Errors.OriginOutOfRange.selector);
        vm.roll(block.number + 1);
        commit(d);
    }

    function test_readinessIsBetweenTheParentsAndNow() public {
        Drafts.Draft memory d = draft();
        d.readyAt = GENESIS_BLOCK - 1;
        refuse(d, Errors.ReadyOutOfRange.selector);
        d.readyAt = block.number + 1;
        refuse(d, Errors.ReadyOutOfRange.selector);
        vm.roll(block.number + 1);
        commit(d);
    }

    function test_theNextSetIsTheOneThatTheHeadersBatchNames() public {
        Drafts.Draft memory d = draft();
        d.validatorSetNext = keccak256("others");
        commit(d);
        assertEq(rollup.validatorSet(), keccak256("others"), "set");
        refuse(draft(), Errors.WrongValidatorSet.selector);
    }
}
