// SPDX-License-Identifier: GPL-3.0-or-later
// A server that speaks the dashboard's part of API v1, for what a real one cannot be made to do on demand: ten thousand
// jobs, an answer cut in two, a reset, a crash. Jobs here do nothing.
import {randomBytes} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {extname} from 'node:path';

const pages = new URL('../../resources/web/', import.meta.url);
const types = {'.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml', '.json': 'application/json'};
const headers = {'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
    "img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"};
const isEnd = (state) => ['succeeded', 'failed', 'cancelled', 'interrupted'].includes(state);

/** A snapshot with everything a snapshot has. */
export function snapshot(id, more = {}) {
  const state = more.state ?? 'running';
  const time = new Date(Date.now() - 60000).toISOString();
  return {id, name: id, kind: 'sleep', state, parent: null, labels: [], progress: null, created: time,
    started: state === 'queued' ? null : time, finished: isEnd(state) ? new Date().toISOString() : null, elapsed_ms: 61000,
    attempt: 1, failed_attempts: [], priority: 0, waiting: null, result: null, error: null, exit_code: null, signal: null,
    receipt: null, usage: null, can: isEnd(state) ? ['retry', 'forget'] : ['cancel', 'pause'], children: [], child_errors: [],
    ...more};
}

export class Fixture {
  token = randomBytes(32).toString('base64url');
  jobs = new Map();
  logs = new Map();
  requests = [];
  #streams = new Set();
  #serial = 0;
  #sockets = new Set();

  constructor(jobs = []) {
    for (const job of jobs) this.jobs.set(job.id, job);
  }

  async listen(port = 0) {
    this.server = createServer((request, response) => this.#answer(request, response));
    this.server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    this.port = this.server.address().port;
    this.url = `http://127.0.0.1:${this.port}`;
    return this;
  }

  /** As a crash: every connection ends in the middle. */
  async crash() {
    for (const socket of this.#sockets) socket.destroy();
    this.#streams.clear();
    await new Promise((resolve) => this.server.close(resolve));
  }

  put(...jobs) {
    for (const job of jobs) this.jobs.set(job.id, job);
    this.#send('change', {jobs, removed: []});
  }

  remove(...ids) {
    for (const id of ids) this.jobs.delete(id);
    this.#send('change', {jobs: [], removed: ids});
  }

  /** Everything anew, to those who are connected. */
  reset() {
    this.#send('reset', {});
    this.#send('snapshot', {jobs: [...this.jobs.values()], more: false});
  }

  write(id, text) {
    const log = this.#log(id);
    log.bytes = Buffer.concat([log.bytes, Buffer.from(text)]);
    for (const follower of log.followers) follower.write(text);
  }

  cancel(id) {
    const job = this.jobs.get(id);
    if (!job || isEnd(job.state)) return;
    for (const child of job.children) this.cancel(child);
    this.put({...job, state: 'cancelled', can: ['retry', 'forget'], finished: new Date().toISOString(),
      receipt: {reason: 'user', requested: new Date().toISOString(), took_ms: 12, processes: job.kind !== 'command' ? []
        : [{pid: 4711, name: 'make', role: 'leader', signals: [{signal: 15, after_ms: 0}], gone_ms: 12}],
      abandoned_threads: 0, finishes: [], lint: []}});
    const log = this.logs.get(id);
    for (const follower of log?.followers ?? []) follower.end();
    log?.followers.clear();
  }

  #log(id) {
    if (!this.logs.has(id)) this.logs.set(id, {bytes: Buffer.alloc(0), followers: new Set()});
    return this.logs.get(id);
  }

  #send(type, data) {
    const text = `event: ${type}\nid: ${++this.#serial}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const stream of this.#streams) stream.write(text);
  }

  #answer(request, response) {
    const url = new URL(request.url, this.url);
    this.requests.push(`${request.method} ${url.pathname}`);
    if (!url.pathname.startsWith('/api/')) return this.#page(url.pathname, response);
    if (request.headers.authorization !== `Bearer ${this.token}`)
      return this.#json(response, 401, {type: 'about:blank', title: 'Unauthorized', status: 401, code: 'unauthorized',
        detail: 'send the token of the data directory: Authorization: Bearer TOKEN'});
    if (url.pathname === '/api/v1/events') return this.#events(response);
    if (url.pathname === '/api/v1/kinds') return this.#json(response, 200, {kinds});
    const log = /^\/api\/v1\/jobs\/([^/]+)\/log$/.exec(url.pathname);
    if (log) return this.#sendLog(decodeURIComponent(log[1]), Number(url.searchParams.get('offset') ?? 0), response);
    let body = '';
    request.on('data', (part) => { body += part; });
    request.on('end', () => this.#write(url.pathname, JSON.parse(body), response));
  }

  #page(path, response) {
    const name = path === '/' ? 'index.html' : path === '/docs' ? 'docs.html' : path.split('/').at(-1);
    try {
      const body = readFileSync(new URL(name, pages));
      response.writeHead(200, {...headers, 'Content-Type': types[extname(name)]}).end(body);
    } catch {
      this.#json(response, 404, {error: 'Not found'});
    }
  }

  #json(response, status, body) {
    response.writeHead(status, {'Content-Type': status < 400 ? 'application/json' : 'application/problem+json'});
    response.end(JSON.stringify(body));
  }

  #events(response) {
    response.writeHead(200, {'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store'});
    const jobs = [...this.jobs.values()];
    for (let from = 0; from === 0 || from < jobs.length; from += 4000) {
      const data = JSON.stringify({jobs: jobs.slice(from, from + 4000), more: from + 4000 < jobs.length});
      response.write(`: part\nevent: snapshot\nid: ${++this.#serial}\ndata: ${data}\n\n`);
    }
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }

