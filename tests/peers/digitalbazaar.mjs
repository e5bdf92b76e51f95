// @digitalbazaar/vc signs documents, or says of signed ones whether it accepts them: one line of JSON per document.
// Usage: node digitalbazaar.mjs issue|verify TASK.json   (no network is used)
// TASK: {known: {address: document}, form, documents: […]}, and to issue also {key: private JWK, method, created}.
import './offline.mjs';
import {readFile} from 'node:fs/promises';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as DidKey from '@digitalbazaar/did-method-key';
import * as EcdsaJcs from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import {cryptosuite as ecdsaRdfc} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import {Ed25519VerificationKey2020} from '@digitalbazaar/ed25519-verification-key-2020';
import * as EddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {cryptosuite as eddsaRdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';

const SUITES = {
  'eddsa-rdfc-2022': {issue: () => eddsaRdfc, verify: () => eddsaRdfc},
  'eddsa-jcs-2022': {issue: EddsaJcs.createSignCryptosuite, verify: EddsaJcs.createVerifyCryptosuite},
  'ecdsa-rdfc-2019': {issue: () => ecdsaRdfc, verify: () => ecdsaRdfc},
  'ecdsa-jcs-2019': {issue: EcdsaJcs.createSignCryptosuite, verify: EcdsaJcs.createVerifyCryptosuite}
};
const OLDER = 'Ed25519Signature2020';
const [mode, path] = process.argv.slice(2);
const task = JSON.parse(await readFile(path, 'utf8'));

// what the older suite wants as the key's document, the newer ones have as a multikey
const ed25519 = task.form === OLDER ? async ({publicKeyMultibase}) => Ed25519VerificationKey2020.from({
  type: 'Ed25519VerificationKey2020', publicKeyMultibase
}) : Ed25519Multikey.from;
const didKey = DidKey.driver();
didKey.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: ed25519});
didKey.use({multibaseMultikeyHeader: 'zDna', fromMultibase: EcdsaMultikey.from});
didKey.use({multibaseMultikeyHeader: 'z82L', fromMultibase: EcdsaMultikey.from});

async function documentLoader(url) {
  if(url in task.known) {
    return {contextUrl: null, documentUrl: url, document: task.known[url], tag: 'static'};
  }
  if(url.startsWith('did:key:')) {
    return {contextUrl: null, documentUrl: url, document: await didKey.get({url})};
  }
  throw new Error(`not given: ${url}`);
}

async function signer() {
  const {key: jwk, method} = task;
  const jwkOf = jwk.kty === 'EC' ? {...jwk, key_ops: ['sign']} : {...jwk, alg: 'EdDSA'};
  const Multikey = jwk.kty === 'EC' ? EcdsaMultikey : Ed25519Multikey;
  const key = await Multikey.fromJwk({jwk: jwkOf, secretKey: true, id: method, controller: method.split('#')[0]});
  return Object.assign(key.signer(), {id: method});
}

async function issue(credential) {
  const made = {signer: await signer(), date: task.created};
  const suite = task.form === OLDER ? new Ed25519Signature2020(made) :
    new DataIntegrityProof({...made, cryptosuite: SUITES[task.form].issue()});
  return vc.issue({credential, suite, documentLoader});
}

async function verify(credential) {
  const suite = task.form === OLDER ? new Ed25519Signature2020() :
    new DataIntegrityProof({cryptosuite: SUITES[task.form].verify()});
  const found = await vc.verifyCredential({credential, suite, documentLoader, checkStatus: async () => ({verified: true})});
  return {verified: found.verified, error: found.error?.errors?.[0]?.message ?? found.error?.message ?? null};
}

for(const document of task.documents) {
  process.stdout.write(JSON.stringify(await (mode === 'issue' ? issue : verify)(document)) + '\n');
}
