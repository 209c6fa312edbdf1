package io.crowdroll.contracts.l1;

import static io.crowdroll.contracts.l1.Abi.array;
import static io.crowdroll.contracts.l1.Abi.call;
import static io.crowdroll.contracts.l1.Abi.tuple;
import static io.crowdroll.contracts.l1.Abi.word;
import static io.crowdroll.contracts.l1.Abi.words;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Asset;
import io.crowdroll.protocol.chain.BatchData;
import io.crowdroll.protocol.chain.BatchHeader;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Payee;
import io.crowdroll.protocol.chain.ProofWords;
import io.crowdroll.protocol.chain.Secp256k1;
import io.crowdroll.protocol.chain.Wei;
import io.crowdroll.protocol.submission.Certificate;
import io.crowdroll.protocol.submission.ExitProof;
import io.crowdroll.protocol.submission.L1Call;
import io.crowdroll.protocol.submission.RootProof;
import io.crowdroll.protocol.submission.SignerSet;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The nodes' calls as data for the contract, with the fields that it keeps only hashes of. */
final class Calls {
  private static final String HEADER = Headers.TYPE;
  private static final String VALIDATORS = "(address,uint256)[]";
  private static final String CERTIFICATE = "(" + VALIDATORS + ",(bytes32,bytes32)[])";
  private static final String AMOUNTS = "(uint256,uint256)";
  static final String BATCH =
      "(uint256,bytes32,uint256,uint256,uint256,uint256,bytes32,"
          + AMOUNTS
          + ","
          + AMOUNTS
          + ",int256,uint256,bytes32,uint256,uint256,uint256,uint256,uint256,address)";
  private static final String PROOF = "address,uint256[8]";

  static final String COMMIT_BATCH = "commitBatch(" + HEADER + "," + CERTIFICATE + ")";
  static final String PROVE_BATCH = "proveBatch(" + BATCH + "," + PROOF + ")";
  static final String COMMIT_AND_PROVE =
      "commitAndProve(" + HEADER + "," + BATCH + "," + PROOF + ")";
  static final String SUBMIT_BATCH = "submitBatch(" + HEADER + "," + PROOF + ")";

  /**
   * What a transaction carries.
   *
   * @param data hexadecimal after {@code 0x}
   * @param value wei of ETH
   */
  record Payload(String data, BigInteger value) {}

  /** Provers have a number on L2 and none on L1. */
  private static final int NOBODY = Payee.NONE;

  private final Records records;
  private final long l1ChainId;
  private final Address contract;
  private final SignerSet signers;
  private final Wei seatBond;

  Calls(Records records, Deployed deployed) {
    this.records = records;
    this.l1ChainId = deployed.l1ChainId();
    this.contract = deployed.deployment().contract();
    this.signers = deployed.signers();
    this.seatBond = deployed.seatBond();
  }

  /**
   * A call as it is to be sent now.
   *
   * @throws IOException if L1 does not say what the call needs of its past
   */
  Payload payload(L1Call call) throws IOException {
    return new Payload(data(call), value(call).toBigInteger());
  }

  /** Data of an exit, which needs nothing of L1's past. */
  static String escape(L1Call.Escape escape) {
    ExitProof exit = escape.exit();
    return call(
        "escape(address,address," + AMOUNTS + ",uint256[8])",
        word(exit.account()),
        word(exit.recipient()),
        tuple(word(exit.zkpow()), word(exit.eth())),
        words(escape.proof().words()));
  }

  private Wei value(L1Call call) {
    return switch (call) {
      case L1Call.EnqueueDeposit deposit ->
          deposit.asset() == Asset.ETH ? deposit.maxFee().plus(deposit.value()) : deposit.maxFee();
      case L1Call.EnqueueForced forced -> forced.maxFee();
      case L1Call.TakeSeat _ -> seatBond;
      default -> Wei.ZERO;
    };
  }

  private String data(L1Call call) throws IOException {
    return switch (call) {
      case L1Call.CommitBatch(var header, var certificate) ->
          call(COMMIT_BATCH, header(header), certificate(certificate));
      case L1Call.ProveBatch(long index, _, var proof) ->
          call(PROVE_BATCH, records.batch(index), payee(proof), proof(proof));
      case L1Call.SubmitBatch(var header, _, _, var proof) ->
          call(SUBMIT_BATCH, header(header), payee(proof), proof(proof));
      case L1Call.CommitAndProve(var header, _, var proof) ->
          call(
              COMMIT_AND_PROVE,
              header(header),
              records.batch(header.index() - 1),
              payee(proof),
              proof(proof));
      case L1Call.Prune _ -> {
        long proven = records.proven();
        yield call(
            "prune(" + BATCH + "," + BATCH + ")", records.batch(proven + 1), records.batch(proven));
      }
      case L1Call.Freeze _ -> call("freeze()");
      case L1Call.EnqueueDeposit(var to, var asset, var value, _) ->
          call(
              "enqueueDeposit(address,uint256,uint256)",
              word(to),
              word(asset.ordinal()),
              word(value));
      case L1Call.EnqueueForced forced ->
          call(
              "enqueueForced((bool,address,address,uint256,uint256,uint256,uint256[5]))",
              forced(forced));
      case L1Call.Claim(long batch, int record, var withdrawal) ->
          call(
              "claim(uint256,uint256,(address,uint256,uint256),bytes32[])",
              word(batch),
              word(record),
              Claims.record(withdrawal),
              array(
                  Claims.path(records.withdrawals(batch), record).stream()
                      .map(Abi::word)
                      .toList()));
      case L1Call.Reclaim(long item) ->
          call("reclaim(uint256,uint256[4])", word(item), words(records.itemWords(item)));
      case L1Call.Escape escape -> escape(escape);
      case L1Call.Pull _ -> call("pull()");
      case L1Call.TakeSeat(int seat) ->
          call("takeSeat(uint256," + VALIDATORS + ")", word(seat), validators());
      case L1Call.LeaveSeat(int seat) -> call("leaveSeat(uint256)", word(seat));
      case L1Call.ReleaseBond _ -> call("releaseBond()");
      case L1Call.Other _ -> "0x";
    };
  }

