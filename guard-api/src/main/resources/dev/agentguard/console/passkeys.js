import { ask } from './server.js';

const fromText = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
const toBase64 = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)));
const toText = buffer => toBase64(buffer).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

async function assertion(challenge, ids) {
  const credential = await navigator.credentials.get({
    publicKey: {
      challenge: fromText(challenge),
      rpId: location.hostname,
      allowCredentials: ids.map(id => ({ type: 'public-key', id: fromText(id) })),
      userVerification: 'required',
    },
  });
  const response = credential.response;
  return {
    id: credential.id,
    assertion: {
      authenticatorData: toText(response.authenticatorData),
      clientData: toText(response.clientDataJSON),
      signature: toText(response.signature),
    },
  };
}

export async function signInByPasskey() {
  const { challenge, ids } = await ask('sign-in/challenge');
  const used = await assertion(challenge, ids);
  return (await ask('sign-in/passkey', { ...used, challenge })).token;
}

export async function approveByPasskey(id, typed) {
  const asked = await ask('challenge', { id });
  const used = await assertion(asked.challenge, [asked.id]);
  return ask('approve', { id, typed, at: asked.at, assertion: used.assertion });
}

/** Makes a passkey and returns what guard.yaml takes of it. */
export async function makePasskey(name) {
  const random = length => crypto.getRandomValues(new Uint8Array(length));
  const credential = await navigator.credentials.create({
    publicKey: {
      challenge: random(32),
      rp: { id: location.hostname, name: 'Guard' },
      user: { id: random(16), name, displayName: name },
      pubKeyCredParams: [-8, -7, -257].map(alg => ({ type: 'public-key', alg })),
      authenticatorSelection: { userVerification: 'required' },
      attestation: 'none',
    },
  });
  const key = credential.response.getPublicKey();
  if (key === null) {
    throw new Error('this browser cannot tell the public key of the passkey');
  }
  return `passkey:${location.origin}:${credential.id}:${toBase64(key)}`;
}
