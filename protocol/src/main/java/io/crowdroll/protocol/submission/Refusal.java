package io.crowdroll.protocol.submission;

/** Why the L1 contract reverts a call: one name for every condition of L1.md. */
public enum Refusal {
  /** The contract is frozen: only claims, pulls, reclaims and escapes are left. */
  FROZEN,
  /** Escapes and reclaims need a frozen contract. */
  NOT_FROZEN,
  /** The deployment commits, then proves; or it submits in one call (literal). */
  NOT_IN_THIS_MODE,
  /** The deployment has no queue (literal). */
  NO_QUEUE,

  /**
   * More transitions than the capacity, or fewer than the queue items and withdrawals among them.
   */
  WRONG_COUNT,
  /** An amount outside the width of its word. */
  WORD_OUT_OF_RANGE,
  /** Not the index after the last committed or proven batch. */
  WRONG_INDEX,
  /** The parent hash is not the head's. */
  WRONG_PARENT,
  /** The pre-state root is not the head's post-state root. */
  WRONG_PRE_ROOT,
  /** The slot belongs to another agent, and the batch is not open to anybody yet. */
  NOT_YOUR_SLOT,

  CERTIFICATE_OF_ANOTHER_HEADER,
  SIGNERS_NOT_ASCENDING,
  SIGNER_NOT_IN_SET,
  /** Signed by no more than 2/3 of the stake. */
  CERTIFICATE_TOO_LIGHT,

  /** The batch does not start where the last one left the queue. */
  WRONG_QUEUE_FROM,
  /** The consumed items do not fold into the queue's accumulator at {@code queueTo}. */
  QUEUE_MISMATCH,
  /** Deposits, or applied forced withdrawals, are not those of the consumed items. */
  QUEUE_SUMS_MISMATCH,
  /** Items past their forced deadline are left out. */
  QUEUE_DEADLINE,
  /** The L1 origin is before the parent's or in the future. */
  ORIGIN_OUT_OF_RANGE,
  /** {@code readyAt} is before the parent's or in the future. */
  READY_OUT_OF_RANGE,
  /** The oldest queue item is so old that only {@code commitAndProve} is left. */
  ONLY_PERMISSIONLESS,

  /** No batch is committed at that index. */
  NOT_COMMITTED,
  /** The pairing check fails for these public inputs. */
  INVALID_PROOF,
  /** The batch would withdraw more than there is on L2. */
  L2_SUPPLY_BELOW_ZERO,
  /** The batch settles more than the mint allowance. */
  MINT_ALLOWANCE,

  /** The oldest queue item is not old enough for {@code commitAndProve}. */
  NOT_PERMISSIONLESS_YET,
  /** A permissionless batch consumes at least one queue item, and nothing but items and opens. */
  NOT_QUEUE_ITEMS_ALONE,
  /** A permissionless batch takes heights, origin, readiness and validator set from the head. */
  NOT_AS_THE_HEAD,

  NOTHING_TO_PRUNE,
  /** The oldest unproven batch still has time. */
  PRUNE_TOO_EARLY,
  /** No queue item is older than the escape delay. */
  FREEZE_TOO_EARLY,

  /** A value of 0. */
  VALUE_ZERO,
  /** A recipient below 2^16. */
  RESERVED_RECIPIENT,
  /** A nonce that no account can have, or a signature outside its domain. */
  MALFORMED_FORCED,
  /** The queue fee rose above what the sender allowed. */
  FEE_ABOVE_MAXIMUM,
  /** Fewer ZKPoW tokens on L1 than the deposit burns. */
  NOT_ENOUGH_TOKENS,

  /** The record is not in the batch's claims root. */
  NO_SUCH_CLAIM,
  ALREADY_CLAIMED,
  /** The item was consumed by a proven batch, or does not exist. */
  NOT_RECLAIMABLE,
  ALREADY_RECLAIMED,
  /** The exit proof is not against the proven root. */
  WRONG_EXIT_PROOF,
  /** An exit to the account itself is sent by the account. */
  NOT_THE_ACCOUNT,
  ALREADY_ESCAPED,
  NOTHING_OWED,

  NOT_A_VALIDATOR,
  NO_SUCH_SEAT,
  SEAT_TAKEN,
  NOT_YOUR_SEAT,
  /** The seat's previous change can still be read by a slot or a fine. */
  SEAT_CHANGE_PENDING,
  /** More than ⌈64 × stake share⌉ seats. */
  TOO_MANY_SEATS,
  /** The bond stays while a commit of its owner is unproven. */
  BOND_LOCKED,

  // What the model's types rule out, so that the real contract alone has to check it

  /** A slot of no known kind, or a pad among the posted slots. */
  UNKNOWN_KIND,
  /** Version, level, capacity, domain or index in the words are not the contract's. */
  WRONG_HEADER_WORD,
  /** The validators named are not the set that the head's header names. */
  WRONG_VALIDATOR_SET,
  /** These are not the fields of the batch that was committed. */
  WRONG_BATCH,
  /** An asset that is not bridged. */
  UNKNOWN_ASSET,
  /** Not exactly the bond of a seat was sent. */
  WRONG_BOND,
  /** The recipient did not take its ETH. */
  TRANSFER_FAILED,
  /** It ran out of gas, or another contract refused: no condition of this one. */
  NOT_BY_THE_CONTRACT
}
