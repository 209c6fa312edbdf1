// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "../src/Errors.sol";
import {IRollup} from "../src/IRollup.sol";
import {Certificate, Genesis, Header, Seat} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {RollupTest} from "./RollupTest.sol";

/// @title Who may commit when: seats 0 to 62 are the validators' in turn, seat 63 is nobody's
contract TurnTest is RollupTest {
    using Drafts for Drafts.Draft;

    address private constant STRANGER = address(0x57a49e4);

    function genesis() internal override returns (Genesis memory g) {
        g = super.genesis();
        for (uint256 i = 0; i < 63; ++i) {
            g.seats[i] = validators[i % 4].account;
        }
    }

    function bonds() internal pure override returns (uint256) {
        return 63 * SEAT_BOND;
    }

    /// @dev Gives a slot to a seat, by the hash that is its seed.
    function give(uint256 slot, uint256 seat) private {
        uint256 seed;
        while (uint256(keccak256(abi.encode(seed, slot))) % 64 != seat) ++seed;
        vm.setBlockhash(slot * 4 - 32, bytes32(seed));
    }

    /// @dev At the first block of slot 50; slots 46 to 50 belong to the seats.
    function slots(uint256[5] memory seats) private {
        vm.roll(200);
        for (uint256 i = 0; i < 5; ++i) {
            give(46 + i, seats[i]);
        }
    }

    function refuse(address poster, Drafts.Draft memory d) private {
        Header memory header = d.header();
        Certificate memory certificate = certify(header);
        vm.expectRevert(Errors.NotYourSlot.selector);
        vm.prank(poster);
        rollup.commitBatch(header, certificate);
    }

    function test_theAgentIsDrawnFromTheSeedOfItsSlot() public {
        string memory json = vm.readFile("test/fixtures/slots.json");
        uint256[] memory numbers = vm.parseJsonUintArray(json, ".slots");
        uint256[] memory seeds = vm.parseJsonUintArray(json, ".seeds");
        uint256[] memory seats = vm.parseJsonUintArray(json, ".seats");
        for (uint256 i = 0; i < numbers.length; ++i) {
            vm.roll(numbers[i] * 4 + 1);
            vm.setBlockhash(numbers[i] * 4 - 32, bytes32(seeds[i]));
            assertEq(rollup.agent(numbers[i]), seats[i] == 63 ? address(0) : validators[seats[i] % 4].account, "agent");
        }
    }

    function test_theFirstSlotsHaveTheSeedZero() public {
        vm.roll(24);
        uint256 seat = uint256(keccak256(abi.encode(uint256(0), uint256(6)))) % 64;
        assertEq(rollup.agent(6), validators[seat % 4].account, "agent");
    }

    function test_theAgentMayCommitInItsSlotAndNobodyElse() public {
        slots([uint256(0), 1, 2, 3, 0]);
        Drafts.Draft memory d = draft();
        d.readyAt = 199;
        refuse(validators[1].account, d);
        refuse(STRANGER, d);
        commitAs(validators[0].account, d);
    }

    function test_anEmptySeatsSlotIsOpen() public {
        slots([uint256(0), 1, 2, 3, 63]);
        Drafts.Draft memory d = draft();
        d.readyAt = 199;
        commitAs(STRANGER, d);
        assertEq(rollup.owed(STRANGER), 0, "nobody skipped");
    }

    function test_anybodyMayAfterThreeWholeSlotsSinceItWasReady() public {
        slots([uint256(0), 1, 2, 3, 0]);
        Drafts.Draft memory d = draft();
        d.readyAt = 187; // slot 46: 47, 48, 49 have passed
        commitAs(STRANGER, d);
    }

    function test_nobodyMayAfterTwoWholeSlotsSinceItWasReady() public {
        slots([uint256(0), 1, 2, 3, 0]);
        Drafts.Draft memory d = draft();
        d.readyAt = 188; // the first block of slot 47
        refuse(STRANGER, d);
        vm.roll(203); // still slot 50
        refuse(STRANGER, d);
        vm.roll(204);
        give(51, 1);
        commitAs(STRANGER, d);
    }

    function test_theClockStartsAgainWithEachCommit() public {
        slots([uint256(0), 1, 2, 3, 0]);
        commitAs(validators[0].account, draft());
        refuse(STRANGER, draft());
    }

    function test_theAgentsOfTheSkippedSlotsPayWhoeverCommits() public {
        slots([uint256(0), 1, 2, 1, 0]);
        Drafts.Draft memory d = draft();
        vm.expectEmit(ROLLUP);
        emit IRollup.SlotSkipped(47, validators[1].account, MISS_FINE);
        vm.expectEmit(ROLLUP);
        emit IRollup.SlotSkipped(48, validators[2].account, MISS_FINE);
        vm.expectEmit(ROLLUP);
        emit IRollup.SlotSkipped(49, validators[1].account, MISS_FINE);
        Header memory header = d.header();
        Certificate memory certificate = certify(header);
        vm.prank(STRANGER);
        rollup.commitBatch(header, certificate);
        assertEq(rollup.owed(STRANGER), 3 * MISS_FINE, "fines");
        assertEq(rollup.bond(validators[0].account), 16 * SEAT_BOND, "slot 46 was not skipped");
        assertEq(rollup.bond(validators[1].account), 16 * SEAT_BOND - 2 * MISS_FINE, "twice");
        assertEq(rollup.bond(validators[2].account), 16 * SEAT_BOND - MISS_FINE, "once");
    }

    function test_aSkippedEmptySeatPaysNothing() public {
        slots([uint256(0), 63, 63, 63, 0]);
        commitAs(STRANGER, draft());
        assertEq(rollup.owed(STRANGER), 0, "fines");
    }

    function test_nobodyPaysInItsOwnSlot() public {
        slots([uint256(0), 1, 2, 3, 0]);
        commitAs(validators[0].account, draft());
        assertEq(rollup.owed(validators[0].account), 0, "fines");
    }

    function test_seatsAreReadAsOfTheSlotsStart() public {
        vm.roll(158);
        vm.prank(validators[0].account);
        rollup.leaveSeat(0); // acts from block 198 on, in the middle of slot 49
        Seat memory seat = rollup.seat(0);
        assertEq(seat.effectiveBlock, 198, "acts");
        slots([uint256(0), 1, 2, 0, 0]);
        vm.roll(199);
        assertEq(rollup.agent(49), validators[0].account, "before");
        vm.roll(200);
        assertEq(rollup.agent(50), address(0), "after");
    }
}
