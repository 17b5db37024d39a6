// SPDX-License-Identifier: GPL-3.0-or-later
// The real program, headless, with a data directory of its own. BELAYER_PROGRAM says where it is.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

export class Belayer {
  dir = mkdtempSync(join(tmpdir(), 'belayer-web-'));

  /** Again on the same port and directory after stop(). */
  async start(...args) {
    this.process = spawn(process.env.BELAYER_PROGRAM, ['--headless', '--port', String(this.port ?? 0), '--data-dir', this.dir, ...args],
      {stdio: ['ignore', 'pipe', 'inherit']});
    const ended = once(this.process, 'exit').then(([code, signal]) => { throw new Error(`belayer ended at its start: ${code ?? signal}`); });
    ended.catch(() => {}); // afterwards it may
    const [line] = await Promise.race([once(createInterface(this.process.stdout), 'line'), ended]);
    this.url = line.replace('listening on ', '');
    this.port = Number(new URL(this.url).port);
    this.token = readFileSync(join(this.dir, 'token'), 'utf8').trim();
    return this;
  }

  async stop(signal = 'SIGTERM') {
    const ended = once(this.process, 'exit');
    this.process.kill(signal);
    await ended;
  }

  async end() {
    await this.stop();
    rmSync(this.dir, {recursive: true, force: true});
  }

  /** With the token; `options.token` for another, null for none. */
  ask(method, path, {token = this.token, headers = {}, ...options} = {}) {
    return fetch(this.url + path, {method, ...options, headers: {...(token ? {Authorization: `Bearer ${token}`} : {}), ...headers}});
  }

  submit(spec) {
    return this.ask('POST', '/api/v1/jobs', {headers: {'Content-Type': 'application/json'}, body: JSON.stringify(spec)});
  }
}
