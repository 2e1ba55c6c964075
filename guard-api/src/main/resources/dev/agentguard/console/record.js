import { element, show } from './dom.js';
import { ask } from './server.js';

const clock = time => element('td', { className: 'time', title: time }, time.slice(0, 19).replace('T', ' '));

function decision(line, outcomes) {
  const verdict = line.decision?.verdict ?? '';
  const effects = (line.effects ?? []).map(effect =>
    effect.operation + (effect.resource?.id ? ' ' + effect.resource.id : '')).join(', ');
  const reason = line.decision?.reasons?.[0]?.text ?? '';
  const end = line.proceeds ? outcomes.get(line.id) ?? 'runs' : line.approval ? 'held' : 'refused';
  return element('tr', {}, clock(line.time), element('td', {}, line.session),
    element('td', { className: verdict.toLowerCase() }, verdict.toLowerCase() + ', ' + end.toLowerCase()),
    element('td', {}, effects,
      element('details', {}, element('summary', {}, reason || 'all of it'),
        element('pre', {}, JSON.stringify(line, null, 2)))));
}

function other(line) {
  return element('tr', {}, clock(line.time), element('td', {}, ''), element('td', {}, line.kind.toLowerCase()),
    element('td', {}, element('details', {}, element('summary', {}, 'all of it'),
      element('pre', {}, JSON.stringify(line, null, 2)))));
}

export function table(lines) {
  const outcomes = new Map(lines.filter(line => line.kind === 'OUTCOME').map(line => [line.id, line.outcome]));
  const rows = lines.filter(line => line.kind !== 'OUTCOME').reverse()
    .map(line => (line.kind === 'DECISION' ? decision(line, outcomes) : other(line)));
  return rows.length
    ? element('table', {}, element('thead', {}, element('tr', {},
      ['When (UTC)', 'Session', 'Verdict', 'What'].map(text => element('th', {}, text)))), element('tbody', {}, rows))
    : element('p', { className: 'soft' }, 'Nothing is recorded here.');
}

let drawn = '';

export const timeline = {
  keys: 'newest first, each second anew',
  async start() {
    drawn = '';
    await this.refresh();
  },
  async refresh() {
    const { lines } = await ask('timeline');
    const state = lines.length ? lines.at(-1).hash + lines.length : 'none';
    if (state !== drawn) {
      drawn = state;
      document.getElementById('view').replaceChildren(table(lines));
    }
  },
};

export const search = {
  keys: '',
  async start() {
    const text = element('input', { type: 'text', id: 'text', 'aria-label': 'Text to look for' });
    const found = element('div');
    const look = async event => {
      event.preventDefault();
      try {
        const { lines, whole } = await ask('find', { text: text.value });
        found.replaceChildren(table(lines));
        show(`${lines.length} lines${whole ? '' : '; older ones were not looked through'}`);
      } catch (error) {
        show(error.message, true);
      }
    };
    const verify = async () => {
      try {
        const report = await ask('verify');
        found.replaceChildren(element('ul', { className: 'lines' },
          report.messages.map(message => element('li', {}, message))));
        show(report.verifies ? `the record verifies: ${report.lines} lines` : 'the record does not verify', !report.verifies);
      } catch (error) {
        show(error.message, true);
      }
    };
    document.getElementById('view').replaceChildren(
      element('form', { className: 'answer', onsubmit: look },
        element('label', {}, 'Session, operation, resource, rule or any other text', text),
        element('button', { className: 'main' }, 'Search'),
        element('button', { type: 'button', onclick: verify }, 'Verify the chain')),
      element('h3', {}, 'Found'), found);
    text.focus();
  },
};
