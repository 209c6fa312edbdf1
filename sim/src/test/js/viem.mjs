// viem 2, unmodified: node viem.mjs URL SECRET CODE: transfers, deploys, calls, reads a log.
import { createPublicClient, createWalletClient, defineChain, http } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';

const [url, secret, code] = process.argv.slice(2);
const id = Number(await createPublicClient({ transport: http(url) }).getChainId());
const chain = defineChain({
  id,
  name: 'crowdroll',
  nativeCurrency: { name: 'ZKPoW', symbol: 'ZKPOW', decimals: 18 },
  rpcUrls: { default: { http: [url] } },
});
const reader = createPublicClient({ chain, transport: http(url), pollingInterval: 200 });
const account = privateKeyToAccount(secret);
const wallet = createWalletClient({ account, chain, transport: http(url) });
const done = (hash) => reader.waitForTransactionReceipt({ hash });

const to = '0x00000000000000000000000000000000000071e3';
const transfer = await done(await wallet.sendTransaction({ to, value: 5n }));
const deployed = await done(await wallet.deployContract({ abi: [], bytecode: code }));
const address = deployed.contractAddress;
const call = await done(await wallet.sendTransaction({ to: address }));
const logs = await reader.getLogs({ address, fromBlock: 0n });
let refused = '';
try {
  await wallet.sendTransaction({ to, value: 1n, type: 'legacy', gas: 21000n });
} catch (error) {
  refused = error.details ?? error.message;
}
console.log(
  JSON.stringify({
    client: 'viem',
    transfer: transfer.status === 'success' ? 1 : 0,
    balance: (await reader.getBalance({ address: to })).toString(),
    deployed: (await reader.getCode({ address }))?.length > 2,
    call: call.status === 'success' ? 1 : 0,
    logs: logs.length,
    data: logs[0]?.data,
    refused,
  }),
);
