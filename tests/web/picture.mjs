// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the picture of the dashboard that README.md shows, of the real program with real jobs:
//   BELAYER_PROGRAM=build/release/app/belayer node tests/web/picture.mjs [FILE]
import {fileURLToPath} from 'node:url';
import {Belayer} from './belayer.mjs';
import {isLive, launch, newPage, row} from './browser.mjs';

const file = process.argv[2] ?? fileURLToPath(new URL('../../resources/pictures/dashboard.png', import.meta.url));
const sources = fileURLToPath(new URL('../../core', import.meta.url));

const sleep = (name, ms, more = {}) => ({kind: 'sleep', name, params: {duration_ms: ms}, ...more});
const shell = (name, line, more = {}) => ({kind: 'command', name, params: {shell: line}, ...more});
const build = 'n=0; while [ $n -lt 133 ]; do n=$((n + 1)); echo "[$n/133] Building CXX object core/async/file$n.cpp.o"; sleep 0.1; done';

const belayer = await new Belayer().start('--allow-command-jobs');
const submit = async (spec) => {
  const response = await belayer.submit(spec);
  if (response.status !== 201) throw new Error(await response.text());
  return (await response.json()).id;
};
const becomes = async (id, state) => {
  while ((await (await belayer.ask('GET', `/api/v1/jobs/${id}?wait_ms=50`)).json()).state !== state);
};

await becomes(await submit(sleep('Left over from before the crash', 600000)), 'running');
await belayer.stop('SIGKILL');
await belayer.start('--allow-command-jobs');

const stubborn = await submit(shell('Render of frame 12', 'trap "" TERM; echo ready; while :; do sleep 1; done', {grace_ms: 600000}));
while (!(await (await belayer.ask('GET', `/api/v1/jobs/${stubborn}/log`)).text()).includes('ready'));
await belayer.ask('POST', `/api/v1/jobs/${stubborn}/cancel`);
const paused = await submit(shell('<img src=x onerror=alert(1)> \u202etxt.exe', 'sleep 600'));
await becomes(paused, 'running');
await belayer.ask('POST', `/api/v1/jobs/${paused}/pause`);
await becomes(await submit({kind: 'checksum', name: 'Checksum of the sources', params: {paths: [sources]}}), 'succeeded');
await submit({kind: 'group', name: 'Nightly checks', policy: 'settle', children: [
  {kind: 'compute', name: 'Square of 12', params: {n: 12, work_ms: 40}}, shell('Lint', 'echo unused; exit 2'), sleep('Soak', 60000, {id: 'soak'}),
  shell('Report', 'true', {after: [{id: 'soak', when: 'success'}]})]});
const race = await submit({kind: 'race', name: 'Fastest mirror wins', children: [
  sleep('Mirror in Frankfurt', 2200), sleep('Mirror in Oslo', 7000), sleep('Mirror in Lisbon', 9000)]});
await belayer.ask('GET', '/start-job');
await becomes(race, 'succeeded');
await submit(shell('Build of Belayer', build));

const browser = await launch();
const page = await newPage(browser);
await page.goto(`${belayer.url}/#token=${belayer.token}`);
await isLive(page);
for (const name of ['Nightly checks', 'Fastest mirror wins']) await row(page, name).locator('.fold').click();
await row(page, 'Build of Belayer').click();
await page.locator('#output-text', {hasText: '[57/133]'}).waitFor();
await page.screenshot({path: file});
await browser.close();
await belayer.end();
console.log(file);
