// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard: the event stream goes into the store, the store into the table, keys and clicks into verbs.

import {forgetToken, get, post, takeTokenFromAddress, token} from './api.js';
import {askForToken, confirmCancel, NewJobDialog, showHelp} from './dialogs.js';
import {receiptText} from './details.js';
import {byId, element, icon, setAttribute, setText} from './dom.js';
import {EventFeed} from './events.js';
import {Panel} from './panel.js';
import {stateGroups, Store} from './store.js';
import {canCancel, Table} from './table.js';
import {plural, shown, stateWords} from './text.js';

const silentStates = new Set(['queued', 'starting']);
const doneWords = {cancel: 'cancelled', pause: 'paused', resume: 'resumed', retry: 'retried', start: 'started', forget: 'forgotten'};

const isPhone = matchMedia('(max-width: 700px)');
const store = new Store();
const table = new Table(byId('table'), {
  selected: () => showSelection(),
  tapped: (job) => isPhone.matches && panel.open(job.id), // where the lower part covers the table, only a tap opens it
  opened: (job) => panel.open(job.id),
  toggled: (id, isOpen) => {
    if (isOpen) store.open.add(id);
    else store.open.delete(id);
    render();
  },
  sorted: (key) => {
    store.sort = {key, down: store.sort.key === key ? !store.sort.down : key === 'created'};
    scheduleRender();
  },
});
const panel = new Panel(store, {acted: (verb, id) => act(verb, [id]), previewed: (button, id) => previewOn(button, () => [id]),
  closed: () => table.scroller.focus()});
const newJobDialog = new NewJobDialog();
const feed = new EventFeed({
  snapshot(jobs) {
    tell(store.replace(jobs));
    isLoaded = true;
    scheduleRender();
  },
  change(jobs, removed) {
    tell(store.change(jobs, removed));
    scheduleRender();
  },
  status: showStatus,
});

let isLoaded = false;
const asked = new Set(); // ids whose cancel was asked for here, until their receipt was told

// ---- drawing -------------------------------------------------------------------------------------------------------

let scheduled = 0;
let restUntil = 0;

/** Once a frame at most, and never more than a fifth of the time however many jobs there are. */
function scheduleRender() {
  if (scheduled) return;
  scheduled = setTimeout(() => requestAnimationFrame(render), Math.max(0, restUntil - performance.now()));
}

function render() {
  clearTimeout(scheduled);
  scheduled = 0;
  const began = performance.now();
  table.setRows(store.rows(), store.sort);
  showFilters();
  showEmpty();
  showVerbs();
  panel.show();
  setText(byId('shown-count'), table.rows.length === store.jobs.size ? plural(store.jobs.size, 'job')
    : `${plural(table.rows.length, 'row')} of ${plural(store.jobs.size, 'job')}`);
  restUntil = performance.now() + 4 * (performance.now() - began);
}

const filterButtons = stateGroups.map((group, index) => {
  const count = element('span.count');
  const button = element('button', {type: 'button', 'aria-pressed': String(index === 0), tabindex: index ? -1 : 0,
    onclick: () => chooseFilter(index)}, group.icon ? icon(group.icon) : icon('group'), element('span.text', {}, group.title), count);
  button.dataset.group = group.name;
  return {button, count};
});
byId('filters').append(...filterButtons.map(({button}) => button));
byId('filters').addEventListener('keydown', (event) => {
  const step = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1}[event.key];
  if (!step) return;
  event.preventDefault();
  const now = filterButtons.findIndex(({button}) => button === document.activeElement);
  const next = (now + step + filterButtons.length) % filterButtons.length;
  filterButtons[next].button.focus();
  chooseFilter(next);
});

function chooseFilter(index) {
  store.filter.group = stateGroups[index].name;
  filterButtons.forEach(({button}, each) => {
    setAttribute(button, 'aria-pressed', String(each === index));
    button.tabIndex = each === index ? 0 : -1;
  });
  render();
}

function showFilters() {
  const counts = store.counts();
  for (const {button, count} of filterButtons) {
    const number = counts.get(button.dataset.group);
    setText(count, number.toLocaleString());
    button.classList.toggle('has-some', number > 0);
  }
  const running = counts.get('running');
  const title = running ? `${running} running · Belayer` : 'Belayer';
  if (document.title !== title) document.title = title;
}

function showEmpty() {
  const box = byId('empty');
  const isEmpty = table.rows.length === 0;
  const reason = !isEmpty ? '' : !isLoaded ? 'loading' : store.jobs.size ? 'filtered' : 'none';
  if (box.dataset.reason === reason) return;
  box.dataset.reason = reason;
  box.hidden = !isEmpty;
  if (reason === 'loading') box.replaceChildren(element('p', {}, 'Waiting for the jobs …'));
  else if (reason === 'filtered') box.replaceChildren(element('p', {}, 'No job matches the filter.'),
    element('button', {type: 'button', onclick: clearFilter}, 'Show all jobs'));
  else if (reason === 'none') box.replaceChildren(element('h2', {}, 'No jobs yet'),
    element('p', {}, 'Start one here, from the window, or from a shell:'),
    element('pre.curl', {}, 'belayerctl run -- make -j4'),
    element('button.primary', {type: 'button', onclick: newJob}, 'New job'));
}

