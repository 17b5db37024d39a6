// SPDX-License-Identifier: GPL-3.0-or-later
// The system's Chromium and pages in it that tell what went wrong inside them.
import {existsSync} from 'node:fs';
import {chromium} from 'playwright-core';

const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
/** For `{skip}` of a suite: false, or why there is nothing to run it with. */
export const isMissing = program ? false : 'no Chromium in /usr/bin; install the package chromium';

/** CI runs as root, where Chromium has no sandbox. */
export const launch = (...args) => chromium.launch({executablePath: program, args: ['--no-sandbox', ...args]});

/** A page whose faults are kept: `page.faults` has uncaught errors, dialogs and breaches of the policy. */
export async function newPage(browser, options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 760}, ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(String(error)));
  page.on('dialog', (dialog) => { page.faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('console', (message) => { if (/Content Security Policy/.test(message.text())) page.faults.push(message.text()); });
  return page;
}

export const isLive = (page) => page.waitForFunction(() => document.querySelector('#status').dataset.word === 'live');
export const row = (page, name) => page.locator('.rows .row', {hasText: name});
