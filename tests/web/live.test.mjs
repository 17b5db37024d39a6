// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard on the real program: real jobs, real output, a real restart.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {Belayer} from './belayer.mjs';
import {isLive, isMissing, launch, newPage, row} from './browser.mjs';

describe('the dashboard of the program', {skip: isMissing}, () => {
  let belayer;
  let browser;
  before(async () => {
    belayer = await new Belayer().start('--allow-command-jobs');
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await belayer?.end();
  });

  async function onPage(body) {
    const page = await newPage(browser);
    await page.goto(`${belayer.url}/#token=${belayer.token}`);
    await isLive(page);
    await body(page);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }

  test('lists, follows and cancels, and tells how each process died', () => onPage(async (page) => {
    await belayer.submit({kind: 'group', name: 'Everything', children: [
      {kind: 'command', name: 'Talker', params: {shell: 'echo first; sleep 0.2; echo second; sleep 60'}},
      {kind: 'sleep', name: '<img src=x onerror=alert(1)>', params: {duration_ms: 60000}}]});
    await row(page, 'Everything').waitFor();
    await row(page, 'Everything').locator('.fold').click();
    await row(page, '<img src=x').waitFor();
    await row(page, 'Talker').click();
    await page.locator('#output-text', {hasText: 'first\nsecond'}).waitFor();
    await row(page, 'Everything').click();
    await page.click('#cancel');
    assert.deepEqual(await page.locator('#cancel-list .text').allTextContents(), ['Everything', 'Talker', '<img src=x onerror=alert(1)>']);
    await page.click('#cancel-dialog .danger');
    await page.locator('.toast', {hasText: 'Everything: cancelled'}).waitFor();
    await row(page, 'Talker').click();
    await page.click('#tab-details');
    await page.locator('#details', {hasText: /SIGTERM after .* gone after/}).waitFor();
  }));

  test('shows a race with its winner', () => onPage(async (page) => {
    await belayer.submit({kind: 'race', name: 'Mirrors', children: [{kind: 'sleep', name: 'Oslo', params: {duration_ms: 50}}, {kind: 'sleep', name: 'Lisbon', params: {duration_ms: 60000}}]});
    await row(page, 'Oslo won').click();
    assert.match((await page.locator('.lane-text').allTextContents())[0], /^won in/);
  }));

  test('starts a job from the form', () => onPage(async (page) => {
    await page.getByRole('toolbar').getByRole('button', {name: 'New job'}).click();
    await page.getByLabel('Kind', {exact: true}).selectOption('compute');
    await page.getByLabel('Name', {exact: true}).fill('Twelve squared');
    await page.locator('#field-n').fill('12');
    await page.getByRole('button', {name: 'Start', exact: true}).click();
    await row(page, 'Twelve squared').filter({hasText: '144'}).waitFor();
  }));

  test('is opened by belayerctl without a question for the token', async () => {
    const opener = join(belayer.dir, 'xdg-open');
    writeFileSync(opener, '#!/bin/sh\nprintf %s "$*" >"${0%/*}/opened"\n', {mode: 0o755});
    execFileSync(process.env.BELAYERCTL_PROGRAM, ['--data-dir', belayer.dir, 'open'], {env: {...process.env, DISPLAY: ':0', PATH: `${belayer.dir}:${process.env.PATH}`}});
    const page = await newPage(browser);
    await page.goto(`file://${readFileSync(join(belayer.dir, 'opened'), 'utf8')}`);
    await isLive(page);
    assert.equal(page.url(), `${belayer.url}/`);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  for (const signal of ['SIGTERM', 'SIGKILL']) {
    test(`survives a restart of the program (${signal})`, () => onPage(async (page) => {
      await belayer.stop(signal);
      await page.locator('#banner', {hasText: 'does not answer'}).waitFor();
      await belayer.start('--allow-command-jobs');
      await isLive(page);
      await belayer.submit({kind: 'sleep', name: `After ${signal}`, params: {duration_ms: 0}});
      await row(page, `After ${signal}`).filter({hasText: 'Done'}).waitFor();
    }));
  }
});
