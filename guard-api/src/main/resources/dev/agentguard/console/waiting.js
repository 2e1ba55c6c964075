import { element, show } from './dom.js';
import { ask } from './server.js';
import { approveByPasskey } from './passkeys.js';

let requests = [];
let chosen = null;
let approver = false;
let drawn = '';

export const keys = '↑ ↓ choose · Enter answer · r reject · Esc back';

export async function start(me) {
  approver = me.approver;
  drawn = '';
  await refresh();
}

export async function refresh() {
  requests = (await ask('pending')).requests;
  document.getElementById('tab-waiting').textContent = requests.length ? `Waiting (${requests.length})` : 'Waiting';
  document.title = requests.length ? `(${requests.length}) Guard` : 'Guard';
  if (!requests.some(request => request.id === chosen)) {
    chosen = requests.length ? requests[0].id : null;
  }
  draw();
}

function draw() {
  const view = document.getElementById('view');
  const state = JSON.stringify([requests, chosen]);
  if (state === drawn && view.firstChild) {
    return; // what a human is typing stays
  }
  drawn = state;
  if (!requests.length) {
    view.replaceChildren(element('p', { className: 'soft' }, 'Nothing waits for a human.'));
    return;
  }
  const list = element('ul', { className: 'list', role: 'listbox', 'aria-label': 'Requests' }, requests.map(request =>
    element('li', {
      role: 'option',
      'aria-selected': String(request.id === chosen),
      onclick: () => choose(request.id),
    }, element('strong', {}, request.targets[0].operation), element('br'), request.targets[0].resource)));
  view.replaceChildren(element('div', { className: 'waiting' }, list, detail(requests.find(it => it.id === chosen))));
}

function detail(request) {
  const typed = element('input', { type: 'text', id: 'typed', autocomplete: 'off', spellcheck: false });
  const reason = element('input', { type: 'text', id: 'reason', autocomplete: 'off' });
  return element('article', { className: 'card' },
    request.targets.map(target =>
      element('h2', {}, target.operation, ' on ', element('span', { className: 'target' }, target.resource))),
    element('p', { className: 'soft' }, `Request ${request.id} of session “${request.session}”, asked at `
      + `${time(request.createdAt)}, holds until ${time(request.expiresAt)} (UTC)`, request.needsTwo ? '; two approvers must approve' : ''),
    element('h3', {}, 'What would run'), lines(request.lines, request.earlier),
    element('h3', {}, 'Why you are asked'), lines(request.reasons, []),
    element('form', { className: 'answer', onsubmit: event => answer(event, () => approve(request, typed.value)) },
      element('label', {}, element('span', {}, 'Type ', element('code', {}, request.confirm), ' to approve this, once'),
        typed),
      element('button', { className: 'main' }, approver ? 'Approve with passkey' : 'Approve')),
    element('form', { className: 'answer', onsubmit: event => answer(event, () => reject(request, reason.value)) },
      element('label', {}, 'Why not (the agent reads it)', reason),
      element('button', { className: 'stop' }, 'Reject')));
}

const time = text => text.slice(0, 19).replace('T', ' ');

function lines(texts, earlier) {
  const known = new Set(earlier);
  return element('ul', { className: 'lines' }, texts.map(text =>
    earlier.length && !known.has(text)
      ? element('li', { className: 'new', title: 'not so in the request before' }, text)
      : element('li', {}, text)));
}

const approve = (request, typed) =>
  approver ? approveByPasskey(request.id, typed) : ask('approve', { id: request.id, typed });
const reject = (request, reason) => ask('reject', { id: request.id, reason });

async function answer(event, answering) {
  event.preventDefault();
  try {
    show((await answering()).message);
  } catch (error) {
    show(error.message, true);
  }
  await refresh();
}

function choose(id) {
  chosen = id;
  draw();
}

export function key(event) {
  const typing = event.target.matches('input');
  if (event.key === 'Escape') {
    event.target.blur();
  } else if (typing || !requests.length) {
    return;
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const step = event.key === 'ArrowDown' ? 1 : requests.length - 1;
    choose(requests[(requests.findIndex(it => it.id === chosen) + step) % requests.length].id);
  } else if (event.key === 'Enter' && !event.target.matches('button')) {
    document.getElementById('typed').focus();
  } else if (event.key === 'r') {
    document.getElementById('reason').focus();
  } else {
    return;
  }
  event.preventDefault();
}
