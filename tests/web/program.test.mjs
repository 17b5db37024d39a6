// SPDX-License-Identifier: GPL-3.0-or-later
// The real program as browsers meet it: its pages, and pages of others that would like to reach it.
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {after, before, describe, test} from 'node:test';
import {Belayer} from './belayer.mjs';
import {isMissing, launch, newPage} from './browser.mjs';
import {api} from './document.mjs';

describe('the pages of the program', () => {
  let belayer;
  before(async () => { belayer = await new Belayer().start(); });
  after(() => belayer?.end());
  const paths = {'/': 'text/html; charset=utf-8', '/docs': 'text/html; charset=utf-8', '/openapi.json': 'application/json',
    '/web/app.js': 'text/javascript; charset=utf-8', '/web/style.css': 'text/css; charset=utf-8', '/web/belayer.svg': 'image/svg+xml'};

  test('need no token, and say how they may be used', async () => {
    for (const [path, type] of Object.entries(paths)) {
      const response = await belayer.ask('GET', path, {token: null});
      assert.equal(response.status, 200, path);
      assert.equal(response.headers.get('Content-Type'), type);
      assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
      assert.equal(response.headers.get('Referrer-Policy'), 'no-referrer');
      assert.equal(response.headers.get('Cache-Control'), 'no-cache');
      assert.equal(response.headers.get('Content-Security-Policy'), "default-src 'none'; script-src 'self'; style-src 'self'; " +
        "connect-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'");
      assert.ok(!(await response.text()).includes(belayer.token));
    }
  });

  test('answer HEAD without a body and 304 to who has them', async () => {
    const whole = await belayer.ask('GET', '/');
    const head = await belayer.ask('HEAD', '/');
    assert.equal(head.headers.get('Content-Length'), whole.headers.get('Content-Length'));
    assert.equal(await head.text(), '');
    for (const tags of [whole.headers.get('ETag'), `"other", W/${whole.headers.get('ETag')}`]) {
      const again = await belayer.ask('GET', '/', {headers: {'If-None-Match': tags}});
      assert.equal(again.status, 304);
      assert.equal(again.headers.get('ETag'), whole.headers.get('ETag'));
    }
    assert.equal((await belayer.ask('GET', '/', {headers: {'If-None-Match': '"other"'}})).status, 200);
  });

  test('are those and no others', async () => {
    for (const path of ['/web/', '/web/index.html', '/web/..%2fapp.js', '/web/app.js.map', '/index.html'])
      assert.equal((await belayer.ask('GET', path)).status, 404, path);
    assert.equal((await belayer.ask('POST', '/')).status, 405);
  });

  test('serve the document that is checked', async () => {
    assert.deepEqual(await (await belayer.ask('GET', '/openapi.json')).json(), api);
  });
});

describe('pages of others', {skip: isMissing}, () => {
  let belayer;
  let browser;
  before(async () => {
    belayer = await new Belayer().start();
    // Newer browsers keep such pages away from this machine by themselves; older ones do not.
    browser = await launch('--host-resolver-rules=MAP evil.example 127.0.0.1', '--disable-features=LocalNetworkAccessChecks');
  });
  after(async () => {
    await browser?.close();
    await belayer?.end();
  });

  const isUntouched = async () => {
    for (const id of ['pwned', 'pwned-too']) {
      assert.equal((await belayer.ask('GET', `/tasks/${id}?timeout=0`)).status, 404);
      assert.equal((await belayer.ask('GET', `/api/v1/jobs/${id}`)).status, 404);
    }
  };

  test('of another origin read nothing and start nothing, even with the token', async () => {
    const attacker = createServer((request, response) => response.writeHead(200, {'Content-Type': 'text/html'}).end('<!DOCTYPE html><title>x</title>'));
    await new Promise((resolve) => attacker.listen(0, '127.0.0.1', resolve));
    const page = await newPage(browser);
    await page.goto(`http://127.0.0.1:${attacker.address().port}/`);
    assert.deepEqual(await page.evaluate(attack, {target: belayer.url, token: belayer.token}), []);
    await page.context().close();
    attacker.close();
    await isUntouched();
  });

  test('of a name that was bound to this machine afterwards read nothing and start nothing', async () => {
    const page = await newPage(browser);
    const target = `http://evil.example:${belayer.port}`;
    await page.route(`${target}/attack`, (route) => route.fulfill({contentType: 'text/html', body: '<!DOCTYPE html><title>x</title>'}));
    await page.goto(`${target}/attack`);
    // Of its own origin it reads that it was refused, and not a byte more.
    const read = await page.evaluate(attack, {target, token: belayer.token});
    assert.ok(read.length > 0);
    for (const text of read) assert.match(text, /"code":"misdirected"/);
    assert.equal((await page.goto(`${target}/`)).status(), 421);
    await page.context().close();
    await isUntouched();
  });

  test('cannot frame the dashboard', async () => {
    const page = await newPage(browser);
    await page.route('http://other.example/', (route) => route.fulfill({contentType: 'text/html', body: `<!DOCTYPE html><iframe src="${belayer.url}/"></iframe>`}));
    await page.goto('http://other.example/');
    const frame = page.frames()[1];
    assert.equal(await frame?.locator('#table').count() ?? 0, 0);
    await page.context().close();
  });

  test('the control: the same attack reads a server that takes no care', async () => {
    const careless = createServer((request, response) => response.writeHead(200, {'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': '*', 'Access-Control-Allow-Methods': '*'}).end('{"secret":true}'));
    await new Promise((resolve) => careless.listen(0, '127.0.0.1', resolve));
    const page = await newPage(browser);
    await page.route('http://other.example/', (route) => route.fulfill({contentType: 'text/html', body: '<!DOCTYPE html><title>x</title>'}));
    await page.goto('http://other.example/');
    const read = await page.evaluate(attack, {target: `http://127.0.0.1:${careless.address().port}`, token: 'x'});
    assert.ok(read.some((text) => text.includes('secret')), JSON.stringify(read));
    await page.context().close();
    careless.close();
  });
});

