package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.BlockBody;
import io.crowdroll.protocol.chain.BlockHeader;
import io.crowdroll.protocol.chain.Fields;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Rlp;
import io.crowdroll.protocol.chain.trie.MerklePatriciaTrie;
import io.crowdroll.protocol.consensus.Value;
import io.crowdroll.protocol.consensus.ValueCodec;

/**
 * A block as validators agree on it: {@code rlp([header, body])}, both as byte strings. Its hash is
 * the header's, which commits to every part of the body: bytes in which it does not are no block.
 */
public final class SealedBlock implements Value {
  /** Blocks to and from bytes, for consensus. */
  public static final ValueCodec CODEC =
      new ValueCodec() {
        @Override
        public byte[] encode(Value value) {
          return ((SealedBlock) value).encode();
        }

        @Override
        public Value decode(byte[] bytes) {
          return SealedBlock.decode(bytes);
        }
      };

  private final BlockHeader header;
  private final BlockBody body;
  private final byte[] bytes;
  private final Hash256 hash;

  private SealedBlock(BlockHeader header, BlockBody body, byte[] bytes) {
    this.header = header;
    this.body = body;
    this.bytes = bytes;
    hash = header.hash();
  }

  /** A block of a header that commits to the body. */
  public static SealedBlock of(BlockHeader header, BlockBody body) {
    byte[] bytes = Rlp.list(Rlp.string(header.encode()), Rlp.string(body.encode()));
    return new SealedBlock(header, body, bytes);
  }

  /** The block of an encoding, {@code null} where the bytes are none. */
  public static SealedBlock decode(byte[] bytes) {
    Fields fields = Fields.of(bytes, "block");
    byte[] headerBytes = fields.bytes("header");
    byte[] bodyBytes = fields.bytes("body");
    BlockHeader header = fields.take(BlockHeader.decode(headerBytes));
    BlockBody body = fields.take(BlockBody.decode(bodyBytes));
    SealedBlock block = fields.finish("block", () -> new SealedBlock(header, body, bytes)).orNull();
    return block != null && block.commits() ? block : null;
  }

  private boolean commits() {
    return header.lastCommitHash().equals(body.lastCommitHash())
        && header.importsHash().equals(body.importsHash())
        && header.transactionsRoot().equals(transactionsRoot(body))
        && header.coordinationHash().equals(body.coordinationHash());
  }

  /** The Merkle-Patricia root of a body's user transactions by index. */
  public static Hash256 transactionsRoot(BlockBody body) {
    return MerklePatriciaTrie.rootOfList(body.transactionBytes());
  }

  public BlockHeader header() {
    return header;
  }

  public BlockBody body() {
    return body;
  }

  /** The canonical bytes; not copied. */
  public byte[] encode() {
    return bytes;
  }

  @Override
  public Hash256 hash() {
    return hash;
  }
}
