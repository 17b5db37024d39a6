// SPDX-License-Identifier: GPL-3.0-or-later
// Every operation of the document, called with good and bad input: no answer that the document does not describe.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {Belayer} from './belayer.mjs';
import {api, checkAnswer, checker, operations} from './document.mjs';

let belayer;
const seen = new Map(operations.map(({id}) => [id, new Set()]));
before(async () => { belayer = await new Belayer().start(); });
after(() => belayer?.end());

const json = (value) => ({headers: {'Content-Type': 'application/json'}, body: typeof value === 'string' ? value : JSON.stringify(value)});
const sleeper = (id, ms = 60000) => ({kind: 'sleep', id, params: {duration_ms: ms}});

/** Calls the operation and checks the answer against the document and against the status that is due. */
async function call(id, status, {query = '', text = null, ...options} = {}, ...values) {
  const operation = operations.find((each) => each.id === id);
  const path = operation.path.replace(/\{\w+\}/g, () => encodeURIComponent(values.shift()));
  const response = await belayer.ask(operation.method.toUpperCase(), path + query, options);
  const body = text ? await text(response) : await response.text();
  checkAnswer(operation, response.status, response.headers.get('Content-Type'), body);
  assert.equal(response.status, status, `${id} ${path}${query}: ${body.slice(0, 300)}`);
  seen.get(id).add(status);
  return response.headers.get('Content-Type')?.includes('json') && body ? JSON.parse(body) : body;
}

const submit = (spec) => call('submitJob', 201, json(spec));
const ended = (id) => call('getJob', 200, {query: '?wait_ms=20000'}, id);

