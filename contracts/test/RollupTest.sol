// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Rollup} from "../src/Rollup.sol";
import {Batch, Certificate, Forced, Genesis, Header, Holder, Rules, Signature, Validator} from "../src/Types.sol";
import {ZkpowToken} from "../src/ZkpowToken.sol";
import {Drafts} from "./Drafts.sol";
import {KeccakOfFive, WordVerifier} from "./Mocks.sol";
import {Test, Vm} from "./Test.sol";

/// @title A rollup with four validators, and what the tests do with it
abstract contract RollupTest is Test {
    using Drafts for Drafts.Draft;

    address internal constant ROLLUP = 0xC0De00000000000000000000000000000000C0DE;
    uint256 internal constant L2_CHAIN = 31_338;
    uint256 internal constant GENESIS_BLOCK = 100;
    uint256 internal constant CAPACITY = 4;
    uint256 internal constant GENESIS_ROOT = 0x29176100eaa962bdc1fe6c654d6a3c130e96a4d1168b33848b897dc502820133;
    uint256 internal constant ZKPOW = 0;
    uint256 internal constant ETH = 1;

    address internal constant ALICE = address(0xa11ce);
    address internal constant BOB = address(0xb0b0b);
    address internal constant PAYEE = address(0x7A7e000000000000000000000000000000007a7E);

    uint256 internal constant SEAT_BOND = 1 ether;
    uint256 internal constant MISS_FINE = 0.01 ether;
    uint256 internal constant QUEUE_FEE = 0.001 ether;
    uint256 internal constant PROVE_DEADLINE = 40;
    uint256 internal constant FORCE_DEADLINE = 10;
    uint256 internal constant PERMISSIONLESS_AFTER = 60;
    uint256 internal constant ESCAPE_DELAY = 200;
    uint256 internal constant L2_SUPPLY = 1_000_000 ether;
    uint256 internal constant L2_ETH = 50 ether;
    uint256 internal constant MINT_START = 1_000 ether;
    uint256 internal constant MINT_PER_BLOCK = 3 ether;
    uint256 internal constant MINT_MAX = 2_000 ether;

    Rollup internal rollup;
    ZkpowToken internal token;

    /// @dev Of the validators, by ascending address; stakes 10, 20, 30, 40.
    uint256[] internal keys;
    Validator[] internal validators;

    /// @dev What {commit} has kept of committed batches, by index; 0 is genesis.
    mapping(uint256 => Batch) internal kept;

    /// @dev What was queued, by index.
    uint256[4][] internal queued;

    function setUp() public virtual {
        for (uint256 i = 0; i < members(); ++i) {
            _insert(1_001 + i);
        }
        for (uint256 i = 0; i < members(); ++i) {
            validators.push(Validator(vm.addr(keys[i]), stakeOf(i)));
        }
        vm.roll(GENESIS_BLOCK);
        rollup = Rollup(deploy("Rollup.sol:Rollup", constructorArguments(), L2_ETH + bonds()));
        token = ZkpowToken(rollup.token());
        kept[0] = rollup.genesisBatch();
        vm.deal(ALICE, 100 ether);
        vm.deal(BOB, 100 ether);
        for (uint256 i = 0; i < validators.length; ++i) {
            vm.deal(validators[i].account, 100 ether);
        }
    }

    /// @dev Size of the validator set.
    function members() internal pure virtual returns (uint256) {
        return 4;
    }

    function stakeOf(uint256 member) internal pure virtual returns (uint256) {
        return 10 * (member + 1);
    }

    /// @dev Keys in the order of their addresses.
    function _insert(uint256 key) private {
        keys.push(key);
        for (uint256 i = keys.length - 1; i > 0 && vm.addr(keys[i - 1]) > vm.addr(keys[i]); --i) {
            (keys[i - 1], keys[i]) = (keys[i], keys[i - 1]);
        }
    }

    function genesis() internal virtual returns (Genesis memory g) {
        g.l2ChainId = uint64(L2_CHAIN);
        g.capacity = uint16(CAPACITY);
        g.batchVerifier = address(new WordVerifier());
        g.root = GENESIS_ROOT;
        g.l2Supply = L2_SUPPLY;
        g.holders = new Holder[](1);
        g.holders[0] = Holder(ALICE, 10_000 ether);
        g.validatorSet = keccak256(packed());
        g.slotBlocks = 4;
        g.seatBond = uint128(SEAT_BOND);
    }

    function rules() internal virtual returns (Rules memory r) {
        r.openAfterSlots = 3;
        r.missFine = uint128(MISS_FINE);
        r.proveDeadline = uint32(PROVE_DEADLINE);
        r.forceDeadline = uint32(FORCE_DEADLINE);
        r.maxForcedPerBatch = 2;
        r.permissionlessAfter = uint32(PERMISSIONLESS_AFTER);
        r.escapeDelay = uint32(ESCAPE_DELAY);
        r.queueFee = uint64(QUEUE_FEE);
        r.queueFeeStep = 50;
        r.mintStart = uint128(MINT_START);
        r.mintPerBlock = uint128(MINT_PER_BLOCK);
        r.mintMax = uint128(MINT_MAX);
    }

    function exitVerifier() internal virtual returns (address) {
        return address(new WordVerifier());
    }

    function poseidon() internal virtual returns (address) {
        return address(new KeccakOfFive());
    }

    function constructorArguments() internal virtual returns (bytes memory) {
        return abi.encode(genesis(), rules(), exitVerifier(), poseidon());
    }

    /// @dev Σ of the bonds of the seats at genesis.
    function bonds() internal virtual returns (uint256) {
        return 0;
    }

    /// @dev (account, stake) of all members, 32 bytes each.
    function packed() internal view returns (bytes memory all) {
        for (uint256 i = 0; i < validators.length; ++i) {
            all = abi.encodePacked(all, uint256(uint160(validators[i].account)), validators[i].stake);
        }
    }

    /// @dev Runs a constructor at {ROLLUP}, so that words which name the contract can be known before.
    function deploy(string memory artifact, bytes memory arguments, uint256 value) internal returns (address) {
        vm.deal(address(this), value);
        vm.etch(ROLLUP, abi.encodePacked(vm.getCode(artifact), arguments));
        (bool success, bytes memory runtime) = ROLLUP.call{value: value}("");
        if (!success) {
            assembly {
                revert(add(runtime, 0x20), mload(runtime))
            }
        }
        vm.etch(ROLLUP, runtime);
        return ROLLUP;
    }

    // Batches

    /// @dev A batch without slots that extends the head.
    function draft() internal view returns (Drafts.Draft memory d) {
        Batch memory head = kept[rollup.committed()];
        d.index = head.index + 1;
        d.parentHash = head.headerHash;
        d.capacity = rollup.capacity();
        d.domain = rollup.domain();
        d.preRoot = head.postRoot;
        d.postRoot = uint256(keccak256(abi.encode(head.postRoot, block.number))) >> 8;
        d.firstHeight = uint64(head.heights) + 1;
        d.lastHeight = d.firstHeight + 9;
        d.l1Origin = head.l1Origin;
        d.queueFrom = head.queueTo;
        d.queueTo = head.queueTo;
        d.p = 0x7777 + d.index;
        d.readyAt = head.readyAt;
        d.validatorSetNext = head.validatorSetNext;
    }

    /// @dev EIP-712, as a wallet computes it.
    function digestOf(bytes32 headerHash) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("crowdroll"),
                keccak256("1"),
                block.chainid,
                address(rollup)
            )
        );
        bytes32 message = keccak256(abi.encode(keccak256("Batch(bytes32 header)"), headerHash));
        return keccak256(abi.encodePacked(hex"1901", domain, message));
    }

    /// @dev Signed by the members whose bits are set.
    function certify(Header memory header, uint256 signers) internal view returns (Certificate memory certificate) {
        bytes32 digest = digestOf(Drafts.hash(header, rollup.capacity()));
        certificate.validators = validators;
        uint256 count;
        for (uint256 i = 0; i < keys.length; ++i) {
            count += signers >> i & 1;
        }
        certificate.signatures = new Signature[](count);
        count = 0;
        for (uint256 i = 0; i < keys.length; ++i) {
            if (signers >> i & 1 == 0) continue;
            (bytes32 r, bytes32 vs) = vm.signCompact(keys[i], digest);
            certificate.signatures[count++] = Signature(r, vs);
        }
    }

    function certify(Header memory header) internal view returns (Certificate memory) {
        return certify(header, type(uint256).max);
    }

    /// @dev Commits as whoever may, and keeps the fields.
    function commit(Drafts.Draft memory d) internal returns (Batch memory) {
        address turn = rollup.agent(block.number / 4);
        return commitAs(turn == address(0) ? BOB : turn, d);
    }

    function commitAs(address poster, Drafts.Draft memory d) internal returns (Batch memory batch) {
        Header memory header = d.header();
        Certificate memory certificate = certify(header);
        vm.recordLogs();
        vm.prank(poster);
        rollup.commitBatch(header, certificate);
        batch = lastBatch();
        kept[batch.index] = batch;
    }

    /// @dev The fields that the last log names.
    function lastBatch() internal returns (Batch memory) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        return abi.decode(logs[logs.length - 1].data, (Batch));
    }

    function goodProof() internal pure returns (uint256[8] memory proof) {
        proof[0] = 1;
    }

    function badProof() internal pure returns (uint256[8] memory proof) {
        proof[0] = 2;
    }

    function prove() internal {
        rollup.proveBatch(kept[rollup.proven() + 1], PAYEE, goodProof());
    }

    // The queue

    function deposit(address from, address to, uint256 asset, uint256 value)
        internal
        returns (uint256[4] memory words)
    {
        uint256 fee = rollup.queueFee();
        vm.prank(from);
        rollup.enqueueDeposit{value: asset == ETH ? fee + value : fee}(to, asset, value);
        words = [6 << 224 | uint256(uint160(from)), asset << 160 | uint160(to), value, 0];
        queued.push(words);
    }

    function forced(bool withdraw, address to, uint256 asset, uint256 value) internal pure returns (Forced memory f) {
        f = Forced(withdraw, address(0x5e4de4), to, asset, value, 3, [uint256(0), 1, 0, 1, 5]);
    }

    function force(bool withdraw, address to, uint256 asset, uint256 value) internal returns (uint256[4] memory words) {
        Forced memory f = forced(withdraw, to, asset, value);
        uint256 fee = rollup.queueFee();
        vm.prank(ALICE);
        rollup.enqueueForced{value: fee}(f);
        uint256 auth = uint256(keccak256(abi.encode(f.signature))) >> 8;
        words =
            [uint256(withdraw ? 8 : 7) << 224 | uint256(3) << 160 | 0x5e4de4, asset << 160 | uint160(to), value, auth];
        queued.push(words);
    }

    function freeze() internal {
        deposit(ALICE, BOB, ETH, 1);
        vm.roll(block.number + ESCAPE_DELAY + 1);
        rollup.freeze();
    }
}
