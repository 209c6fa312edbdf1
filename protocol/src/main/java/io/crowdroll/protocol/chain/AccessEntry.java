package io.crowdroll.protocol.chain;

import java.util.List;

/**
 * An entry of an access list (EIP-2930): an account, and storage of it, warm from the start.
 *
 * @param account whose storage
 * @param keys 256-bit storage keys; repeated ones are paid for again
 */
public record AccessEntry(Address account, List<Hash256> keys) {

  byte[] encode() {
    return Rlp.list(
        Rlp.string(account.toBytes()),
        Rlp.list(keys.stream().map(key -> Rlp.string(key.toBytes())).toList()));
  }

  static Decoded<AccessEntry> decode(Rlp.Item item) {
    Fields fields = Fields.of(item, "access entry");
    Address account = fields.address("account");
    List<Hash256> keys = fields.hashes("storage keys");
    return fields.finish("access entry", () -> new AccessEntry(account, keys));
  }
}
