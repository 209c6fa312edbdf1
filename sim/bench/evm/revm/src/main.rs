//! Runs bytecode with revm, warm, as go-ethereum's `evm run --bench` does, and prints its two lines.
use std::time::{Duration, Instant};

use revm::bytecode::Bytecode;
use revm::context::TxEnv;
use revm::database::{BenchmarkDB, BENCH_CALLER, BENCH_TARGET};
use revm::primitives::{hardfork::SpecId, hex, Bytes, TxKind};
use revm::{Context, ExecuteEvm, MainBuilder, MainContext};

/// What a transaction pays before its code runs; go-ethereum's figure is of the code alone.
const INTRINSIC_GAS: u64 = 21_000;

fn main() {
    let file = std::env::args().nth(1).expect("usage: revm-bench CODEFILE");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{file}: {e}"));
    let code = hex::decode(text.trim()).unwrap_or_else(|e| panic!("{file}: {e}"));

    let mut evm = Context::mainnet()
        .with_db(BenchmarkDB::new_bytecode(Bytecode::new_raw(Bytes::from(code))))
        .modify_cfg_chained(|cfg| {
            cfg.set_spec_and_mainnet_gas_params(SpecId::CANCUN);
            cfg.disable_nonce_check = true;
        })
        .modify_block_chained(|block| block.gas_limit = u64::MAX)
        .build_mainnet();
    let transaction = TxEnv::builder()
        .caller(BENCH_CALLER)
        .kind(TxKind::Call(BENCH_TARGET))
        .gas_limit(10_000_000_000)
        .gas_price(0)
        .build()
        .expect("a transaction");

    // Nothing is committed: every round begins with the same state.
    let first = evm.transact(transaction.clone()).expect("a result").result;
    assert!(first.is_success(), "{file}: {first:?}");
    let begin = Instant::now();
    let mut rounds = 0;
    while begin.elapsed() < Duration::from_secs(1) || rounds < 10 {
        evm.transact(transaction.clone()).expect("a result");
        rounds += 1;
    }
    println!("EVM gas used:    {}", first.gas().total_gas_spent() - INTRINSIC_GAS);
    println!("execution time:  {:.6}ms", begin.elapsed().as_secs_f64() * 1e3 / f64::from(rounds));
}
