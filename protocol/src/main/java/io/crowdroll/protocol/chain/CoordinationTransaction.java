package io.crowdroll.protocol.chain;

import io.crowdroll.prover.curve.EdDsa;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A coordination transaction on the wire (PROTOCOL.md §2, §3): a message and, where nothing else
 * shows who sent it, the signature of the prover's account. A proof names its payee and evidence
 * carries the votes, so these need none and anybody may bring them.
 *
 * <p>Encoding: {@code rlp([kind, [field…], sequence, auth])} with kind and fields 0 register
 * [account, capacity], 1 heartbeat [prover, active, capacity], 2 leave [prover], 3 decline [prover,
 * task], 4 proof [claimant, task, payee, valid], a real one with its eight words instead of {@code
 * valid}, 5 evidence [validator, height, round, votes]; auth is empty, [yParity, r, s] of
 * secp256k1, or [Ax, Ay, R8x, R8y, S] of a 0x7b account. Payees are written as 32 bits, two's
 * complement. Proofs and aggregates differ in their task alone.
 *
 * @param message what is said; a {@link Coordination.Silence} is a simulation's shorthand and has
 *     no encoding
 * @param sequence greater than that of the account's signed message before, so that none can be
 *     played again; 0 where nothing is signed
 * @param auth who says it
 */
public record CoordinationTransaction(Coordination message, long sequence, Auth auth) {
  /** "coordrol" in ASCII: no other signed message of the protocol begins so. */
  private static final long DOMAIN = 0x636f6f7264726f6cL;

  private static final int TASK_PLACE_BITS = 63;

  /** Fields of a proof of the modelled rung. */
  private static final int MODELLED_FIELDS = 4;

  /** Whose word a message is. */
  public sealed interface Auth {
    /** Nobody's: the message proves itself. */
    record None() implements Auth {}

    /** An account of Ethereum's kind. */
    record Ecdsa(Secp256k1.Signature signature) implements Auth {}

    /** An account of type 0x7b. */
    record Jubjub(ForcedSignature signed) implements Auth {}
  }

  /** Whether such a message must be signed. */
  public static boolean needsSignature(Coordination message) {
    return !(message instanceof Coordination.Submission
        || message instanceof Coordination.Equivocation);
  }

  /** Says something in the name of an account of Ethereum's kind. */
  public static CoordinationTransaction signed(
      Coordination message, long sequence, Deployment deployment, BigInteger secret) {
    Hash256 digest = digest(message, sequence, deployment);
    return new CoordinationTransaction(
        message, sequence, new Auth.Ecdsa(Secp256k1.sign(secret, digest)));
  }

  /** Says something in the name of a 0x7b account. */
  public static CoordinationTransaction signed(
      Coordination message, long sequence, Deployment deployment, byte[] privateKey) {
    BigInteger digest = fieldElement(digest(message, sequence, deployment));
    return new CoordinationTransaction(
        message,
        sequence,
        new Auth.Jubjub(
            new ForcedSignature(EdDsa.publicKey(privateKey), EdDsa.sign(privateKey, digest))));
  }

  /** A message that proves itself. */
  public static CoordinationTransaction unsigned(Coordination message) {
    return new CoordinationTransaction(message, 0, new Auth.None());
  }

  /**
   * The account that signed, {@code null} where none did or the signature is wrong. Whether it is
   * the prover's account the registry knows.
   */
  public Address signer(Deployment deployment) {
    Hash256 digest = digest(message, sequence, deployment);
    return switch (auth) {
      case Auth.None _ -> null;
      case Auth.Ecdsa(var signature) ->
          signature.isStrict() ? Secp256k1.recover(digest, signature) : null;
      case Auth.Jubjub(ForcedSignature(var key, var signature)) ->
          EdDsa.verify(key, fieldElement(digest), signature) ? RollupMessage.address(key) : null;
    };
  }

  /** What is signed: keccak(domain ‖ d_1 ‖ rlp([kind, fields, sequence])). */
  private static Hash256 digest(Coordination message, long sequence, Deployment deployment) {
    return new Keccak256()
        .putLong(DOMAIN)
        .putBytes(Rlp.number(deployment.word()))
        .putBytes(Rlp.list(Rlp.number(code(message)), fields(message), Rlp.number(sequence)))
        .digest();
  }

  /** 248 bits of a hash: below r. */
  private static BigInteger fieldElement(Hash256 digest) {
    return digest.toBigInteger().shiftRight(Byte.SIZE);
  }

  /** The canonical bytes. */
  public byte[] encode() {
    byte[] encodedAuth =
        switch (auth) {
          case Auth.None _ -> Rlp.list();
          case Auth.Ecdsa(var signature) ->
              Rlp.list(
                  Rlp.number(signature.odd() ? 1 : 0),
                  Rlp.number(signature.r()),
                  Rlp.number(signature.s()));
          case Auth.Jubjub(ForcedSignature signed) -> signed.encode();
        };
    return Rlp.list(Rlp.number(code(message)), fields(message), Rlp.number(sequence), encodedAuth);
  }

