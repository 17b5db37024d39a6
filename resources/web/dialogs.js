// SPDX-License-Identifier: GPL-3.0-or-later
// What asks before it acts: the token, a cancel, a new job.

import {get, keepToken, post} from './api.js';
import {byId, element, icon} from './dom.js';
import {elapsedText, kindText, plural, shellWord, shown, stateWords} from './text.js';
import {toneOf} from './table.js';

const listedAtMost = 200;

/** Opens the dialog; gives what `submitted` returns once it is true, false when it was closed without. */
function ask(dialog, closeButton, submitted) {
  const form = dialog.querySelector('form');
  return new Promise((resolve) => {
    let answer = false;
    const submit = async (event) => {
      event.preventDefault();
      answer = await submitted();
      if (answer) dialog.close();
    };
    const close = () => dialog.close();
    form.addEventListener('submit', submit);
    closeButton?.addEventListener('click', close);
    dialog.addEventListener('close', () => {
      form.removeEventListener('submit', submit);
      closeButton?.removeEventListener('click', close);
      resolve(answer);
    }, {once: true});
    if (!dialog.open) dialog.showModal();
  });
}

export async function askForToken(problem) {
  const field = byId('token');
  byId('token-problem').textContent = problem;
  if (byId('token-dialog').open) return false;
  field.value = '';
  const given = await ask(byId('token-dialog'), null, () => {
    if (keepToken(field.value)) return true;
    byId('token-problem').textContent = 'That is no token: it has 43 letters, digits, - and _.';
    return false;
  });
  field.value = '';
  return given;
}

/** Shows everything that dies with a cancel. `radius` is Store.blastRadius(). */
export function confirmCancel(radius) {
  const below = radius.filter(({level}) => level > 0).length;
  byId('cancel-title').textContent = radius.length === 1 ? `Cancel ${shown(radius[0].job.name)}?`
    : `Cancel ${plural(radius.length, 'job')}?`;
  const busy = radius.filter(({job}) => job.started).length;
  byId('cancel-summary').textContent = `${below ? `${plural(below, 'job')} below ${below === 1 ? 'goes' : 'go'} with it. ` : ''}` +
    `${plural(busy, 'job')} ${busy === 1 ? 'has' : 'have'} begun; that work is lost.`;
  const items = radius.slice(0, listedAtMost).map(({job, level}) => {
    const item = element('li', {}, icon(job.state), element('span.text', {}, shown(job.name)),
      element('span.when', {}, `${stateWords[job.state]} ${elapsedText(job)}`));
    item.dataset.tone = toneOf(job);
    item.style.paddingInlineStart = `${Math.min(level, 8) * 1.1}rem`;
    return item;
  });
  if (radius.length > listedAtMost) items.push(element('li.note', {}, `and ${plural(radius.length - listedAtMost, 'more job')}`));
  byId('cancel-list').replaceChildren(...items);
  byId('cancel-dialog').querySelector('.danger').textContent = radius.length === 1 ? 'Cancel it' : 'Cancel them';
  return ask(byId('cancel-dialog'), byId('cancel-no'), () => true);
}

export function showHelp(shortcuts) {
  byId('help-list').replaceChildren(...shortcuts.flatMap(([keys, what]) =>
    [element('dt', {}, ...keys.split(' ').map((key) => element('kbd', {}, key))), element('dd', {}, what)]));
  return ask(byId('help-dialog'), null, () => true);
}