test('what needs a token says so', async () => {
  for (const {id, path, operation} of operations.filter((each) => !each.operation.security)) {
    const values = [...path.matchAll(/\{/g)].map(() => 'any');
    await call(id, 401, {token: null}, ...values);
    await call(id, 401, {token: 'x'.repeat(43)}, ...values);
    assert.ok(operation.responses['401'], id);
  }
});

test('the lesson\'s endpoints', async () => {
  assert.deepEqual(await call('process', 200), {results: [1, 4, 9]});
  assert.deepEqual(await call('processAlt', 200), {results: [1, 4]});
  assert.deepEqual(await call('race', 200), {winner: 'Task 1 won!'});
  await call('startBackgroundJob', 200);
  await call('compute', 200, {query: '?work_ms=0'}, '-12');
  await call('compute', 404, {}, 'twelve');
  await call('compute', 422, {query: '?work_ms=0'}, '3037000500');
  await call('compute', 422, {query: '?work_ms=-1'}, '1');
  await call('coordinatedJob', 200, {query: '?work_ms=10'});
  await call('coordinatedJob', 422, {query: '?work_ms=x'});
  await call('data', 200, {query: '?work_ms=10'});
  await call('data', 422, {query: '?work_ms=10001'});
  await call('reset', 200);
  await call('reset', 415, {body: 'text'});
  await call('createTask', 200, json({task_id: 'nap', duration: 0.1}));
  await call('createTask', 409, json({task_id: 'nap', duration: 0.1}));
  for (const bad of [{}, {task_id: 'b'}, {task_id: 'a b', duration: 1}, {task_id: 'b', duration: -1}, {task_id: 'b', duration: 1, more: 1}, []])
    await call('createTask', 422, json(bad));
  await call('createTask', 400, json('{'));
  await call('createTask', 415, {body: '{}'});
  assert.deepEqual(await call('waitForTask', 200, {}, 'nap'), {status: 'completed'});
  await call('waitForTask', 404, {}, 'unknown');
  await call('waitForTask', 422, {query: '?timeout=soon'}, 'nap');
});

test('submits', async () => {
  await submit({...sleeper('quick', 0), name: 'Quick', labels: ['x'], priority: 5, timeout_ms: 1000, delay_ms: 1,
    retries: {count: 1, backoff_ms: 1, max_backoff_ms: 10, factor: 2, jitter: 0}, grace_ms: 10});
  await submit({kind: 'race', id: 'race', children: [sleeper('fast', 10), sleeper('slow', 60000)]});
  await submit({kind: 'group', id: 'group', policy: 'settle', max_parallel: 1, children: [{kind: 'compute', params: {n: 12}}, {kind: 'compute', params: {n: 4294967296}}]});
  await submit({...sleeper('next', 0), after: [{id: 'race', when: 'success'}]});
  await submit({kind: 'checksum', id: 'sums', params: {paths: [belayer.dir + '/token']}});
  await submit({kind: 'checksum', id: 'missing', params: {paths: ['/nowhere']}});
  await submit({kind: 'pipeline', id: 'line', params: {inputs: [1, 2], stages: ['square']}});
  for (const id of ['quick', 'race', 'group', 'next', 'sums', 'missing', 'line']) await ended(id);
  assert.equal((await ended('race')).receipt.finishes.length, 2);
  assert.equal((await ended('sums')).state, 'succeeded');
  assert.equal((await ended('missing')).state, 'failed');
  await call('submitJob', 409, json(sleeper('quick')));
  await call('submitJob', 403, json({kind: 'command', params: {program: 'true'}}));
  await call('submitJob', 403, json({kind: 'group', children: [{kind: 'command', params: {program: 'true'}}]}));
  await call('submitJob', 403, json({kind: 'download', params: {urls: ['http://127.0.0.1:1/x'], file: belayer.dir + '/.x'}}));
  for (const bad of ['{"kind":"sleep","kind":"sleep"}', {}, [], {kind: 'unknown'}, {kind: 'sleep', params: {}}, {...sleeper('a/b')}, {...sleeper('b'), more: 1},
    {...sleeper('b'), priority: 101}, {...sleeper('b'), children: [sleeper('c')]}, {kind: 'sleep', params: {duration_ms: -1}}, {kind: 'sleep', params: {duration_ms: 1.5}},
    {...sleeper('b'), after: [{id: 'unknown'}]}, {...sleeper('b'), retries: {count: -1}}, {kind: 'group', children: []}])
    await call('submitJob', 422, json(bad));
  for (const bad of ['', '{', '{"kind":"sleep"} {}', '{"kind":NaN}', '['.repeat(40) + ']'.repeat(40), '{"kind":"\\ud800"}', '{"priority":1e400}'])
    await call('submitJob', 400, json(bad));
  await call('submitJob', 415, {body: JSON.stringify(sleeper('b'))});
  await call('submitJob', 413, json(JSON.stringify({...sleeper('b'), name: 'x'.repeat(1024 * 1024)})));
});

test('submits with an idempotency key', async () => {
  const withKey = (key, spec) => ({...json(spec), headers: {'Content-Type': 'application/json', 'Idempotency-Key': key}});
  const spec = {kind: 'sleep', params: {duration_ms: 0}};
  const first = await call('submitJob', 201, withKey('once', spec));
  assert.equal((await call('submitJob', 201, withKey('once', spec))).id, first.id);
  await call('submitJob', 409, withKey('once', {kind: 'sleep', params: {duration_ms: 1}}));
  await call('submitJob', 422, withKey('x'.repeat(300), spec));
  await ended(first.id);
  const headers = {'Idempotency-Key': 'again'};
  const retried = await call('retryJob', 200, {headers}, first.id);
  assert.notEqual(retried.id, first.id);
  assert.equal((await call('retryJob', 200, {headers}, first.id)).id, retried.id);
  await call('retryJob', 422, {headers: {'Idempotency-Key': 'a b'}}, first.id);
});

test('looks and waits', async () => {
  await submit(sleeper('long'));
  await call('getJob', 200, {}, 'long');
  assert.equal((await call('getJob', 200, {query: '?wait_ms=1'}, 'long')).timed_out, true);
  for (const query of ['?wait_ms=x', '?wait_ms=-1', '?wait_ms=300001', '?wait_ms=1&wait_ms=1']) await call('getJob', 422, {query}, 'long');
  for (const id of ['unknown', '..', 'a/b', '\u202e', 'x'.repeat(200)]) await call('getJob', 404, {}, id);
  await call('getJob', 414, {}, 'x'.repeat(9000));
});

test('lists page by page', async () => {
  const page = await call('listJobs', 200, {query: '?limit=2'});
  assert.equal(page.jobs.length, 2);
  const next = await call('listJobs', 200, {query: `?limit=2&cursor=${page.next}`});
  assert.ok(!next.jobs.some(({id}) => page.jobs.some((job) => job.id === id)));
  for (const query of ['?state=failed', '?kind=sleep', '?group=race', '?label=x', '?q=Quick', '?limit=1000']) await call('listJobs', 200, {query});
  for (const query of ['?state=odd', '?limit=0', '?limit=1001', '?limit=x', '?cursor=%ff', '?cursor=nonsense!', '?sort=name']) await call('listJobs', 422, {query});
});

test('verbs', async () => {
  await submit(sleeper('verbs'));
  await submit({...sleeper('waiting'), delay_ms: 60000});
  await call('pauseJob', 200, {}, 'verbs');
  await call('pauseJob', 409, {}, 'verbs');
  await call('resumeJob', 200, {}, 'verbs');
  await call('resumeJob', 409, {}, 'verbs');
  await call('retryJob', 409, {}, 'verbs');
  await call('forgetJob', 409, {}, 'verbs');
  await call('startJob', 200, {}, 'waiting');
  await call('startJob', 409, {}, 'verbs');
  await call('cancelJob', 200, {}, 'verbs');
  assert.equal((await ended('verbs')).receipt.reason, 'user');
  await call('cancelJob', 409, {}, 'quick');
  const {id} = await call('retryJob', 200, {}, 'verbs');
  await call('cancelJob', 200, {}, id);
  await call('forgetJob', 204, {}, 'verbs');
  for (const verb of ['cancelJob', 'pauseJob', 'resumeJob', 'retryJob', 'startJob', 'forgetJob']) await call(verb, 404, {}, 'unknown');
  const {results} = await call('actOnJobs', 200, json({action: 'cancel', ids: ['waiting', 'unknown', 'quick']}));
  assert.deepEqual(results.map((each) => Object.keys(each)[1]), ['job', 'problem', 'problem']);
  for (const action of ['pause', 'resume', 'retry', 'start', 'forget']) await call('actOnJobs', 200, json({action, ids: ['unknown']}));
  for (const bad of [{}, {action: 'cancel'}, {action: 'stop', ids: ['a']}, {action: 'cancel', ids: []}, {action: 'cancel', ids: [1]}, {action: 'cancel', ids: ['a'], more: 1}])
    await call('actOnJobs', 422, json(bad));
  await call('actOnJobs', 400, json('nonsense'));
  await call('actOnJobs', 415, {body: '{}'});
});

test('output', async () => {
  await belayer.stop();
  await belayer.start('--allow-command-jobs');
  await submit({kind: 'command', id: 'say', params: {shell: 'echo one; echo two'}});
  assert.equal((await ended('say')).exit_code, 0);
  assert.equal(await call('getLog', 200, {}, 'say'), 'one\ntwo\n');
  assert.equal(await call('getLog', 200, {query: '?offset=4'}, 'say'), 'two\n');
  await submit({kind: 'command', id: 'talk', params: {shell: 'echo begin; sleep 0.3; echo end'}});
  assert.equal(await call('getLog', 200, {query: '?follow=1'}, 'talk'), 'begin\nend\n');
  await submit({kind: 'command', id: 'killed', params: {shell: 'kill -9 $$'}});
  assert.equal((await ended('killed')).signal, 9);
  await call('getLog', 404, {}, 'unknown');
  await submit(sleeper('silent', 0));
  await call('getLog', 404, {}, 'silent');
  for (const query of ['?offset=-1', '?offset=x', '?follow=2']) await call('getLog', 422, {query}, 'say');
});

test('events', async () => {
  const take = async (response) => {
    if (!response.ok) return response.text();
    const decoder = new TextDecoder();
    let text = '';
    for await (const part of response.body) {
      const blocks = (text + decoder.decode(part, {stream: true})).split('\n\n');
      text = blocks.pop();
      for (const block of blocks) {
        const {event, id, data} = Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
        if (event !== 'snapshot' && event !== 'change') continue;
        const content = JSON.parse(data);
        checker(event === 'snapshot' ? 'SnapshotEvent' : 'ChangeEvent')(content);
        if (event === 'snapshot' && !content.more) {
          assert.ok(id);
          await submit(sleeper('seen', 0));
        }
        if (event === 'change' && content.jobs.some((job) => job.id === 'seen' && job.state === 'succeeded')) return ''; // which ends the stream
      }
    }
    assert.fail('the stream ended');
  };
  await call('streamEvents', 200, {text: take});
});

test('what goes on', async () => {
  const {kinds} = await call('listKinds', 200);
  assert.ok(['sleep', 'compute', 'command', 'checksum', 'pipeline', 'group', 'race'].every((name) => kinds.some((kind) => kind.name === name)));
  assert.equal(kinds.find(({name}) => name === 'sleep').params.properties.duration_ms.type, 'integer');
  const slow = belayer.ask('GET', '/compute/1?work_ms=300');
  assert.ok((await call('listTasks', 200)).tasks.length > 0);
  await call('getStats', 200);
  assert.match(await call('getMetrics', 200), /^# HELP belayer_/m);
  await call('getHealth', 200);
  await slow;
});

test('pages', async () => {
  for (const id of ['getDashboard', 'getDocs', 'getOpenApi']) {
    await call(id, 200);
    const tag = (await belayer.ask('GET', operations.find((each) => each.id === id).path)).headers.get('ETag');
    await call(id, 304, {headers: {'If-None-Match': tag}});
  }
});

test('what the server refuses before it looks, it refuses as described, everywhere', async () => {
  for (const {id, path} of operations) {
    const values = [...path.matchAll(/\{/g)].map(() => '1');
    await call(id, 403, {headers: {Origin: 'http://evil.example'}}, ...values);
    await call(id, 403, {headers: {'Sec-Fetch-Site': 'cross-site'}}, ...values);
  }
});

test('other methods are refused with the ones there are', async () => {
  const check = checker('Error');
  for (const path of Object.keys(api.paths)) {
    const target = path.replace(/\{\w+\}/g, '1');
    const response = await belayer.ask('PUT', target);
    assert.equal(response.status, 405, path);
    for (const method of Object.keys(api.paths[path])) assert.ok(response.headers.get('Allow').includes(method.toUpperCase()), path);
    check(await response.json());
    assert.equal((await belayer.ask('OPTIONS', target)).status, 204);
  }
});

test('every operation was answered well and, where it can be refused, refused', () => {
  for (const [id, statuses] of seen) {
    assert.ok([...statuses].some((status) => status < 300), `${id} never succeeded`);
    assert.ok([...statuses].some((status) => status >= 400), `${id} was never refused`);
  }
});
