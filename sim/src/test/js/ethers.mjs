// ethers 6, unmodified: node ethers.mjs URL SECRET CODE: transfers, deploys, calls, reads a log.
import { Contract, ContractFactory, JsonRpcProvider, Wallet } from 'ethers';

const [url, secret, code] = process.argv.slice(2);
const provider = new JsonRpcProvider(url, undefined, { pollingInterval: 200 });
const wallet = new Wallet(secret, provider);
const abi = ['event Counted(uint256)', 'function get() view returns (uint256)'];

const to = '0x00000000000000000000000000000000000e7e25';
const transfer = await (await wallet.sendTransaction({ to, value: 5n })).wait();
const contract = await new ContractFactory(abi, code, wallet).deploy();
await contract.waitForDeployment();
const call = await (await wallet.sendTransaction({ to: await contract.getAddress() })).wait();
const logs = await provider.getLogs({ address: await contract.getAddress(), fromBlock: 0 });
let refused = '';
try {
  await wallet.sendTransaction({ to, value: 1n, type: 0 });
} catch (error) {
  refused = error.error?.message ?? error.info?.error?.message ?? error.message;
}
console.log(
  JSON.stringify({
    client: 'ethers',
    transfer: transfer.status,
    balance: (await provider.getBalance(to)).toString(),
    deployed: (await provider.getCode(await contract.getAddress())).length > 2,
    call: call.status,
    logs: logs.length,
    data: logs[0]?.data,
    refused,
  }),
);
provider.destroy();
