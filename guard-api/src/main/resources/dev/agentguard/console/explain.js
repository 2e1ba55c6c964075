import { element, show } from './dom.js';
import { ask } from './server.js';

const KINDS = [['shell', 'Command line'], ['sql', 'SQL'], ['http', 'HTTP request: METHOD URL, an empty line, the body']];

export const explain = {
  keys: 'Ctrl+Enter explains',
  async start() {
    const kind = element('select', { id: 'kind', 'aria-label': 'Kind of action' },
      KINDS.map(([value, text]) => element('option', { value }, text)));
    const text = element('textarea', { id: 'action', spellcheck: false, 'aria-label': 'The action' });
    const found = element('pre', { id: 'explanation' });
    const look = async event => {
      event.preventDefault();
      try {
        found.textContent = (await ask('explain', { kind: kind.value, text: text.value })).explanation;
        show('');
      } catch (error) {
        show(error.message, true);
      }
    };
    text.addEventListener('keydown', event => {
      if (event.key === 'Enter' && event.ctrlKey) {
        look(event);
      }
    });
    document.getElementById('view').replaceChildren(
      element('form', { onsubmit: look }, element('p', {}, kind), text,
        element('p', {}, element('button', { className: 'main' }, 'Explain'))), found);
    text.focus();
  },
};
