// SPDX-License-Identifier: GPL-3.0-or-later
// Follows the output of one job as plain text. Keeps the last part of it: the page must not grow with the log.

import {jobPath, problemOf, request} from './api.js';
import {element} from './dom.js';
import {isFinished, shownLines} from './text.js';

const keptLength = 1_000_000; // characters in the page
const pause = () => new Promise((resolve) => setTimeout(resolve, 1000));
// What a terminal would obey: shown dim, so that the words between it can be read.
const sequence = /(\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Cf}\p{Cs}\u2028\u2029])/gu;

export class LogView {
  #run = null; // an AbortController; a new one for each job
  #pending = '';
  #length = 0;
  #frame = 0;
  #carry = '';

  constructor(box, note, follow, currentJob) {
    this.box = box;
    this.note = note;
    this.follow = follow;
    this.currentJob = currentJob; // id → the newest snapshot
    box.addEventListener('scroll', () => {
      if (this.#isAtEnd() !== follow.checked) follow.checked = this.#isAtEnd();
    }, {passive: true});
    follow.addEventListener('change', () => this.#scroll());
  }

  show(id) {
    if (this.id === id) return;
    this.stop();
    this.id = id;
    this.box.replaceChildren();
    this.#pending = this.#carry = '';
    this.#length = 0;
    this.follow.checked = true;
    this.#say('');
    if (id) this.#read(id, this.#run = new AbortController());
  }

  stop() {
    this.#run?.abort();
    this.#run = null;
    this.id = null;
  }

  /** The stream ends when the job has; if it ends before, the server went, and it goes on where it was. */
  async #read(id, run) {
    for (let offset = 0; this.#run === run;) {
      try {
        const response = await request(`${jobPath(id)}/log?offset=${offset}&follow=1`, {signal: run.signal});
        if (!response.ok) throw await problemOf(response);
        const first = Number(response.headers.get('Log-Offset') ?? offset);
        if (first > offset) this.#append(`\n[${(first - offset).toLocaleString()} bytes before this are gone]\n`);
        offset = first;
        this.#say('');
        const decoder = new TextDecoder();
        const reader = response.body.getReader();
        for (let part; !(part = await reader.read()).done;) {
          offset += part.value.length;
          if (this.#run === run) this.#append(decoder.decode(part.value, {stream: true}));
        }
        await pause(); // the news of the job's end may come after its last byte
        if (this.#run === run && this.#isOver(id)) return this.#end();
      } catch (problem) {
        if (this.#run !== run) return;
        this.#say(problem.status ? problem.message : 'The output cannot be read: the server does not answer.');
        if (problem.status && this.#isOver(id)) return;
        await pause();
      }
    }
  }

  #isOver(id) {
    const job = this.currentJob(id);
    return !job || isFinished(job);
  }

  #end() {
    this.#pending += this.#carry;
    this.#carry = '';
    if (this.#pending) this.#flush();
    if (!this.#length) this.#say('The job wrote no output.');
  }

  #say(text) {
    this.note.textContent = text;
    this.note.hidden = !text;
  }

  #append(text) {
    // A line's end may come in two parts, and an escape sequence too.
    text = this.#carry + text;
    const cut = /(?:\r|\u001b(?:\[[0-?]*[ -/]*)?)$/.exec(text);
    this.#carry = cut ? cut[0] : '';
    this.#pending += text.slice(0, text.length - this.#carry.length).replaceAll('\r\n', '\n');
    if (this.#pending.length > 2 * keptLength) this.#pending = this.#pending.slice(-keptLength);
    this.#frame ||= setTimeout(() => this.#flush(), 50); // not a frame: it must go on in a hidden tab
  }

  #flush() {
    this.#frame = 0;
    const text = this.#pending.slice(-keptLength);
    this.#pending = '';
    const block = element('span');
    text.split(sequence).forEach((part, index) => {
      if (part) block.append(index % 2 ? element('span.escape', {}, shownLines(part)) : part);
    });
    block.dataset.length = text.length;
    this.box.append(block);
    this.#length += text.length;
    while (this.#length > 2 * keptLength && this.box.children.length > 1) {
      this.#length -= Number(this.box.firstChild.dataset.length);
      this.box.firstChild.remove();
    }
    this.#scroll();
  }

  #isAtEnd() {
    return this.box.scrollTop + this.box.clientHeight >= this.box.scrollHeight - 24;
  }

  #scroll() {
    if (this.follow.checked) this.box.scrollTop = this.box.scrollHeight;
  }
}
