#!/usr/bin/env node
// Writes the gas table of docs/contracts.md from what the gas tests recorded; with --check it only compares.
const fs = require("fs");
const path = require("path");

const SNAPSHOT = path.join(__dirname, "snapshots/gas.json");
const PAGE = path.join(__dirname, "../docs/contracts.md");
const BEGIN = "<!-- gas: written by contracts/gas-table.js -->";
const END = "<!-- end of gas -->";

const TRANSFER_ON_L1 = 21_000;
const TRANSACTION_CAP = 2 ** 24;

// EIP-4844: what a blob holds and uses, and what opening one at a point costs
const BLOB_GAS = 131_072;
const BLOB_WORDS = 4_096;
const POINT_EVALUATION = 50_000;

const gas = JSON.parse(fs.readFileSync(SNAPSHOT, "utf8"));
const number = (name) => {
  if (!(name in gas)) throw new Error(`${SNAPSHOT} has no "${name}": forge test records it`);
  return Number(gas[name]);
};
const show = (value) => Math.round(value).toLocaleString("en-US");

function row(label, slots, commit, prove) {
  const total = commit + prove;
  const each = total / slots;
  const most = Math.max(commit, prove);
  if (most > TRANSACTION_CAP) throw new Error(`${label}: ${most} gas is above the cap of a transaction`);
  const worth = each < TRANSFER_ON_L1 ? `${(TRANSFER_ON_L1 / each).toFixed(1)} × cheaper` : "dearer";
  return `| ${label} | ${show(commit)} | ${show(prove)} | ${show(total)} | **${show(each)}** | ${worth} |`;
}

function table() {
  const prove = number("prove 64");
  const rows = [4, 16, 64].map((n) => row(`${n}`, n, number(`commit ${n}`), number(`prove ${n}`)));
  rows.push(row("256, proof computed", 256, number("commit 256"), prove));

  // what a slot adds where data dominates, and where execution does; the batch at which both posts pay
  const execution = (number("commit 16") - number("commit 4")) / 12;
  const fixed = number("commit 4") - 4 * execution + prove;
  const even = Math.ceil(fixed / (TRANSFER_ON_L1 - execution));
  const floor = (number("commit 256") - number("commit 64")) / 192;

  // blobs: the words leave calldata, the opening comes in; what else a commit does stays
  const blob = number("commit 4") - 4 * execution + POINT_EVALUATION;
  const blobs = [64, 256, 1_000].map((n) => {
    const count = Math.ceil((9 + 4 * n) / BLOB_WORDS);
    const total = blob + prove;
    return `| ${n} in blobs, computed | ${show(blob)} | ${show(prove)} | ${show(total)} + ${show(count * BLOB_GAS)} blob gas | **${show(total / n)}** + ${show((count * BLOB_GAS) / n)} blob gas | |`;
  });

  const others = Object.keys(gas)
    .filter((name) => !/ \d+$/.test(name))
    .map((name) => `| \`${name.split(" ")[0]}\`${name.includes(" ") ? ", " + name.split(" ").slice(1).join(" ") : ""} | ${show(number(name))} |`);

  return [
    "| transfers in a batch | commit | prove | both | a transaction | beside 21,000 on L1 |",
    "|---|---|---|---|---|---|",
    ...rows,
    ...blobs,
    "",
    `A slot more costs ${show(execution)} gas in small batches and ${show(floor)} between 64 and 256. From **${even}** transfers a batch on,`,
    `the rollup is cheaper than a transfer on L1. Every transaction is under the cap of ${show(TRANSACTION_CAP)} gas.`,
    "",
    "| other calls | gas |",
    "|---|---|",
    ...others,
  ].join("\n");
}

const page = fs.readFileSync(PAGE, "utf8");
const [head, rest] = page.split(BEGIN);
const tail = rest.split(END)[1];
const written = `${head}${BEGIN}\n${table()}\n${END}${tail}`;
if (process.argv.includes("--check")) {
  if (written !== page) {
    console.error("docs/contracts.md has another gas table than snapshots/gas.json: run contracts/gas-table.js");
    process.exit(1);
  }
} else {
  fs.writeFileSync(PAGE, written);
}
