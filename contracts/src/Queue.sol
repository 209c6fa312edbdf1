// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BabyJubJub} from "./BabyJubJub.sol";
import {Errors} from "./Errors.sol";
import {IRollup} from "./IRollup.sol";
import {IPoseidon5} from "./IVerifiers.sol";
import {RollupBase} from "./RollupBase.sol";
import {Slots} from "./Slots.sol";
import {Forced, QueueItem, Rules} from "./Types.sol";

/// @title The queue of deposits and forced transactions
/// @notice One first-in, first-out queue, of which only the accumulator is kept. Ages are in L1 blocks.
abstract contract Queue is RollupBase, IRollup {
    /// @dev Addresses below are the protocol's own.
    uint256 private constant FIRST_RECIPIENT = 2 ** 16;

    /// @dev Supplies are below it, and L2 counts in signed 128 bits.
    uint256 private constant MOST = 2 ** 127;

    uint64 private immutable _fee;
    uint32 private immutable _feeStep;
    IPoseidon5 private immutable _poseidon;

    QueueItem[] private _items;

    constructor(Rules memory rules, address poseidon) {
        if (rules.queueFeeStep == 0) revert Errors.WrongDeployment();
        _fee = rules.queueFee;
        _feeStep = rules.queueFeeStep;
        _poseidon = IPoseidon5(poseidon);
    }

    /// @inheritdoc IRollup
    function enqueueDeposit(address to, uint256 asset, uint256 value) external payable override {
        _requireNormal();
        _checkValue(asset, value);
        if (uint160(to) < FIRST_RECIPIENT) revert Errors.ReservedRecipient();
        uint256 fee = queueFee();
        _takeEth(asset == Slots.ETH ? fee + value : fee);
        if (asset == Slots.ZKPOW) {
            if (_token.balanceOf(msg.sender) < value) revert Errors.NotEnoughTokens();
            _token.burn(msg.sender, value);
        }
        uint256[5] memory unsigned;
        _append([Slots.first(Slots.DEPOSIT, 0, msg.sender), Slots.second(asset, to), value, 0], unsigned, fee);
    }

    /// @inheritdoc IRollup
    function enqueueForced(Forced calldata forced) external payable override {
        _requireNormal();
        _checkValue(forced.asset, forced.value);
        bool reserved = !forced.withdraw && uint160(forced.to) < FIRST_RECIPIENT;
        if (reserved) revert Errors.ReservedRecipient();
        uint256[5] memory signature = forced.signature;
        bool wellFormed = forced.nonce < type(uint64).max && signature[4] < BabyJubJub.SUBGROUP_ORDER
            && BabyJubJub.isOnCurve(signature[0], signature[1]) && BabyJubJub.isOnCurve(signature[2], signature[3]);
        if (!wellFormed) revert Errors.MalformedForced();
        uint256 fee = queueFee();
        _takeEth(fee);
        uint256 kind = forced.withdraw ? Slots.FORCED_WITHDRAW : Slots.FORCED_TRANSFER;
        uint256[4] memory words = [
            Slots.first(kind, forced.nonce, forced.sender),
            Slots.second(forced.asset, forced.to),
            forced.value,
            _poseidon.hash(signature)
        ];
        _append(words, signature, fee);
    }

    /// @inheritdoc IRollup
    function queueLength() public view override returns (uint256) {
        return _items.length;
    }

    /// @inheritdoc IRollup
    function queueItem(uint256 index) external view override returns (QueueItem memory) {
        return _items[index];
    }

    /// @inheritdoc IRollup
    function queueFee() public view override returns (uint256) {
        uint256 pending = _items.length - provenQueue();
        uint256 fee = _fee + uint256(_fee) * pending / _feeStep;
        return fee < type(uint64).max ? fee : type(uint64).max;
    }

    /// @inheritdoc IRollup
    function provenQueue() public view virtual override returns (uint256);

    /// @dev The accumulator of the first `length` items.
    function _accumulator(uint256 length) internal view returns (bytes32) {
        return length == 0 ? bytes32(0) : _items[length - 1].acc;
    }

    /// @dev Σ of the fees of the items from one to before another.
    function _fees(uint256 from, uint256 to) internal view returns (uint256 fees) {
        for (uint256 i = from; i < to; ++i) {
            fees += _items[i].fee;
        }
    }

    /// @dev Whether an item exists and is older than `span` blocks.
    function _isOlder(uint256 index, uint256 span) internal view returns (bool) {
        return index < _items.length && block.number - _items[index].enqueuedAt > span;
    }

    /// @dev Whether an item exists and should be in a batch of that origin.
    function _isDue(uint256 index, uint256 deadline, uint256 l1Origin) internal view returns (bool) {
        return index < _items.length && _items[index].enqueuedAt + deadline <= l1Origin;
    }

    /// @dev Gives an unconsumed item back, once.
    /// @param words the item's words
    function _giveBack(uint256 index, uint256[4] calldata words) internal {
        if (index < provenQueue() || index >= _items.length) revert Errors.NotReclaimable();
        QueueItem storage item = _items[index];
        if (Slots.fold(_accumulator(index), words) != item.acc) revert Errors.NotReclaimable();
        address payer = item.payer;
        if (payer == address(0)) revert Errors.AlreadyReclaimed();
        item.payer = address(0);
        _owe(payer, item.fee);
        if (Slots.kindOf(words[0]) == Slots.DEPOSIT) {
            if (Slots.assetOf(words[1]) == Slots.ETH) _owe(payer, words[2]);
            else _token.mint(payer, words[2]);
        }
        emit Reclaimed(index, payer);
    }

    function _checkValue(uint256 asset, uint256 value) private pure {
        if (value == 0) revert Errors.ValueZero();
        if (value >= MOST) revert Errors.WordOutOfRange();
        if (asset > Slots.ETH) revert Errors.UnknownAsset();
    }

    function _takeEth(uint256 amount) private {
        if (msg.value < amount) revert Errors.FeeAboveMaximum();
        _owe(msg.sender, msg.value - amount);
    }

    function _append(uint256[4] memory words, uint256[5] memory signature, uint256 fee) private {
        uint256 index = _items.length;
        _items.push(QueueItem(Slots.fold(_accumulator(index), words), msg.sender, uint32(block.number), uint64(fee)));
        emit Enqueued(index, msg.sender, fee, words, signature);
    }
}
