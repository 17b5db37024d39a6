// SPDX-License-Identifier: GPL-3.0-or-later
// Reads openapi.json and shows it; each operation can be tried with the user's token. Covers what that document uses.

import {forgetToken, keepToken, request, takeTokenFromAddress, token} from './api.js';
import {byId, element} from './dom.js';
import {shellWord, shownLines} from './text.js';

const shownBytes = 200_000;

let api;

const follow = (part) => part?.$ref ? follow(part.$ref.slice(2).split('/').reduce((place, name) => place[name], api)) : part;
const nameOf = (part) => part?.$ref?.split('/').at(-1) ?? '';

function typeText(schema) {
  const name = nameOf(schema);
  if (name) return name;
  if (schema.anyOf ?? schema.oneOf) return (schema.anyOf ?? schema.oneOf).map(typeText).join(' or ');
  if (schema.type === 'array') return `list of ${typeText(schema.items)}`;
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((word) => JSON.stringify(word)).join(', ');
  const limits = ['minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'default'].filter((key) => key in schema)
    .map((key) => `${key} ${schema[key]}`);
  return [[schema.type ?? 'any value'].flat().join(' or '), schema.format, ...limits].filter(Boolean).join(', ');
}

/** Text with `code` in it. */
const prose = (text) => text.split('`').map((part, index) => index % 2 ? element('code', {}, part) : part);

/** The properties, each with what is in it; a schema inside itself is only named. */
function schemaTree(schema, above = []) {
  const name = nameOf(schema);
  const inner = follow(schema);
  if (above.includes(name) && name) return null;
  const path = name ? [...above, name] : above;
  if (inner.anyOf ?? inner.oneOf)
    return element('div', {}, ...(inner.anyOf ?? inner.oneOf).map((choice) => schemaTree(choice, path)));
  if (inner.type === 'array') return schemaTree(inner.items, path);
  if (!inner.properties) return null;
  return element('ul.schema', {}, ...Object.entries(inner.properties).map(([key, property]) => {
    const head = [element('code', {}, key), ' ', element('span.type', {}, typeText(property)),
      inner.required?.includes(key) ? '' : element('span.type', {}, ' (optional)'),
      property.description ? element('span', {}, ' – ', ...prose(property.description)) : ''];
    const below = schemaTree(property, path);
    return below ? element('li', {}, element('details', {}, element('summary', {}, ...head), below)) : element('li', {}, ...head);
  }));
}

function schemaBlock(content) {
  return Object.entries(content ?? {}).map(([type, {schema}]) =>
    element('div', {}, element('code', {}, type), ' ', element('span.type', {}, typeText(schema)), schemaTree(schema)));
}

class Operation {
  #stop = null;

  constructor(path, method, operation) {
    this.path = path;
    this.method = method;
    this.operation = operation;
    this.parameters = (operation.parameters ?? []).map(follow);
    this.isOpen = (operation.security ?? api.security).some((way) => Object.keys(way).length === 0) || operation.security?.length === 0;
    this.id = operation.operationId;
    const summary = element('summary', {}, element(`span.method.${method}`, {}, method.toUpperCase()), element('code', {}, path),
      element('span', {}, operation.summary), this.isOpen ? element('span.open-to-all', {}, 'no token') : null);
    this.node = element('details.operation', {id: this.id, ontoggle: () => this.#fill()}, summary);
    this.words = `${method} ${path} ${operation.summary}`.toLowerCase();
    this.link = element('a', {href: `#${this.id}`, onclick: () => { this.node.open = true; }},
      element(`span.method.${method}`, {}, method.toUpperCase()), path);
  }

  #fill() {
    if (this.node.children.length > 1) return;
    const {operation} = this;
    const inside = element('div.inside');
    if (operation.description) inside.append(element('p', {}, ...prose(operation.description)));
    this.fields = this.parameters.map((parameter) => ({parameter, input: element('input', {'aria-label': parameter.name,
      autocomplete: 'off', spellcheck: 'false', placeholder: parameter.schema.default ?? ''})}));
    if (this.fields.length) inside.append(element('h3', {}, 'Parameters'), element('table.parts', {},
      ...this.fields.map(({parameter, input}) => element('tr', {}, element('th', {scope: 'row'}, parameter.name),
        element('td.place', {}, `${parameter.in}${parameter.required ? ', needed' : ''}`),
        element('td', {}, typeText(parameter.schema), ...prose(parameter.description ? ` – ${parameter.description}` : '')), element('td', {}, input)))));
    this.#addBody(inside);
    const send = element('button.primary', {type: 'button', onclick: () => this.#send()}, 'Send');
    this.stopButton = element('button', {type: 'button', hidden: true, onclick: () => this.#stop?.abort()}, 'Stop');
    this.answer = element('pre.curl.answer', {tabindex: 0, 'aria-label': 'Answer'});
    this.status = element('span', {role: 'status'});
    this.curl = element('pre.curl', {tabindex: 0, 'aria-label': 'The same with curl'});
    inside.append(element('div.try', {}, send, this.stopButton, this.status), this.answer, this.curl, element('h3', {}, 'Answers'),
      element('table.parts', {}, ...Object.entries(operation.responses).map(([status, response]) => this.#responseRow(status, follow(response)))));
    inside.addEventListener('input', () => this.#showCurl());
    this.node.append(inside);
    this.#showCurl();
  }

  #addBody(inside) {
    const content = this.operation.requestBody?.content?.['application/json'];
    if (!content) return;
    const examples = content.examples ? Object.values(content.examples).map(({value}) => value) : [content.example ?? {}];
    this.body = element('textarea.body-field', {spellcheck: 'false', 'aria-label': 'Body'});
    this.body.value = JSON.stringify(examples[0], null, 2);
    inside.append(element('h3', {}, 'Body'), ...schemaBlock({'application/json': content}), this.body);
  }

  #responseRow(status, response) {
    const headers = Object.keys(response.headers ?? {});
    return element('tr', {}, element('th', {scope: 'row'}, status), element('td', {}, ...prose(response.description),
      headers.length ? ` Headers: ${headers.join(', ')}.` : '', ...schemaBlock(response.content)));
  }

  #call() {
    const query = new URLSearchParams();
    const headers = {};
    let path = this.path;
    for (const {parameter, input} of this.fields) {
      if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
      else if (input.value === '') continue;
      else if (parameter.in === 'query') query.append(parameter.name, input.value);
      else headers[parameter.name] = input.value;
    }
    if (this.body) headers['Content-Type'] = 'application/json';
    return {target: path + (query.size ? `?${query}` : ''), headers};
  }

  #showCurl() {
    const {target, headers} = this.#call();
    const words = ['curl', ...(this.method === 'get' ? [] : ['-X', this.method.toUpperCase()]), ...(this.isOpen ? [] : ['-H', '"Authorization: Bearer $TOKEN"']),
      ...Object.entries(headers).flatMap(([name, value]) => ['-H', shellWord(`${name}: ${value}`)]), shellWord(location.origin + target),
      ...(this.body ? ['-d', shellWord(this.body.value)] : [])];
    this.curl.textContent = words.join(' ');
  }

  async #send() {
    this.#stop?.abort();
    const stop = this.#stop = new AbortController();
    const {target, headers} = this.#call();
    const began = performance.now();
    this.answer.textContent = '';
    this.status.textContent = 'Waiting …';
    this.stopButton.hidden = false;
    try {
      const response = await request(target, {method: this.method.toUpperCase(), headers, body: this.body?.value, signal: stop.signal});
      this.status.textContent = `${response.status} after ${Math.round(performance.now() - began)} ms`;
      await this.#show(response);
    } catch (problem) {
      this.status.textContent = problem.name === 'AbortError' ? 'Stopped.' : 'The server does not answer.';
    }
    if (this.#stop === stop) this.stopButton.hidden = true;
  }

  /** As it comes: a stream has no end to wait for. */
  async #show(response) {
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    let text = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n') + '\n\n';
    const isJson = /json/.test(response.headers.get('Content-Type'));
    let body = '';
    for (let part; reader && !(part = await reader.read()).done;) {
      body += decoder.decode(part.value, {stream: true});
      if (body.length > shownBytes) body = `…${body.slice(-shownBytes)}`;
      this.answer.textContent = text + shownLines(body);
    }
    if (isJson && !body.startsWith('…') && !/\d{16}/.test(body)) body = JSON.stringify(JSON.parse(body), null, 2); // digits stay as sent
    this.answer.textContent = text + shownLines(body);
  }
}

function show(operations) {
  const contents = byId('contents');
  byId('operations').replaceChildren(element('p', {}, api.info.summary + '. ' + api.info.description));
  for (const tag of api.tags) {
    const members = operations.filter(({operation}) => operation.tags.includes(tag.name));
    contents.append(element('h2', {}, tag.name), ...members.map(({link}) => link));
    byId('operations').append(element('h2', {}, tag.name), element('p.note', {}, tag.description ?? ''), ...members.map(({node}) => node));
  }
  byId('search').addEventListener('input', (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/);
    for (const operation of operations)
      operation.link.hidden = operation.node.hidden = !words.every((word) => operation.words.includes(word));
  });
  const wanted = operations.find(({id}) => `#${id}` === location.hash);
  if (wanted) {
    wanted.node.open = true;
    wanted.node.scrollIntoView();
  }
}

function showTokenState() {
  byId('token-state').textContent = token() ? 'in this tab' : '';
}

byId('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  forgetToken();
  const isKept = keepToken(byId('token').value);
  byId('token').value = '';
  showTokenState();
  if (!isKept) byId('token-state').textContent = 'that is no token';
});

takeTokenFromAddress();
showTokenState();
try {
  api = await (await fetch('/openapi.json')).json();
  show(Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => new Operation(path, method, operation))));
} catch {
  byId('loading').textContent = 'The document cannot be read: the server does not answer. Load this page again.';
}
