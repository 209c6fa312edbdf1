// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "../src/Errors.sol";
import {IRollup} from "../src/IRollup.sol";
import {Forced, QueueItem} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {RollupTest} from "./RollupTest.sol";

/// @title How items get into the queue
contract EnqueueTest is RollupTest {
    using Drafts for Drafts.Draft;

    uint256 private constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    uint256 private constant L = 2736030358979909402780800718157159386076813972158567259200215660948447373041;

    function refuseDeposit(address to, uint256 asset, uint256 value, uint256 paid, bytes4 refusal) private {
        vm.expectRevert(refusal);
        vm.prank(ALICE);
        rollup.enqueueDeposit{value: paid}(to, asset, value);
    }

    function refuse(Forced memory f, bytes4 refusal) private {
        vm.expectRevert(refusal);
        vm.prank(ALICE);
        rollup.enqueueForced{value: 1 ether}(f);
    }

    function test_aDepositOfEthStaysInTheContract() public {
        uint256 before = ROLLUP.balance;
        uint256[4] memory words = [6 << 224 | uint256(uint160(ALICE)), ETH << 160 | uint160(BOB), 5 ether, 0];
        uint256[5] memory none;
        vm.expectEmit(ROLLUP);
        emit IRollup.Enqueued(0, ALICE, QUEUE_FEE, words, none);
        deposit(ALICE, BOB, ETH, 5 ether);
        assertEq(ROLLUP.balance - before, 5 ether + QUEUE_FEE, "balance");
        assertEq(rollup.queueLength(), 1, "length");
        QueueItem memory item = rollup.queueItem(0);
        assertEq(item.acc, keccak256(abi.encodePacked(bytes32(0), words)), "accumulator");
        assertEq(item.payer, ALICE, "payer");
        assertEq(item.enqueuedAt, block.number, "at");
        assertEq(item.fee, QUEUE_FEE, "fee");
    }

    function test_aDepositOfZkpowBurnsTokens() public {
        uint256 supply = token.totalSupply();
        deposit(ALICE, BOB, ZKPOW, 5 ether);
        assertEq(token.totalSupply(), supply - 5 ether, "supply");
        assertEq(token.balanceOf(ALICE), 9_995 ether, "tokens");
    }

    function test_theAccumulatorChainsTheItems() public {
        uint256[4] memory first = deposit(ALICE, BOB, ETH, 5);
        uint256[4] memory second = force(true, BOB, ETH, 6);
        bytes32 acc = keccak256(abi.encodePacked(keccak256(abi.encodePacked(bytes32(0), first)), second));
        assertEq(rollup.queueItem(1).acc, acc, "accumulator");
    }

    function test_theFeeRisesWithWhatIsPending() public {
        assertEq(rollup.queueFee(), QUEUE_FEE, "empty");
        deposit(ALICE, BOB, ETH, 5);
        assertEq(rollup.queueFee(), QUEUE_FEE + QUEUE_FEE / 50, "one");
        Drafts.Draft memory d = draft();
        d.consume(queued[0], true);
        commit(d);
        assertEq(rollup.queueFee(), QUEUE_FEE + QUEUE_FEE / 50, "committed is not proven");
        prove();
        assertEq(rollup.queueFee(), QUEUE_FEE, "none");
    }

    function test_whatIsSentBeyondBecomesOwed() public {
        vm.prank(ALICE);
        rollup.enqueueDeposit{value: 5 ether}(BOB, ETH, 1 ether);
        assertEq(rollup.owed(ALICE), 4 ether - QUEUE_FEE, "owed");
    }

    function test_tooLittleIsRefused() public {
        refuseDeposit(BOB, ETH, 5 ether, 5 ether + QUEUE_FEE - 1, Errors.FeeAboveMaximum.selector);
        refuseDeposit(BOB, ZKPOW, 5 ether, QUEUE_FEE - 1, Errors.FeeAboveMaximum.selector);
        Forced memory f = forced(true, BOB, ETH, 5);
        vm.expectRevert(Errors.FeeAboveMaximum.selector);
        vm.prank(ALICE);
        rollup.enqueueForced{value: QUEUE_FEE - 1}(f);
    }

    function test_aValueOfZeroIsRefused() public {
        refuseDeposit(BOB, ETH, 0, 1 ether, Errors.ValueZero.selector);
        refuse(forced(true, BOB, ETH, 0), Errors.ValueZero.selector);
    }

    function test_aValueBeyond128BitsIsRefused() public {
        refuseDeposit(BOB, ZKPOW, 2 ** 127, 1 ether, Errors.WordOutOfRange.selector);
        refuse(forced(true, BOB, ETH, 2 ** 127), Errors.WordOutOfRange.selector);
    }

    function test_anUnknownAssetIsRefused() public {
        refuseDeposit(BOB, 2, 5, 1 ether, Errors.UnknownAsset.selector);
        refuse(forced(true, BOB, 2, 5), Errors.UnknownAsset.selector);
    }

    function test_theProtocolsOwnAddressesGetNothing() public {
        refuseDeposit(address(0xffff), ETH, 5, 1 ether, Errors.ReservedRecipient.selector);
        refuse(forced(false, address(0xffff), ETH, 5), Errors.ReservedRecipient.selector);
        deposit(ALICE, address(0x10000), ETH, 5);
        force(false, address(0x10000), ETH, 5);
        force(true, address(1), ETH, 5);
    }

    function test_moreTokensThanOneHasAreRefused() public {
        refuseDeposit(BOB, ZKPOW, 10_001 ether, 1 ether, Errors.NotEnoughTokens.selector);
    }

    function test_aNonceThatNoAccountHasIsRefused() public {
        Forced memory f = forced(true, BOB, ETH, 5);
        f.nonce = type(uint64).max;
        refuse(f, Errors.MalformedForced.selector);
        f.nonce = type(uint256).max;
        refuse(f, Errors.MalformedForced.selector);
    }

    function test_signaturesOutsideTheirDomainAreRefused() public {
        Forced memory f = forced(true, BOB, ETH, 5);
        f.signature[4] = L;
        refuse(f, Errors.MalformedForced.selector);
        f.signature[4] = L - 1;
        for (uint256 i = 0; i < 4; ++i) {
            uint256 good = f.signature[i];
            f.signature[i] = good + R;
            refuse(f, Errors.MalformedForced.selector);
            f.signature[i] = good ^ 2;
            refuse(f, Errors.MalformedForced.selector);
            f.signature[i] = good;
        }
        vm.prank(ALICE);
        rollup.enqueueForced{value: 1 ether}(f);
        assertEq(rollup.queueLength(), 1, "length");
    }
}
