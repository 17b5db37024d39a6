// SPDX-License-Identifier: GPL-3.0-or-later
// The lower part: output, details and lanes of one job, and the verbs it offers.

import {factsOf, lanesOf} from './details.js';
import {byId, element, icon, setAttribute, setText} from './dom.js';
import {LogView} from './log.js';
import {isFinished, shown} from './text.js';

const tabs = ['output', 'details', 'lanes'];
const verbWords = {cancel: 'Cancel', pause: 'Pause', resume: 'Resume', retry: 'Retry', start: 'Start now', forget: 'Forget'};
const writesNoOutput = new Set(['group', 'race', 'sleep', 'compute', 'checksum', 'pipeline']);

/** `listener`: acted(verb, id), previewed(button, id) for a cancel button, closed() when it had the focus. */
export class Panel {
  id = null; // null: closed
  #tab = 'details';
  #job = null; // the snapshot that is shown

  constructor(store, listener) {
    this.store = store;
    this.listener = listener;
    this.box = byId('panel');
    this.log = new LogView(byId('output-text'), byId('output-note'), byId('follow'), (id) => store.jobs.get(id));
    for (const tab of tabs) byId(`tab-${tab}`).addEventListener('click', () => this.open(this.id, tab));
    this.box.querySelector('.tabs').addEventListener('keydown', (event) => this.#keyOnTabs(event));
    byId('close-panel').append(icon('close'));
    byId('close-panel').addEventListener('click', () => this.close());
    addSplitter(byId('splitter'), document.querySelector('main'));
  }

  open(id, tab) {
    const job = this.store.jobs.get(id);
    if (!job) return;
    if (this.id !== id || tab)
      this.#tab = tab ?? (job.children?.length ? 'lanes' : writesNoOutput.has(job.kind) ? 'details' : 'output');
    this.id = id;
    this.#job = null;
    this.box.hidden = false;
    this.show();
  }

  close() {
    const hadFocus = this.box.contains(document.activeElement);
    this.id = this.#job = null;
    this.box.hidden = true;
    this.log.show(null);
    if (hadFocus) this.listener.closed();
  }

  /** Writes what is new of the job. */
  show() {
    if (!this.id) return;
    const job = this.store.jobs.get(this.id);
    if (!job) return this.close();
    if (this.#tab === 'output') this.log.show(job.id);
    else this.log.stop();
    this.#showTabs(job);
    // Text that is being marked to be copied stays as it is.
    const selection = getSelection();
    const isMarked = !selection.isCollapsed && this.box.contains(selection.anchorNode);
    if (this.#job === job || (isMarked && this.#job?.id === job.id)) return;
    this.#job = job;
    setText(byId('panel-title'), shown(job.name || job.id));
    this.#showVerbs(job);
    if (this.#tab === 'details') byId('details').replaceChildren(factsOf(job));
    if (this.#tab === 'lanes') this.#drawLanes(job);
  }

  /** Lanes of what still runs grow by themselves. */
  tick() {
    const job = this.store.jobs.get(this.id);
    if (job && this.#tab === 'lanes' && !isFinished(job)) this.#drawLanes(job);
  }

  #showTabs(job) {
    const isParent = job.children?.length > 0;
    for (const tab of tabs) {
      const isChosen = tab === this.#tab;
      const button = byId(`tab-${tab}`);
      setAttribute(button, 'aria-selected', String(isChosen));
      button.tabIndex = isChosen ? 0 : -1;
      button.hidden = (tab === 'lanes' && !isParent) || (tab === 'output' && isParent);
      byId(tab).hidden = !isChosen;
    }
    byId('follow').parentNode.hidden = this.#tab !== 'output';
  }

  #showVerbs(job) {
    const box = byId('panel-verbs');
    const can = (job.can ?? []).filter((verb) => verbWords[verb]);
    if (box.dataset.can === can.join() && box.dataset.id === job.id) return;
    box.dataset.can = can.join();
    box.dataset.id = job.id;
    box.replaceChildren(...can.map((verb) => {
      const button = element('button', {type: 'button', onclick: () => this.listener.acted(verb, job.id)}, verbWords[verb]);
      if (verb === 'cancel') this.listener.previewed(button, job.id);
      return button;
    }));
  }

  #drawLanes(job) {
    byId('lanes').replaceChildren(lanesOf(job, this.store.childrenOf(job)));
  }

  #keyOnTabs(event) {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!step) return;
    const offered = tabs.filter((tab) => !byId(`tab-${tab}`).hidden);
    const next = offered[(offered.indexOf(this.#tab) + step + offered.length) % offered.length];
    this.open(this.id, next);
    byId(`tab-${next}`).focus();
  }
}

/** The line between the table and the lower part, for pointer and arrow keys. */
function addSplitter(splitter, box) {
  const set = (share) => {
    const percentage = Math.round(Math.min(Math.max(share, 15), 80));
    box.style.setProperty('--panel', `${percentage}%`);
    splitter.setAttribute('aria-valuenow', percentage);
  };
  splitter.addEventListener('pointerdown', (event) => splitter.setPointerCapture(event.pointerId));
  splitter.addEventListener('pointermove', (event) => {
    if (!splitter.hasPointerCapture(event.pointerId)) return;
    const {bottom, height} = box.getBoundingClientRect();
    set((bottom - event.clientY) / height * 100);
  });
  splitter.addEventListener('keydown', (event) => {
    const step = {ArrowUp: 5, ArrowDown: -5}[event.key];
    if (!step) return;
    event.preventDefault();
    set(Number(splitter.getAttribute('aria-valuenow')) + step);
  });
}
