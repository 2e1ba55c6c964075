import { element } from './dom.js';
import { ask } from './server.js';

let drawn = '';

export const sessions = {
  keys: '',
  async start() {
    drawn = '';
    await this.refresh();
  },
  async refresh() {
    const answer = await ask('sessions');
    const state = JSON.stringify(answer);
    if (state !== drawn) {
      drawn = state;
      document.getElementById('view').replaceChildren(table(answer.sessions));
    }
  },
};

function table(all) {
  if (!all.length) {
    return element('p', { className: 'soft' }, 'Nobody has acted yet.');
  }
  const heads = ['Session', 'Ran', 'Irreversible', 'Held', 'Refused', 'Last (UTC)'];
  return element('table', {},
    element('thead', {}, element('tr', {}, heads.map(text => element('th', {}, text)))),
    element('tbody', {}, all.map(it => element('tr', {},
      [it.session, it.ran, it.irreversible, it.held, it.refused, it.last.slice(0, 19).replace('T', ' ')]
        .map(value => element('td', {}, String(value)))))));
}