  #sendLog(id, offset, response) {
    const log = this.logs.get(id);
    if (!log) return this.#json(response, 404, {status: 404, code: 'no_log', detail: 'a job of this kind writes no output'});
    response.writeHead(200, {'Content-Type': 'text/plain; charset=utf-8', 'Log-Offset': offset});
    response.write(log.bytes.subarray(offset));
    if (isEnd(this.jobs.get(id).state)) return response.end();
    log.followers.add(response);
    response.on('close', () => log.followers.delete(response));
  }

  #write(path, body, response) {
    if (path === '/api/v1/jobs') {
      const id = `new-${++this.#serial}`;
      const job = snapshot(id, {...body, name: body.name ?? id, created: new Date().toISOString(), params: undefined});
      this.put(job);
      return this.#json(response, 201, job);
    }
    const results = body.ids.map((id) => {
      if (body.action === 'cancel') this.cancel(id);
      if (body.action === 'pause') this.put({...this.jobs.get(id), state: 'paused', can: ['cancel', 'resume']});
      if (body.action === 'resume') this.put({...this.jobs.get(id), state: 'running', can: ['cancel', 'pause']});
      return {id, job: this.jobs.get(id)};
    });
    this.#json(response, 200, {results});
  }
}

const kinds = [
  {name: 'sleep', title: 'Sleep', summary: 'Waits', takes_children: false, policies: [], can_pause: true, params: {type: 'object',
    required: ['duration_ms'], properties: {duration_ms: {type: 'integer', minimum: 0, maximum: 86400000, 'x-unit': 'ms', description: 'How long it waits'}}}},
  {name: 'checksum', title: 'Checksum', summary: 'Digests of files', takes_children: false, policies: [], can_pause: true, params: {type: 'object',
    required: ['paths'], properties: {paths: {type: 'array', items: {type: 'string'}, minItems: 1, description: 'Files or folders'},
      algorithm: {type: 'string', enum: ['sha256', 'sha512', 'blake2b', 'md5'], default: 'sha256'}}}},
  {name: 'group', title: 'Group', summary: 'Runs jobs together', takes_children: true, policies: ['all', 'settle'], can_pause: true, params: {type: 'object', properties: {}}},
];