  /**
   * The call that a transaction's data makes, as far as nodes ask about calls: how batches came to
   * L1. Anything else is {@link L1Call.Other}, and so is what cannot be read: anybody may send it.
   */
  L1Call read(String data) {
    String selector = data.length() < 10 ? "" : data.substring(2, 10);
    try {
      Abi.Reader arguments = selector.isEmpty() ? null : Abi.Reader.ofCall(data);
      if (selector.equals(Abi.selector(COMMIT_BATCH))) {
        return commit(arguments);
      } else if (selector.equals(Abi.selector(PROVE_BATCH))) {
        RootProof proof = proof(arguments.hash(1), arguments, Records.BATCH_WORDS);
        return new L1Call.ProveBatch(arguments.size(0), NOBODY, proof);
      } else if (selector.equals(Abi.selector(SUBMIT_BATCH))) {
        BatchHeader header = Headers.of(arguments.at(0));
        RootProof proof = proof(header.hash(), arguments, 1);
        return new L1Call.SubmitBatch(header, Certificate.NONE, NOBODY, proof);
      } else if (selector.equals(Abi.selector(COMMIT_AND_PROVE))) {
        BatchHeader header = Headers.of(arguments.at(0));
        return new L1Call.CommitAndProve(
            header, NOBODY, proof(header.hash(), arguments, 1 + Records.BATCH_WORDS));
      }
      return new L1Call.Other();
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException garbage) {
      return new L1Call.Other();
    }
  }

  private L1Call commit(Abi.Reader arguments) {
    BatchHeader header = Headers.of(arguments.at(0));
    Hash256 hash = header.hash();
    Hash256 digest = Certificate.digest(hash, l1ChainId, contract);
    Abi.Reader array = arguments.at(1).at(1);
    List<Secp256k1.Signature> signatures = new ArrayList<>();
    List<Address> signers = new ArrayList<>();
    for (int i = 0; i < array.size(0); i++) {
      BigInteger vs = array.number(2 * i + 2);
      Secp256k1.Signature signature =
          new Secp256k1.Signature(vs.testBit(255), array.number(2 * i + 1), vs.clearBit(255));
      Address signer = Secp256k1.recover(digest, signature);
      signatures.add(signature);
      signers.add(signer == null ? Address.ZERO : signer);
    }
    return new L1Call.CommitBatch(header, new Certificate(hash, signers, signatures));
  }

  /** A proof whose payee stands in a word, its eight words after it. */
  private static RootProof.Groth16 proof(Hash256 header, Abi.Reader arguments, int payee) {
    ProofWords words = new ProofWords(arguments.numbers(payee + 1, ProofWords.COUNT));
    return new RootProof.Groth16(header, NOBODY, arguments.address(payee), words);
  }

  private static Abi.Part header(BatchHeader header) {
    BatchData data = header.data();
    return tuple(
        word(header.index()),
        word(header.parentHash()),
        array(data.posted().stream().map(Abi::word).toList()),
        word(data.p()),
        word(header.readyAt()),
        word(data.validatorSetNext()));
  }

  private Abi.Part certificate(Certificate certificate) {
    List<Abi.Part> signatures = new ArrayList<>();
    for (Secp256k1.Signature signature : certificate.signatures()) {
      BigInteger vs = signature.odd() ? signature.s().setBit(255) : signature.s();
      signatures.add(tuple(word(signature.r()), word(vs)));
    }
    return tuple(validators(), array(signatures));
  }

  private Abi.Part validators() {
    List<Abi.Part> members = new ArrayList<>();
    for (int i = 0; i < signers.members().size(); i++) {
      members.add(tuple(word(signers.members().get(i)), word(signers.stakes().get(i))));
    }
    return array(members);
  }

  private static Abi.Part forced(L1Call.EnqueueForced forced) {
    return tuple(
        word(forced.withdraw()),
        word(forced.sender()),
        word(forced.to()),
        word(forced.asset().ordinal()),
        word(forced.value()),
        word(forced.nonce()),
        words(forced.auth().values()));
  }

  private static Abi.Part payee(RootProof proof) {
    return word(real(proof).account());
  }

  private static Abi.Part proof(RootProof proof) {
    return words(real(proof).words().words());
  }

  private static RootProof.Groth16 real(RootProof proof) {
    if (proof instanceof RootProof.Groth16 groth16) {
      return groth16;
    }
    throw new IllegalArgumentException("L1 takes real proofs only: " + proof);
  }
}
