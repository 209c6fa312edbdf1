// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IPoseidon5} from "../src/IVerifiers.sol";
import {Errors} from "../src/Errors.sol";
import {Amounts, Batch, Certificate, Forced, Genesis, Header, Withdrawal} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {RollupTest} from "./RollupTest.sol";
import {TestBatchVerifier} from "./fixtures/TestBatchVerifier.sol";
import {TestExitVerifier} from "./fixtures/TestExitVerifier.sol";

/// @title With real proofs and the real Poseidon, on what the protocol's Java classes made of the same batches
/// @notice The fixtures are written by `SolidityFixtures`; their keys accept any signals, and bind them as others do.
abstract contract FixtureTest is RollupTest {
    address private constant DEPOSITOR = address(0xd0a11);

    function genesis() internal virtual override returns (Genesis memory g) {
        g = super.genesis();
        g.batchVerifier = address(new TestBatchVerifier());
    }

    function exitVerifier() internal override returns (address) {
        return address(new TestExitVerifier());
    }

    function poseidon() internal override returns (address made) {
        bytes memory code = vm.getCode("PoseidonT6.sol:PoseidonT6");
        assembly {
            made := create(0, add(code, 0x20), mload(code))
        }
    }

    function members() internal pure override returns (uint256) {
        return 16;
    }

    function stakeOf(uint256) internal pure override returns (uint256) {
        return 100;
    }

    function fixture(string memory name) internal view returns (string memory) {
        return vm.readFile(string.concat("test/fixtures/", name, ".json"));
    }

    /// @dev A batch's header, ready at the deployment.
    /// @param name of the batch in the fixture: "" or ".first"
    function headerOf(string memory json, string memory name) internal pure returns (Header memory header) {
        header.words = vm.parseJsonUintArray(json, string.concat(name, ".words"));
        header.index = header.words[2];
        header.parentHash = vm.parseJsonBytes32(json, string.concat(name, ".parent"));
        header.p = vm.parseJsonUintArray(json, string.concat(name, ".signals"))[0];
        header.readyAt = GENESIS_BLOCK;
        header.validatorSetNext = vm.parseJsonBytes32(json, string.concat(name, ".validatorSet"));
    }

    function proofIn(string memory json, string memory key) internal pure returns (uint256[8] memory proof) {
        uint256[] memory words = vm.parseJsonUintArray(json, key);
        for (uint256 i = 0; i < 8; ++i) {
            proof[i] = words[i];
        }
    }

    /// @dev What the contract must make of a batch.
    function expected(string memory json, string memory name) internal view returns (Batch memory batch) {
        uint256[] memory signals = vm.parseJsonUintArray(json, string.concat(name, ".signals"));
        uint256[] memory words = headerOf(json, name).words;
        batch.index = words[2];
        batch.headerHash = vm.parseJsonBytes32(json, string.concat(name, ".headerHash"));
        batch.postRoot = words[4];
        (batch.p, batch.z, batch.y) = (signals[0], signals[1], signals[2]);
        batch.validatorSetNext = vm.parseJsonBytes32(json, string.concat(name, ".validatorSet"));
        batch.heights = uint256(1) << 64 | 20;
        (batch.l1Origin, batch.readyAt) = (GENESIS_BLOCK, GENESIS_BLOCK);
        batch.supplyDelta = -int256(words[5]);
        batch.committedAt = block.number;
        batch.poster = ALICE;
    }

    /// @dev The items of the fixture, through the front door.
    function enqueueAll(string memory json) internal {
        uint256[] memory items = vm.parseJsonUintArray(json, ".items");
        uint256[] memory signatures = vm.parseJsonUintArray(json, ".signatures");
        vm.deal(DEPOSITOR, 1 ether);
        vm.prank(DEPOSITOR);
        rollup.enqueueDeposit{value: 1 ether}(address(uint160(items[1])), ETH, items[2]);
        for (uint256 item = 1; item < 3; ++item) {
            Forced memory f;
            f.withdraw = item == 1;
            f.sender = address(uint160(items[4 * item]));
            f.nonce = uint64(items[4 * item] >> 160);
            f.to = address(uint160(items[4 * item + 1]));
            f.asset = items[4 * item + 1] >> 160;
            f.value = items[4 * item + 2];
            for (uint256 i = 0; i < 5; ++i) {
                f.signature[i] = signatures[5 * (item - 1) + i];
            }
            vm.prank(ALICE);
            rollup.enqueueForced{value: 1 ether}(f);
        }
    }

    function commitAsAlice(Header memory header) internal {
        Certificate memory certificate = certify(header);
        vm.prank(ALICE);
        rollup.commitBatch(header, certificate);
    }

    /// @dev What the contract must make of the batch that consumes the fixture's items.
    function expectedOfQueue(string memory json) internal view returns (Batch memory batch) {
        batch = expected(json, "");
        batch.queueTo = 3;
        batch.deposited.eth = 5_000_000_000;
        batch.withdrawn.eth = 77;
        batch.claimsRoot = keccak256(abi.encode(uint256(0), ALICE, ETH, uint256(77)));
        for (uint256 i = 0; i < 3; ++i) {
            batch.queueFees += rollup.queueItem(i).fee;
        }
    }

    /// @dev Commits and proves the empty batch before the transfers.
    function begin(string memory json) internal returns (Batch memory first) {
        commitAsAlice(headerOf(json, ".first"));
        first = expected(json, ".first");
        rollup.proveBatch(first, PAYEE, proofIn(json, ".first.proof"));
    }
}

