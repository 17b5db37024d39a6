// SPDX-License-Identifier: GPL-3.0-or-later
// All jobs by id, and the rows to show of them: filtered, sorted, with the children of what is open.

import {elapsedNow, isFinished, outcomeText} from './text.js';

/** What the filters on the left offer, in their order. */
export const stateGroups = [
  {name: 'all', title: 'All', states: null},
  {name: 'queued', title: 'Queued', states: ['queued'], icon: 'queued'},
  {name: 'running', title: 'Running', states: ['starting', 'running', 'cancelling'], icon: 'running'},
  {name: 'paused', title: 'Paused', states: ['paused'], icon: 'paused'},
  {name: 'done', title: 'Done', states: ['succeeded'], icon: 'succeeded'},
  {name: 'failed', title: 'Failed', states: ['failed'], icon: 'failed'},
  {name: 'cancelled', title: 'Cancelled', states: ['cancelled'], icon: 'cancelled'},
  {name: 'interrupted', title: 'Interrupted', states: ['interrupted'], icon: 'interrupted'},
];

const byText = (text) => (a, b) => text(a).localeCompare(text(b));
const stateOrder = ['running', 'starting', 'cancelling', 'paused', 'queued', 'failed', 'interrupted', 'cancelled', 'succeeded'];

const comparisons = {
  name: byText((job) => job.name),
  kind: byText((job) => job.kind),
  state: (a, b) => stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state),
  elapsed: (a, b) => elapsedNow(a) - elapsedNow(b),
  created: (a, b) => a.created < b.created ? -1 : a.created > b.created ? 1 : a.order - b.order,
};

export class Store {
  jobs = new Map();
  open = new Set();
  filter = {group: 'all', text: ''};
  sort = {key: 'created', down: true};
  #order = 0; // of first sight, for jobs made in the same millisecond
  #older = new Map(); // read from the history: the stream knows nothing of them

  /** Replaces everything. Gives the jobs that ended since they were last seen. */
  replace(jobs) {
    const before = this.jobs;
    this.jobs = new Map();
    const ended = jobs.filter((job) => this.#put(job, before.get(job.id)));
    this.addOlder([...this.#older.values()]);
    for (const id of this.open) if (!this.jobs.has(id)) this.open.delete(id);
    return ended;
  }

  /** Gives the jobs that ended with this change. */
  change(jobs, removed) {
    for (const id of removed) {
      this.jobs.delete(id);
      this.#older.delete(id);
      this.open.delete(id);
    }
    return jobs.filter((job) => this.#put(job, this.jobs.get(job.id)));
  }

  /** What the stream tells of a job is newer than what the history does. Gives how many were not known. */
  addOlder(jobs) {
    const unknown = jobs.filter((job) => !this.jobs.has(job.id));
    for (const job of unknown) {
      this.#older.set(job.id, job);
      this.#put(job);
    }
    return unknown.length;
  }

  #put(job, before) {
    job.receivedAt = performance.now();
    job.order = before?.order ?? ++this.#order;
    this.jobs.set(job.id, job);
    return before && !isFinished(before) && isFinished(job);
  }

  childrenOf(job) {
    return (job.children ?? []).map((id) => this.jobs.get(id)).filter(Boolean);
  }

  /** The jobs that are cancelled with those: the unfinished ones, each followed by its unfinished descendants. */
  blastRadius(ids) {
    const reached = new Map();
    const add = (job, level) => {
      if (reached.has(job.id) || isFinished(job)) return;
      reached.set(job.id, {job, level});
      for (const child of this.childrenOf(job)) add(child, level + 1);
    };
    const chosen = ids.map((id) => this.jobs.get(id)).filter(Boolean);
    const isBelowAnother = (job) => {
      for (let parent = this.jobs.get(job.parent); parent; parent = this.jobs.get(parent.parent))
        if (ids.includes(parent.id)) return true;
      return false;
    };
    for (const job of chosen) if (!isBelowAnother(job)) add(job, 0);
    return [...reached.values()];
  }

  /** Name of a state group → how many jobs are in it. */
  counts() {
    const byState = new Map();
    for (const job of this.jobs.values()) byState.set(job.state, (byState.get(job.state) ?? 0) + 1);
    return new Map(stateGroups.map(({name, states}) => [name, states
      ? states.reduce((sum, state) => sum + (byState.get(state) ?? 0), 0) : this.jobs.size]));
  }

  /** [{job, level, position, setSize, isParent, isOpen}] from the top down. */
  rows() {
    const isFiltered = this.filter.group !== 'all' || this.filter.text !== '';
    const wanted = isFiltered ? this.#wanted() : null;
    const top = [];
    for (const job of this.jobs.values())
      if ((!job.parent || !this.jobs.has(job.parent)) && (!wanted || wanted.has(job.id))) top.push(job);
    const compare = comparisons[this.sort.key];
    const sign = this.sort.down ? -1 : 1;
    top.sort((a, b) => sign * compare(a, b) || b.order - a.order);
    const rows = [];
    const add = (jobs, level) => {
      jobs.forEach((job, index) => {
        const children = this.childrenOf(job);
        const shownChildren = wanted ? children.filter((child) => wanted.has(child.id)) : children;
        const isOpen = children.length > 0 && this.open.has(job.id) || (isFiltered && wanted.get(job.id) === 'leads');
        rows.push({job, level, position: index + 1, setSize: jobs.length, isParent: children.length > 0, isOpen});
        // A parent that matches itself shows all its children when opened, one that only leads to matches shows those.
        if (isOpen) add(wanted?.get(job.id) === 'leads' ? shownChildren : children, level + 1);
      });
    };
    add(top, 1);
    return rows;
  }

  /** id → 'matches' or 'leads' (to a match below it). */
  #wanted() {
    const {group, text} = this.filter;
    const states = stateGroups.find(({name}) => name === group)?.states;
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Map();
    for (const job of this.jobs.values()) {
      if (states && !states.includes(job.state)) continue;
      if (words.length) {
        job.words ??= [job.name, job.id, job.kind, ...(job.labels ?? []), outcomeText(job)].join('\n').toLowerCase();
        if (!words.every((word) => job.words.includes(word))) continue;
      }
      wanted.set(job.id, 'matches');
      for (let id = job.parent; id && !wanted.has(id) && this.jobs.has(id); id = this.jobs.get(id).parent)
        wanted.set(id, 'leads');
    }
    return wanted;
  }
}