function clearFilter() {
  byId('text-filter').value = store.filter.text = '';
  chooseFilter(0);
}

setInterval(() => {
  if (document.visibilityState !== 'visible') return;
  table.tick();
  panel.tick();
}, 500);

// ---- verbs ---------------------------------------------------------------------------------------------------------

const chosen = () => [...table.selection].map((id) => store.jobs.get(id)).filter(Boolean);
const idsThatCan = (verb) => chosen().filter((job) => (job.can ?? []).includes(verb)).map(({id}) => id);

function showSelection() {
  showVerbs();
  if (table.activeId && !isPhone.matches) panel.open(table.activeId);
}

function showVerbs() {
  byId('cancel').disabled = !chosen().some(canCancel);
  byId('retry').disabled = !idsThatCan('retry').length;
  const resumes = !idsThatCan('pause').length && idsThatCan('resume').length > 0;
  byId('pause').disabled = !resumes && !idsThatCan('pause').length;
  setText(byId('pause').lastElementChild, resumes ? 'Resume' : 'Pause');
}

const pauseOrResume = () => idsThatCan('pause').length ? act('pause', idsThatCan('pause')) : act('resume', idsThatCan('resume'));

async function act(verb, ids) {
  if (!ids.length) return;
  if (verb === 'cancel') {
    const radius = store.blastRadius(ids);
    const losesWork = radius.some(({job}) => !silentStates.has(job.state));
    if (!radius.length || (losesWork && !await confirmCancel(radius))) return;
    for (const id of ids) asked.add(id);
  }
  try {
    const {results} = await post('/api/v1/jobs/actions', {action: verb, ids});
    const refused = results.filter((result) => result.problem);
    for (const {id} of refused) asked.delete(id);
    if (refused.length)
      toast(`${plural(refused.length, 'job')} could not be ${doneWords[verb]}: ${shown(refused[0].problem.detail)}`, 'bad');
    else if (verb === 'retry') select(results[0].job.id);
    else if (verb !== 'cancel') toast(`${ids.length === 1 ? shown(store.jobs.get(ids[0])?.name ?? ids[0]) : plural(ids.length, 'job')} ${doneWords[verb]}`);
  } catch (problem) {
    for (const id of ids) asked.delete(id);
    failed(problem, `The jobs could not be ${doneWords[verb]}`);
  }
}

function failed(problem, what) {
  if (problem.status === 401) return showStatus('refused', {problem});
  toast(`${what}: ${problem.status ? shown(problem.message) : 'the server does not answer'}`, 'bad');
}

let wanted = null; // the id of a job made here, until its snapshot comes

function select(id) {
  if (!store.jobs.has(id)) return void (wanted = id);
  wanted = null;
  render();
  table.select(id);
  table.reveal(id);
}

async function newJob() {
  try {
    const id = await newJobDialog.open();
    if (id) select(id);
  } catch (problem) {
    failed(problem, 'The kinds of job could not be read');
  }
}

/** Marks what would be cancelled while the pointer or the focus is on the button. */
function previewOn(button, ids) {
  const show = () => table.setDoomed(store.blastRadius(ids()).map(({job}) => job.id));
  const hide = () => table.setDoomed([]);
  button.addEventListener('pointerenter', show);
  button.addEventListener('focus', show);
  button.addEventListener('pointerleave', hide);
  button.addEventListener('blur', hide);
}

previewOn(byId('cancel'), () => [...table.selection]);
byId('new-job').prepend(icon('add'));
byId('cancel').prepend(icon('cancel'));
byId('pause').prepend(icon('paused'));
byId('retry').prepend(icon('retry'));
byId('new-job').addEventListener('click', newJob);
byId('cancel').addEventListener('click', () => act('cancel', idsThatCan('cancel')));
byId('pause').addEventListener('click', pauseOrResume);
byId('retry').addEventListener('click', () => act('retry', idsThatCan('retry')));

// ---- jobs of earlier runs ------------------------------------------------------------------------------------------

let cursor = ''; // of the next page; null: there is none

