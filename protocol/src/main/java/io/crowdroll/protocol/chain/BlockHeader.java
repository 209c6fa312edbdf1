package io.crowdroll.protocol.chain;

import java.util.Arrays;

/**
 * The header of a block (PROTOCOL.md §1, §2): what it follows, who made it when, what it carries
 * and what is true after it. Its keccak is the block's hash, so it commits to everything else.
 *
 * <p>Encoding: {@code rlp([height, parent, timestamp, proposer, round, [originNumber, originHash,
 * queueLength, l1BaseFee], beacon, beaconProof, lastCommitHash, [attestedLow, attestedHigh],
 * zkpowPerEth, importsHash, transactionsRoot, coordinationHash, stateRoot, coordinationRoot,
 * receiptsRoot, bloom, gasUsed, gasBaseFee, unitBaseFee])}.
 *
 * @param height from 1
 * @param parent hash of the header before
 * @param timestamp ms, strictly greater than the parent's
 * @param proposer index of the validator that made it
 * @param round the round in which it was made
 * @param origin the L1 block that it has imported up to
 * @param beacon R_{height − 1}, which drew the proposer
 * @param beaconProof {@code threshold-bls}: the signature behind {@code beacon}; {@code vrf}: the
 *     proposer's proof of R_height; {@code proposer-hash}: empty. Not copied
 * @param lastCommitHash keccak of the precommits that made the parent final, as the body has them
 * @param attested whose precommits for the parent attest that they serve the witnesses (§4)
 * @param zkpowPerEth stake-weighted median of the validators' votes
 * @param importsHash keccak of the encoded refunds and queue items
 * @param transactionsRoot Merkle-Patricia root of the user transactions by index
 * @param coordinationHash keccak of the encoded coordination transactions
 * @param stateRoot of the rollup plane after the block
 * @param coordinationRoot of the coordination plane after the block
 * @param receiptsRoot Merkle-Patricia root of the receipts by index
 * @param bloom of the logs of all receipts
 * @param gasUsed by the user transactions
 * @param gasBaseFee in force for the block, wei a gas
 * @param unitBaseFee in force for the block, wei a proof unit
 */
public record BlockHeader(
    long height,
    Hash256 parent,
    long timestamp,
    int proposer,
    int round,
    L1Origin origin,
    Hash256 beacon,
    byte[] beaconProof,
    Hash256 lastCommitHash,
    ValidatorBits attested,
    Wei zkpowPerEth,
    Hash256 importsHash,
    Hash256 transactionsRoot,
    Hash256 coordinationHash,
    Hash256 stateRoot,
    Hash256 coordinationRoot,
    Hash256 receiptsRoot,
    Bloom bloom,
    long gasUsed,
    Wei gasBaseFee,
    Wei unitBaseFee) {
  private static final int AMOUNT_BITS = 127;

  /** Longest proof that a beacon has: that of {@code vrf}. */
  private static final int MAX_BEACON_PROOF = 80;

  /** Keccak of the encoding: the block's hash. */
  public Hash256 hash() {
    return new Keccak256().putBytes(encode()).digest();
  }

  /** The canonical bytes. */
  public byte[] encode() {
    return Rlp.list(
        Rlp.number(height),
        bytes(parent),
        Rlp.number(timestamp),
        Rlp.number(proposer),
        Rlp.number(round),
        encode(origin),
        bytes(beacon),
        Rlp.string(beaconProof),
        bytes(lastCommitHash),
        Rlp.list(Rlp.number(attested.low()), Rlp.number(attested.high())),
        Rlp.number(zkpowPerEth.toBigInteger()),
        bytes(importsHash),
        bytes(transactionsRoot),
        bytes(coordinationHash),
        bytes(stateRoot),
        bytes(coordinationRoot),
        bytes(receiptsRoot),
        Rlp.string(bloom.toBytes()),
        Rlp.number(gasUsed),
        Rlp.number(gasBaseFee.toBigInteger()),
        Rlp.number(unitBaseFee.toBigInteger()));
  }

  private static byte[] bytes(Hash256 hash) {
    return Rlp.string(hash.toBytes());
  }

  private static byte[] encode(L1Origin origin) {
    return Rlp.list(
        Rlp.number(origin.number()),
        bytes(origin.hash()),
        Rlp.number(origin.queueLength()),
        Rlp.number(origin.baseFee().toBigInteger()));
  }

  /** The header that the bytes encode. */
  public static Decoded<BlockHeader> decode(byte[] bytes) {
    return decode(Fields.of(bytes, "header"));
  }

  static Decoded<BlockHeader> decode(Fields fields) {
    long height = fields.uint63("height");
    Hash256 parent = fields.hash("parent");
    long timestamp = fields.uint63("timestamp");
    int proposer = fields.uint31("proposer");
    int round = fields.uint31("round");
    L1Origin origin = fields.take(origin(fields.item("origin")));
    Hash256 beacon = fields.hash("beacon");
    byte[] beaconProof = fields.bytes("beaconProof");
    if (beaconProof.length > MAX_BEACON_PROOF) {
      fields.reject(Flaw.OUT_OF_RANGE, "beaconProof");
    }
    Hash256 lastCommitHash = fields.hash("lastCommitHash");
    ValidatorBits attested = fields.take(bits(fields.item("attested")));
    Wei zkpowPerEth = fields.wei("zkpowPerEth", AMOUNT_BITS);
    Hash256 importsHash = fields.hash("importsHash");
    Hash256 transactionsRoot = fields.hash("transactionsRoot");
    Hash256 coordinationHash = fields.hash("coordinationHash");
    Hash256 stateRoot = fields.hash("stateRoot");
    Hash256 coordinationRoot = fields.hash("coordinationRoot");
    Hash256 receiptsRoot = fields.hash("receiptsRoot");
    Bloom bloom = Bloom.fromBytes(fields.bytes("bloom", Bloom.BYTES));
    long gasUsed = fields.uint63("gasUsed");
    Wei gasBaseFee = fields.wei("gasBaseFee", AMOUNT_BITS);
    Wei unitBaseFee = fields.wei("unitBaseFee", AMOUNT_BITS);
    return fields.finish(
        "header",
        () ->
            new BlockHeader(
                height,
                parent,
                timestamp,
                proposer,
                round,
                origin,
                beacon,
                beaconProof,
                lastCommitHash,
                attested,
                zkpowPerEth,
                importsHash,
                transactionsRoot,
                coordinationHash,
                stateRoot,
                coordinationRoot,
                receiptsRoot,
                bloom,
                gasUsed,
                gasBaseFee,
                unitBaseFee));
  }

  private static Decoded<L1Origin> origin(Rlp.Item item) {
    Fields fields = Fields.of(item, "origin");
    long number = fields.uint63("number");
    Hash256 hash = fields.hash("hash");
    long queueLength = fields.uint63("queueLength");
    Wei baseFee = fields.wei("baseFee", AMOUNT_BITS);
    return fields.finish("origin", () -> new L1Origin(number, hash, queueLength, baseFee));
  }

  private static Decoded<ValidatorBits> bits(Rlp.Item item) {
    Fields fields = Fields.of(item, "attested");
    long low = fields.uint64("low");
    long high = fields.uint64("high");
    return fields.finish("attested", () -> new ValidatorBits(low, high));
  }

  /** Two headers are equal if their bytes are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof BlockHeader that
        && (this == that || Arrays.equals(encode(), that.encode()));
  }

  @Override
  public int hashCode() {
    return 31 * parent.hashCode() + stateRoot.hashCode();
  }
}
