// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Amounts, Batch, Certificate, Forced, Header, QueueItem, Seat, Validator, Withdrawal} from "./Types.sol";

/// @title What every variant of the rollup does: how its proven state pays, and who may commit when
/// @notice Amounts are in wei, spans and times in L1 blocks. Why a call reverts: see {Errors}.
interface IRollupBase {
    /// @notice The state root moved over a batch.
    /// @param index of the batch
    /// @param headerHash of its header
    /// @param postRoot the state root now
    /// @param payee L2 account that its proof names, 0 for nobody
    /// @param poster who brought the proof
    event BatchProved(
        uint256 indexed index, bytes32 indexed headerHash, uint256 postRoot, address payee, address indexed poster
    );

    /// @notice A withdrawal was paid.
    event Claimed(uint256 indexed batch, uint256 record, address indexed recipient, uint256 asset, uint256 value);

    /// @notice What was owed was paid, wei of ETH.
    event Pulled(address indexed to, uint256 amount);

    /// @notice A seat changes hands at an L1 block.
    event SeatChanged(uint256 indexed seat, address owner, address next, uint256 effectiveBlock);

    /// @notice Pays a withdrawal of a proven batch to its recipient, once; anybody may call.
    /// @param batch index of the batch
    /// @param record position among the batch's withdrawals, from 0
    /// @param withdrawal the record
    /// @param path siblings in the batch's claims tree, from the leaf up
    function claim(uint256 batch, uint256 record, Withdrawal calldata withdrawal, bytes32[] calldata path) external;

    /// @notice Pays what the contract owes the caller.
    function pull() external;

    /// @notice Bonds a seat of the slot schedule, from 40 blocks later on; a seat is free if it is empty or its
    /// owner is in the validator set no longer.
    /// @param seat 0 to 63
    /// @param validators the set that the head's header names
    function takeSeat(uint256 seat, Validator[] calldata validators) external payable;

    /// @notice Empties a seat of the caller, from 40 blocks later on.
    /// @param seat 0 to 63
    function leaveSeat(uint256 seat) external;

    /// @notice Makes owed the bonds of seats that the caller has left and can no longer be fined for.
    function releaseBond() external;

    /// @notice Index of the last proven batch, 0 before the first.
    function proven() external view returns (uint256);

    /// @notice Hash of the header that the next batch must extend, 0 at genesis.
    function headHash() external view returns (bytes32);

    /// @notice Hash of the validator set that the head's header names: it signs the next batch and may hold seats.
    function validatorSet() external view returns (bytes32);

    /// @notice The proven state root.
    function root() external view returns (uint256);

    /// @notice chain id(64) · contract(160): the word d_1 of every statement.
    function domain() external view returns (uint256);

    /// @notice ZKPoW and ETH in accounts on L2 at the proven root.
    function onL2() external view returns (Amounts memory);

    /// @notice Root of the withdrawals of a proven batch.
    function claimsRoot(uint256 batch) external view returns (bytes32);

    /// @notice Whether a withdrawal was paid.
    function isClaimed(uint256 batch, uint256 record) external view returns (bool);

    /// @notice What an account can pull, wei of ETH.
    function owed(address account) external view returns (uint256);

    /// @notice ETH bonds of an owner of seats.
    function bond(address owner) external view returns (uint256);

    /// @notice A seat as it is stored.
    function seat(uint256 number) external view returns (Seat memory);

    /// @notice The agent of a slot that has begun within the last 223 blocks, 0 if its seat is empty.
    function agent(uint256 slot) external view returns (address);

    /// @notice The L1 token of ZKPoW.
    function token() external view returns (address);
}

/// @title The rollup on L1: commit, then prove, with a queue that nobody can hold back and a way out
interface IRollup is IRollupBase {
    /// @notice A batch's order is fixed; everything that its proof needs.
    event BatchCommitted(uint256 indexed index, bytes32 indexed headerHash, address indexed poster, Batch batch);

    /// @notice A batch of queue items alone was committed and proven without the sequencer.
    /// @param header with its words: a contract may have called
    /// @param dropped number of unproven batches that it dropped
    event PermissionlessBatch(
        uint256 indexed index,
        bytes32 indexed headerHash,
        address indexed poster,
        uint256 dropped,
        Header header,
        Batch batch
    );

    /// @notice Unproven batches were dropped for being overdue.
    /// @param first index of the oldest
    /// @param dropped how many
    /// @param poster of the first, and `fine` taken from its bond, wei of ETH, for whoever proves next
    event Pruned(uint256 indexed first, uint256 dropped, address indexed poster, uint256 fine);

    /// @notice The contract is frozen for ever.
    event Frozen();

    /// @notice The queue has a new item.
    /// @param words its four words, applied bit 0
    /// @param signature key x, key y, R8 x, R8 y, S of a forced item; zeros for a deposit
    event Enqueued(uint256 indexed index, address indexed payer, uint256 fee, uint256[4] words, uint256[5] signature);

