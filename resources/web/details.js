// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of one job: its facts, how it ended, the lanes of its children, and the same verbs for curl.

import {jobPath} from './api.js';
import {element, icon} from './dom.js';
import {durationText, bytesText, elapsedNow, exactTimeText, isFinished, kindText, outcomeText, plural, progressDetail,
  shown, shownLines, stateWords} from './text.js';
import {toneOf} from './table.js';

const signalNames = {1: 'SIGHUP', 2: 'SIGINT', 3: 'SIGQUIT', 6: 'SIGABRT', 9: 'SIGKILL', 11: 'SIGSEGV', 13: 'SIGPIPE',
  15: 'SIGTERM', 18: 'SIGCONT', 19: 'SIGSTOP'};
const reasons = {user: 'asked by a user', sibling_failed: 'a sibling failed', lost_race: 'lost the race',
  timeout: 'its time was up', shutdown: 'Belayer ended', after_not_met: 'what it waited for ended otherwise'};

const signalName = (number) => signalNames[number] ?? `signal ${number}`;

function fact(list, name, value) {
  if (value == null || value === '') return;
  list.append(element('dt', {}, name), element('dd', {}, value instanceof Node ? value : shownLines(value)));
}

function endText(job) {
  if (job.signal != null) return `ended by ${signalName(job.signal)}`;
  return job.exit_code == null ? '' : `exit code ${job.exit_code}`;
}

function processText(process) {
  const sent = (process.signals ?? []).map(({signal, after_ms}) => `${signalName(signal)} after ${durationText(after_ms)}`);
  const end = process.gone_ms == null ? 'survived' : `gone after ${durationText(process.gone_ms)}`;
  return [`${shown(process.name)} (${process.pid})`, ...sent, end].join(', ');
}

/** One sentence: how long it took and what became of the processes. Empty where there is nothing to tell. */
export function receiptText(job) {
  const {receipt} = job;
  if (!receipt || !receipt.reason) return '';
  const processes = receipt.processes ?? [];
  const survivors = processes.filter((process) => process.gone_ms == null).length;
  const parts = [`${reasons[receipt.reason] ?? shown(receipt.reason)}; took ${durationText(receipt.took_ms)}`];
  if (processes.length) parts.push(survivors ? `${plural(survivors, 'process', 'processes')} survived`
    : `${plural(processes.length, 'process', 'processes')} gone`);
  if (receipt.abandoned_threads) parts.push(`${plural(receipt.abandoned_threads, 'thread')} abandoned`);
  return parts.join('; ');
}

/** The call that does the same; the token is read where the shell runs. */
export const curlOf = (verb, id) => verb === 'forget'
  ? `curl -X DELETE -H "Authorization: Bearer $TOKEN" ${location.origin}${jobPath(id)}`
  : `curl -X POST -H "Authorization: Bearer $TOKEN" ${location.origin}${jobPath(id)}/${verb}`;

export function factsOf(job) {
  const list = element('dl.facts');
  fact(list, 'State', `${stateWords[job.state] ?? job.state}${endText(job) ? ', ' + endText(job) : ''}`);
  if (job.error) fact(list, 'Error', `${job.error.message} (${job.error.code})`);
  else fact(list, job.waiting ? 'Waits' : 'Result', outcomeText(job));
  fact(list, 'Progress', progressDetail(job));
  for (const stage of job.stages ?? [])
    fact(list, `Stage ${shown(stage.name)}`, `${stage.waiting} waiting, ${stage.working} working, ${stage.done} done`);
  fact(list, 'Ended because', receiptText(job));
  for (const process of job.receipt?.processes ?? []) fact(list, 'Process', processText(process));
  for (const line of job.receipt?.lint ?? []) fact(list, 'Note', line);
  for (const child of job.child_errors ?? []) fact(list, 'Failed below', `${child.name}: ${child.error.message}`);
  fact(list, 'Kind', kindText(job.kind));
  fact(list, 'Id', job.id);
  fact(list, 'Labels', (job.labels ?? []).join(', '));
  fact(list, 'Created', exactTimeText(job.created));
  fact(list, 'Started', exactTimeText(job.started));
  fact(list, 'Finished', exactTimeText(job.finished));
  if (job.attempt > 1) fact(list, 'Attempt', String(job.attempt));
  for (const failed of job.failed_attempts ?? [])
    fact(list, `Attempt ${failed.attempt}`, `${failed.error.message} after ${durationText(failed.elapsed_ms)}`);
  if (job.usage) fact(list, 'Used', `${durationText(job.usage.cpu_ms)} of CPU, at most ${bytesText(job.usage.peak_memory_bytes)}`);
  for (const verb of job.can ?? []) if (verb !== 'move') fact(list, `curl: ${verb}`, element('code', {}, curlOf(verb, job.id)));
  return list;
}

