// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice What a commit posts.
/// @param index position in the chain of batches, from 1; also d_2
/// @param parentHash hash of the header before it, 0 before the first
/// @param words the nine words of the header, then four words for each slot in use; pads are not posted
/// @param p chained Poseidon of all words, pads included (P); the proof vouches for it
/// @param readyAt L1 block at which it could have been committed
/// @param validatorSetNext hash of the set that signs the next batch, see {Certificates}
struct Header {
    uint256 index;
    bytes32 parentHash;
    uint256[] words;
    uint256 p;
    uint256 readyAt;
    bytes32 validatorSetNext;
}

/// @notice A member of a validator set.
/// @param account its address on L1
/// @param stake its weight
struct Validator {
    address account;
    uint256 stake;
}

/// @notice A signature in the short form of EIP-2098.
/// @param r x of the nonce's point
/// @param vs its parity in the highest bit, then s, at most half of the group order
struct Signature {
    bytes32 r;
    bytes32 vs;
}

/// @notice Signatures of validators over a header.
/// @param validators the whole set that the head's header names, by ascending address
/// @param signatures by ascending address of their signers
struct Certificate {
    Validator[] validators;
    Signature[] signatures;
}

/// @notice An amount of each bridged asset, in wei.
struct Amounts {
    uint256 zkpow;
    uint256 eth;
}

/// @notice A committed batch: what is kept of it, as its hash, until it is proven or dropped.
/// @param index position in the chain of batches, from 1
/// @param headerHash hash of its header
/// @param postRoot state root after it
/// @param p public input P
/// @param z public input z: where the words' polynomial is opened
/// @param y public input y: its value there
/// @param claimsRoot root of its withdrawals, see {ClaimsTree}; 0 if there are none
/// @param deposited Σ of its deposits, wei of each asset
/// @param withdrawn Σ of its withdrawals, wei of each asset
/// @param supplyDelta settled − fees, wei of ZKPoW
/// @param queueFees Σ of the fees of the queue items that it consumes, wei of ETH
/// @param validatorSetNext hash of the set that signs the next batch
/// @param heights first height(64) · last height(64) of L2
/// @param l1Origin L1 block of its origin
/// @param queueTo queue items consumed by its end
/// @param readyAt L1 block at which it could have been committed
/// @param committedAt L1 block that committed it
/// @param poster who committed it
struct Batch {
    uint256 index;
    bytes32 headerHash;
    uint256 postRoot;
    uint256 p;
    uint256 z;
    uint256 y;
    bytes32 claimsRoot;
    Amounts deposited;
    Amounts withdrawn;
    int256 supplyDelta;
    uint256 queueFees;
    bytes32 validatorSetNext;
    uint256 heights;
    uint256 l1Origin;
    uint256 queueTo;
    uint256 readyAt;
    uint256 committedAt;
    address poster;
}

/// @notice A 0x7b transaction that goes through the queue, without fee.
/// @param withdraw whether it is a withdrawal to `to` on L1; else a transfer
/// @param sender the L2 account that signed
/// @param to recipient
/// @param asset 0 ZKPoW, 1 ETH
/// @param value wei, above 0
/// @param nonce of the sender
/// @param signature key x, key y, R8 x, R8 y, S: EdDSA on Baby Jubjub
struct Forced {
    bool withdraw;
    address sender;
    address to;
    uint256 asset;
    uint256 value;
    uint256 nonce;
    uint256[5] signature;
}

/// @notice A withdrawal of a proven batch.
/// @param recipient who is paid on L1
/// @param asset 0 ZKPoW, 1 ETH
/// @param value wei
struct Withdrawal {
    address recipient;
    uint256 asset;
    uint256 value;
}

/// @notice An item of the queue.
/// @param acc accumulator of all items up to this one
/// @param payer who paid for it, and gets it back after a freeze; 0 once that is done
/// @param enqueuedAt L1 block that queued it
/// @param fee wei of ETH
struct QueueItem {
    bytes32 acc;
    address payer;
    uint32 enqueuedAt;
    uint64 fee;
}

/// @notice One of the 64 seats of the slot schedule.
/// @param owner who has it before `effectiveBlock`; 0 = nobody
/// @param effectiveBlock L1 block
/// @param next who has it from then on; 0 = nobody
struct Seat {
    address owner;
    uint64 effectiveBlock;
    address next;
}

/// @notice Who owns ZKPoW on L1 at genesis.
struct Holder {
    address account;
    uint256 amount;
}

/// @notice What every variant of the rollup is constructed with.
/// @param l2ChainId chain id of L2, below 2^63
/// @param capacity slots of a batch's circuit
/// @param batchVerifier verifier of batch proofs: P, z, y, payee
/// @param root state root at genesis
/// @param l2Supply ZKPoW in accounts on L2 at genesis, wei; the ETH there comes with the deployment
/// @param holders ZKPoW on L1 at genesis
/// @param validatorSet hash of the validator set at genesis
/// @param seats owners of the 64 seats at genesis; 0 = nobody
/// @param slotBlocks L1 blocks a slot
/// @param seatBond ETH bond of a seat, wei
struct Genesis {
    uint64 l2ChainId;
    uint16 capacity;
    address batchVerifier;
    uint256 root;
    uint256 l2Supply;
    Holder[] holders;
    bytes32 validatorSet;
    address[64] seats;
    uint32 slotBlocks;
    uint128 seatBond;
}

/// @notice Deadlines, fees and caps; spans in L1 blocks, amounts in wei.
/// @param openAfterSlots whole slots after which anybody may commit
/// @param missFine ETH fine of a skipped slot, or of a batch that was pruned
/// @param proveDeadline age at which unproven batches may be pruned
/// @param forceDeadline age at which a queue item must be consumed
/// @param maxForcedPerBatch queue items a batch need not exceed, at most half of its capacity
/// @param permissionlessAfter age of an item at which anybody may commit and prove
/// @param escapeDelay age of an item at which anybody may freeze
/// @param queueFee ETH fee of an item with an empty queue, below 2^64
/// @param queueFeeStep pending items that double the fee
/// @param mintStart mint allowance at genesis, ZKPoW
/// @param mintPerBlock its growth an L1 block of origin
/// @param mintMax its upper bound
struct Rules {
    uint32 openAfterSlots;
    uint128 missFine;
    uint32 proveDeadline;
    uint32 forceDeadline;
    uint32 maxForcedPerBatch;
    uint32 permissionlessAfter;
    uint32 escapeDelay;
    uint64 queueFee;
    uint32 queueFeeStep;
    uint128 mintStart;
    uint128 mintPerBlock;
    uint128 mintMax;
}
