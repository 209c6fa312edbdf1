// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Certificates} from "./Certificates.sol";
import {Errors} from "./Errors.sol";
import {IRollup, IRollupBase} from "./IRollup.sol";
import {IExitVerifier} from "./IVerifiers.sol";
import {Queue} from "./Queue.sol";
import {RollupBase} from "./RollupBase.sol";
import {Seats} from "./Seats.sol";
import {Slots} from "./Slots.sol";
import {Amounts, Batch, Certificate, Genesis, Header, Rules} from "./Types.sol";

/// @title The rollup on L1
/// @notice A commit posts a batch and fixes its order, a proof moves the state root over it. It is normal until it is
/// frozen, then frozen for ever. There is no owner, no pause and no way to change its code.
contract Rollup is Queue, EIP712 {
    /// @notice The last proven batch, and what is left of those after it.
    /// @param index of the last proven batch, 0 at genesis
    /// @param provenAt L1 block of its proof
    /// @param queueTo queue items consumed by its end
    /// @param l1Origin of it
    /// @param drops how often unproven batches were dropped
    /// @param frozen whether that was the last one ever
    struct Proven {
        uint48 index;
        uint48 provenAt;
        uint48 queueTo;
        uint48 l1Origin;
        uint48 drops;
        bool frozen;
    }

    IExitVerifier private immutable _exitVerifier;
    uint256 private immutable _genesisRoot;
    bytes32 private immutable _genesisSet;
    uint256 private immutable _genesisBlock;
    uint256 private immutable _openAfterSlots;
    uint256 private immutable _missFine;
    uint256 private immutable _proveDeadline;
    uint256 private immutable _forceDeadline;
    uint256 private immutable _maxForcedPerBatch;
    uint256 private immutable _permissionlessAfter;
    uint256 private immutable _escapeDelay;
    uint256 private immutable _mintPerBlock;
    uint256 private immutable _mintMax;

    /// @inheritdoc IRollupBase
    uint256 public override root;

    Proven private _proven;

    /// @dev Wei of ZKPoW.
    uint128 private _mintAllowance;

    /// @dev Fines of pruned posters, for whoever proves next; wei of ETH.
    uint128 private _proverReward;

    /// @dev keccak of a batch's fields; what stands beyond the last committed index is void.
    mapping(uint256 index => bytes32) private _batches;

    /// @inheritdoc IRollup
    mapping(address account => bool) public override hasEscaped;

    constructor(Genesis memory genesis, Rules memory rules, address exitVerifier, address poseidon)
        payable
        RollupBase(genesis)
        Queue(rules, poseidon)
        EIP712("crowdroll", "1")
    {
        if (2 * uint256(rules.maxForcedPerBatch) > genesis.capacity) revert Errors.WrongDeployment();
        _exitVerifier = IExitVerifier(exitVerifier);
        _genesisRoot = genesis.root;
        _genesisSet = genesis.validatorSet;
        _genesisBlock = block.number;
        _openAfterSlots = rules.openAfterSlots;
        _missFine = rules.missFine;
        _proveDeadline = rules.proveDeadline;
        _forceDeadline = rules.forceDeadline;
        _maxForcedPerBatch = rules.maxForcedPerBatch;
        _permissionlessAfter = rules.permissionlessAfter;
        _escapeDelay = rules.escapeDelay;
        _mintPerBlock = rules.mintPerBlock;
        _mintMax = rules.mintMax;
        _mintAllowance = rules.mintStart;
        root = genesis.root;
        _proven = Proven(0, uint48(block.number), 0, uint48(block.number), 0, false);
        _batches[0] = _hash(_genesis(genesis.root, genesis.validatorSet, block.number));
    }

    // Commit

    /// @inheritdoc IRollup
    function commitBatch(Header calldata header, Certificate calldata certificate) external override {
        _requireNormal();
        Head memory head = _head;
        Batch memory batch = _read(header, head);
        _takeTurn(head, header.readyAt);
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(Certificates.TYPE_HASH, batch.headerHash)));
        Certificates.check(certificate, digest, head.validatorSet);
        _consume(batch, header, head.queueTo);
        _checkTimes(batch, head);
        bool enough = batch.queueTo >= head.queueTo + _maxForcedPerBatch
            || !_isDue(batch.queueTo, _forceDeadline, batch.l1Origin);
        if (!enough) revert Errors.QueueDeadline();
        if (_isOlder(head.queueTo, _permissionlessAfter)) revert Errors.OnlyPermissionless();
        _extend(batch);
        _batches[batch.index] = _hash(batch);
        (_bonds[msg.sender].lastCommit, _bonds[msg.sender].drops) = (uint64(batch.index), _proven.drops);
        emit BatchCommitted(batch.index, batch.headerHash, msg.sender, batch);
    }

    /// @dev Condition 2 of a commit: the slot is the sender's, or nobody's, or has fallen open; then the agents of the
    /// slots that were skipped pay the sender.
    function _takeTurn(Head memory head, uint256 readyAt) private {
        uint256 slot = _slot();
        address turn = agent(slot);
        if (turn == msg.sender || turn == address(0)) return;
        uint256 since = readyAt > head.lastCommitAt ? readyAt : head.lastCommitAt;
        if (slot <= since / slotBlocks + _openAfterSlots) revert Errors.NotYourSlot();
        uint256 skipped = _openAfterSlots < FINED_SLOTS ? _openAfterSlots : FINED_SLOTS;
        for (uint256 missed = slot - skipped; missed < slot; ++missed) {
            address owner = agent(missed);
            uint256 fine = _takeBond(owner, _missFine);
            if (fine == 0) continue;
            _owe(msg.sender, fine);
            emit SlotSkipped(missed, owner, fine);
        }
    }

    /// @dev Condition 4 of a commit: the queue items among the slots are the queue's next.
    function _consume(Batch memory batch, Header calldata header, uint256 from) private view {
        bytes32 acc = _walk(batch, header, from, _accumulator(from));
        bool isQueue = batch.queueTo <= queueLength() && acc == _accumulator(batch.queueTo);
        if (!isQueue) revert Errors.QueueMismatch();
        batch.queueFees = _fees(from, batch.queueTo);
    }

    // Prove

    /// @inheritdoc IRollup
    function proveBatch(Batch calldata batch, address payee, uint256[8] calldata proof) external override {
        _requireNormal();
        if (batch.index != _proven.index + 1) revert Errors.WrongIndex();
        if (batch.index > _head.index) revert Errors.NotCommitted();
        if (_hash(batch) != _batches[batch.index]) revert Errors.WrongBatch();
        _advance(batch, payee, proof);
    }

    /// @inheritdoc IRollup
    function commitAndProve(Header calldata header, Batch calldata last, address payee, uint256[8] calldata proof)
        external
        override
    {
        _requireNormal();
        if (!_isOlder(_head.queueTo, _permissionlessAfter)) revert Errors.NotPermissionlessYet();
        uint256 dropped = _dropUnproven(last);
        Head memory head = _head;
        Batch memory batch = _read(header, head);
        Slots.requireItemsAlone(header.words);
        // settled is shifted by 2^127
        bool settlesNothing = header.words[5] == 0 && batch.supplyDelta == 0;
        if (!settlesNothing) revert Errors.NotQueueItemsAlone();
        bool asHead = batch.heights == last.heights && batch.l1Origin == last.l1Origin && batch.readyAt == last.readyAt
            && batch.validatorSetNext == last.validatorSetNext;
        if (!asHead) revert Errors.NotAsTheHead();
        _consume(batch, header, head.queueTo);
        _extend(batch);
        _batches[batch.index] = _hash(batch);
        emit PermissionlessBatch(batch.index, batch.headerHash, msg.sender, dropped, header, batch);
        _advance(batch, payee, proof);
    }

    /// @dev Moves the root, the supply, the queue and the claims over the next batch.
    function _advance(Batch memory batch, address payee, uint256[8] calldata proof) private {
        Proven memory before = _proven;
        _prove(batch, payee, proof);
        uint256 allowance = _mintAllowance + _mintPerBlock * (batch.l1Origin - before.l1Origin);
        int256 left = int256(allowance < _mintMax ? allowance : _mintMax) - batch.supplyDelta;
        if (left < 0) revert Errors.MintAllowance();
        _owe(batch.poster, batch.queueFees);
        _owe(msg.sender, _proverReward);
        (_mintAllowance, _proverReward) = (uint128(uint256(left) < _mintMax ? uint256(left) : _mintMax), 0);
        root = batch.postRoot;
        _proven = Proven(
            uint48(batch.index),
            uint48(block.number),
            uint48(batch.queueTo),
            uint48(batch.l1Origin),
            before.drops,
            false
        );
    }

    /// @inheritdoc IRollup
    function prune(Batch calldata first, Batch calldata last) external override {
        _requireNormal();
        uint256 index = _proven.index + 1;
        if (index > _head.index) revert Errors.NothingToPrune();
        if (_hash(first) != _batches[index]) revert Errors.WrongBatch();
        uint256 since = first.committedAt > _proven.provenAt ? first.committedAt : _proven.provenAt;
        if (block.number <= since + _proveDeadline) revert Errors.PruneTooEarly();
        uint256 fine = _takeBond(first.poster, _missFine);
        _proverReward += uint128(fine);
        uint256 dropped = _dropUnproven(last);
        emit Pruned(index, dropped, first.poster, fine);
    }

    /// @dev The head is the last proven batch again; says how many others there were.
    /// @param last fields of the last proven batch
    function _dropUnproven(Batch calldata last) private returns (uint256 dropped) {
        if (_hash(last) != _batches[_proven.index]) revert Errors.WrongBatch();
        dropped = _head.index - _proven.index;
        // with the agents' clock at this block, or all slots since the last commit would count as skipped
        _extend(last);
        if (dropped > 0) ++_proven.drops;
    }

    // Freeze and leave

    /// @inheritdoc IRollup
    function freeze() external override {
        _requireNormal();
        if (!_isOlder(_proven.queueTo, _escapeDelay)) revert Errors.FreezeTooEarly();
        _proven.frozen = true;
        emit Frozen();
    }

    /// @inheritdoc IRollup
    function reclaim(uint256 index, uint256[4] calldata words) external override {
        if (!_proven.frozen) revert Errors.NotFrozen();
        _giveBack(index, words);
    }

    /// @inheritdoc IRollup
    function escape(address account, address recipient, Amounts calldata amounts, uint256[8] calldata proof)
        external
        override
    {
        if (!_proven.frozen) revert Errors.NotFrozen();
        if (hasEscaped[account]) revert Errors.AlreadyEscaped();
        // or anybody could burn a victim's one exit with a proof that its owner has not signed
        if (recipient == account && msg.sender != account) revert Errors.NotTheAccount();
        bool proves = _exitVerifier.verifyProof(
            [proof[0], proof[1]],
            [[proof[2], proof[3]], [proof[4], proof[5]]],
            [proof[6], proof[7]],
            [domain, root, uint160(account), uint160(recipient), amounts.zkpow, amounts.eth]
        );
        if (!proves) revert Errors.WrongExitProof();
        hasEscaped[account] = true;
        Amounts memory left = onL2();
        _setOnL2(int256(left.zkpow) - int256(amounts.zkpow), int256(left.eth) - int256(amounts.eth));
        emit Escaped(account, recipient, amounts.zkpow, amounts.eth);
        if (amounts.zkpow > 0) _token.mint(recipient, amounts.zkpow);
        _pay(recipient, amounts.eth);
    }

    // What is so

    /// @inheritdoc IRollupBase
    function proven() external view override returns (uint256) {
        return _proven.index;
    }

    /// @inheritdoc IRollup
    function committed() external view override returns (uint256) {
        return _head.index;
    }

    /// @inheritdoc IRollup
    function committedQueue() external view override returns (uint256) {
        return _head.queueTo;
    }

    /// @inheritdoc IRollup
    function provenQueue() public view override returns (uint256) {
        return _proven.queueTo;
    }

    /// @inheritdoc IRollup
    function lastCommitAt() external view override returns (uint256) {
        return _head.lastCommitAt;
    }

    /// @inheritdoc IRollup
    function provenAt() external view override returns (uint256) {
        return _proven.provenAt;
    }

    /// @inheritdoc IRollup
    function batchHash(uint256 index) external view override returns (bytes32) {
        return index <= _head.index ? _batches[index] : bytes32(0);
    }

    /// @inheritdoc IRollup
    function genesisBatch() external view override returns (Batch memory) {
        return _genesis(_genesisRoot, _genesisSet, _genesisBlock);
    }

    /// @inheritdoc IRollup
    function mintAllowance() external view override returns (uint256) {
        return _mintAllowance;
    }

    /// @inheritdoc IRollup
    function isFrozen() external view override returns (bool) {
        return _proven.frozen;
    }

    function _requireNormal() internal view override {
        if (_proven.frozen) revert Errors.Frozen();
    }

    function _isFrozen() internal view override returns (bool) {
        return _proven.frozen;
    }

    /// @inheritdoc Seats
    function _hasUnproven(address poster) internal view override returns (bool) {
        Bond storage own = _bonds[poster];
        return own.drops == _proven.drops && own.lastCommit > _proven.index;
    }

    function _genesis(uint256 genesisRoot, bytes32 set, uint256 madeAt) private pure returns (Batch memory batch) {
        batch.postRoot = genesisRoot;
        batch.validatorSetNext = set;
        (batch.l1Origin, batch.readyAt, batch.committedAt) = (madeAt, madeAt, madeAt);
    }

    function _hash(Batch memory batch) private pure returns (bytes32) {
        return keccak256(abi.encode(batch));
    }
}
