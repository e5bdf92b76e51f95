// Says whether @digitalbazaar/vc accepts each credential that is given: one line of JSON per file.
// Usage: node verify.mjs CONTEXTS.json CREDENTIAL.json …   (CONTEXTS.json: {url: context}; no network is used)
import {readFile} from 'node:fs/promises';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as DidKey from '@digitalbazaar/did-method-key';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';

const [contextsPath, ...credentialPaths] = process.argv.slice(2);
const contexts = JSON.parse(await readFile(contextsPath, 'utf8'));
const didKey = DidKey.driver();
didKey.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: Ed25519Multikey.from});

async function documentLoader(url) {
  if(url in contexts) {
    return {contextUrl: null, documentUrl: url, document: contexts[url]};
  }
  if(url.startsWith('did:key:')) {
    return {contextUrl: null, documentUrl: url, document: await didKey.get({url})};
  }
  throw new Error(`not given: ${url}`);
}

for(const path of credentialPaths) {
  const credential = JSON.parse(await readFile(path, 'utf8'));
  const suite = new DataIntegrityProof({cryptosuite});
  const result = await vc.verifyCredential({credential, suite, documentLoader, checkStatus: async () => ({verified: true})});
  const error = result.error?.errors?.[0]?.message ?? result.error?.message ?? null;
  process.stdout.write(JSON.stringify({path, verified: result.verified, error}) + '\n');
}
