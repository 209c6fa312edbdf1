// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {BabyJubJub} from "./BabyJubJub.sol";
import {ClaimsTree} from "./ClaimsTree.sol";
import {Errors} from "./Errors.sol";
import {IRollupBase} from "./IRollup.sol";
import {IBatchVerifier} from "./IVerifiers.sol";
import {Seats} from "./Seats.sol";
import {Slots} from "./Slots.sol";
import {Amounts, Batch, Genesis, Header, Withdrawal} from "./Types.sol";
import {Words} from "./Words.sol";
import {ZkpowToken} from "./ZkpowToken.sol";

/// @title What every variant does with a batch: read it, check its proof, count what enters and leaves L2, pay claims
/// @notice Amounts are in wei.
abstract contract RollupBase is Seats {
    using BitMaps for BitMaps.BitMap;

    /// @notice What the next batch must extend.
    /// @param hash of its header, 0 at genesis
    /// @param root state root after it
    /// @param validatorSet hash of the set that signs the next batch
    /// @param index position in the chain of batches, 0 at genesis
    /// @param l1Origin, readyAt as its header has them, L1 blocks
    /// @param queueTo queue items consumed by its end
    /// @param lastCommitAt L1 block of the last commit; a prune restarts the agents' clock as well
    struct Head {
        bytes32 hash;
        uint256 root;
        bytes32 validatorSet;
        uint48 index;
        uint48 l1Origin;
        uint48 queueTo;
        uint48 readyAt;
        uint48 lastCommitAt;
    }

    /// @notice Funds of accounts on L2 at the proven root, wei.
    struct OnL2 {
        uint128 zkpow;
        uint128 eth;
    }

    /// @inheritdoc IRollupBase
    uint256 public immutable override domain;

    /// @notice Slots of the batch circuit.
    uint256 public immutable capacity;

    IBatchVerifier private immutable _verifier;
    ZkpowToken internal immutable _token;

    Head internal _head;
    OnL2 private _onL2;

    /// @inheritdoc IRollupBase
    mapping(uint256 batch => bytes32) public override claimsRoot;

    mapping(uint256 batch => BitMaps.BitMap) private _claimed;

    /// @dev The deployment brings the bonds of the seats at genesis; the rest of its ETH belongs to accounts on L2.
    constructor(Genesis memory genesis) payable Seats(genesis) {
        if (genesis.l2ChainId >= 2 ** 63 || genesis.root >= BabyJubJub.R) revert Errors.WrongDeployment();
        domain = uint256(genesis.l2ChainId) << 160 | uint160(address(this));
        capacity = genesis.capacity;
        _verifier = IBatchVerifier(genesis.batchVerifier);
        _token = new ZkpowToken(genesis.holders);
        uint256 bonds;
        for (uint256 i = 0; i < SEATS; ++i) {
            if (genesis.seats[i] != address(0)) bonds += genesis.seatBond;
        }
        if (msg.value < bonds || genesis.l2Supply >= 2 ** 127) revert Errors.WrongDeployment();
        _onL2 = OnL2(uint128(genesis.l2Supply), uint128(msg.value - bonds));
        uint48 now_ = uint48(block.number);
        _head = Head(0, genesis.root, genesis.validatorSet, 0, now_, 0, now_, now_);
    }

    /// @inheritdoc IRollupBase
    function claim(uint256 batch, uint256 record, Withdrawal calldata withdrawal, bytes32[] calldata path)
        external
        override
    {
        if (_claimed[batch].get(record)) revert Errors.AlreadyClaimed();
        bytes32 expected = claimsRoot[batch];
        bool exists = expected != 0 && ClaimsTree.contains(expected, record, withdrawal, path);
        if (!exists) revert Errors.NoSuchClaim();
        _claimed[batch].set(record);
        emit Claimed(batch, record, withdrawal.recipient, withdrawal.asset, withdrawal.value);
        if (withdrawal.asset == Slots.ETH) _pay(withdrawal.recipient, withdrawal.value);
        else _token.mint(withdrawal.recipient, withdrawal.value);
    }

    /// @inheritdoc IRollupBase
    function isClaimed(uint256 batch, uint256 record) external view override returns (bool) {
        return _claimed[batch].get(record);
    }

    /// @inheritdoc IRollupBase
    function onL2() public view override returns (Amounts memory) {
        return Amounts(_onL2.zkpow, _onL2.eth);
    }

    /// @inheritdoc IRollupBase
    function token() external view override returns (address) {
        return address(_token);
    }

    /// @inheritdoc IRollupBase
    function headHash() external view override returns (bytes32) {
        return _head.hash;
    }

    /// @inheritdoc IRollupBase
    function validatorSet() public view override returns (bytes32) {
        return _head.validatorSet;
    }

    /// @dev Conditions 0 and 1 of a commit, and the public inputs z and y.
    /// @param head what it must extend
    function _read(Header calldata header, Head memory head) internal view returns (Batch memory batch) {
        Words.checkShape(header, capacity, domain);
        if (header.index != head.index + 1) revert Errors.WrongIndex();
        if (header.parentHash != head.hash) revert Errors.WrongParent();
        if (header.words[3] != head.root) revert Errors.WrongPreRoot();
        if (header.p >= BabyJubJub.R) revert Errors.WordOutOfRange();
        bytes32 wordsHash = Words.hashOf(header.words, capacity);
        batch.index = header.index;
        batch.headerHash = keccak256(
            abi.encode(header.index, header.parentHash, wordsHash, header.p, header.readyAt, header.validatorSetNext)
        );
        batch.postRoot = header.words[4];
        batch.p = header.p;
        batch.z = Words.pointOf(wordsHash, header.p);
        batch.y = Words.open(header.words, batch.z);
        batch.supplyDelta = Words.supplyDelta(header.words);
        batch.validatorSetNext = header.validatorSetNext;
        (batch.heights, batch.l1Origin) = Words.position(header.words);
        batch.readyAt = header.readyAt;
        batch.committedAt = block.number;
        batch.poster = msg.sender;
    }

    /// @dev Condition 4 of a commit: what the slots add up to. The queue's part is checked by who has a queue.
    /// @return acc the queue's accumulator after its items, which are as many as the header says
    function _walk(Batch memory batch, Header calldata header, uint256 queueFrom, bytes32 acc)
        internal
        pure
        returns (bytes32)
    {
        Slots.Sums memory sums = Slots.sum(header.words, acc);
        (uint256 from, uint256 to) = Words.queue(header.words);
        if (from != queueFrom) revert Errors.WrongQueueFrom();
        if (to != from + sums.items) revert Errors.QueueMismatch();
        batch.queueTo = to;
        batch.deposited = sums.deposited;
        batch.withdrawn = sums.withdrawn;
        batch.claimsRoot = sums.claimsRoot;
        return sums.acc;
    }

    function _checkTimes(Batch memory batch, Head memory head) internal view {
        if (batch.l1Origin < head.l1Origin || batch.l1Origin > block.number) revert Errors.OriginOutOfRange();
        if (batch.readyAt < head.readyAt || batch.readyAt > block.number) revert Errors.ReadyOutOfRange();
    }

    /// @dev The head is this batch from now on.
    function _extend(Batch memory batch) internal {
        _head = Head(
            batch.headerHash,
            batch.postRoot,
            batch.validatorSetNext,
            uint48(batch.index),
            uint48(batch.l1Origin),
            uint48(batch.queueTo),
            uint48(batch.readyAt),
            uint48(block.number)
        );
    }

    /// @dev Requires a proof, then moves supply and claims over the batch. The root is the caller's to move.
    function _prove(Batch memory batch, address payee, uint256[8] calldata proof) internal {
        bool proves = _verifier.verifyProof(
            [proof[0], proof[1]],
            [[proof[2], proof[3]], [proof[4], proof[5]]],
            [proof[6], proof[7]],
            [batch.p, batch.z, batch.y, uint160(payee)]
        );
        if (!proves) revert Errors.InvalidProof();
        int256 zkpow = int256(uint256(_onL2.zkpow) + batch.deposited.zkpow) - int256(batch.withdrawn.zkpow);
        int256 eth = int256(uint256(_onL2.eth) + batch.deposited.eth) - int256(batch.withdrawn.eth);
        _setOnL2(zkpow + batch.supplyDelta, eth);
        if (batch.claimsRoot != 0) claimsRoot[batch.index] = batch.claimsRoot;
        emit BatchProved(batch.index, batch.headerHash, batch.postRoot, payee, msg.sender);
    }

    /// @dev Amounts far below 2^127; a proof that said otherwise is refused as well.
    function _setOnL2(int256 zkpow, int256 eth) internal {
        if (zkpow < 0 || eth < 0) revert Errors.L2SupplyBelowZero();
        if (zkpow >= 2 ** 128 || eth >= 2 ** 128) revert Errors.WordOutOfRange();
        _onL2 = OnL2(uint128(uint256(zkpow)), uint128(uint256(eth)));
    }
}
