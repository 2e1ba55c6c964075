// Elements are made of text alone: nothing that is shown is ever read as markup.
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      made.addEventListener(name.slice(2), value);
    } else if (name in made && name !== 'list') {
      made[name] = value;
    } else {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined));
  return made;
}

export function show(message, wrong = false) {
  const place = document.getElementById('message');
  place.textContent = message;
  place.className = wrong ? 'wrong' : '';
}
