// SPDX-License-Identifier: GPL-3.0-or-later
// The event stream by `fetch`, as EventSource can send no token; it ends only when told, and comes back by itself.

import {problemOf, request} from './api.js';

const firstDelay = 500;
const lastDelay = 10000;
const silenceLimit = 40000; // the server writes at least a comment every 15 s

/** Turns text as it arrives into events {type, id, data}; `id` stays until another is sent. */
export class EventParser {
  #parts = [];
  #type = '';
  #data = [];
  id = '';

  *feed(text) {
    let from = 0;
    for (let to; (to = text.indexOf('\n', from)) >= 0; from = to + 1) {
      this.#parts.push(text.slice(from, to));
      const line = this.#parts.join(''); // joined once a line, however long it is
      this.#parts = [];
      const event = this.#line(line.endsWith('\r') ? line.slice(0, -1) : line);
      if (event) yield event;
    }
    if (from < text.length) this.#parts.push(text.slice(from));
  }

  #line(line) {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'event') this.#type = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id') this.id = value;
    return null;
  }

  #dispatch() {
    const event = {type: this.#type || 'message', id: this.id, data: this.#data.join('\n')};
    const isEmpty = this.#data.length === 0;
    this.#type = '';
    this.#data = [];
    return isEmpty ? null : event;
  }
}

/** Calls `listener.snapshot(jobs)`, `.change(jobs, removed)` and `.status(word, detail)`; words: connecting, live,
 *  waiting ({until, problem}), refused (the token is wrong; nothing more is tried until start()). */
export class EventFeed {
  #listener;
  #lastId = '';
  #failures = 0;
  #attempt = null;
  #timer = 0;
  #parts = null; // of a snapshot that has not all come

  constructor(listener) {
    this.#listener = listener;
    const comeBack = () => { if (document.visibilityState === 'visible') this.retryNow(); };
    document.addEventListener('visibilitychange', comeBack);
    addEventListener('online', comeBack);
  }

  start() {
    this.stop();
    this.#failures = 0;
    this.#connect();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#attempt?.abort();
    this.#attempt = null;
  }

  /** Only if it waits for its next try. */
  retryNow() {
    if (!this.#timer) return;
    this.stop();
    this.#connect();
  }

  async #connect() {
    this.#timer = 0;
    const attempt = this.#attempt = new AbortController();
    this.#listener.status('connecting');
    let problem = null;
    try {
      const headers = {Accept: 'text/event-stream'};
      if (this.#lastId) headers['Last-Event-ID'] = this.#lastId;
      const response = await request('/api/v1/events', {headers, signal: attempt.signal});
      if (response.ok) await this.#read(response.body, attempt);
      else problem = await problemOf(response);
    } catch (error) {
      // The connection is gone; or what came is no event, and everything is asked for anew.
      if (error instanceof SyntaxError) this.#lastId = '';
    }
    if (this.#attempt !== attempt) return; // stopped, or replaced
    if (problem?.status === 401) this.#listener.status('refused', {problem});
    else this.#waitAndRetry(problem);
  }

  async #read(body, attempt) {
    const parser = new EventParser();
    const decoder = new TextDecoder();
    const reader = body.getReader();
    let alarm = 0;
    this.#parts = null;
    if (this.#lastId) this.#isLive(); // it may be long until something changes
    try {
      for (;;) {
        clearTimeout(alarm);
        alarm = setTimeout(() => reader.cancel(), silenceLimit);
        const {done, value} = await reader.read();
        if (done || this.#attempt !== attempt) return;
        for (const event of parser.feed(decoder.decode(value, {stream: true}))) this.#take(event);
      }
    } finally {
      clearTimeout(alarm);
      reader.cancel().catch(() => {});
    }
  }

  #take({type, id, data}) {
    if (type === 'reset') {
      this.#lastId = '';
      this.#parts = null;
      return;
    }
    if (type !== 'snapshot' && type !== 'change') return;
    const content = JSON.parse(data);
    if (type === 'snapshot') {
      this.#parts = (this.#parts ?? []).concat(content.jobs);
      if (content.more) return; // without its rest it is no place to go on from
      this.#listener.snapshot(this.#parts);
      this.#parts = null;
    } else {
      this.#listener.change(content.jobs ?? [], content.removed ?? []);
    }
    this.#lastId = id;
    this.#isLive();
  }

  #isLive() {
    this.#failures = 0;
    this.#listener.status('live');
  }

  #waitAndRetry(problem) {
    const longest = Math.min(lastDelay, firstDelay * 2 ** this.#failures++);
    const delay = longest * (0.5 + Math.random() / 2); // tabs must not all come back at once
    this.#timer = setTimeout(() => this.#connect(), delay);
    this.#listener.status('waiting', {until: performance.now() + delay, problem});
  }
}