/** Runs in the page: tries all that a page can; gives every text it could read of the answers. */
async function attack({target, token}) {
  const read = [];
  const patience = (promise) => Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 2000))]).catch(() => {});
  const bearer = {Authorization: `Bearer ${token}`};
  const json = {'Content-Type': 'application/json'};
  const spec = JSON.stringify({kind: 'sleep', id: 'pwned', params: {duration_ms: 60000}});
  const task = JSON.stringify({task_id: 'pwned-too', duration: 60});
  const calls = [
    ['/healthz', {}], ['/', {}], ['/openapi.json', {}], ['/process', {}], ['/data?work_ms=0', {}], ['/api/v1/jobs', {headers: bearer}],
    ['/api/v1/events', {headers: bearer}], ['/metrics', {headers: bearer}], ['/api/v1/jobs', {method: 'POST', headers: {...bearer, ...json}, body: spec}],
    ['/tasks', {method: 'POST', headers: json, body: task}], ['/tasks', {method: 'POST', body: task}],
    ['/tasks', {method: 'POST', mode: 'no-cors', body: task}], ['/data', {mode: 'no-cors'}],
  ];
  for (const [path, options] of calls)
    await patience(fetch(target + path, options).then((response) => response.text()).then((text) => text && read.push(text)));
  await patience(new Promise((resolve) => {
    const source = new EventSource(`${target}/api/v1/events`);
    source.onmessage = (event) => { read.push(event.data); resolve(); };
    source.onerror = () => { source.close(); resolve(); };
  }));
  await patience(new Promise((resolve) => {
    const socket = new WebSocket(target.replace('http', 'ws') + '/api/v1/events');
    socket.onopen = () => { read.push('a WebSocket opened'); resolve(); };
    socket.onerror = resolve;
  }));
  await patience(new Promise((resolve) => {
    const image = new Image();
    image.onload = () => { read.push(`a picture of ${image.width}`); resolve(); };
    image.onerror = resolve;
    image.src = `${target}/web/belayer.svg`;
  }));
  await patience(new Promise((resolve) => {
    const script = document.createElement('script');
    script.onload = () => { read.push('a script ran'); resolve(); };
    script.onerror = resolve;
    script.src = `${target}/web/text.js`;
    document.body.append(script);
  }));
  const frame = document.createElement('iframe');
  frame.name = 'sink';
  document.body.append(frame);
  const form = document.createElement('form');
  Object.assign(form, {method: 'POST', action: `${target}/tasks`, enctype: 'text/plain', target: 'sink'});
  const input = document.createElement('input');
  input.name = '{"task_id":"pwned-too","duration":60,"x":"';
  input.value = '"}';
  form.append(input);
  document.body.append(form);
  await patience(new Promise((resolve) => {
    frame.onload = resolve;
    form.submit();
  }));
  return read;
}
