import { parseArgs } from 'node:util';
import { run } from '../run.ts';
import { startAnnouncedIssuer } from './announced-issuer.ts';
import { readIssuerConfig } from './config.ts';
import { makeDirectoryKey } from './directory-key.ts';

const { values } = parseArgs({ options: { 'make-key': { type: 'string' } } });
const file = values['make-key'];

await run('the issuer', async () => {
  if (file === undefined) return startAnnouncedIssuer(readIssuerConfig(process.env));
  console.log(makeDirectoryKey(file));
  return undefined;
});
