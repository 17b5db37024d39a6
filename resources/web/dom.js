// SPDX-License-Identifier: GPL-3.0-or-later
// Elements made by hand: text goes in as text, so no string from outside can become markup.

export const byId = (id) => document.getElementById(id);

/** element('p.note', {title: 'x', onclick: f}, 'text', child, ...); null children are left out. */
export function element(name, attributes, ...children) {
  const [tag, ...classes] = name.split('.');
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, '');
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

/** Writes only what differs: most of a table stays as it is. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function setAttribute(node, name, value) {
  if (value == null || value === false) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

// The window's own icons (resources/icons): a solid disc carries its sign in the colour of the ground.
const paths = {
  queued: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17!',
  starting: 'M7 4.5v15l12.5-7.5z*',
  running: 'M7 4.5v15l12.5-7.5z*',
  paused: 'M8 5v14M16 5v14',
  cancelling: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17M8 12h.1M12 12h.1M16 12h.1',
  cancelled: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17M6.2 17.8L17.8 6.2',
  succeeded: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18*|M7.7 12.4l3 3 5.6-6.2~',
  failed: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18*|M12 6.8v6.2M12 16.9v.1~',
  interrupted: 'M13 3L5.5 13.5H12L10.5 21 18.5 10.2H12z*',
  command: 'M4.5 6.5l5.500 5.5-5.500 5.500M12.5 18H20',
  sleep: 'M12 5a8 8 0 1 1 0 16 8 8 0 0 1 0-16M12 8.5V13l3 2M9.500 2.5h5',
  compute: 'M8 6.500h8q1.500 0 1.500 1.500v8q0 1.500-1.500 1.500H8q-1.500 0-1.500-1.500V8q0-1.500 1.500-1.500M9.5 3v3.500M14.5 3v3.500M9.500 17.500V21M14.5 17.500V21M3 9.500h3.500M3 14.5h3.5M17.5 9.5H21M17.5 14.5H21',
  checksum: 'M9.5 3.5L7 20.5M17 3.5l-2.5 17M4 8.5h17M3 15.5h17',
  download: 'M12 4v11M7 10.500l5 5 5-5M5 20h14',
  group: 'M12 3.5l9 4.7-9 4.7-9-4.7zM3.5 12.7l8.5 4.4 8.5-4.4M3.5 16.9l8.5 4.4 8.5-4.4',
  race: 'M5.5 21V3.500M5.5 4.5H19l-3 4 3 4H5.5',
  pipeline: 'M5 9.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4M19 9.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4M7.7 12h8.600M12 8.5l3.500 3.5L12 15.5',
  other: 'M7 4h10q3 0 3 3v10q0 3-3 3H7q-3 0-3-3V7q0-3 3-3M9 12h6',
  unfold: 'M9 6l6 6-6 6',
  cancel: 'M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2zM9 9l6 6M15 9l-6 6',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4L20 9.2M20.3 4v5.3H15',
  add: 'M12 5v14M5 12h14',
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
};

const svgName = 'http://www.w3.org/2000/svg';

/** A picture that stands beside its word and says nothing to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS(svgName, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  setIcon(svg, name);
  return svg;
}

export function setIcon(svg, name) {
  if (svg.dataset.name === name) return;
  svg.dataset.name = name;
  svg.replaceChildren(...(paths[name] ?? paths.other).split('|').map((part) => {
    const path = document.createElementNS(svgName, 'path');
    const style = {'*': 'solid', '~': 'ground', '!': 'dashed'}[part.at(-1)];
    if (style) path.setAttribute('class', style);
    path.setAttribute('d', style ? part.slice(0, -1) : part);
    return path;
  }));
}
