// SPDX-License-Identifier: GPL-3.0-or-later
// Words and numbers as people read them, and text from outside made safe to look at.

const invisible = /[\u0000-\u001f\u007f-\u009f\p{Cf}\p{Cs}\u2028\u2029]/gu;
const invisibleInLines = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Cf}\p{Cs}\u2028\u2029]/gu;

function pictured(character) {
  const code = character.codePointAt(0);
  if (code < 0x20 || code === 0x7f) return '^' + String.fromCharCode(code ^ 0x40);
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** One line: control, bidi and other invisible characters are shown, never obeyed (as in ui/plaintext.cpp). */
export const shown = (text) => String(text).replace(invisible, pictured);
/** The same for text of many lines: newline and tab stay what they are. */
export const shownLines = (text) => String(text).replace(invisibleInLines, pictured);

export const stateWords = {
  queued: 'Queued', starting: 'Starting', running: 'Running', paused: 'Paused', cancelling: 'Cancelling',
  succeeded: 'Done', failed: 'Failed', cancelled: 'Cancelled', interrupted: 'Interrupted',
};

export const isFinished = (job) => finished.has(job.state);
const finished = new Set(['succeeded', 'failed', 'cancelled', 'interrupted']);

export const kindText = (kind) => kind ? kind[0].toUpperCase() + kind.slice(1) : '';

export function durationText(milliseconds) {
  const ms = Math.max(0, Math.round(milliseconds));
  const seconds = Math.floor(ms / 1000);
  const two = (number) => String(number).padStart(2, '0');
  if (ms < 1000) return `${ms} ms`;
  if (seconds < 60) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${two(Math.floor(seconds / 60) % 60)} min`;
  return `${Math.floor(seconds / 86400)} d ${two(Math.floor(seconds / 3600) % 24)} h`;
}

export function bytesText(bytes) {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    ++unit;
  }
  return `${unit ? amount.toFixed(1) : amount} ${units[unit]}`;
}

/** Between snapshots the page counts on by itself; the server's clock is never compared with this machine's. */
export const elapsedNow = (job) =>
  isFinished(job) || !job.started ? job.elapsed_ms : job.elapsed_ms + (performance.now() - job.receivedAt);

export function elapsedText(job) {
  if (!job.started) return '';
  const ms = elapsedNow(job);
  return isFinished(job) || ms >= 60000 ? durationText(ms) : `${Math.floor(ms / 1000)} s`;
}

export function timeText(time) {
  if (!time) return '';
  const date = new Date(time);
  const clock = date.toLocaleTimeString(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false});
  if (date.toDateString() === new Date().toDateString()) return clock;
  return `${date.toLocaleDateString(undefined, {day: 'numeric', month: 'short'})} ${clock.slice(0, 5)}`;
}

export const exactTimeText = (time) => time ? new Date(time).toLocaleString(undefined,
  {dateStyle: 'medium', timeStyle: 'medium', hour12: false}) : '';

/** 0 to 100, or -1 where nobody knows. 100 is what a finished job says, not one still at its last byte. */
export function percent(job) {
  if (job.state === 'succeeded') return 100;
  const progress = job.progress;
  if (!progress || !(progress.total > 0)) return -1;
  const share = Math.floor(progress.done / progress.total * 100);
  return Math.min(Math.max(share, 0), progress.done < progress.total ? 99 : 100);
}

const amountText = (amount, unit) =>
  unit === 'bytes' ? bytesText(amount) : unit === 'ms' ? durationText(amount) : amount.toLocaleString();

export function progressText(job) {
  const progress = job.progress;
  if (progress && (progress.unit === 'children' || progress.unit === 'items') && progress.total != null)
    return `${progress.done.toLocaleString()} of ${progress.total.toLocaleString()}`;
  const share = percent(job);
  if (share >= 0) return `${share} %`;
  return progress && progress.done > 0 ? amountText(progress.done, progress.unit) : '';
}

export function progressDetail(job) {
  const progress = job.progress;
  if (!progress) return progressText(job);
  let text = amountText(progress.done, progress.unit);
  if (progress.total != null) text += ` of ${amountText(progress.total, progress.unit)}`;
  if (progress.unit === 'children') text += ' jobs';
  if (progress.unit === 'items') text += ' items';
  if (progress.rate > 0) text += `, ${amountText(Math.round(progress.rate), progress.unit)} a second`;
  if (progress.eta_ms > 0 && !isFinished(job)) text += `, about ${durationText(progress.eta_ms)} left`;
  return text;
}

export function valueText(value) {
  if (value == null) return '';
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (typeof value === 'object') return Object.entries(value).map(([key, item]) => `${key}: ${valueText(item)}`).join(', ');
  return String(value);
}

export function outcomeText(job) {
  if (job.error) return job.error.message || job.error.code;
  const result = job.result;
  if (job.state === 'queued' && job.waiting) return job.waiting.message;
  if (job.kind === 'race' && result && result.name !== undefined) return `${result.name} won`;
  if (job.kind === 'sleep') return '';
  if (result && typeof result === 'object' && 'values' in result) return valueText(result.values);
  if (job.kind === 'checksum' && result && result.files)
    return result.files.length === 1 ? valueText(result.files[0].digest)
      : `${result.count} files, ${bytesText(Number(result.bytes))}, ${result.algorithm}`;
  return valueText(result);
}

/** Quoted for a POSIX shell. */
export const shellWord = (text) => /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

export const plural = (count, one, many = one + 's') => `${count.toLocaleString()} ${count === 1 ? one : many}`;
