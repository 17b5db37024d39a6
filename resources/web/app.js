// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard: the event stream goes into the store, the store into the table, keys and clicks into verbs.

import {forgetToken, post, takeTokenFromAddress, token} from './api.js';
import {askForToken, confirmCancel, NewJobDialog, showHelp} from './dialogs.js';
import {factsOf, lanesOf, receiptText} from './details.js';
import {byId, element, icon, setAttribute, setText} from './dom.js';
import {EventFeed} from './events.js';
import {LogView} from './log.js';
import {stateGroups, Store} from './store.js';
import {canCancel, Table} from './table.js';
import {isFinished, plural, shown, stateWords} from './text.js';

const silentStates = new Set(['queued', 'starting']);
const verbWords = {cancel: 'Cancel', pause: 'Pause', resume: 'Resume', retry: 'Retry', start: 'Start now', forget: 'Forget'};
const doneWords = {cancel: 'cancelled', pause: 'paused', resume: 'resumed', retry: 'retried', start: 'started', forget: 'forgotten'};
const writesNoOutput = new Set(['group', 'race', 'sleep', 'compute', 'checksum', 'pipeline']);

const isPhone = matchMedia('(max-width: 700px)');
const store = new Store();
const table = new Table(byId('table'), {
  selected: () => showSelection(),
  tapped: (job) => isPhone.matches && openPanel(job.id), // where the lower part covers the table, only a tap opens it
  opened: (job) => openPanel(job.id),
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
const log = new LogView(byId('output-text'), byId('output-note'), byId('follow'), (id) => store.jobs.get(id));
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
let panelId = null; // the job of the lower part; null: closed
let panelTab = 'details';
let panelJob = null; // the snapshot that is shown there
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
  showPanel();
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
  store.counts().forEach((count, index) => setText(filterButtons[index].count, count.toLocaleString()));
  const failed = store.counts()[5];
  const running = store.counts()[2];
  const title = running ? `${running} running · Belayer` : 'Belayer';
  if (document.title !== title) document.title = title;
  filterButtons[5].button.classList.toggle('has-some', failed > 0);
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
  const job = store.jobs.get(panelId);
  if (job && panelTab === 'lanes' && !isFinished(job)) drawLanes(job);
}, 500);

// ---- the lower part ------------------------------------------------------------------------------------------------

const tabs = ['output', 'details', 'lanes'];

function openPanel(id, tab) {
  const job = store.jobs.get(id);
  if (!job) return;
  if (panelId !== id || tab)
    panelTab = tab ?? (job.children?.length ? 'lanes' : writesNoOutput.has(job.kind) ? 'details' : 'output');
  panelId = id;
  panelJob = null;
  byId('panel').hidden = false;
  showPanel();
  table.draw();
}

function closePanel() {
  panelId = panelJob = null;
  byId('panel').hidden = true;
  log.show(null);
  table.scroller.focus();
}

function showPanel() {
  if (!panelId) return;
  const job = store.jobs.get(panelId);
  if (!job) return closePanel();
  if (panelTab === 'output') log.show(job.id);
  else log.stop();
  for (const tab of tabs) {
    const isChosen = tab === panelTab;
    const button = byId(`tab-${tab}`);
    setAttribute(button, 'aria-selected', String(isChosen));
    button.tabIndex = isChosen ? 0 : -1;
    button.hidden = (tab === 'lanes' && !job.children?.length) || (tab === 'output' && job.children?.length > 0);
    byId(tab).hidden = !isChosen;
  }
  byId('follow').parentNode.hidden = panelTab !== 'output';
  // Text that is being marked to be copied stays as it is.
  const selection = getSelection();
  const isMarked = !selection.isCollapsed && byId('panel').contains(selection.anchorNode);
  if (panelJob === job || (isMarked && panelJob?.id === job.id)) return;
  panelJob = job;
  setText(byId('panel-title'), shown(job.name || job.id));
  showPanelVerbs(job);
  if (panelTab === 'details') byId('details').replaceChildren(factsOf(job));
  if (panelTab === 'lanes') drawLanes(job);
}

