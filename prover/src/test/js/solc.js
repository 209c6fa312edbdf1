// Reads Solidity's standard JSON from stdin, writes the compiler's answer to stdout.
const solc = require('solc');
const fs = require('fs');
process.stdout.write(solc.compile(fs.readFileSync(0, 'utf8')));