  private static int code(Coordination message) {
    return switch (message) {
      case Coordination.Register _ -> 0;
      case Coordination.Heartbeat _ -> 1;
      case Coordination.Leave _ -> 2;
      case Coordination.Decline _ -> 3;
      case Coordination.Submission _ -> 4;
      case Coordination.Equivocation _ -> 5;
      case Coordination.Silence _ ->
          throw new IllegalArgumentException("elided heartbeats are not sent");
    };
  }

  private static byte[] fields(Coordination message) {
    return switch (message) {
      case Coordination.Register(Address account, int capacity) ->
          Rlp.list(Rlp.string(account.toBytes()), Rlp.number(capacity));
      case Coordination.Heartbeat(int prover, boolean active, int capacity) ->
          Rlp.list(Rlp.number(prover), Rlp.number(active ? 1 : 0), Rlp.number(capacity));
      case Coordination.Leave(int prover) -> Rlp.list(Rlp.number(prover));
      case Coordination.Decline(int prover, long task) ->
          Rlp.list(Rlp.number(prover), Rlp.number(task));
      case Coordination.Submission(int claimant, Proof proof) -> {
        List<byte[]> all = new ArrayList<>();
        all.add(payee(claimant));
        all.add(Rlp.number(proof.task()));
        all.add(payee(proof.payee()));
        switch (proof) {
          case Proof.Modelled modelled -> all.add(Rlp.number(modelled.valid() ? 1 : 0));
          case Proof.Groth16 real -> real.words().words().forEach(it -> all.add(Rlp.number(it)));
        }
        yield Rlp.list(all);
      }
      case Coordination.Equivocation evidence ->
          Rlp.list(
              Rlp.number(evidence.validator()),
              Rlp.number(evidence.height()),
              Rlp.number(evidence.round()),
              Rlp.string(evidence.votes()));
      case Coordination.Silence _ ->
          throw new IllegalArgumentException("elided heartbeats are not sent");
    };
  }

  private static byte[] payee(int payee) {
    return Rlp.number(Integer.toUnsignedLong(payee));
  }

  private static int payee(Fields fields, String name) {
    return fields.number(name, Integer.SIZE).intValue();
  }

  /** The transaction that the bytes encode; its signature is not checked. */
  public static Decoded<CoordinationTransaction> decode(byte[] bytes) {
    return decode(Fields.of(bytes, "coordination"));
  }

  static Decoded<CoordinationTransaction> decode(Rlp.Item item) {
    return decode(Fields.of(item, "coordination"));
  }

  private static Decoded<CoordinationTransaction> decode(Fields fields) {
    int code = fields.number("kind", Byte.SIZE).intValue();
    Coordination message = fields.take(message(code, fields.item("fields")));
    long sequence = fields.uint63("sequence");
    Auth auth = fields.take(auth(fields.item("auth")));
    if (!fields.isFlawed()) {
      boolean none = auth instanceof Auth.None;
      if (needsSignature(message) == none || none && sequence != 0) {
        fields.reject(Flaw.INCONSISTENT, "auth");
      }
    }
    return fields.finish(
        "coordination", () -> new CoordinationTransaction(message, sequence, auth));
  }

  private static Decoded<Coordination> message(int code, Rlp.Item item) {
    Fields fields = Fields.of(item, "message");
    Coordination message =
        switch (code) {
          case 0 -> new Coordination.Register(fields.address("account"), fields.uint31("capacity"));
          case 1 ->
              new Coordination.Heartbeat(
                  fields.uint31("prover"), fields.bit("active"), fields.uint31("capacity"));
          case 2 -> new Coordination.Leave(fields.uint31("prover"));
          case 3 -> new Coordination.Decline(fields.uint31("prover"), task(fields));
          case 4 -> new Coordination.Submission(payee(fields, "claimant"), proof(fields));
          case 5 ->
              new Coordination.Equivocation(
                  fields.uint31("validator"),
                  fields.uint63("height"),
                  fields.uint31("round"),
                  fields.bytes("votes"));
          default -> {
            fields.reject(Flaw.OUT_OF_RANGE, "kind");
            yield null;
          }
        };
    return fields.finish("message", () -> message);
  }

  private static Proof proof(Fields fields) {
    boolean real = fields.count() > MODELLED_FIELDS;
    long task = task(fields);
    int payee = payee(fields, "payee");
    return real
        ? new Proof.Groth16(task, payee, ProofWords.decode(fields))
        : new Proof.Modelled(task, payee, fields.bit("valid"));
  }

  private static long task(Fields fields) {
    return fields.number("task", TASK_PLACE_BITS).longValue();
  }

  private static Decoded<Auth> auth(Rlp.Item item) {
    Fields fields = Fields.of(item, "auth");
    return switch (fields.count()) {
      case 0 -> fields.finish("auth", Auth.None::new);
      case 3 -> {
        boolean odd = fields.bit("yParity");
        BigInteger r = fields.number("r", 256);
        BigInteger s = fields.number("s", 256);
        yield fields.finish("auth", () -> new Auth.Ecdsa(new Secp256k1.Signature(odd, r, s)));
      }
      default ->
          switch (ForcedSignature.decode(item)) {
            case Decoded.Value<ForcedSignature>(ForcedSignature signed) ->
                new Decoded.Value<>(new Auth.Jubjub(signed));
            case Decoded.Malformed<ForcedSignature> wrong -> wrong.widen();
          };
    };
  }
}