/** Times of the children from the parent's start: from the receipt once it is over, else as far as it is seen. */
function lanesFrom(job, children) {
  const finishes = job.receipt?.finishes ?? [];
  const recorded = new Map(finishes.map((line) => [line.id, line]));
  const origin = Date.parse(job.started ?? job.created);
  const live = children.filter((child) => !recorded.has(child.id)).map((child) => {
    const started = child.started ? Math.max(0, Date.parse(child.started) - origin) : null;
    return {id: child.id, name: child.name, state: child.state, started_ms: started,
      finished_ms: started === null ? 0 : started + elapsedNow(child), isLive: !isFinished(child)};
  });
  return [...finishes, ...live];
}

function laneText(lane, isWinner) {
  if (lane.started_ms == null) return lane.isLive ? stateWords[lane.state] : 'never started';
  if (lane.isLive) return `${durationText(lane.finished_ms - lane.started_ms)} so far`;
  if (isWinner) return `won in ${durationText(lane.finished_ms - lane.started_ms)}`;
  const parts = [];
  if (lane.gap_ms > 0) parts.push(`+${durationText(lane.gap_ms)}`);
  else parts.push(durationText(lane.finished_ms - lane.started_ms));
  if (lane.dying_ms > 0) parts.push(`${durationText(lane.dying_ms)} to die`);
  if (lane.cpu_ms != null) parts.push(`${durationText(lane.cpu_ms)} CPU`);
  return parts.join(', ');
}

/** The photo finish of a race, or the same picture of a group. */
export function lanesOf(job, children) {
  const lanes = lanesFrom(job, children);
  const isRace = job.kind === 'race';
  const winner = isRace ? lanes.find((lane) => lane.gap_ms === 0 && lane.state === 'succeeded') ??
    lanes.find((lane) => lane.id === job.result?.id) : null;
  const end = Math.max(1, ...lanes.map((lane) => lane.finished_ms));
  const share = (ms) => `${(ms / end * 100).toFixed(3)}%`;
  const list = element('ul.lanes');
  for (const lane of lanes) {
    const bar = element('span.lane-bar');
    bar.style.insetInlineStart = share(lane.started_ms ?? 0);
    bar.style.width = share(lane.started_ms == null ? 0 : lane.finished_ms - lane.started_ms);
    const track = element('span.lane-track', {'aria-hidden': 'true'}, bar);
    if (lane.dying_ms > 0) {
      const dying = element('span.lane-dying');
      dying.style.insetInlineStart = share(Math.max(0, lane.finished_ms - lane.dying_ms));
      dying.style.width = share(lane.dying_ms);
      track.append(dying);
    }
    if (winner) {
      const line = element('span.lane-finish');
      line.style.insetInlineStart = share(winner.finished_ms);
      track.append(line);
    }
    const row = element('li.lane', {}, element('span.lane-name', {title: shown(lane.name)}, icon(lane.state), shown(lane.name)),
      track, element('span.lane-text', {}, laneText(lane, lane === winner)));
    row.dataset.tone = toneOf(lane);
    list.append(row);
  }
  return list;
}