/** One control for one property of a JSON Schema: `read()` gives its value, undefined for none. */
function fieldFor(name, schema, isRequired) {
  const lines = (text) => text.split('\n').filter((line) => line !== '');
  const number = (line) => /^-?\d{1,15}$/.test(line) ? Number(line) : line;
  const itemsMayBeNumbers = schema.items && schema.items.type !== 'string' && !schema.items.enum;
  const hint = [schema.description, schema.type === 'array' && 'one a line', schema.type === 'object' && 'NAME=value, one a line']
    .filter(Boolean).join('; ');
  const unit = schema['x-unit'] ? ` (${schema['x-unit']})` : '';
  let input;
  let read;
  if (schema.enum) {
    input = element('select', {}, isRequired ? null : element('option', {value: ''}, ''),
      ...schema.enum.map((word) => element('option', {value: word}, shown(word))));
    if (schema.default !== undefined) input.value = schema.default;
    read = () => input.value || undefined;
  } else if (schema.type === 'boolean') {
    input = element('input', {type: 'checkbox'});
    input.checked = schema.default === true;
    read = () => input.checked;
  } else if (schema.type === 'array') {
    input = element('textarea', {rows: 3, spellcheck: 'false'});
    const words = schema.items?.enum;
    if (words) input.placeholder = words.join('\n');
    read = () => input.value ? lines(input.value).map((line) => itemsMayBeNumbers ? number(line) : line) : undefined;
  } else if (schema.type === 'object') {
    input = element('textarea', {rows: 2, spellcheck: 'false'});
    read = () => input.value ? Object.fromEntries(lines(input.value).map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
    })) : undefined;
  } else if (schema.type === 'integer' || schema.type === 'number') {
    input = element('input', {type: 'number', step: schema.type === 'integer' ? 1 : 'any', min: schema.minimum, max: schema.maximum});
    if (schema.default !== undefined) input.value = schema.default;
    read = () => input.value === '' ? undefined : Number(input.value);
  } else {
    input = element('input', {autocomplete: 'off', spellcheck: 'false'});
    if (schema.default !== undefined) input.value = schema.default;
    read = () => input.value === '' ? undefined : input.value;
  }
  input.id = `field-${name}`;
  input.required = isRequired;
  const label = element('label', {for: input.id}, shown(schema.title ?? name.replaceAll('_', ' ').replace(/ ms$/, '')) + unit,
    isRequired ? element('span.required', {}, ' (needed)') : null);
  const note = hint ? element('p.note', {id: `hint-${name}`}, shown(hint)) : null;
  if (note) input.setAttribute('aria-describedby', note.id);
  return {name, input, read, nodes: [label, input, note].filter(Boolean)};
}

export class NewJobDialog {
  #kinds = [];
  #fields = [];

  constructor() {
    byId('job-kind').addEventListener('change', () => this.#build());
    byId('job-form').addEventListener('input', () => this.#showCurl());
  }

  /** Gives the new job's id, or false. */
  async open() {
    const {kinds} = await get('/api/v1/kinds');
    this.#kinds = kinds.filter((kind) => !kind.takes_children);
    const chosen = byId('job-kind').value;
    byId('job-kind').replaceChildren(...this.#kinds.map((kind) =>
      element('option', {value: kind.name}, shown(kind.title ?? kindText(kind.name)))));
    if (this.#kinds.some((kind) => kind.name === chosen)) byId('job-kind').value = chosen;
    byId('job-name').value = '';
    this.#build();
    return ask(byId('job-dialog'), byId('job-no'), () => this.#submit());
  }

  #build() {
    const kind = this.#kinds.find(({name}) => name === byId('job-kind').value);
    const schema = kind?.params ?? {};
    byId('job-summary').textContent = shown(kind?.summary ?? '');
    byId('job-problem').textContent = '';
    this.#fields = Object.entries(schema.properties ?? {}).map(([name, property]) =>
      fieldFor(name, property, (schema.required ?? []).includes(name)));
    byId('job-fields').replaceChildren(...this.#fields.flatMap(({nodes}) => nodes));
    this.#showCurl();
  }

  #spec() {
    const params = {};
    for (const {name, read} of this.#fields) if (read() !== undefined) params[name] = read();
    const spec = {kind: byId('job-kind').value};
    if (byId('job-name').value.trim()) spec.name = byId('job-name').value.trim();
    return {...spec, params};
  }

  #showCurl() {
    byId('job-curl').textContent = 'curl -H "Authorization: Bearer $TOKEN" -H \'Content-Type: application/json\' \\\n' +
      `  ${location.origin}/api/v1/jobs -d ${shellWord(JSON.stringify(this.#spec()))}`;
  }

  async #submit() {
    for (const {input} of this.#fields) input.removeAttribute('aria-invalid');
    try {
      return (await post('/api/v1/jobs', this.#spec())).id;
    } catch (problem) {
      byId('job-problem').textContent = problem.status ? shown(problem.message) : 'The server does not answer; try again.';
      const wrong = this.#fields.find(({name}) => problem.field === name || problem.field?.endsWith(`.${name}`));
      wrong?.input.setAttribute('aria-invalid', 'true');
      wrong?.input.focus();
      return false;
    }
  }
}

