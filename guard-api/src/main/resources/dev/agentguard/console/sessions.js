import { element, show } from './dom.js';
import { ask } from './server.js';

const SCOPES = [['session', 'One session'], ['agent', 'All sessions of an agent'], ['all', 'Everything']];
let drawn = '';
let parts = null;

export const sessions = {
  keys: 'a freeze holds within a second, everywhere',
  async start() {
    drawn = '';
    parts = { frozen: element('section'), form: form(), table: element('section') };
    document.getElementById('view').replaceChildren(parts.frozen, parts.form, parts.table);
    await this.refresh();
  },
  async refresh() {
    const [known, { frozen, problem }] = [await ask('sessions'), await ask('frozen')];
    const state = JSON.stringify([known, frozen, problem]);
    if (state !== drawn) {
      drawn = state;
      parts.frozen.replaceChildren(...list(frozen, problem));
      parts.table.replaceChildren(table(known.sessions));
    }
  },
};

function form() {
  const kind = element('select', { id: 'scope', 'aria-label': 'What is frozen' },
    SCOPES.map(([value, text]) => element('option', { value }, text)));
  const name = element('input', { type: 'text', id: 'scope-name', autocomplete: 'off' });
  const reason = element('input', { type: 'text', id: 'reason', autocomplete: 'off' });
  kind.addEventListener('change', () => { name.disabled = kind.value === 'all'; });
  return element('form', {
    className: 'answer',
    onsubmit: event => act(event, 'freeze', { kind: kind.value, name: name.value, reason: reason.value }),
  }, kind, element('label', {}, 'Its name, as the record has it', name),
  element('label', {}, 'Why (the agent reads it)', reason), element('button', { className: 'stop' }, 'Freeze'));
}

function list(frozen, problem) {
  if (problem) {
    return [element('h3', {}, 'Frozen'), element('p', { className: 'deny' }, problem)];
  }
  return frozen.length ? [element('h3', {}, 'Frozen'), element('ul', { className: 'lines' }, frozen.map(thawing))] : [];
}

function thawing(one) {
  const typed = element('input', { type: 'text', autocomplete: 'off' });
  return element('li', {}, one.text, element('form', {
    className: 'answer thaw',
    onsubmit: event => act(event, 'thaw', { kind: one.kind, name: one.name, typed: typed.value }),
  }, element('label', {}, element('span', {}, 'Type ', element('code', {}, one.confirm), ' to thaw it'), typed),
  element('button', {}, 'Thaw')));
}

async function act(event, what, sent) {
  event.preventDefault();
  try {
    show((await ask(what, sent)).message);
  } catch (error) {
    show(error.message, true);
  }
  await sessions.refresh();
}

function choose(session) {
  document.getElementById('scope').value = 'session';
  document.getElementById('scope-name').disabled = false;
  document.getElementById('scope-name').value = session;
  document.getElementById('reason').focus();
}

function table(all) {
  if (!all.length) {
    return element('p', { className: 'soft' }, 'Nobody has acted yet.');
  }
  const heads = ['Session', 'Ran', 'Irreversible', 'Held', 'Refused', 'Last (UTC)', ''];
  return element('table', {},
    element('thead', {}, element('tr', {}, heads.map(text => element('th', {}, text)))),
    element('tbody', {}, all.map(it => element('tr', {},
      [it.session, it.ran, it.irreversible, it.held, it.refused, it.last.slice(0, 19).replace('T', ' ')]
        .map(value => element('td', {}, String(value))),
      element('td', {}, element('button', { className: 'stop', onclick: () => choose(it.session) }, 'Freeze …'))))));
}
