// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "../src/Errors.sol";
import {IRollupBase} from "../src/IRollup.sol";
import {Seat, Validator} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {RollupTest} from "./RollupTest.sol";

/// @title How seats are taken, left and paid back; stakes are 10, 20, 30, 40, so 7, 13, 20, 26 seats
contract SeatsTest is RollupTest {
    using Drafts for Drafts.Draft;

    uint256 private constant NOTICE = 40;

    function take(uint256 member, uint256 number) private {
        vm.prank(validators[member].account);
        rollup.takeSeat{value: SEAT_BOND}(number, validators);
    }

    function giveUp(uint256 member, uint256 number) private {
        vm.prank(validators[member].account);
        rollup.leaveSeat(number);
    }

    function refuseToTake(uint256 member, uint256 number, bytes4 refusal) private {
        vm.expectRevert(refusal);
        take(member, number);
    }

    function release(uint256 member) private {
        vm.prank(validators[member].account);
        rollup.releaseBond();
    }

    function refuseToRelease(uint256 member, bytes4 refusal) private {
        vm.expectRevert(refusal);
        release(member);
    }

    function test_aSeatActsAfterItsNotice() public {
        vm.expectEmit(ROLLUP);
        emit IRollupBase.SeatChanged(5, address(0), validators[1].account, GENESIS_BLOCK + NOTICE);
        take(1, 5);
        Seat memory seat = rollup.seat(5);
        assertEq(seat.owner, address(0), "before");
        assertEq(seat.next, validators[1].account, "then");
        assertEq(seat.effectiveBlock, GENESIS_BLOCK + NOTICE, "from");
        assertEq(rollup.bond(validators[1].account), SEAT_BOND, "bond");
    }

    function test_onlyMembersOfTheHeadsSetHaveSeats() public {
        vm.expectRevert(Errors.NotAValidator.selector);
        vm.prank(ALICE);
        rollup.takeSeat{value: SEAT_BOND}(5, validators);
        Validator[] memory others = validators;
        others[0].account = ALICE;
        vm.expectRevert(Errors.WrongValidatorSet.selector);
        vm.prank(ALICE);
        rollup.takeSeat{value: SEAT_BOND}(5, others);
    }

    function test_aMembersSeatIsTaken() public {
        take(1, 5);
        vm.roll(GENESIS_BLOCK + 100);
        refuseToTake(2, 5, Errors.SeatTaken.selector);
    }

    function test_theSeatOfAMemberThatWasIsFree() public {
        take(0, 5);
        vm.roll(GENESIS_BLOCK + 100);
        Drafts.Draft memory d = draft();
        Validator[] memory rest = new Validator[](3);
        for (uint256 i = 0; i < 3; ++i) {
            rest[i] = validators[i + 1];
        }
        d.validatorSetNext = keccak256(
            abi.encode(rest[0].account, rest[0].stake, rest[1].account, rest[1].stake, rest[2].account, rest[2].stake)
        );
        commit(d);
        vm.prank(rest[0].account);
        rollup.takeSeat{value: SEAT_BOND}(5, rest);
        assertEq(rollup.seat(5).next, rest[0].account, "taken");
    }

    function test_nobodyHasMoreSeatsThanItsShare() public {
        for (uint256 i = 0; i < 7; ++i) {
            take(0, i);
        }
        refuseToTake(0, 7, Errors.TooManySeats.selector);
        for (uint256 i = 0; i < 26; ++i) {
            take(3, 10 + i);
        }
        refuseToTake(3, 40, Errors.TooManySeats.selector);
    }

    function test_aSeatCostsExactlyItsBond() public {
        vm.expectRevert(Errors.WrongBond.selector);
        vm.prank(validators[0].account);
        rollup.takeSeat{value: SEAT_BOND - 1}(5, validators);
        vm.expectRevert(Errors.WrongBond.selector);
        vm.prank(validators[0].account);
        rollup.takeSeat{value: SEAT_BOND + 1}(5, validators);
    }

    function test_thereAre64Seats() public {
        refuseToTake(0, 64, Errors.NoSuchSeat.selector);
        vm.expectRevert(Errors.NoSuchSeat.selector);
        giveUp(0, 64);
    }

    function test_onlyItsOwnerLeavesASeat() public {
        take(0, 5);
        vm.roll(GENESIS_BLOCK + 100);
        vm.expectRevert(Errors.NotYourSeat.selector);
        giveUp(1, 5);
        giveUp(0, 5);
        assertEq(rollup.seat(5).next, address(0), "left");
    }

    function test_aSeatChangesOnceUntilTheLastChangeIsHistory() public {
        take(0, 5); // acts from 140 on
        vm.roll(151); // slot 37; slot 34 begins at 136
        vm.expectRevert(Errors.SeatChangePending.selector);
        giveUp(0, 5);
        vm.roll(152); // slot 38; slot 35 begins at 140
        giveUp(0, 5);
        vm.expectRevert(Errors.SeatChangePending.selector);
        take(1, 5);
    }

    function test_bondsComeBackOnceTheSeatCannotBeFined() public {
        take(0, 5);
        refuseToRelease(0, Errors.NothingOwed.selector);
        vm.roll(152);
        giveUp(0, 5); // acts from 192 on
        vm.roll(203); // slot 50; slot 47 begins at 188
        refuseToRelease(0, Errors.NothingOwed.selector);
        vm.roll(204); // slot 51; slot 48 begins at 192
        release(0);
        assertEq(rollup.owed(validators[0].account), SEAT_BOND, "owed");
        assertEq(rollup.bond(validators[0].account), 0, "bond");
    }

    function test_theBondsOfOtherSeatsStay() public {
        take(0, 5);
        take(0, 6);
        vm.roll(152);
        giveUp(0, 5);
        vm.roll(204);
        release(0);
        assertEq(rollup.bond(validators[0].account), SEAT_BOND, "bond");
    }

    function test_bondsStayWhileACommitIsUnproven() public {
        take(0, 5);
        vm.roll(152);
        giveUp(0, 5);
        vm.roll(204);
        commitAs(validators[0].account, draft());
        refuseToRelease(0, Errors.BondLocked.selector);
        uint256 before = vm.snapshotState();
        prove();
        release(0);
        vm.revertToState(before);
        vm.roll(204 + PROVE_DEADLINE + 1);
        refuseToRelease(0, Errors.BondLocked.selector);
        rollup.prune(kept[1], kept[0]);
        release(0);
        assertEq(rollup.owed(validators[0].account), SEAT_BOND - MISS_FINE, "owed");
    }

    function test_anotherPostersCommitLocksNothing() public {
        take(0, 5);
        vm.roll(152);
        giveUp(0, 5);
        vm.roll(204);
        commitAs(BOB, draft());
        release(0);
    }

    function test_allBondsComeBackAfterAFreeze() public {
        take(0, 5);
        vm.roll(152);
        commitAs(validators[0].account, draft());
        freeze();
        release(0);
        assertEq(rollup.owed(validators[0].account), SEAT_BOND, "owed");
    }
}
