// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Errors} from "../src/Errors.sol";
import {Certificate, Header, Signature} from "../src/Types.sol";
import {Drafts} from "./Drafts.sol";
import {RollupTest} from "./RollupTest.sol";

/// @title Signatures of more than 2/3 of the stake; stakes are 10, 20, 30, 40
contract CertificateTest is RollupTest {
    using Drafts for Drafts.Draft;

    function refuse(Header memory header, Certificate memory certificate, bytes4 refusal) private {
        vm.expectRevert(refusal);
        rollup.commitBatch(header, certificate);
    }

    function test_everySetOfSignersAboveTwoThirdsIsEnough() public {
        for (uint256 members = 0; members < 16; ++members) {
            uint256 stake;
            for (uint256 i = 0; i < 4; ++i) {
                stake += (members >> i & 1) * 10 * (i + 1);
            }
            Header memory header = draft().header();
            Certificate memory certificate = certify(header, members);
            if (stake <= 66) {
                refuse(header, certificate, Errors.CertificateTooLight.selector);
            } else {
                uint256 before = vm.snapshotState();
                rollup.commitBatch(header, certificate);
                vm.revertToState(before);
            }
        }
    }

    function test_exactlyTwoThirdsIsTooLight() public {
        Drafts.Draft memory d = draft();
        Header memory first = d.header();
        Certificate memory certificate = certify(first);
        (validators[0].stake, validators[1].stake, validators[2].stake, validators[3].stake) = (10, 30, 20, 30);
        first.validatorSetNext = keccak256(packed());
        certificate = certifyBy(first, certificate);
        rollup.commitBatch(first, certificate);

        d.index = 2;
        d.parentHash = rollup.headHash();
        d.preRoot = d.postRoot;
        Header memory header = d.header();
        // 60 of 90
        refuse(header, certify(header, 0xa), Errors.CertificateTooLight.selector);
        rollup.commitBatch(header, certify(header, 0xb));
    }

    /// @dev Signatures over the header, with the set of another certificate.
    function certifyBy(Header memory header, Certificate memory old) private view returns (Certificate memory made) {
        made = certify(header);
        made.validators = old.validators;
    }

    function test_anotherSetIsRefused() public {
        Header memory header = draft().header();
        Certificate memory certificate = certify(header);
        certificate.validators[0].stake = 1_000;
        refuse(header, certificate, Errors.WrongValidatorSet.selector);
    }

    function test_aSignatureOverAnotherHeaderIsNobodys() public {
        Header memory header = draft().header();
        Certificate memory certificate = certify(header);
        header.readyAt = GENESIS_BLOCK;
        header.p += 1;
        refuse(header, certificate, Errors.SignerNotInSet.selector);
    }

    function test_aStrangersSignatureIsRefused() public {
        keys[3] = 77;
        Header memory header = draft().header();
        Certificate memory certificate = certify(header, 0x8);
        refuse(header, certificate, Errors.SignerNotInSet.selector);
    }

    function test_aSignatureThatIsNoneIsRefused() public {
        Header memory header = draft().header();
        Certificate memory certificate = certify(header);
        certificate.signatures[1] = Signature(0, 0);
        refuse(header, certificate, Errors.SignerNotInSet.selector);
    }

    function test_theOtherHalfOfTheSignaturesIsRefused() public {
        uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        Header memory header = draft().header();
        Certificate memory certificate = certify(header);
        uint256 vs = uint256(certificate.signatures[0].vs);
        uint256 s = order - (vs & ~uint256(1 << 255));
        // s has no room for its own top bit in the short form: where it is set, it is no longer s
        certificate.signatures[0].vs = bytes32((vs ^ 1 << 255) & 1 << 255 | s & ~uint256(1 << 255));
        refuse(header, certificate, Errors.SignerNotInSet.selector);
    }

    function test_nobodyCountsTwice() public {
        Header memory header = draft().header();
        Certificate memory certificate = certify(header, 0xc);
        certificate.signatures[0] = certificate.signatures[1];
        refuse(header, certificate, Errors.SignersNotAscending.selector);
    }

    function test_signersAscend() public {
        Header memory header = draft().header();
        Certificate memory certificate = certify(header);
        (certificate.signatures[2], certificate.signatures[3]) = (certificate.signatures[3], certificate.signatures[2]);
        refuse(header, certificate, Errors.SignersNotAscending.selector);
    }

    function test_aSignatureForAnotherChainIsNobodys() public {
        Header memory header = draft().header();
        vm.chainId(5);
        Certificate memory certificate = certify(header);
        vm.chainId(31_337);
        refuse(header, certificate, Errors.SignerNotInSet.selector);
    }
}