contract RealProofsTest is FixtureTest {
    uint256 private constant INVALID_PROOF_GAS = 400_000;

    function commitTransfers(string memory json) private returns (Batch memory) {
        begin(json);
        commitAsAlice(headerOf(json, ""));
        return expected(json, "");
    }

    function test_theContractComputesWhatTheProtocolDoes() public {
        string memory json = fixture("transfers-4");
        Batch memory batch = commitTransfers(json);
        assertEq(rollup.headHash(), batch.headerHash, "header hash");
        assertEq(rollup.batchHash(2), keccak256(abi.encode(batch)), "z, y and all the rest");
        assertEq(digestOf(batch.headerHash), vm.parseJsonBytes32(json, ".digest"), "what validators sign");
    }

    function test_aSetsHashIsThatOfTheProtocol() public view {
        string memory json = fixture("transfers-4");
        uint256[] memory accounts = vm.parseJsonUintArray(json, ".validators");
        uint256[] memory stakes = vm.parseJsonUintArray(json, ".stakes");
        bytes memory all;
        for (uint256 i = 0; i < accounts.length; ++i) {
            all = abi.encodePacked(all, accounts[i], stakes[i]);
        }
        assertEq(keccak256(all), vm.parseJsonBytes32(json, ".validatorSet"), "as the fixture says");
        assertEq(rollup.validatorSet(), keccak256(all), "as these tests have it");
    }

    function test_aRealProofMovesTheRoot() public {
        string memory json = fixture("transfers-4");
        Batch memory batch = commitTransfers(json);
        rollup.proveBatch(batch, PAYEE, proofIn(json, ".proof"));
        assertEq(rollup.root(), batch.postRoot, "root");
    }

    function test_theProofIsBoundToItsPayee() public {
        string memory json = fixture("transfers-4");
        Batch memory batch = commitTransfers(json);
        vm.expectRevert(Errors.InvalidProof.selector);
        rollup.proveBatch(batch, address(uint160(PAYEE) ^ 1), proofIn(json, ".proof"));
    }

    function test_theProofIsBoundToItsWords() public {
        string memory json = fixture("transfers-4");
        begin(json);
        Header memory header = headerOf(json, "");
        header.words[11] ^= 1;
        Certificate memory certificate = certify(header);
        vm.recordLogs();
        rollup.commitBatch(header, certificate);
        Batch memory batch = lastBatch();
        vm.expectRevert(Errors.InvalidProof.selector);
        rollup.proveBatch(batch, PAYEE, proofIn(json, ".proof"));
    }

    function test_anInvalidProofOfEachKindCostsLessThan400000() public {
        string memory json = fixture("transfers-4");
        Batch memory batch = commitTransfers(json);
        for (uint256 word = 0; word < 8; ++word) {
            uint256[8] memory proof = proofIn(json, ".proof");
            proof[word] ^= 1; // off its curve
            refuse(batch, proof);
            proof[word] = type(uint256).max; // no number
            refuse(batch, proof);
        }
        uint256[8] memory swapped = proofIn(json, ".proof");
        (swapped[0], swapped[1], swapped[6], swapped[7]) = (swapped[6], swapped[7], swapped[0], swapped[1]);
        refuse(batch, swapped); // points of their groups, but no proof
        // on the twist, outside of the subgroup
        uint256[4] memory outside = outsideOfG2();
        uint256[8] memory proofs = proofIn(json, ".proof");
        for (uint256 i = 0; i < 4; ++i) {
            proofs[2 + i] = outside[i];
        }
        refuse(batch, proofs);
        uint256[8] memory zeros;
        refuse(batch, zeros);
    }

    /// @dev (x, y) with y² = x³ + 3/(9 + u), of which r times is not infinity; the factor of u first.
    function outsideOfG2() private pure returns (uint256[4] memory) {
        return [
            uint256(0),
            1,
            0x0d1271953ed9ea0836846e70a1934187998c7f790cb4d7511b7f8da82de048a4,
            0x2869111d5381f072f8e2728fdb825a51aadd70e52c9830e9ab4b871c0531f1bb
        ];
    }

    function refuse(Batch memory batch, uint256[8] memory proof) private {
        uint256 before = gasleft();
        (bool success, bytes memory result) =
            ROLLUP.call{gas: 10_000_000}(abi.encodeCall(rollup.proveBatch, (batch, PAYEE, proof)));
        uint256 used = before - gasleft();
        assertTrue(!success, "accepted");
        assertEq(bytes32(result), bytes32(Errors.InvalidProof.selector), "why");
        // and what the transaction costs by itself: 21,000 and 16 a byte of calldata
        assertLe(used + 21_000 + 16 * 900, INVALID_PROOF_GAS, "gas");
    }

    function test_poseidonIsThatOfTheCircuits() public {
        string memory json = fixture("queue");
        uint256[] memory signatures = vm.parseJsonUintArray(json, ".signatures");
        uint256[] memory items = vm.parseJsonUintArray(json, ".items");
        IPoseidon5 hasher = IPoseidon5(poseidon());
        for (uint256 item = 0; item < 2; ++item) {
            uint256[5] memory inputs;
            for (uint256 i = 0; i < 5; ++i) {
                inputs[i] = signatures[5 * item + i];
            }
            assertEq(hasher.hash(inputs), items[4 * (item + 1) + 3], "auth");
        }
    }

    function test_queueClaimAndExitEndToEnd() public {
        string memory json = fixture("queue");
        enqueueAll(json);
        uint256[] memory accumulators = vm.parseJsonUintArray(json, ".accumulators");
        for (uint256 i = 0; i < 3; ++i) {
            assertEq(rollup.queueItem(i).acc, bytes32(accumulators[i]), "accumulator");
        }
        commitAsAlice(headerOf(json, ""));
        Batch memory batch = expectedOfQueue(json);
        assertEq(rollup.batchHash(1), keccak256(abi.encode(batch)), "batch");
        rollup.proveBatch(batch, PAYEE, proofIn(json, ".proof"));

        uint256 before = ALICE.balance;
        rollup.claim(1, 0, Withdrawal(ALICE, ETH, 77), new bytes32[](0));
        assertEq(ALICE.balance, before + 77, "claimed");

        freeze();
        uint256[] memory exit = vm.parseJsonUintArray(json, ".exit");
        address owner = address(uint160(exit[2]));
        Amounts memory amounts = Amounts(exit[4], exit[5]);
        uint256[8] memory proof = proofIn(json, ".exitProof");
        vm.expectRevert(Errors.WrongExitProof.selector);
        rollup.escape(owner, BOB, amounts, proof);
        vm.expectRevert(Errors.WrongExitProof.selector);
        rollup.escape(owner, ALICE, Amounts(exit[4], exit[5] + 1), proof);
        before = ALICE.balance;
        rollup.escape(owner, ALICE, amounts, proof);
        assertEq(ALICE.balance, before + exit[5], "left with all of it");
    }
}
