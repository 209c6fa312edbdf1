//! Times arkworks: proving with a .zkey and .wtns of snarkjs's formats, or setup of the dense circuit.
//!
//!     arkworks-bench prove KEY.zkey WITNESS.wtns [ROUNDS]
//!     arkworks-bench setup LOG_OF_CONSTRAINTS [ROUNDS]
//!
//! One JSON line: seconds of each round after one that is not counted. Every proof is verified.

use ark_bn254::{Bn254, Fr};
use ark_circom::{read_zkey, CircomReduction};
use ark_ff::{BigInteger256, Field, PrimeField, UniformRand};
use ark_groth16::Groth16;
use ark_relations::gr1cs::{ConstraintSynthesizer, ConstraintSystemRef, LinearCombination, SynthesisError};
use ark_snark::SNARK;
use ark_std::rand::{rngs::StdRng, SeedableRng};
use std::{env, fs, fs::File, io::BufReader, process::exit, time::Instant};

fn main() {
    let args: Vec<String> = env::args().collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[1..] {
        ["prove", key, witness] => prove(key, witness, 5),
        ["prove", key, witness, rounds] => prove(key, witness, number(rounds)),
        ["setup", log] => setup(number(log), 1),
        ["setup", log, rounds] => setup(number(log), number(rounds)),
        _ => {
            eprintln!("usage: arkworks-bench prove KEY.zkey WITNESS.wtns [ROUNDS] | setup LOG [ROUNDS]");
            exit(2)
        }
    }
}

fn number(text: &str) -> usize {
    text.parse().unwrap_or_else(|_| {
        eprintln!("arkworks-bench: not a number: {text}");
        exit(2)
    })
}

fn prove(key: &str, witness: &str, rounds: usize) {
    let begin = Instant::now();
    let (key, index) = read_zkey(&mut BufReader::new(File::open(key).expect("the key"))).expect("a .zkey");
    let wires = read_witness(&fs::read(witness).expect("the witness"));
    let opened = begin.elapsed().as_secs_f64();
    let matrices = [index.a, index.b];
    let mut random = StdRng::seed_from_u64(7);
    let verifying = Groth16::<Bn254>::process_vk(&key.vk).expect("a verifying key");
    let signals = &wires[1..index.num_instance_variables];
    let seconds = time(rounds, || {
        let begin = Instant::now();
        let (r, s) = (Fr::rand(&mut random), Fr::rand(&mut random));
        let proof = Groth16::<Bn254, CircomReduction>::create_proof_with_reduction_and_matrices(
            &key,
            r,
            s,
            &matrices,
            index.num_instance_variables,
            index.num_constraints,
            &wires,
        )
        .expect("a proof");
        let elapsed = begin.elapsed().as_secs_f64();
        assert!(Groth16::<Bn254>::verify_with_processed_vk(&verifying, signals, &proof).unwrap());
        elapsed
    });
    println!("{{\"prover\":\"arkworks\",\"openSeconds\":{opened},\"seconds\":{seconds:?}}}");
}

/// The values of section 2 of a .wtns file, plain little-endian numbers of 32 bytes.
fn read_witness(bytes: &[u8]) -> Vec<Fr> {
    let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let mut at = 12;
    while word(at) != 2 {
        at += 12 + word(at + 4);
    }
    let end = at + 12 + word(at + 4);
    bytes[at + 12..end]
        .chunks_exact(32)
        .map(|value| {
            let limb = |i: usize| u64::from_le_bytes(value[8 * i..8 * i + 8].try_into().unwrap());
            Fr::from_bigint(BigInteger256::new([limb(0), limb(1), limb(2), limb(3)])).expect("a canonical value")
        })
        .collect()
}

/// The dense circuit: a chain of squarings from a secret start to a public end.
#[derive(Clone)]
struct Squarings(usize);

impl ConstraintSynthesizer<Fr> for Squarings {
    fn generate_constraints(self, system: ConstraintSystemRef<Fr>) -> Result<(), SynthesisError> {
        let mut value = Fr::from(3u64);
        let mut wire = system.new_witness_variable(|| Ok(value))?;
        for step in 0..self.0 {
            value.square_in_place();
            let square = if step + 1 == self.0 {
                system.new_input_variable(|| Ok(value))?
            } else {
                system.new_witness_variable(|| Ok(value))?
            };
            system.enforce_r1cs_constraint(
                || LinearCombination::from(wire),
                || LinearCombination::from(wire),
                || LinearCombination::from(square),
            )?;
            wire = square;
        }
        Ok(())
    }
}

fn setup(log: usize, rounds: usize) {
    let mut random = StdRng::seed_from_u64(7);
    // as many squarings as leave room for the rows of the public signals in a domain of 2^log
    let circuit = Squarings((1 << log) - 2);
    let seconds = time(rounds, || {
        let begin = Instant::now();
        let (key, _) = Groth16::<Bn254>::circuit_specific_setup(circuit.clone(), &mut random).expect("a key");
        let elapsed = begin.elapsed().as_secs_f64();
        assert!(key.h_query.len() + 1 >= 1 << log);
        elapsed
    });
    println!("{{\"setup\":\"arkworks\",\"log\":{log},\"seconds\":{seconds:?}}}");
}

fn time(rounds: usize, mut round: impl FnMut() -> f64) -> Vec<f64> {
    round();
    (0..rounds).map(|_| round()).collect()
}
