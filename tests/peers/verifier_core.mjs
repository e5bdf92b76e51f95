// @digitalcredentials/verifier-core says of signed documents whether it accepts them, and its sister @digitalcredentials/vc signs
// documents: one line of JSON per document. It brings its own contexts; what it would fetch beside them is given, or unreachable.
// Usage: node verifier_core.mjs issue|verify TASK.json   (TASK as for digitalbazaar.mjs; no network is used)
import './offline.mjs';
import {readFile} from 'node:fs/promises';

const [mode, path] = process.argv.slice(2);
const task = JSON.parse(await readFile(path, 'utf8'));
globalThis.fetch = async request => {
  const url = typeof request === 'string' ? request : request.url ?? String(request);
  if(!(url in task.known)) {
    throw new Error(`not given: ${url}`);
  }
  return new Response(JSON.stringify(task.known[url]), {headers: {'content-type': 'application/json'}});
};
console.log = () => {};  // it tells there of schemas that it could not have; our lines are the only output

const {DataIntegrityProof} = await import('@digitalcredentials/data-integrity');
const Ed25519Multikey = await import('@digitalcredentials/ed25519-multikey');
const {Ed25519Signature2020} = await import('@digitalcredentials/ed25519-signature-2020');
const {cryptosuite} = await import('@digitalcredentials/eddsa-rdfc-2022-cryptosuite');
const {securityLoader} = await import('@digitalcredentials/security-document-loader');
const vc = await import('@digitalcredentials/vc');
const {verifyCredential} = await import('@digitalcredentials/verifier-core');
const documentLoader = securityLoader({fetchRemoteContexts: true}).build();

async function issue(credential) {
  const {key: jwk, method, created: date} = task;
  const key = await Ed25519Multikey.fromJwk({
    jwk: {...jwk, alg: 'EdDSA'}, secretKey: true, id: method, controller: method.split('#')[0]
  });
  const signer = Object.assign(key.signer(), {id: method});
  const suite = task.form === 'Ed25519Signature2020' ? new Ed25519Signature2020({signer, date}) :
    new DataIntegrityProof({signer, date, cryptosuite});
  return vc.issue({credential, suite, documentLoader});
}

async function verify(credential) {
  const {log = [], errors, additionalInformation = []} = await verifyCredential({credential, knownDIDRegistries: []});
  const holds = name => log.some(({id, valid}) => id === name && valid === true);
  const schemas = additionalInformation.flatMap(({results}) => Array.isArray(results) ? results : []);
  return {
    verified: !errors && holds('valid_signature') && holds('expiration'),
    error: errors?.[0]?.message ?? null,
    schemas: schemas.map(({schema, result}) => ({schema, valid: result.valid}))
  };
}

for(const document of task.documents) {
  process.stdout.write(JSON.stringify(await (mode === 'issue' ? issue : verify)(document)) + '\n');
}
