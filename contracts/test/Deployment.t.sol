// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Errors} from "../src/Errors.sol";
import {Faucet} from "../src/Faucet.sol";
import {Rollup} from "../src/Rollup.sol";
import {Batch, Genesis, Rules} from "../src/Types.sol";
import {RollupTest} from "./RollupTest.sol";

/// @title How a rollup begins, its token and its faucet
contract DeploymentTest is RollupTest {
    function refuse(Genesis memory g, Rules memory r) private {
        vm.expectRevert(Errors.WrongDeployment.selector);
        new Rollup{value: 0}(g, r, address(1), address(2));
    }

    function test_itBeginsAtItsGenesis() public view {
        assertEq(rollup.proven() + rollup.committed() + rollup.queueLength(), 0, "counts");
        assertEq(rollup.root(), GENESIS_ROOT, "root");
        assertEq(rollup.headHash(), 0, "head");
        assertEq(rollup.domain(), L2_CHAIN << 160 | uint160(ROLLUP), "domain");
        assertEq(rollup.onL2().zkpow, L2_SUPPLY, "ZKPoW");
        assertEq(rollup.onL2().eth, L2_ETH, "ETH");
        assertEq(rollup.mintAllowance(), MINT_START, "allowance");
        assertEq(rollup.validatorSet(), keccak256(packed()), "set");
        assertEq(rollup.capacity(), CAPACITY, "capacity");
        Batch memory batch = rollup.genesisBatch();
        assertEq(rollup.batchHash(0), keccak256(abi.encode(batch)), "batch");
        assertEq(batch.readyAt, GENESIS_BLOCK, "at");
    }

    function test_itsCodeFitsAndHasNoWayToTakeEthUnasked() public {
        assertLe(ROLLUP.code.length, 24_576, "EIP-170");
        (bool taken,) = ROLLUP.call{value: 1}("");
        assertTrue(!taken, "taken");
    }

    function test_parametersThatCannotWorkAreRefused() public {
        Genesis memory g = genesis();
        Rules memory r = rules();
        g.slotBlocks = 0;
        refuse(g, r);
        g.slotBlocks = 57;
        refuse(g, r);
        g.slotBlocks = 56;
        g.l2ChainId = 2 ** 63;
        refuse(g, r);
        g.l2ChainId = 2 ** 63 - 1;
        g.root = type(uint256).max;
        refuse(g, r);
        g.root = 0;
        g.l2Supply = 2 ** 127;
        refuse(g, r);
        g.l2Supply = 2 ** 127 - 1;
        r.maxForcedPerBatch = 3;
        refuse(g, r);
        r.maxForcedPerBatch = 2;
        r.queueFeeStep = 0;
        refuse(g, r);
        r.queueFeeStep = 1;
        new Rollup{value: 0}(g, r, address(1), address(2));
    }

    function test_theBondsOfItsSeatsComeWithIt() public {
        Genesis memory g = genesis();
        g.seats[9] = ALICE;
        refuse(g, rules());
        vm.deal(address(this), SEAT_BOND + 5);
        Rollup made = new Rollup{value: SEAT_BOND + 5}(g, rules(), address(1), address(2));
        assertEq(made.bond(ALICE), SEAT_BOND, "bond");
        assertEq(made.onL2().eth, 5, "ETH");
        assertEq(made.seat(9).next, ALICE, "seat");
    }

    function test_onlyTheRollupMintsAndBurns() public {
        vm.expectRevert(Errors.NotTheRollup.selector);
        token.mint(ALICE, 1);
        vm.expectRevert(Errors.NotTheRollup.selector);
        token.burn(ALICE, 1);
        vm.prank(ROLLUP);
        token.mint(BOB, 5);
        vm.prank(ROLLUP);
        token.burn(BOB, 2);
        assertEq(token.balanceOf(BOB), 3, "tokens");
        assertEq(token.decimals(), 18, "decimals");
        assertEq(token.rollup(), ROLLUP, "rollup");
    }

    function test_theFaucetGivesOnceInAWhile() public {
        Faucet faucet = new Faucet(IERC20(address(token)), 10 ether, 50);
        vm.prank(ALICE);
        token.transfer(address(faucet), 25 ether);
        faucet.drip(BOB);
        assertEq(token.balanceOf(BOB), 10 ether, "tokens");
        vm.roll(GENESIS_BLOCK + 49);
        vm.expectRevert(Errors.FaucetTooEarly.selector);
        faucet.drip(BOB);
        vm.roll(GENESIS_BLOCK + 50);
        faucet.drip(BOB);
        assertEq(token.balanceOf(BOB), 20 ether, "tokens");
        vm.expectPartialRevert(IERC20Errors.ERC20InsufficientBalance.selector);
        faucet.drip(ALICE);
    }
}
