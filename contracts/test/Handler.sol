// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "../src/Errors.sol";
import {Amounts, Batch, Certificate, Header, Seat, Withdrawal} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {RollupTest} from "./RollupTest.sol";
import {Vm} from "./Test.sol";

/// @title What everybody does with a rollup, in any order, and where every wei should be by then
/// @notice Signatures are real; proofs and the hash of forced signatures are stand-ins, so that a campaign takes
/// seconds. What cannot succeed is tried now and then, and must fail with its reason.
contract Handler is RollupTest {
    using Drafts for Drafts.Draft;

    /// @notice L2 after a batch, if it is proven.
    struct Model {
        uint256 zkpow;
        uint256 eth;
        int256 supplyDelta;
        uint256 allowance;
        uint256 origin;
        uint256 root;
        uint256 queue;
    }

    /// @notice A withdrawal of a proven batch.
    struct Open {
        uint256 batch;
        uint256 record;
        Withdrawal withdrawal;
        bytes32[] path;
    }

    mapping(uint256 index => Model) private _after;
    mapping(uint256 index => Withdrawal[]) private _withdrawals;
    Open[] private _open;

    address[] public actors;

    Amounts private _openClaims;
    Amounts private _queuedDeposits;

    /// @notice Σ of the fees of items that no proven batch has consumed, and that were not reclaimed.
    uint256 public queueFees;

    /// @notice Fines of pruned posters that nobody has earned yet.
    uint256 public reward;

    /// @notice What stood still when the rollup froze.
    bytes32 public frozenState;

    uint256 private _escaped;
    Amounts private _escapedAmounts;

    constructor() {
        setUp();
        for (uint256 i = 0; i < 4; ++i) {
            actors.push(validators[i].account);
        }
        actors.push(ALICE);
        actors.push(BOB);
        _after[0] = Model(L2_SUPPLY, L2_ETH, 0, MINT_START, GENESIS_BLOCK, GENESIS_ROOT, 0);
        vm.deal(ALICE, 1e6 ether);
        vm.deal(BOB, 1e6 ether);
    }

    // Time

    /// @dev Mostly a slot or a few; now and then so long that everything is overdue.
    function wait_(uint256 seed) external {
        vm.roll(block.number + (seed % 64 == 0 ? ESCAPE_DELAY + 1 : bound(seed, 1, 12)));
    }

    // Queue

    function depositEth(uint256 seed) external {
        if (rollup.isFrozen()) return;
        uint256 value = bound(seed, 1, 3 ether);
        queueFees += rollup.queueFee();
        _queuedDeposits.eth += value;
        deposit(seed % 2 == 0 ? ALICE : BOB, BOB, ETH, value);
    }

    function depositZkpow(uint256 seed) external {
        uint256 value = bound(seed, 1, 30 ether);
        if (rollup.isFrozen() || token.balanceOf(ALICE) < value) return;
        queueFees += rollup.queueFee();
        _queuedDeposits.zkpow += value;
        deposit(ALICE, BOB, ZKPOW, value);
    }

    function forceSomething(uint256 seed) external {
        if (rollup.isFrozen()) return;
        queueFees += rollup.queueFee();
        force(seed % 2 == 0, BOB, seed % 3 == 0 ? ZKPOW : ETH, bound(seed, 1, 1 ether));
    }

    // Batches

    function commitSomething(uint256 seed) external {
        uint256 index = rollup.committed() + 1;
        if (rollup.isFrozen() || index > rollup.proven() + 4) return;
        Drafts.Draft memory d = draft();
        Model memory model = _after[index - 1];
        d.l1Origin = bound(seed, d.l1Origin, block.number);
        d.readyAt = bound(seed >> 8, d.readyAt, block.number);
        delete _withdrawals[index];
        _consume(d, model, index, seed % 3);
        if (_isOlder(d.queueFrom, PERMISSIONLESS_AFTER)) {
            _refuse(d, Errors.OnlyPermissionless.selector);
            return;
        }
        if (seed % 5 == 0) _withdraw(d, model, index, ZKPOW, bound(seed >> 16, 1, 50 ether));
        if (seed % 7 == 0) _withdraw(d, model, index, ETH, bound(seed >> 16, 1, 1 ether));
        uint256 allowance = model.allowance + MINT_PER_BLOCK * (d.l1Origin - model.origin);
        allowance = allowance < MINT_MAX ? allowance : MINT_MAX;
        d.fees = bound(seed >> 24, 0, 10 ether);
        uint256 settled = bound(seed >> 32, 0, d.fees + allowance / 3);
        d.settled = int256(settled);
        model.supplyDelta += int256(settled) - int256(d.fees);
        model.zkpow = model.zkpow + settled - d.fees;
        allowance = allowance + d.fees - settled;
        model.allowance = allowance < MINT_MAX ? allowance : MINT_MAX;
        (model.origin, model.root, model.queue) = (d.l1Origin, d.postRoot, d.queueTo);
        if (seed % 11 == 0) _refuseTampered(d);
        commit(d);
        _after[index] = model;
    }

    /// @dev Takes `most` items, or as many as are due.
    function _consume(Drafts.Draft memory d, Model memory model, uint256 index, uint256 most) private {
        uint256 taken;
        while (d.queueTo < rollup.queueLength() && taken < 2) {
            bool due = rollup.queueItem(d.queueTo).enqueuedAt + FORCE_DEADLINE <= d.l1Origin;
            if (!due && taken >= most) break;
            _consumeOne(d, model, index);
            ++taken;
        }
    }

    function _consumeOne(Drafts.Draft memory d, Model memory model, uint256 index) private {
        uint256[4] memory words = queued[d.queueTo];
        uint256 kind = words[0] >> 224;
        bool isEth = words[1] >> 160 == ETH;
        bool applied = kind == 6 || words[2] % 3 != 0;
        if (kind == 6) {
            if (isEth) model.eth += words[2];
            else model.zkpow += words[2];
        } else if (kind == 8) {
            applied = applied && words[2] <= (isEth ? model.eth : model.zkpow);
            if (applied) {
                _withdrawals[index].push(Withdrawal(BOB, words[1] >> 160, words[2]));
                if (isEth) model.eth -= words[2];
                else model.zkpow -= words[2];
            }
        }
        d.consume(words, applied);
    }

    function _withdraw(Drafts.Draft memory d, Model memory model, uint256 index, uint256 asset, uint256 value) private {
        bool isEth = asset == ETH;
        if (value > (isEth ? model.eth : model.zkpow / 2)) return;
        address to = actors[value % actors.length];
        d.withdraw(to, asset, value);
        _withdrawals[index].push(Withdrawal(to, asset, value));
        if (isEth) model.eth -= value;
        else model.zkpow -= value;
    }

    function _refuse(Drafts.Draft memory d, bytes4 refusal) private {
        address turn = rollup.agent(block.number / 4);
        Header memory header = d.header();
        Certificate memory certificate = certify(header);
        vm.expectRevert(refusal);
        vm.prank(turn == address(0) ? BOB : turn);
        rollup.commitBatch(header, certificate);
    }

    /// @dev The same batch with less than two thirds, another root to start from, another place in the queue.
    function _refuseTampered(Drafts.Draft memory d) private {
        address turn = rollup.agent(block.number / 4);
        Header memory header = d.header();
        Certificate memory certificate = certify(header, 0x5);
        vm.expectRevert(Errors.CertificateTooLight.selector);
        vm.prank(turn == address(0) ? BOB : turn);
        rollup.commitBatch(header, certificate);
        d.preRoot ^= 1;
        _refuse(d, Errors.WrongPreRoot.selector);
        d.preRoot ^= 1;
        ++d.queueFrom;
        _refuse(d, Errors.WrongQueueFrom.selector);
        --d.queueFrom;
    }

    function proveNext(uint256 seed) external {
        uint256 index = rollup.proven() + 1;
        if (rollup.isFrozen() || index > rollup.committed()) return;
        if (seed % 8 == 0) {
            vm.expectRevert(Errors.InvalidProof.selector);
            rollup.proveBatch(kept[index], PAYEE, badProof());
        }
        vm.prank(actors[seed % actors.length]);
        rollup.proveBatch(kept[index], PAYEE, goodProof());
        _proved(index);
    }

    /// @dev Moves the sums over a proven batch.
    function _proved(uint256 index) private {
        reward = 0;
        for (uint256 i = _after[index - 1].queue; i < _after[index].queue; ++i) {
            queueFees -= rollup.queueItem(i).fee;
            if (queued[i][0] >> 224 != 6) continue;
            if (queued[i][1] >> 160 == ETH) _queuedDeposits.eth -= queued[i][2];
            else _queuedDeposits.zkpow -= queued[i][2];
        }
        Withdrawal[] storage all = _withdrawals[index];
        for (uint256 i = 0; i < all.length; ++i) {
            _open.push(Open(index, i, all[i], _path(all, i)));
            if (all[i].asset == ETH) _openClaims.eth += all[i].value;
            else _openClaims.zkpow += all[i].value;
        }
    }

    function _path(Withdrawal[] storage all, uint256 record) private view returns (bytes32[] memory path) {
        bytes32[] memory layer = new bytes32[](all.length);
        for (uint256 i = 0; i < all.length; ++i) {
            layer[i] = keccak256(abi.encode(i, all[i].recipient, all[i].asset, all[i].value));
        }
        uint256 depth;
        while (1 << depth < all.length) ++depth;
        path = new bytes32[](depth);
        for (uint256 level = 0; level < depth; ++level) {
            path[level] = (record ^ 1) < layer.length ? layer[record ^ 1] : bytes32(0);
            bytes32[] memory above = new bytes32[]((layer.length + 1) / 2);
            for (uint256 i = 0; i < above.length; ++i) {
                bytes32 right = 2 * i + 1 < layer.length ? layer[2 * i + 1] : bytes32(0);
                above[i] = keccak256(abi.encodePacked(layer[2 * i], right));
            }
            (layer, record) = (above, record / 2);
        }
    }

    function goWithoutTheSequencer(uint256 seed) external {
        if (rollup.isFrozen() || !_isOlder(rollup.committedQueue(), PERMISSIONLESS_AFTER)) return;
        uint256 index = rollup.proven() + 1;
        Batch memory last = kept[index - 1];
        Model memory model = _after[index - 1];
        Drafts.Draft memory d = draft();
        (d.index, d.parentHash, d.preRoot) = (index, last.headerHash, last.postRoot);
        (d.firstHeight, d.lastHeight) = (last.heights >> 64, uint64(last.heights));
        (d.l1Origin, d.readyAt, d.queueFrom, d.queueTo) = (last.l1Origin, last.readyAt, last.queueTo, last.queueTo);
        d.postRoot = uint256(keccak256(abi.encode(seed, block.number))) >> 8;
        d.validatorSetNext = last.validatorSetNext;
        delete _withdrawals[index];
        _consumeOne(d, model, index);
        if (seed % 2 == 0 && d.queueTo < rollup.queueLength()) _consumeOne(d, model, index);
        (model.root, model.queue) = (d.postRoot, d.queueTo);
        Header memory header = d.header();
        vm.recordLogs();
        vm.prank(actors[seed % actors.length]);
        rollup.commitAndProve(header, last, PAYEE, goodProof());
        Vm.Log[] memory logs = vm.getRecordedLogs();
        (,, kept[index]) = abi.decode(logs[0].data, (uint256, Header, Batch));
        _after[index] = model;
        _proved(index);
    }

    function pruneIfOverdue() external {
        uint256 index = rollup.proven() + 1;
        if (rollup.isFrozen() || index > rollup.committed()) return;
        uint256 since = kept[index].committedAt > rollup.provenAt() ? kept[index].committedAt : rollup.provenAt();
        if (block.number <= since + PROVE_DEADLINE) {
            vm.expectRevert(Errors.PruneTooEarly.selector);
            rollup.prune(kept[index], kept[index - 1]);
            return;
        }
        uint256 bond = rollup.bond(kept[index].poster);
        rollup.prune(kept[index], kept[index - 1]);
        reward += bond - rollup.bond(kept[index].poster);
    }

    // Paying out

    function claimSomething(uint256 seed) public {
        if (_open.length == 0) return;
        uint256 i = seed % _open.length;
        Open memory open = _open[i];
        rollup.claim(open.batch, open.record, open.withdrawal, open.path);
        vm.expectRevert(Errors.AlreadyClaimed.selector);
        rollup.claim(open.batch, open.record, open.withdrawal, open.path);
        if (open.withdrawal.asset == ETH) _openClaims.eth -= open.withdrawal.value;
        else _openClaims.zkpow -= open.withdrawal.value;
        _open[i] = _open[_open.length - 1];
        _open.pop();
    }

    function pullSomething(uint256 seed) public {
        address actor = actors[seed % actors.length];
        if (rollup.owed(actor) == 0) return;
        vm.prank(actor);
        rollup.pull();
    }

    // Seats

    function takeSeat(uint256 seed) external {
        address member = actors[seed % 4];
        Seat memory seat = rollup.seat((seed >> 8) % 64);
        if (rollup.isFrozen() || seat.next != address(0) || _isPending(seat)) return;
        if (seed % 16 > 5) return;
        vm.prank(member);
        (bool success, bytes memory why) =
            address(rollup).call{value: SEAT_BOND}(abi.encodeCall(rollup.takeSeat, ((seed >> 8) % 64, validators)));
        assertTrue(success || bytes4(why) == Errors.TooManySeats.selector, "takeSeat");
    }

    function leaveSeat(uint256 seed) external {
        Seat memory seat = rollup.seat(seed % 64);
        if (rollup.isFrozen() || seat.next == address(0) || _isPending(seat)) return;
        vm.prank(seat.next);
        rollup.leaveSeat(seed % 64);
    }

    function releaseBond(uint256 seed) public {
        vm.prank(actors[seed % 4]);
        (bool success, bytes memory why) = address(rollup).call(abi.encodeCall(rollup.releaseBond, ()));
        bool why_ = bytes4(why) == Errors.NothingOwed.selector
            || (bytes4(why) == Errors.BondLocked.selector && !rollup.isFrozen());
        assertTrue(success || why_, "releaseBond");
    }

    function _isPending(Seat memory seat) private view returns (bool) {
        uint256 slot = block.number / 4;
        return seat.effectiveBlock > (slot - 3) * 4;
    }

    // The end

    function freezeIfOverdue(uint256 seed) external {
        // seldom, or every run would end soon
        if (seed % 4 != 0 || rollup.isFrozen()) return;
        if (_isOlder(rollup.provenQueue(), ESCAPE_DELAY)) {
            rollup.freeze();
            frozenState = state();
        } else {
            vm.expectRevert(Errors.FreezeTooEarly.selector);
            rollup.freeze();
        }
    }

    function reclaimSomething(uint256 seed) external {
        if (rollup.queueLength() == 0) return;
        _reclaim(seed % rollup.queueLength());
    }

    function _reclaim(uint256 index) private {
        bool possible =
            rollup.isFrozen() && index >= rollup.provenQueue() && rollup.queueItem(index).payer != address(0);
        (bool success,) = address(rollup).call(abi.encodeCall(rollup.reclaim, (index, queued[index])));
        assertTrue(success == possible, "reclaim");
        if (!success) return;
        queueFees -= rollup.queueItem(index).fee;
        if (queued[index][0] >> 224 != 6) return;
        if (queued[index][1] >> 160 == ETH) _queuedDeposits.eth -= queued[index][2];
        else _queuedDeposits.zkpow -= queued[index][2];
    }

    function escapeSomething(uint256 seed) external {
        Amounts memory left = rollup.onL2();
        _escape(Amounts(bound(seed, 0, left.zkpow / 4), bound(seed >> 64, 0, left.eth / 4)));
    }

    function _escape(Amounts memory amounts) private {
        if (!rollup.isFrozen()) return;
        address account = address(uint160(0xe5ca000 + _escaped++));
        rollup.escape(account, BOB, amounts, goodProof());
        vm.expectRevert(Errors.AlreadyEscaped.selector);
        rollup.escape(account, BOB, amounts, goodProof());
        _escapedAmounts.zkpow += amounts.zkpow;
        _escapedAmounts.eth += amounts.eth;
    }

    /// @notice Whatever has happened: the clock runs out, and all that is anybody's leaves without anybody's help.
    function everybodyLeaves() external {
        if (!rollup.isFrozen()) {
            if (rollup.provenQueue() == rollup.queueLength()) {
                queueFees += rollup.queueFee();
                force(true, BOB, ETH, 1);
            }
            vm.roll(block.number + ESCAPE_DELAY + 1);
            rollup.freeze();
        }
        while (_open.length > 0) claimSomething(0);
        for (uint256 i = rollup.provenQueue(); i < rollup.queueLength(); ++i) {
            _reclaim(i);
        }
        _escape(rollup.onL2());
        for (uint256 i = 0; i < 4; ++i) {
            releaseBond(i);
        }
        for (uint256 i = 0; i < actors.length; ++i) {
            pullSomething(i);
        }
    }

    // What should be so

    function _isOlder(uint256 index, uint256 span) private view returns (bool) {
        return index < rollup.queueLength() && block.number - rollup.queueItem(index).enqueuedAt > span;
    }

    /// @notice All that batches and items move.
    function state() public view returns (bytes32) {
        return keccak256(
            abi.encode(rollup.root(), rollup.proven(), rollup.committed(), rollup.queueLength(), rollup.headHash())
        );
    }

    /// @notice L2 at the proven root, less what has escaped.
    function expected() external view returns (Model memory now_) {
        now_ = _after[rollup.proven()];
        now_.zkpow -= _escapedAmounts.zkpow;
        now_.eth -= _escapedAmounts.eth;
    }

    function openClaims() external view returns (Amounts memory) {
        return _openClaims;
    }

    function queuedDeposits() external view returns (Amounts memory) {
        return _queuedDeposits;
    }

    /// @notice Batch and record of the claims that are open.
    function openRecords() external view returns (uint256[2][] memory records) {
        records = new uint256[2][](_open.length);
        for (uint256 i = 0; i < _open.length; ++i) {
            records[i] = [_open[i].batch, _open[i].record];
        }
    }

    function sums() external view returns (uint256 owed, uint256 bondsHeld) {
        for (uint256 i = 0; i < actors.length; ++i) {
            owed += rollup.owed(actors[i]);
            bondsHeld += rollup.bond(actors[i]);
        }
        owed += rollup.owed(address(this));
    }

    function keptHash(uint256 index) external view returns (bytes32) {
        return keccak256(abi.encode(kept[index]));
    }

    function contracts() external view returns (address, address) {
        return (address(rollup), address(token));
    }
}
