// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Certificates} from "./Certificates.sol";
import {Errors} from "./Errors.sol";
import {IRollupBase} from "./IRollup.sol";
import {Payments} from "./Payments.sol";
import {Genesis, Seat, Validator} from "./Types.sol";

/// @title Who may commit when
/// @notice L1 time goes in slots of `slotBlocks` blocks, slot s from block s × slotBlocks on, one agent each:
/// agent(s) = seat[keccak(blockhash(start(s) − 32), s) mod 64], read as of its start. Nothing is stored for a slot, and
/// a reorganisation shallower than 32 cannot change one. Seats are bonded in ETH, wei.
abstract contract Seats is Payments {
    uint256 internal constant SEATS = 64;

    /// @dev Blocks before a slot's start whose hash is its seed.
    uint256 private constant SEED_DEPTH = 32;

    /// @dev Blocks after which a change of a seat acts: more than the seed is old, so seats come first.
    uint256 private constant NOTICE = 40;

    /// @dev Most skipped slots that are fined at a fallback commit.
    uint256 internal constant FINED_SLOTS = 3;

    /// @dev The EVM knows the hashes of as many blocks; skipped slots must be among them.
    uint256 private constant HASHES = 256;

    /// @notice Bonds of an owner of seats, and what keeps them there.
    /// @param amount wei of ETH
    /// @param lastCommit index of the last batch that it committed
    /// @param drops how often unproven batches had been dropped before
    struct Bond {
        uint128 amount;
        uint64 lastCommit;
        uint64 drops;
    }

    uint256 internal immutable slotBlocks;
    uint256 internal immutable seatBond;

    Seat[SEATS] private _seats;
    mapping(address owner => Bond) internal _bonds;

    /// @dev The bonds of the seats at genesis must come with the deployment; says what they are.
    constructor(Genesis memory genesis) {
        if (genesis.slotBlocks == 0) revert Errors.WrongDeployment();
        if (SEED_DEPTH + (FINED_SLOTS + 1) * genesis.slotBlocks > HASHES) revert Errors.WrongDeployment();
        slotBlocks = genesis.slotBlocks;
        seatBond = genesis.seatBond;
        for (uint256 i = 0; i < SEATS; ++i) {
            address owner = genesis.seats[i];
            if (owner == address(0)) continue;
            _seats[i] = Seat(owner, 0, owner);
            _bonds[owner].amount += genesis.seatBond;
        }
    }

    /// @inheritdoc IRollupBase
    function takeSeat(uint256 number, Validator[] calldata validators) external payable override {
        _requireNormal();
        if (Certificates.hashOf(validators) != validatorSet()) revert Errors.WrongValidatorSet();
        uint256 stake = Certificates.stakeOf(validators, msg.sender);
        if (stake == 0) revert Errors.NotAValidator();
        Seat storage taken = _changeable(number);
        if (Certificates.stakeOf(validators, taken.next) > 0) revert Errors.SeatTaken();
        uint256 total = Certificates.totalOf(validators);
        uint256 most = (SEATS * stake + total - 1) / total;
        if (_held(msg.sender, block.number) >= most) revert Errors.TooManySeats();
        if (msg.value != seatBond) revert Errors.WrongBond();
        _bonds[msg.sender].amount += uint128(msg.value);
        _change(number, taken, msg.sender);
    }

    /// @inheritdoc IRollupBase
    function leaveSeat(uint256 number) external override {
        _requireNormal();
        Seat storage left = _changeable(number);
        if (left.next != msg.sender) revert Errors.NotYourSeat();
        _change(number, left, address(0));
    }

    /// @inheritdoc IRollupBase
    function releaseBond() external override {
        uint256 locked;
        if (!_isFrozen()) {
            if (_hasUnproven(msg.sender)) revert Errors.BondLocked();
            locked = seatBond * _held(msg.sender, _readSince());
        }
        uint256 amount = _bonds[msg.sender].amount;
        if (amount <= locked) revert Errors.NothingOwed();
        _owe(msg.sender, _takeBond(msg.sender, amount - locked));
    }

    /// @inheritdoc IRollupBase
    function bond(address owner) external view override returns (uint256) {
        return _bonds[owner].amount;
    }

    /// @inheritdoc IRollupBase
    function seat(uint256 number) external view override returns (Seat memory) {
        return _seats[number];
    }

    /// @inheritdoc IRollupBase
    function agent(uint256 slot) public view override returns (address) {
        uint256 start = slot * slotBlocks;
        bytes32 seed = start < SEED_DEPTH ? bytes32(0) : blockhash(start - SEED_DEPTH);
        return _ownerAt(_seats[uint256(keccak256(abi.encode(seed, slot))) % SEATS], start);
    }

    /// @inheritdoc IRollupBase
    function validatorSet() public view virtual override returns (bytes32);

    function _requireNormal() internal view virtual;

    function _isFrozen() internal view virtual returns (bool);

    /// @dev Whether a batch of this poster may still turn out unprovable.
    function _hasUnproven(address poster) internal view virtual returns (bool);

    /// @dev The slot of this block.
    function _slot() internal view returns (uint256) {
        return block.number / slotBlocks;
    }

    /// @dev Takes min(bond, most) and says how much that was; the caller says for whom.
    function _takeBond(address owner, uint256 most) internal returns (uint256 taken) {
        Bond storage own = _bonds[owner];
        taken = own.amount < most ? own.amount : most;
        own.amount -= uint128(taken);
    }

    function _ownerAt(Seat storage held, uint256 number) private view returns (address) {
        return number < held.effectiveBlock ? held.owner : held.next;
    }

    /// @dev A seat has room for one change: the next waits until no slot or fine can ask for the last.
    function _changeable(uint256 number) private view returns (Seat storage changed) {
        if (number >= SEATS) revert Errors.NoSuchSeat();
        changed = _seats[number];
        if (changed.effectiveBlock > _readSince()) revert Errors.SeatChangePending();
    }

    function _change(uint256 number, Seat storage changed, address owner) private {
        (changed.owner, changed.next) = (changed.next, owner);
        changed.effectiveBlock = uint64(block.number + NOTICE);
        emit SeatChanged(number, changed.owner, owner, changed.effectiveBlock);
    }

    /// @dev Start of the earliest slot that may still be asked for: the skipped ones and the present one.
    function _readSince() private view returns (uint256) {
        uint256 slot = _slot();
        return slot < FINED_SLOTS ? 0 : (slot - FINED_SLOTS) * slotBlocks;
    }

    /// @dev Seats that are or will be a member's, as of a block.
    function _held(address member, uint256 number) private view returns (uint256 held) {
        for (uint256 i = 0; i < SEATS; ++i) {
            Seat storage one = _seats[i];
            bool concerns = one.next == member || (number < one.effectiveBlock && one.owner == member);
            if (concerns) ++held;
        }
    }
}
