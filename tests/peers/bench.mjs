// How long @digitalbazaar/vc takes to issue and to verify one credential with eddsa-rdfc-2022: prints {"issue": s, "verify": s}
// in processor time, which is what our side is measured in.
// Usage: node bench.mjs TASK.json   (contexts, key as JWK, verification method, documents, signed documents; no network is used)
import {readFile} from 'node:fs/promises';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as DidKey from '@digitalbazaar/did-method-key';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';

const task = JSON.parse(await readFile(process.argv[2], 'utf8'));
const didKey = DidKey.driver();
didKey.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: Ed25519Multikey.from});
const known = new Map();

async function documentLoader(url) {
  if(url in task.contexts) {
    return {contextUrl: null, documentUrl: url, document: task.contexts[url], tag: 'static'};
  }
  if(url.startsWith('did:key:')) {
    if(!known.has(url)) {
      known.set(url, await didKey.get({url}));
    }
    return {contextUrl: null, documentUrl: url, document: known.get(url)};
  }
  throw new Error(`not given: ${url}`);
}

const controller = task.method.split('#')[0];
const key = await Ed25519Multikey.fromJwk({jwk: {...task.key, alg: 'EdDSA'}, secretKey: true});
key.id = task.method;
key.controller = controller;
const signer = key.signer();
signer.id = task.method;

async function issue(document) {
  const suite = new DataIntegrityProof({signer, cryptosuite, date: '2026-11-24T12:00:00Z'});
  const credential = structuredClone(document);
  const signed = await vc.issue({credential, suite, documentLoader});
  if(!signed.proof?.proofValue) {
    throw new Error('not signed');
  }
}

async function verify(credential) {
  const suite = new DataIntegrityProof({cryptosuite});
  const found = await vc.verifyCredential({credential, suite, documentLoader, checkStatus: async () => ({verified: true})});
  if(!found.verified) {
    throw found.error;
  }
}

async function each(things, work) {
  for(const thing of things) {
    await work(thing);
  }
  let best = Infinity;
  for(let round = 0; round < 3; round++) {
    const began = process.cpuUsage();
    for(let turn = 0; turn < 3; turn++) {
      for(const thing of things) {
        await work(thing);
      }
    }
    const {user, system} = process.cpuUsage(began);
    best = Math.min(best, (user + system) / 1e6 / (3 * things.length));
  }
  return best;
}

const found = {issue: await each(task.documents, issue), verify: await each(task.signed, verify)};
process.stdout.write(JSON.stringify(found) + '\n');
