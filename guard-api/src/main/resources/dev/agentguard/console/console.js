import { element, show } from './dom.js';
import { ask, isSignedIn, signedIn, signOut } from './server.js';
import { makePasskey, signInByPasskey } from './passkeys.js';
import * as waiting from './waiting.js';
import { search, timeline } from './record.js';
import { sessions } from './sessions.js';
import { explain } from './explain.js';

const EACH_SECOND = 1000;
const passkey = { keys: '', start: drawPasskey };
const VIEWS = [
  ['waiting', 'Waiting', waiting], ['timeline', 'Timeline', timeline], ['sessions', 'Sessions', sessions],
  ['record', 'Record', search], ['explain', 'Explain', explain], ['passkey', 'Passkey', passkey],
];
const view = document.getElementById('view');
let me = null;
let open = null;

async function begin() {
  const secret = new URLSearchParams(location.hash.slice(1)).get('link');
  history.replaceState(null, '', '/');
  if (secret) {
    signedIn((await ask('sign-in/link', { secret })).token);
  }
  if (!isSignedIn()) {
    await drawSignIn();
    return;
  }
  me = await ask('me');
  const tabs = document.getElementById('tabs');
  tabs.replaceChildren(...VIEWS.map(([name, title]) =>
    element('button', { role: 'tab', id: 'tab-' + name, onclick: () => go(name) }, title)));
  tabs.hidden = false;
  document.getElementById('who').replaceChildren(
    me.approver ? `${me.name} · ` : '', element('button', { onclick: leave }, 'Sign out'));
  await go('waiting');
}

async function drawSignIn() {
  const { passkeys } = await ask('start');
  const use = async () => {
    try {
      signedIn(await signInByPasskey());
      show('');
      await begin();
    } catch (error) {
      show(error.message, true);
    }
  };
  view.replaceChildren(element('article', { className: 'card' },
    element('h2', {}, 'Sign in'),
    passkeys
      ? element('button', { className: 'main', id: 'sign-in', onclick: use }, 'Use a passkey')
      : element('p', {}, 'guard.yaml names no approver with a passkey.'),
    element('p', { className: 'soft' }, 'Or open the link that the console printed when it was started.')));
  document.getElementById('sign-in')?.focus();
}

async function drawPasskey() {
  const name = element('input', { type: 'text', id: 'name', autocomplete: 'off' });
  const made = element('div');
  const make = async event => {
    event.preventDefault();
    try {
      const key = await makePasskey(name.value);
      made.replaceChildren(
        element('p', {}, 'Put this into guard.yaml, where the agent cannot write, and restart what it guards:'),
        element('pre', {}, element('code', { id: 'made' },
          `approval:\n  approvers:\n    - name: ${JSON.stringify(name.value)}\n      key: ${key}`)));
    } catch (error) {
      show(error.message, true);
    }
  };
  view.replaceChildren(element('article', { className: 'card' },
    element('h2', {}, 'A passkey of your own'),
    element('p', { className: 'soft' }, 'It stays on your device; only its public half is shown here.'),
    element('form', { className: 'answer', onsubmit: make },
      element('label', {}, 'Your name, as the record shall show it', name),
      element('button', { className: 'main' }, 'Make a passkey')), made));
  name.focus();
}

async function go(name) {
  const [, , next] = VIEWS.find(([it]) => it === name);
  open = next;
  VIEWS.forEach(([it]) =>
    document.getElementById('tab-' + it).setAttribute('aria-selected', String(it === name)));
  document.getElementById('keys').textContent = [`1–${VIEWS.length} views`, next.keys].filter(Boolean).join(' · ');
  view.replaceChildren();
  show('');
  await attempt(() => next.start(me));
}

async function attempt(doing) {
  try {
    await doing();
  } catch (error) {
    if (error.status === 401) {
      leave();
    }
    show(error.message, true);
  }
}

function leave() {
  ask('sign-out').catch(() => {});
  signOut();
  me = null;
  open = null;
  document.getElementById('tabs').hidden = true;
  document.getElementById('who').replaceChildren();
  attempt(drawSignIn);
}

document.addEventListener('keydown', event => {
  if (!open || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const number = Number(event.key);
  if (!event.target.matches('input, textarea, select') && number >= 1 && number <= VIEWS.length) {
    event.preventDefault();
    go(VIEWS[number - 1][0]);
  } else {
    open.key?.(event);
  }
});

setInterval(() => {
  if (open?.refresh && document.visibilityState === 'visible') {
    attempt(() => open.refresh());
  }
}, EACH_SECOND);

attempt(begin);
