package io.crowdroll.protocol.state;

import io.crowdroll.protocol.chain.Hash256;

/** The hashes of the last 256 blocks, which code may ask for (BLOCKHASH). */
public final class BlockHashes {
  private static final int KEPT = 256;

  private final Hash256[] hashes = new Hash256[KEPT];
  private long next = 1;

  /** Takes the hash of a block; blocks come in order of their heights, without gaps. */
  public void add(long height, Hash256 hash) {
    hashes[(int) (height % KEPT)] = hash;
    next = height + 1;
  }

  /** The hash of a block of the last 256, 0 of any other. */
  public Hash256 hash(long height) {
    boolean known = height >= 0 && height < next && height >= next - KEPT;
    Hash256 hash = known ? hashes[(int) (height % KEPT)] : null;
    return hash == null ? Hash256.ZERO : hash;
  }
}
