// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "../src/Errors.sol";
import {LiteralRollup} from "../src/LiteralRollup.sol";
import {Genesis, Header, Withdrawal} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {RollupTest} from "./RollupTest.sol";

/// @title The variant that submits a batch in one call; seats 0 to 62 are taken
contract LiteralTest is RollupTest {
    using Drafts for Drafts.Draft;

    LiteralRollup private literal;
    address private constant CAROL = address(0xca401);

    function setUp() public override {
        super.setUp();
        Genesis memory g = genesis();
        for (uint256 i = 0; i < 63; ++i) {
            g.seats[i] = validators[i % 4].account;
        }
        vm.deal(address(this), 63 ether + L2_ETH);
        literal = new LiteralRollup{value: 63 ether + L2_ETH}(g);
        vm.roll(200);
        give(50, 0);
    }

    function give(uint256 slot, uint256 seat) private {
        uint256 seed;
        while (uint256(keccak256(abi.encode(seed, slot))) % 64 != seat) ++seed;
        vm.setBlockhash(slot * 4 - 32, bytes32(seed));
    }

    function next() private view returns (Drafts.Draft memory d) {
        d = draft();
        d.domain = literal.domain();
    }

    function submitAs(address poster, Drafts.Draft memory d) private {
        Header memory header = d.header();
        vm.prank(poster);
        literal.submitBatch(header, PAYEE, goodProof());
    }

    function refuse(address poster, Drafts.Draft memory d, bytes4 refusal) private {
        Header memory header = d.header();
        vm.expectRevert(refusal);
        vm.prank(poster);
        literal.submitBatch(header, PAYEE, goodProof());
    }

    function test_theSlotsAgentMovesTheRootInOneCall() public {
        Drafts.Draft memory d = next();
        d.withdraw(CAROL, ETH, 5);
        d.settled = int256(100_000 ether); // nothing caps it
        submitAs(validators[0].account, d);
        assertEq(literal.proven(), 1, "proven");
        assertEq(literal.root(), d.postRoot, "root");
        assertEq(literal.headHash(), Drafts.hash(d.header(), CAPACITY), "head");
        assertEq(literal.onL2().zkpow, L2_SUPPLY + 100_000 ether, "ZKPoW");
        literal.claim(1, 0, Withdrawal(CAROL, ETH, 5), new bytes32[](0));
        assertEq(CAROL.balance, 5, "ETH");
    }

    function test_nobodyElseEverMay() public {
        Drafts.Draft memory d = next();
        refuse(BOB, d, Errors.NotYourSlot.selector);
        vm.roll(4_000);
        give(1_000, 0);
        refuse(BOB, d, Errors.NotYourSlot.selector);
        give(1_000, 63);
        submitAs(BOB, d);
    }

    function test_itHasNoQueue() public {
        Drafts.Draft memory d = next();
        d.consume([6 << 224 | uint256(1), ETH << 160 | 0xb0b0b, 5, 0], true);
        refuse(validators[0].account, d, Errors.QueueMismatch.selector);
    }

    function test_itNeedsAProof() public {
        Header memory header = next().header();
        vm.expectRevert(Errors.InvalidProof.selector);
        vm.prank(validators[0].account);
        literal.submitBatch(header, PAYEE, badProof());
    }

    function test_headersAreCheckedAsInTheOther() public {
        Drafts.Draft memory d = next();
        d.index = 2;
        refuse(validators[0].account, d, Errors.WrongIndex.selector);
        d = next();
        d.l1Origin = 201;
        refuse(validators[0].account, d, Errors.OriginOutOfRange.selector);
    }

    function test_seatsAreTakenAndLeftAsInTheOther() public {
        vm.prank(validators[3].account);
        literal.leaveSeat(3);
        vm.roll(300);
        vm.prank(validators[3].account);
        literal.releaseBond();
        assertEq(literal.owed(validators[3].account), 1 ether, "bond");
        vm.prank(validators[3].account);
        literal.takeSeat{value: 1 ether}(3, validators);
    }
}