function showPanelVerbs(job) {
  const box = byId('panel-verbs');
  const can = (job.can ?? []).filter((verb) => verbWords[verb]);
  if (box.dataset.can === can.join() && box.dataset.id === job.id) return;
  box.dataset.can = can.join();
  box.dataset.id = job.id;
  box.replaceChildren(...can.map((verb) => {
    const button = element('button', {type: 'button', onclick: () => act(verb, [job.id])}, verbWords[verb]);
    if (verb === 'cancel') previewOn(button, () => [job.id]);
    return button;
  }));
}

function drawLanes(job) {
  byId('lanes').replaceChildren(lanesOf(job, store.childrenOf(job)));
}

for (const tab of tabs) byId(`tab-${tab}`).addEventListener('click', () => openPanel(panelId, tab));
document.querySelector('.tabs').addEventListener('keydown', (event) => {
  const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
  if (!step) return;
  const offered = tabs.filter((tab) => !byId(`tab-${tab}`).hidden);
  const next = offered[(offered.indexOf(panelTab) + step + offered.length) % offered.length];
  openPanel(panelId, next);
  byId(`tab-${next}`).focus();
});
byId('close-panel').append(icon('close'));
byId('close-panel').addEventListener('click', closePanel);

const splitter = byId('splitter');

function setPanelHeight(share) {
  const percentage = Math.round(Math.min(Math.max(share, 15), 80));
  document.querySelector('main').style.setProperty('--panel', `${percentage}%`);
  splitter.setAttribute('aria-valuenow', percentage);
}

splitter.addEventListener('pointerdown', (event) => splitter.setPointerCapture(event.pointerId));
splitter.addEventListener('pointermove', (event) => {
  if (!splitter.hasPointerCapture(event.pointerId)) return;
  const box = document.querySelector('main').getBoundingClientRect();
  setPanelHeight((box.bottom - event.clientY) / box.height * 100);
});
splitter.addEventListener('keydown', (event) => {
  const step = {ArrowUp: 5, ArrowDown: -5}[event.key];
  if (!step) return;
  event.preventDefault();
  setPanelHeight(Number(splitter.getAttribute('aria-valuenow')) + step);
});

// ---- verbs ---------------------------------------------------------------------------------------------------------

const chosen = () => [...table.selection].map((id) => store.jobs.get(id)).filter(Boolean);
const idsThatCan = (verb) => chosen().filter((job) => (job.can ?? []).includes(verb)).map(({id}) => id);

function showSelection() {
  showVerbs();
  if (table.activeId && !isPhone.matches) openPanel(table.activeId);
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

// ---- news ----------------------------------------------------------------------------------------------------------

let news = [];
let newsTimer = 0;

/** Says what ended: the receipts of cancels asked for here at once, all else to screen readers now and then. */
function tell(ended) {
  if (wanted && store.jobs.has(wanted)) select(wanted);
  for (const job of ended) {
    if (asked.delete(job.id)) {
      const receipt = receiptText(job);
      toast(`${shown(job.name)}: ${stateWords[job.state].toLowerCase()}${receipt ? ` (${shown(receipt)})` : ''}`,
        job.state === 'failed' ? 'bad' : '', job.id);
    } else if (!job.parent) {
      news.push(job);
    }
  }
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
    id ? element('button', {type: 'button', onclick: () => { select(id); openPanel(id, 'details'); box.remove(); }}, 'Receipt') : null,
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
    byId('banner-button').hidden = false;
    countdown = setInterval(write, 1000);
  } else if (word === 'refused') {
    feed.stop();
    needToken(token() ? 'The server does not accept this token; it may have been renewed.' : '');
  }
}

async function needToken(problem) {
  forgetToken();
  setText(byId('banner-text'), 'This page has no valid token.');
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
  const everywhere = {'/': () => byId('text-filter').select(), '?': help, Escape: () => panelId && closePanel()};
  const here = {Delete: () => act('cancel', idsThatCan('cancel')), p: pauseOrResume, r: () => act('retry', idsThatCan('retry')),
    n: () => byId('new-job').disabled || newJob()};
  const run = everywhere[event.key] ?? (inTable ? here[event.key] : null);
  if (!run) return;
  event.preventDefault();
  run();
});

addEventListener('hashchange', () => { // a link with a token, opened in this same tab
  takeTokenFromAddress();
  feed.start();
});

takeTokenFromAddress();
render();
if (token()) feed.start();
else showStatus('refused');
