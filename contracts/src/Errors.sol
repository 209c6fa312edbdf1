// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Why the rollup reverts a call
/// @notice One name for every condition; the nodes know them by the same names.
library Errors {
    /// The contract is frozen: only claims, pulls, reclaims and escapes are left.
    error Frozen();
    /// Escapes and reclaims need a frozen contract.
    error NotFrozen();

    /// More slots than the capacity, or words that are not nine and four a slot.
    error WrongCount();
    /// A word that is not below r, or an amount outside the width of its field.
    error WordOutOfRange();
    /// A slot of no known kind, or a pad among the posted slots.
    error UnknownKind();
    /// Version, level, capacity, domain or index in the header's words are not this contract's.
    error WrongHeaderWord();
    /// Not the index after the last committed or proven batch.
    error WrongIndex();
    /// The parent hash is not the head's.
    error WrongParent();
    /// The pre-state root is not the head's post-state root.
    error WrongPreRoot();
    /// The slot belongs to another agent, and the batch is not open to anybody yet.
    error NotYourSlot();

    /// These validators are not the set that the head's header names.
    error WrongValidatorSet();
    /// Signers are not strictly ascending.
    error SignersNotAscending();
    /// Nobody of the set has made this signature over this header.
    error SignerNotInSet();
    /// Signed by no more than 2/3 of the stake.
    error CertificateTooLight();

    /// The batch does not start where the last one left the queue.
    error WrongQueueFrom();
    /// The consumed items do not fold into the queue's accumulator.
    error QueueMismatch();
    /// Items past their forced deadline are left out.
    error QueueDeadline();
    /// The L1 origin is before the parent's or in the future.
    error OriginOutOfRange();
    /// `readyAt` is before the parent's or in the future.
    error ReadyOutOfRange();
    /// The oldest queue item is so old that only `commitAndProve` is left.
    error OnlyPermissionless();

    /// No batch is committed at that index.
    error NotCommitted();
    /// These are not the fields of the batch that was committed.
    error WrongBatch();
    /// The pairing check fails for these public inputs.
    error InvalidProof();
    /// More would leave L2 than there is.
    error L2SupplyBelowZero();
    /// The batch settles more than the mint allowance.
    error MintAllowance();

    /// The oldest queue item is not old enough for `commitAndProve`.
    error NotPermissionlessYet();
    /// A permissionless batch consumes at least one queue item, and nothing but items and their opens.
    error NotQueueItemsAlone();
    /// A permissionless batch takes heights, origin, readiness and validator set from the head.
    error NotAsTheHead();

    /// There is no unproven batch.
    error NothingToPrune();
    /// The oldest unproven batch still has time.
    error PruneTooEarly();
    /// No queue item is older than the escape delay.
    error FreezeTooEarly();

    /// A value of 0.
    error ValueZero();
    /// An asset that is not bridged.
    error UnknownAsset();
    /// A recipient below 2^16.
    error ReservedRecipient();
    /// A nonce that no account can have, or a signature outside its domain.
    error MalformedForced();
    /// The queue fee, and the value of a deposit of ETH, are more than was sent.
    error FeeAboveMaximum();
    /// Fewer ZKPoW tokens on L1 than the deposit burns.
    error NotEnoughTokens();

    /// The record is not in the batch's claims root.
    error NoSuchClaim();
    error AlreadyClaimed();
    /// The item was consumed by a proven batch, or does not exist, or these are not its words.
    error NotReclaimable();
    error AlreadyReclaimed();
    /// The exit proof is not one against the proven root.
    error WrongExitProof();
    /// An exit to the account itself is sent by the account.
    error NotTheAccount();
    error AlreadyEscaped();
    error NothingOwed();
    /// The recipient did not take its ETH.
    error TransferFailed();

    error NotAValidator();
    error NoSuchSeat();
    error SeatTaken();
    error NotYourSeat();
    /// The seat's previous change can still be read by a slot or a fine.
    error SeatChangePending();
    /// More than ⌈64 × stake share⌉ seats.
    error TooManySeats();
    /// Not exactly the bond of a seat was sent.
    error WrongBond();
    /// The bond stays while a commit of its owner is unproven.
    error BondLocked();

    /// The rollup cannot be constructed with these parameters.
    error WrongDeployment();
    /// Only the rollup mints and burns.
    error NotTheRollup();
    /// The faucet gives once in a while only.
    error FaucetTooEarly();
}
