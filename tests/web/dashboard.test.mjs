// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard in Chromium, on a server that can be made to do anything.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {isLive, isMissing, launch, newPage, row} from './browser.mjs';
import {Fixture, snapshot} from './fixture.mjs';

const group = () => [
  snapshot('nightly', {name: 'Nightly checks', kind: 'group', children: ['lint', 'soak', 'square']}),
  snapshot('lint', {name: 'Lint', kind: 'command', parent: 'nightly'}),
  snapshot('soak', {name: 'Soak', parent: 'nightly', state: 'queued'}),
  snapshot('square', {name: 'Square', kind: 'compute', parent: 'nightly', state: 'succeeded', result: 144}),
];

describe('the dashboard', {skip: isMissing}, () => {
  let browser;
  before(async () => { browser = await launch(); });
  after(() => browser?.close());

  /** Runs `body(page, fixture)` on a live page; afterwards nothing in the page may have gone wrong. */
  async function onPage(jobs, body, options) {
    const fixture = await new Fixture(jobs).listen();
    const page = await newPage(browser, options);
    try {
      await page.goto(`${fixture.url}/#token=${fixture.token}`);
      await isLive(page);
      await becomes(count(page, 'all'), jobs.length.toLocaleString('en')); // and drawn
      await body(page, fixture);
      assert.deepEqual(page.faults, []);
    } finally {
      await page.context().close();
      await fixture.crash();
    }
  }
  const count = (page, name) => page.locator(`#filters [data-group=${name}] .count`);
  const becomes = (locator, text) => locator.filter({hasText: new RegExp(`^${text}$`)}).waitFor();
  const names = (page) => page.locator('.rows .row .name .text').allTextContents();

  test('shows changes as they come, with live counts', () => onPage([snapshot('a', {name: 'First'})], async (page, fixture) => {
    await becomes(count(page, 'running'), 1);
    fixture.put(snapshot('b', {name: 'Second', created: new Date().toISOString()}));
    await row(page, 'Second').waitFor();
    assert.deepEqual(await names(page), ['Second', 'First']);
    fixture.put(snapshot('a', {name: 'First', state: 'failed', error: {code: 'exit_code', message: 'exited with code 2'}}));
    await row(page, 'exited with code 2').waitFor();
    await becomes(count(page, 'failed'), 1);
    fixture.remove('a');
    await row(page, 'First').waitFor({state: 'detached'});
    await becomes(count(page, 'all'), 1);
  }));

  test('takes the token out of the address and keeps it for the tab only', () => onPage([], async (page, fixture) => {
    assert.equal(page.url(), `${fixture.url}/`);
    assert.equal(await page.evaluate(() => sessionStorage.getItem('belayer-token')), fixture.token);
    assert.deepEqual(await page.evaluate(() => [localStorage.length, document.cookie]), [0, '']);
    assert.ok(!fixture.requests.join().includes(fixture.token));
    await page.reload();
    await isLive(page);
  }));

  test('asks for a token when it has none or a wrong one', async () => {
    const fixture = await new Fixture([snapshot('a')]).listen();
    const page = await newPage(browser);
    await page.goto(fixture.url);
    await page.locator('#token').fill('x'.repeat(43));
    await page.keyboard.press('Enter');
    await page.locator('#token-problem', {hasText: 'does not accept'}).waitFor();
    await page.locator('#token').fill(fixture.token);
    await page.keyboard.press('Enter');
    await isLive(page);
    assert.equal(await page.locator('dialog[open]').count(), 0);
    await page.context().close();
    await fixture.crash();
  });

  test('filters by state and by text, and shows the way to what it finds', () => onPage([...group(), snapshot('other', {name: 'Other'})], async (page) => {
    await page.locator('#text-filter').fill('lint');
    await row(page, 'Other').waitFor({state: 'detached'});
    assert.deepEqual(await names(page), ['Nightly checks', 'Lint']);
    await page.locator('#text-filter').press('Escape');
    await row(page, 'Other').waitFor();
    await page.locator('#filters [data-group=queued]').click();
    assert.deepEqual(await names(page), ['Nightly checks', 'Soak']);
    await page.locator('#filters [data-group=paused]').click();
    await page.getByText('No job matches').waitFor();
    await page.getByRole('button', {name: 'Show all jobs'}).click();
    await row(page, 'Other').waitFor();
  }));

  test('can be used with keys alone', () => onPage(group(), async (page) => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter'); // the link over the toolbar
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    assert.deepEqual(await names(page), ['Nightly checks', 'Lint', 'Soak', 'Square']);
    await page.keyboard.press('ArrowRight');
    const active = await page.locator('#table').getAttribute('aria-activedescendant');
    assert.match(await page.locator(`#${active}`).textContent(), /^Lint/);
    await page.keyboard.press('Delete');
    await page.locator('#cancel-dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    assert.deepEqual(await names(page), ['Nightly checks']);
    await page.keyboard.press('?');
    await page.locator('#help-dialog[open]').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'text-filter');
  }));

  test('shows the blast radius before a cancel and the receipt after', () => onPage(group(), async (page, fixture) => {
    await row(page, 'Nightly').locator('.fold').click();
    await row(page, 'Nightly').click();
    await page.hover('#cancel');
    assert.deepEqual(await page.locator('.row.doomed .name .text').allTextContents(), ['Nightly checks', 'Lint', 'Soak']);
    await page.click('#cancel');
    assert.deepEqual(await page.locator('#cancel-list .text').allTextContents(), ['Nightly checks', 'Lint', 'Soak']);
    await page.click('#cancel-no');
    assert.equal(fixture.jobs.get('lint').state, 'running');
    await page.click('#cancel');
    await page.click('#cancel-dialog .danger');
    await page.locator('.toast', {hasText: 'Nightly checks: cancelled (asked by a user; took 12 ms)'}).waitFor();
    await becomes(count(page, 'cancelled'), 3);
    await row(page, 'Lint').click();
    await page.click('#tab-details');
    await page.getByText('make (4711), SIGTERM after 0 ms, gone after 12 ms').waitFor();
  }));

  test('pauses and resumes what is selected', () => onPage([snapshot('a'), snapshot('b')], async (page, fixture) => {
    await page.focus('#table');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('p');
    await becomes(count(page, 'paused'), 2);
    await page.getByRole('toolbar').getByRole('button', {name: 'Resume'}).click();
    await becomes(count(page, 'running'), 2);
    assert.equal(fixture.requests.filter((each) => each === 'POST /api/v1/jobs/actions').length, 2);
  }));

  test('follows the output as plain text, escape sequences and all', () => onPage([snapshot('a', {name: 'Build', kind: 'command'})], async (page, fixture) => {
    fixture.write('a', 'one\r\n\u001b[31mred\u001b[0m <b>bold</b> \u202eevil\n');
    await row(page, 'Build').click();
    await page.locator('#output-text', {hasText: 'bold'}).waitFor();
    fixture.write('a', 'two\u001b');
    fixture.write('a', ']0;title\u0007\n');
    await page.locator('#output-text', {hasText: 'title'}).waitFor();
    assert.equal(await page.locator('#output-text').textContent(), 'one\n^[[31mred^[[0m <b>bold</b> ⟨U+202E⟩evil\ntwo^[]0;title^G\n');
    assert.equal(await page.locator('#output-text b').count(), 0);
  }));

  test('shows a race as a photo finish', () => onPage([
    snapshot('race', {name: 'Mirrors', kind: 'race', state: 'succeeded', children: ['x', 'y'], result: {index: 0, id: 'x', name: 'Oslo', value: null},
      receipt: {reason: null, requested: null, took_ms: 0, processes: [], abandoned_threads: 0, lint: [], finishes: [
        {id: 'x', name: 'Oslo', state: 'succeeded', started_ms: 0, finished_ms: 1000, gap_ms: 0, dying_ms: null, cpu_ms: null},
        {id: 'y', name: 'Lisbon', state: 'cancelled', started_ms: 0, finished_ms: 1020, gap_ms: 20, dying_ms: 18, cpu_ms: 7},
        {id: 'z', name: 'Rome', state: 'cancelled', started_ms: 0, finished_ms: 1000, gap_ms: 0, dying_ms: 0, cpu_ms: null}]}}),
    snapshot('x', {parent: 'race', state: 'succeeded'}), snapshot('y', {parent: 'race', state: 'cancelled'}),
  ], async (page) => {
    await row(page, 'Mirrors').click();
    assert.deepEqual(await page.locator('.lane-text').allTextContents(), ['won in 1.0 s', '+20 ms, 18 ms to die, 7 ms CPU', '1.0 s']);
  }));

  test('survives a crash of the server and shows the new one without a reload', () => onPage([snapshot('old', {name: 'Old'})], async (page, fixture) => {
    await page.evaluate(() => { window.isSamePage = true; });
    await fixture.crash();
    await page.locator('#banner', {hasText: 'does not answer'}).waitFor();
    await row(page, 'Old').waitFor();
    fixture.jobs = new Map([['new', snapshot('new', {name: 'New'})]]);
    await fixture.listen(fixture.port);
    await row(page, 'New').waitFor();
    assert.deepEqual(await names(page), ['New']);
    assert.equal(await page.locator('#banner:visible').count(), 0);
    assert.ok(await page.evaluate(() => window.isSamePage));
  }));

  test('keeps changes that come between the parts of a snapshot', async () => {
    const fixture = await new Fixture(Array.from({length: 4001}, (_, index) => snapshot(`job-${index}`))).listen();
    fixture.afterPart = (from) => {
      if (from !== 0) return;
      fixture.put({...fixture.jobs.get('job-0'), state: 'paused'}, snapshot('late', {state: 'failed'}));
      fixture.remove('job-1');
    };
    const page = await newPage(browser);
    await page.goto(`${fixture.url}/#token=${fixture.token}`);
    await becomes(count(page, 'paused'), 1);
    await becomes(count(page, 'failed'), 1);
    await becomes(count(page, 'all'), '4,001');
    await page.context().close();
    await fixture.crash();
  });

  test('begins anew at a reset', () => onPage([snapshot('a')], async (page, fixture) => {
    fixture.jobs = new Map([['b', snapshot('b')]]);
    fixture.reset();
    await row(page, 'b').waitFor();
    assert.deepEqual(await names(page), ['b']);
  }));

  test('loads jobs of earlier runs, and keeps them over a reset', () => onPage(
    Array.from({length: 600}, (_, index) => snapshot(`new-${index}`)), async (page, fixture) => {
      fixture.older = Array.from({length: 500}, (_, index) => snapshot(`old-${index}`, {state: 'succeeded'}));
      await page.click('#older');
      await becomes(count(page, 'all'), '1,000');
      await page.click('#older');
      await becomes(count(page, 'all'), '1,100');
      assert.equal(await page.locator('#older:visible').count(), 0);
      fixture.jobs = new Map();
      fixture.reset();
      await becomes(count(page, 'all'), '500');
    }));

  test('holds ten thousand jobs and draws only those in sight', () => onPage(
    Array.from({length: 10000}, (_, index) => snapshot(`job-${index}`, {created: new Date(1e12 - index).toISOString()})), async (page, fixture) => {
      await becomes(count(page, 'all'), '10,000');
      await page.focus('#table');
      await page.keyboard.press('End');
      await row(page, /^job-9999/).waitFor();
      assert.ok(await page.locator('.rows .row').count() < 80);
      fixture.put(...[...fixture.jobs.values()].map((job) => ({...job, state: 'paused'})));
      await becomes(count(page, 'paused'), '10,000');
      await page.locator('#text-filter').fill('job-4321');
      await becomes(page.locator('.rows .row .name .text'), 'job-4321');
    }));

  test('names are text, and the policy stops what is planted', () => onPage([
    snapshot('a', {name: '<img src=x onerror=alert(1)>', labels: ['<script>alert(2)</script>'], error: {code: 'x', message: '"><svg onload=alert(3)>\u202e'}}),
  ], async (page) => {
    await row(page, '<img src=x onerror=alert(1)>').click();
    await page.click('#tab-details');
    await page.locator('#details', {hasText: '<script>alert(2)</script>'}).waitFor();
    assert.equal(await page.locator('main img, main script, main [onload]').count(), 0);
    assert.deepEqual(page.faults, []);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.isPlanted = true';
      document.body.append(script);
      const box = document.createElement('div');
      box.innerHTML = '<img src="data:," onerror="window.isPlanted = true">';
      document.body.append(box);
    });
    await page.waitForFunction(() => document.querySelector('div > img[onerror]').complete);
    assert.equal(await page.evaluate(() => window.isPlanted), undefined);
    assert.ok(page.faults.length > 0, 'the policy says so');
    page.faults.length = 0;
  }));

  test('starts a job from the kinds that the server tells', () => onPage([], async (page, fixture) => {
    await page.getByRole('toolbar').getByRole('button', {name: 'New job'}).click();
    await page.getByLabel('duration').fill('5000');
    await page.getByLabel('Name', {exact: true}).fill('A nap');
    await page.getByRole('button', {name: 'Start', exact: true}).click();
    await row(page, 'A nap').waitFor();
    assert.equal(await page.locator('.row[aria-selected=true]').count(), 1);
    assert.equal([...fixture.jobs.values()][0].kind, 'sleep');
  }));

  test('fits a phone', () => onPage(group(), async (page) => {
    const fits = () => page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth &&
      [...document.querySelectorAll('button, input, .row > .cell')].every((each) => each.closest('.filters') || each.getBoundingClientRect().right <= innerWidth));
    assert.ok(await fits());
    await row(page, 'Nightly').locator('.fold').tap();
    await row(page, 'Lint').tap();
    await page.locator('#panel:visible').waitFor();
    assert.ok(await fits());
    await page.locator('#close-panel').tap();
    await page.locator('#cancel').tap();
    assert.ok(await fits());
  }, {viewport: {width: 360, height: 640}, hasTouch: true, isMobile: true}));

  for (const colorScheme of ['light', 'dark']) {
    test(`has at least 4.5:1 between text and ground (${colorScheme})`, () => onPage([...group(),
      ...['failed', 'cancelled', 'paused', 'interrupted', 'cancelling'].map((state) => snapshot(state, {state, progress: {done: 50, total: 100, unit: 'items'},
        error: state === 'failed' ? {code: 'x', message: 'failed'} : null}))], async (page, fixture) => {
      fixture.write('lint', '\u001b[1mtext');
      await row(page, 'Nightly').locator('.fold').click();
      await row(page, 'Lint').click();
      await page.locator('#output-text', {hasText: 'text'}).waitFor();
      assert.deepEqual(await page.evaluate(lowContrast), []);
    }, {colorScheme, reducedMotion: 'reduce'}));
  }

  test('everything that takes the focus says what it is', () => onPage(group(), async (page) => {
    await row(page, 'Nightly').click();
    const session = await page.context().newCDPSession(page);
    const {nodes} = await session.send('Accessibility.getFullAXTree');
    const unnamed = nodes.filter((node) => !node.ignored && node.role?.value !== 'RootWebArea' && !node.name?.value &&
      node.properties?.some(({name, value}) => name === 'focusable' && value.value));
    assert.deepEqual(unnamed.map((node) => node.role.value), []);
    const roles = new Set(nodes.map((node) => node.role?.value));
    for (const role of ['treegrid', 'row', 'gridcell', 'columnheader', 'toolbar', 'tablist', 'tab', 'navigation', 'status']) assert.ok(roles.has(role), role);
  }));
});

/** Runs in the page: every text whose contrast to what lies under it is too low. */
function lowContrast() {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .reduce((sum, part, index) => sum + [0.2126, 0.7152, 0.0722][index] * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4), 0);
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const groundOf = (node) => {
    for (let each = node; each; each = each.parentElement) {
      const color = rgba(getComputedStyle(each).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !node.checkVisibility() || node.closest(':disabled, noscript, option')) continue;
    const grounds = [groundOf(node)];
    if (node.className === 'bar-text') grounds.push(groundOf(node.previousElementSibling)); // lies over the bar, too
    for (const ground of grounds) {
      const found = ratio(rgba(getComputedStyle(node).color), ground);
      if (found < 4.5) low.push(`${node.className || node.tagName}: ${node.textContent.slice(0, 30)} ${found.toFixed(2)}`);
    }
  }
  return low;
}