    /// @notice A queue item went back to its payer.
    event Reclaimed(uint256 indexed index, address indexed payer);

    /// @notice An account left the frozen rollup.
    event Escaped(address indexed account, address indexed recipient, uint256 zkpow, uint256 eth);

    /// @notice The agent of a skipped slot paid a fine to whoever committed instead.
    event SlotSkipped(uint256 indexed slot, address indexed owner, uint256 fine);

    /// @notice Posts the ordered data of the next batch and fixes its order.
    function commitBatch(Header calldata header, Certificate calldata certificate) external;

    /// @notice Moves the state root over the oldest committed batch that is not proven; anybody may call.
    /// @param batch its fields as {BatchCommitted} has them
    /// @param payee L2 account that the proof names, 0 for nobody
    /// @param proof a.x, a.y, b.x1, b.x0, b.y1, b.y0, c.x, c.y
    function proveBatch(Batch calldata batch, address payee, uint256[8] calldata proof) external;

    /// @notice Commits and proves a batch of queue items alone, without certificate, once the queue has waited too
    /// long; drops what is unproven. Anybody may call.
    /// @param last fields of the last proven batch, which the new one must extend; see {genesisBatch}
    function commitAndProve(Header calldata header, Batch calldata last, address payee, uint256[8] calldata proof)
        external;

    /// @notice Drops all unproven batches once the oldest is overdue.
    /// @param first fields of the oldest of them
    /// @param last fields of the last proven batch, which becomes the head; see {genesisBatch}
    function prune(Batch calldata first, Batch calldata last) external;

    /// @notice Queues a deposit. Costs {queueFee} in ETH, and `value` more if that is ETH; what is sent beyond
    /// becomes owed. ZKPoW is burned from the caller's tokens.
    /// @param to the L2 account
    /// @param asset 0 ZKPoW, 1 ETH
    /// @param value wei
    function enqueueDeposit(address to, uint256 asset, uint256 value) external payable;

    /// @notice Queues a transaction that the sequencer cannot refuse. Costs {queueFee} in ETH; what is sent beyond
    /// becomes owed.
    function enqueueForced(Forced calldata forced) external payable;

    /// @notice Ends normal operation for ever, once the queue has waited for the escape delay.
    function freeze() external;

    /// @notice After a freeze: a deposit and the fee of an item that was not consumed go back to its payer.
    /// @param index of the item
    /// @param words its four words, as {Enqueued} has them
    function reclaim(uint256 index, uint256[4] calldata words) external;

    /// @notice After a freeze: leaves with all that an account has at the proven root, once.
    /// @param account on L2, without code
    /// @param recipient who is paid on L1; if it is the account, that must be the caller
    /// @param amounts max(0, balance + bonded − debt), and bridged ETH
    /// @param proof a.x, a.y, b.x1, b.x0, b.y1, b.y0, c.x, c.y
    function escape(address account, address recipient, Amounts calldata amounts, uint256[8] calldata proof) external;

    /// @notice Index of the last committed batch, at least {proven}.
    function committed() external view returns (uint256);

    /// @notice Queue items consumed by committed batches.
    function committedQueue() external view returns (uint256);

    /// @notice Queue items consumed by proven batches.
    function provenQueue() external view returns (uint256);

    /// @notice L1 block of the last commit or prune.
    function lastCommitAt() external view returns (uint256);

    /// @notice L1 block of the last proof.
    function provenAt() external view returns (uint256);

    /// @notice Hash of the fields of a batch, 0 where none is committed.
    function batchHash(uint256 index) external view returns (bytes32);

    /// @notice Fields that stand for a batch before the first.
    function genesisBatch() external view returns (Batch memory);

    /// @notice Items ever queued.
    function queueLength() external view returns (uint256);

    /// @notice An item of the queue.
    function queueItem(uint256 index) external view returns (QueueItem memory);

    /// @notice ETH fee of the next item: queueFee × (1 + pending / queueFeeStep).
    function queueFee() external view returns (uint256);

    /// @notice ZKPoW that may still be settled beyond what fees take in.
    function mintAllowance() external view returns (uint256);

    /// @notice Whether the contract is frozen.
    function isFrozen() external view returns (bool);

    /// @notice Whether an account has left.
    function hasEscaped(address account) external view returns (bool);
}

/// @title The rollup as first thought of: one post when a batch is proven, by the slot's agent alone
interface ILiteralRollup is IRollupBase {
    /// @notice Commits and proves the next batch.
    /// @param payee L2 account that the proof names, 0 for nobody
    /// @param proof a.x, a.y, b.x1, b.x0, b.y1, b.y0, c.x, c.y
    function submitBatch(Header calldata header, address payee, uint256[8] calldata proof) external;
}