async function loadOlder() {
  byId('older').disabled = true;
  try {
    for (let found = 0; !found && cursor !== null;) { // the newest are mostly known already
      const page = await get(`/api/v1/jobs?limit=500${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      cursor = page.next;
      found = store.addOlder(page.jobs);
    }
    byId('older').hidden = cursor === null;
    render();
  } catch (problem) {
    failed(problem, 'Older jobs could not be read');
  }
  byId('older').disabled = false;
}

byId('older').addEventListener('click', loadOlder);

// ---- news ----------------------------------------------------------------------------------------------------------

let news = [];
let newsTimer = 0;

/** Says what ended: the receipts of cancels asked for here at once, all else to screen readers now and then. */
function tell(ended) {
  if (wanted && store.jobs.has(wanted)) select(wanted);
  const answered = ended.filter((job) => asked.delete(job.id));
  if (answered.length > 3) toast(`${plural(answered.length, 'job')} ended, as asked`);
  else for (const job of answered) {
    const receipt = receiptText(job);
    toast(`${shown(job.name)}: ${stateWords[job.state].toLowerCase()}${receipt ? ` (${shown(receipt)})` : ''}`,
      job.state === 'failed' ? 'bad' : '', job.id);
  }
  news.push(...ended.filter((job) => !job.parent && !answered.includes(job)));
  if (news.length) newsTimer ||= setTimeout(sayNews, 3000);
}

function sayNews() {
  newsTimer = 0;
  const text = news.length <= 3 ? news.map((job) => `${shown(job.name)}: ${stateWords[job.state]}`).join('. ')
    : `${plural(news.length, 'job')} ended, ${news.filter((job) => job.state === 'failed').length} failed`;
  news = [];
  byId('news').textContent = text;
}

function toast(text, tone = '', id = null) {
  const box = element('div.toast', {}, element('span', {}, text),
    id ? element('button', {type: 'button', onclick: () => { select(id); panel.open(id, 'details'); box.remove(); }}, 'Receipt') : null,
    element('button.quiet', {type: 'button', 'aria-label': 'Close', onclick: () => box.remove()}, icon('close')));
  box.dataset.tone = tone;
  byId('toasts').append(box);
  while (byId('toasts').children.length > 4) byId('toasts').firstChild.remove();
  const leave = () => { if (box.matches(':hover, :focus-within')) setTimeout(leave, 2000); else box.remove(); };
  setTimeout(leave, 8000);
}

// ---- the connection ------------------------------------------------------------------------------------------------

let countdown = 0;
let lastLive = null;

function showStatus(word, {until, problem} = {}) {
  clearInterval(countdown);
  const words = {connecting: 'Connecting', live: 'Live', waiting: 'Not connected', refused: 'Token needed'};
  setText(byId('status-text'), words[word]);
  byId('status').dataset.word = word;
  byId('new-job').disabled = word !== 'live';
  document.body.classList.toggle('stale', word !== 'live' && isLoaded);
  if (word === 'live') {
    lastLive = new Date();
    byId('banner').hidden = true;
    byId('older').hidden = cursor === null;
  } else if (word === 'waiting') {
    if (lastLive && byId('banner').hidden) lastLive = new Date();
    const write = () => {
      const seconds = Math.max(1, Math.ceil((until - performance.now()) / 1000));
      const cause = problem?.code === 'shutting_down' ? 'Belayer is ending.' : problem ? `The server refuses: ${shown(problem.message)}.`
        : `Belayer does not answer at ${location.host}.`;
      const since = isLoaded ? ` What you see is of ${lastLive.toLocaleTimeString(undefined, {hour12: false})}.` : '';
      setText(byId('banner-text'), `${cause}${since} Next try in ${seconds} s.`);
    };
    write();
    byId('banner').hidden = false;
    setText(byId('banner-button'), 'Try now');
    countdown = setInterval(write, 1000);
  } else if (word === 'refused') {
    feed.stop();
    needToken(token() ? 'The server does not accept this token; it may have been renewed.' : '');
  }
}

async function needToken(problem) {
  forgetToken();
  setText(byId('banner-text'), 'This page has no valid token.');
  setText(byId('banner-button'), 'Enter the token');
  byId('banner').hidden = false;
  if (await askForToken(problem)) feed.start();
}

byId('banner-button').addEventListener('click', () => {
  if (token()) feed.retryNow();
  else needToken('');
});

// ---- keys ----------------------------------------------------------------------------------------------------------

byId('text-filter').addEventListener('input', (event) => {
  store.filter.text = event.target.value.trim();
  scheduleRender();
});
byId('text-filter').addEventListener('keydown', (event) => {
  if (event.key === 'Escape') clearFilter();
  else if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
  event.preventDefault();
  table.scroller.focus();
});

const help = () => showHelp([['↑ ↓ PgUp PgDn Home End', 'move'], ['→ ←', 'open and close a group or race'], ['Space', 'add to the selection'],
  ['Shift+↑↓', 'select a range'], ['Ctrl+A', 'select all'], ['Enter', 'show output and details'], ['Esc', 'close them'],
  ['Delete', 'cancel, after showing what would go with it'], ['p', 'pause or resume'], ['r', 'retry'], ['n', 'new job'],
  ['/', 'filter'], ['?', 'this list']]);
byId('help').addEventListener('click', help);

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (event.target.matches('input, textarea, select')) return;
  const inTable = event.target === table.scroller || event.target === document.body;
  const everywhere = {'/': () => byId('text-filter').select(), '?': help, Escape: () => panel.id && panel.close()};
  const here = {Delete: () => act('cancel', idsThatCan('cancel')), p: pauseOrResume, r: () => act('retry', idsThatCan('retry')),
    n: () => byId('new-job').disabled || newJob()};
  const run = everywhere[event.key] ?? (inTable ? here[event.key] : null);
  if (!run) return;
  event.preventDefault();
  run();
});

addEventListener('hashchange', () => { // a link with a token, opened in this same tab
  if (takeTokenFromAddress()) feed.start();
});

takeTokenFromAddress();
render();
if (token()) feed.start();
else showStatus('refused');
