package io.crowdroll.protocol.node;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Secp256k1;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.SignerSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Gathers the validators' signatures of batch headers until they make a certificate (PROTOCOL.md
 * §7). A signature may come before this node has closed the batch itself.
 */
final class BatchCertificates {
  /** Headers kept that this node has not closed: its own may come a little later than others'. */
  private static final int UNKNOWN_LIMIT = 64;

  /** What there is of one header. */
  private static final class Gathering {
    final Hash256 hash;
    final TreeMap<Address, Secp256k1.Signature> signatures = new TreeMap<>();
    BatchHeader header; // null until this node has closed the batch
    boolean complete;

    Gathering(Hash256 hash) {
      this.hash = hash;
    }

    Certificate certificate() {
      return new Certificate(
          hash, List.copyOf(signatures.keySet()), List.copyOf(signatures.values()));
    }
  }

  /** Takes a header whose certificate is complete. */
  interface Sink {
    void certified(BatchHeader header, Certificate certificate);
  }

  private final SignerSet set;
  private final Function<Hash256, Hash256> digest;
  private final Sink sink;
  private final Map<Hash256, Gathering> gatherings = new LinkedHashMap<>();

  /**
   * @param set whose signatures count
   * @param digest what is signed for a header
   */
  BatchCertificates(SignerSet set, Function<Hash256, Hash256> digest, Sink sink) {
    this.set = set;
    this.digest = digest;
    this.sink = sink;
  }

  /** This node's chain has closed a batch. */
  void closed(BatchHeader header) {
    Gathering gathering = gathering(header.hash());
    gathering.header = header;
    complete(gathering);
  }

  /** Takes a signature; one that is no member's, or not wanted any more, counts for nothing. */
  void signed(Hash256 header, Secp256k1.Signature signature) {
    Gathering known = gatherings.get(header);
    if (known != null && (known.complete || known.signatures.containsValue(signature))) {
      return;
    }
    Address signer =
        signature.isStrict() ? Secp256k1.recover(digest.apply(header), signature) : null;
    if (signer != null && set.stake(signer) > 0) {
      Gathering gathering = gathering(header);
      gathering.signatures.put(signer, signature);
      complete(gathering);
    }
  }

  private Gathering gathering(Hash256 header) {
    Gathering known = gatherings.get(header);
    if (known != null) {
      return known;
    }
    List<Hash256> unknown = new ArrayList<>();
    gatherings.values().stream()
        .filter(gathering -> gathering.header == null)
        .forEach(gathering -> unknown.add(gathering.hash));
    if (unknown.size() >= UNKNOWN_LIMIT) {
      gatherings.remove(unknown.getFirst());
    }
    Gathering made = new Gathering(header);
    gatherings.put(header, made);
    return made;
  }

  private void complete(Gathering gathering) {
    if (!gathering.complete
        && gathering.header != null
        && gathering.certificate().check(gathering.hash, set).isEmpty()) {
      gathering.complete = true;
      sink.certified(gathering.header, gathering.certificate());
    }
  }

  /** Headers of closed batches that have no certificate yet. */
  List<Hash256> incomplete() {
    return gatherings.values().stream()
        .filter(gathering -> gathering.header != null && !gathering.complete)
        .map(gathering -> gathering.hash)
        .toList();
  }

  /** The signatures of a header that are here. */
  List<Secp256k1.Signature> of(Hash256 header) {
    Gathering gathering = gatherings.get(header);
    return gathering == null ? List.of() : List.copyOf(gathering.signatures.values());
  }

  /** A batch is final: nobody asks for it any more. */
  void forget(long index) {
    gatherings
        .values()
        .removeIf(gathering -> gathering.header != null && gathering.header.index() <= index);
  }
}
