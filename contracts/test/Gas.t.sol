// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Amounts, Batch, Certificate, Forced, Genesis, Header, Withdrawal} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {FixtureTest} from "./RealProofs.t.sol";

/// @title Gas of whole transactions: 21,000, calldata with its floor (EIP-7623) and execution
/// @notice Full batches of transfers, 16 validators of whom 11 sign, proofs of a test key with the batch circuit's four
/// public inputs; the second batch of a rollup, so that what a commit or a proof writes was written before.
abstract contract GasTest is FixtureTest {
    /// @dev EIP-7825.
    uint256 internal constant TRANSACTION_CAP = 2 ** 24;

    uint256 internal constant ELEVEN = 0x7ff;

    function slots() internal pure virtual returns (uint256);

    function genesis() internal override returns (Genesis memory g) {
        g = super.genesis();
        g.capacity = uint16(slots());
    }

    /// @dev Sends as a transaction of its own and keeps what it took.
    function record(string memory name, bytes memory data, uint256 value) internal returns (uint256) {
        return recordFrom(ALICE, name, data, value);
    }

    function recordFrom(address sender, string memory name, bytes memory data, uint256 value)
        internal
        returns (uint256 gas)
    {
        vm.prank(sender);
        (bool success,) = ROLLUP.call{value: value}(data);
        gas = vm.lastCallGas().gasTotalUsed;
        assertTrue(success, name);
        assertLe(gas, TRANSACTION_CAP, "EIP-7825");
        assertLe(floorOf(data), gas, "EIP-7623");
        vm.snapshotValue("gas", name, gas);
    }

    /// @dev The least that a transaction with this calldata costs.
    function floorOf(bytes memory data) internal pure returns (uint256 gas) {
        gas = 21_000;
        for (uint256 i = 0; i < data.length; ++i) {
            gas += data[i] == 0 ? 10 : 40;
        }
    }

    function named(string memory what) internal pure returns (string memory) {
        return string.concat(what, " ", vm.toString(slots()));
    }
}

abstract contract BatchGasTest is GasTest {
    function test_commitAndProveOfAFullBatch() public {
        string memory json = fixture(string.concat("transfers-", vm.toString(slots())));
        begin(json);
        Header memory header = headerOf(json, "");
        Certificate memory certificate = certify(header, ELEVEN);
        uint256 gas = record(named("commit"), abi.encodeCall(rollup.commitBatch, (header, certificate)), 0);
        Batch memory batch = expected(json, "");
        uint256[8] memory proof = proofIn(json, ".proof");
        gas += record(named("prove"), abi.encodeCall(rollup.proveBatch, (batch, PAYEE, proof)), 0);
        assertEq(rollup.root(), batch.postRoot, "root");
        if (slots() >= 64) assertLe(gas, 9_500 * slots(), "the goal");
    }
}

/// forge-config: default.isolate = true
contract Gas4Test is BatchGasTest {
    function slots() internal pure override returns (uint256) {
        return 4;
    }

    function test_theOtherCalls() public {
        Forced memory f = forced(true, ALICE, ETH, 77);
        bytes memory toDeposit = abi.encodeCall(rollup.enqueueDeposit, (BOB, ETH, 1 ether));
        record("enqueueDeposit", toDeposit, 2 ether);
        record("enqueueDeposit again", toDeposit, 2 ether);
        record("enqueueForced", abi.encodeCall(rollup.enqueueForced, (f)), 1 ether);
        record("pull", abi.encodeCall(rollup.pull, ()), 0);
    }

    function test_pruneAndSeats() public {
        Batch memory genesisBatch = kept[0];
        commitAs(ALICE, draft());
        vm.roll(GENESIS_BLOCK + PROVE_DEADLINE + 1);
        record("prune", abi.encodeCall(rollup.prune, (kept[1], genesisBatch)), 0);
        bytes memory data = abi.encodeCall(rollup.takeSeat, (5, validators));
        recordFrom(validators[0].account, "takeSeat", data, SEAT_BOND);
    }

    function test_theWaysOut() public {
        string memory json = fixture("queue");
        enqueueAll(json);
        commitAsAlice(headerOf(json, ""));
        rollup.proveBatch(expectedOfQueue(json), PAYEE, proofIn(json, ".proof"));
        Withdrawal memory withdrawal = Withdrawal(ALICE, ETH, 77);
        record("claim", abi.encodeCall(rollup.claim, (1, 0, withdrawal, new bytes32[](0))), 0);
        uint256[4] memory words = deposit(ALICE, BOB, ETH, 1);
        vm.roll(GENESIS_BLOCK + ESCAPE_DELAY + 1);
        record("freeze", abi.encodeCall(rollup.freeze, ()), 0);
        record("reclaim", abi.encodeCall(rollup.reclaim, (3, words)), 0);
        uint256[] memory exit = vm.parseJsonUintArray(json, ".exit");
        Amounts memory amounts = Amounts(exit[4], exit[5]);
        address account = address(uint160(exit[2]));
        record("escape", abi.encodeCall(rollup.escape, (account, ALICE, amounts, proofIn(json, ".exitProof"))), 0);
    }
}

/// forge-config: default.isolate = true
contract Gas16Test is BatchGasTest {
    function slots() internal pure override returns (uint256) {
        return 16;
    }
}

/// forge-config: default.isolate = true
contract Gas64Test is BatchGasTest {
    function slots() internal pure override returns (uint256) {
        return 64;
    }
}

/// @title A commit of 256 transfers; there is no key of that size, and its proof would cost what others do
/// forge-config: default.isolate = true
contract Gas256Test is GasTest {
    function slots() internal pure override returns (uint256) {
        return 256;
    }

    function test_commitOfAFullBatch() public {
        Header memory header = headerOf(fixture("transfers-64"), "");
        uint256[] memory words = new uint256[](9 + 4 * 256);
        for (uint256 i = 0; i < words.length; ++i) {
            words[i] = header.words[i < 9 ? i : 9 + (i - 9) % 256];
        }
        header = Drafts.header(draft());
        for (uint256 i = 0; i < 9; ++i) {
            words[i] = header.words[i];
        }
        words[0] |= 256;
        header.words = words;
        Certificate memory certificate = certify(header, ELEVEN);
        record(named("commit"), abi.encodeCall(rollup.commitBatch, (header, certificate)), 0);
    }
}
