// SPDX-License-Identifier: GPL-3.0-or-later
// The tree of jobs as a table: only the rows in sight exist, so ten thousand cost what thirty do.

import {element, icon, setAttribute, setIcon, setText} from './dom.js';
import {elapsedText, isFinished, kindText, outcomeText, percent, progressDetail, progressText, shown, stateWords,
  timeText} from './text.js';

const spare = 8; // rows above and below the sight
const kindIcons = new Set(['sleep', 'compute', 'command', 'checksum', 'download', 'pipeline', 'group', 'race']);
const tones = {starting: 'active', running: 'active', paused: 'warn', cancelling: 'warn', interrupted: 'warn',
  succeeded: 'good', failed: 'bad', queued: 'muted', cancelled: 'muted'};

export const toneOf = (job) => tones[job.state] ?? 'muted';
export const kindIcon = (job) => kindIcons.has(job.kind) ? job.kind : 'other';

const columns = [
  {name: 'name', title: 'Name', sort: 'name'}, {name: 'state', title: 'State', sort: 'state'},
  {name: 'progress', title: 'Progress'}, {name: 'elapsed', title: 'Elapsed', sort: 'elapsed'},
  {name: 'kind', title: 'Kind', sort: 'kind'}, {name: 'started', title: 'Started', sort: 'created'},
  {name: 'result', title: 'Result'},
];

/** One reused row of the page. */
class Row {
  constructor(table) {
    this.cells = Object.fromEntries(columns.map(({name}, index) =>
      [name, element(`span.cell.${name}`, {role: 'gridcell', 'aria-colindex': index + 1})]));
    this.fold = element('span.fold', {'aria-hidden': 'true'}, icon('unfold'));
    this.kindIcon = icon('other');
    this.name = element('span.text');
    this.cells.name.append(this.fold, this.kindIcon, this.name);
    this.stateIcon = icon('queued');
    this.state = element('span.text');
    this.cells.state.append(this.stateIcon, this.state);
    this.bar = element('span.bar');
    this.barText = element('span.bar-text');
    this.cells.progress.append(element('span.track', {}, this.bar, this.barText));
    this.node = element('div.row', {role: 'row'}, ...Object.values(this.cells));
    this.node.addEventListener('click', (event) => table.clicked(this.row, event, this.fold.contains(event.target)));
    this.node.addEventListener('dblclick', () => table.listener.opened(this.row.job));
  }

  /** Writes what differs from before. */
  show(row, index, flags) {
    this.row = row;
    const {job} = row;
    const key = `${index} ${row.level} ${row.position} ${row.setSize} ${row.isParent} ${row.isOpen} ${flags}`;
    if (this.job === job && this.key === key) return this.tick();
    const isNewPlace = this.key !== key;
    this.job = job;
    this.key = key;
    if (isNewPlace) this.#place(row, index, flags);
    const {node} = this;
    node.dataset.tone = toneOf(job);
    setIcon(this.kindIcon, kindIcon(job));
    setText(this.name, shown(job.name || job.id));
    setAttribute(this.name, 'title', shown(job.name || job.id));
    setIcon(this.stateIcon, job.state);
    setText(this.state, stateWords[job.state] ?? shown(job.state));
    const share = percent(job);
    const isBusy = share < 0 && (job.state === 'running' || job.state === 'cancelling');
    this.bar.classList.toggle('busy', isBusy);
    this.bar.style.width = isBusy ? '100%' : `${Math.max(share, 0)}%`;
    setText(this.barText, shown(progressText(job)));
    setAttribute(this.cells.progress, 'title', job.progress ? shown(progressDetail(job)) : null);
    this.cells.progress.classList.toggle('none', share < 0 && !isBusy && !progressText(job));
    setText(this.cells.kind, shown(kindText(job.kind)));
    setText(this.cells.started, timeText(job.started));
    const outcome = shown(outcomeText(job));
    setText(this.cells.result, outcome.length > 300 ? outcome.slice(0, 300) + '…' : outcome);
    this.cells.result.classList.toggle('bad', Boolean(job.error));
    this.tick();
  }

  #place(row, index, flags) {
    const {node} = this;
    node.id = `row-${index}`;
    node.style.transform = `translateY(calc(var(--row) * ${index}))`;
    setAttribute(node, 'aria-rowindex', index + 2); // the header is the first
    setAttribute(node, 'aria-level', row.level);
    setAttribute(node, 'aria-posinset', row.position);
    setAttribute(node, 'aria-setsize', row.setSize);
    setAttribute(node, 'aria-expanded', row.isParent ? String(row.isOpen) : null);
    setAttribute(node, 'aria-selected', String(flags.includes('s')));
    node.classList.toggle('active', flags.includes('a'));
    node.classList.toggle('doomed', flags.includes('d'));
    node.classList.toggle('parent', row.isParent);
    node.classList.toggle('odd', index % 2 === 1);
    this.cells.name.style.paddingInlineStart = `calc(${Math.min(row.level, 12)} * 1.05rem - .6rem)`;
  }

  tick() {
    setText(this.cells.elapsed, elapsedText(this.job));
  }
}

/** `listener`: selected(), tapped(job), opened(job), toggled(id, isOpen), sorted(key). */
export class Table {
  rows = [];
  selection = new Set();
  activeId = null;
  doomed = new Set();
  #anchorId = null;
  #used = new Map(); // index → Row
  #free = [];
  #indexOf = new Map();

  constructor(scroller, listener) {
    this.scroller = scroller;
    this.listener = listener;
    this.body = element('div.rows', {role: 'rowgroup'});
    this.header = element('div.head', {role: 'row', 'aria-rowindex': 1}, ...columns.map((column, index) =>
      element(`span.cell.${column.name}`, {role: 'columnheader', 'aria-colindex': index + 1},
        column.sort ? element('button', {type: 'button', tabindex: -1, onclick: () => listener.sorted(column.sort)},
          column.title) : column.title)));
    scroller.append(element('div.headgroup', {role: 'rowgroup'}, this.header), this.body);
    setAttribute(scroller, 'aria-colcount', columns.length);
    scroller.addEventListener('scroll', () => this.draw(), {passive: true});
    scroller.addEventListener('keydown', (event) => this.#keyDown(event));
    new ResizeObserver(() => this.draw()).observe(scroller);
  }

  setRows(rows, sort) {
    this.rows = rows;
    this.#indexOf = new Map(rows.map((row, index) => [row.job.id, index]));
    for (const id of this.selection) if (!this.#indexOf.has(id)) this.selection.delete(id);
    this.body.style.height = `calc(var(--row) * ${rows.length})`;
    setAttribute(this.scroller, 'aria-rowcount', rows.length + 1);
    columns.forEach((column, index) => setAttribute(this.header.children[index], 'aria-sort',
      column.sort === sort.key ? (sort.down ? 'descending' : 'ascending') : null));
    this.draw();
  }

  /** Shows what would be cancelled; an empty list ends it. */
  setDoomed(ids) {
    this.doomed = new Set(ids);
    this.draw();
  }

  tick() {
    for (const row of this.#used.values()) row.tick();
  }

  draw() {
    const height = this.#rowHeight();
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / height) - spare);
    const last = Math.min(this.rows.length, first + Math.ceil(this.scroller.clientHeight / height) + 2 * spare);
    for (const [index, row] of this.#used) {
      if (index >= first && index < last) continue;
      this.#used.delete(index);
      this.#free.push(row);
    }
    const fresh = [];
    for (let index = first; index < last; ++index) {
      let row = this.#used.get(index);
      if (!row) {
        row = this.#free.pop() ?? new Row(this);
        this.#used.set(index, row);
        fresh.push(row.node);
      }
      const {id} = this.rows[index].job;
      row.show(this.rows[index], index, (this.selection.has(id) ? 's' : '') + (id === this.activeId ? 'a' : '') +
        (this.doomed.has(id) ? 'd' : ''));
    }
    this.body.append(...fresh.filter((node) => node.parentNode !== this.body));
    for (const row of this.#free) row.node.remove();
    const active = this.#indexOf.get(this.activeId);
    setAttribute(this.scroller, 'aria-activedescendant', this.#used.has(active) ? `row-${active}` : null);
  }

  /** Not rounded: over ten thousand rows half a pixel each is far away. */
  #rowHeight() {
    return this.header.getBoundingClientRect().height || 25;
  }

  clicked(row, event, isFold) {
    const {id} = row.job;
    if (isFold && row.isParent) this.listener.toggled(id, !row.isOpen);
    else if (event.shiftKey) this.#selectTo(this.#indexOf.get(id));
    else if (event.ctrlKey || event.metaKey) this.#toggleSelected(id);
    else {
      this.select(id);
      this.listener.tapped(row.job);
    }
  }

  select(id) {
    this.selection = new Set(id ? [id] : []);
    this.activeId = this.#anchorId = id;
    this.#selected();
  }

  /** Brings the row into sight. */
  reveal(id) {
    const index = this.#indexOf.get(id);
    if (index === undefined) return;
    const height = this.#rowHeight();
    const top = index * height;
    const {scrollTop, clientHeight} = this.scroller;
    if (top < scrollTop) this.scroller.scrollTop = top;
    else if (top + 2 * height > scrollTop + clientHeight) this.scroller.scrollTop = top + 2 * height - clientHeight;
  }

  #toggleSelected(id) {
    if (!this.selection.delete(id)) this.selection.add(id);
    this.activeId = this.#anchorId = id;
    this.#selected();
  }

  #selectTo(index) {
    const anchor = this.#indexOf.get(this.#anchorId) ?? index;
    const [from, to] = anchor < index ? [anchor, index] : [index, anchor];
    this.selection = new Set(this.rows.slice(from, to + 1).map((row) => row.job.id));
    this.activeId = this.rows[index].job.id;
    this.#selected();
  }

  #selected() {
    this.draw();
    this.listener.selected();
  }

  #keyDown(event) {
    if (event.target !== this.scroller || event.altKey) return;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.#rowHeight()) - 2);
    const now = this.#indexOf.get(this.activeId) ?? -1;
    const row = this.rows[now];
    const steps = {ArrowDown: now + 1, ArrowUp: now < 0 ? 0 : now - 1, PageDown: now + page, PageUp: now - page,
      Home: 0, End: this.rows.length - 1};
    if (event.key in steps && this.rows.length) {
      const target = Math.min(Math.max(steps[event.key], 0), this.rows.length - 1);
      if (event.shiftKey) this.#selectTo(target);
      else this.select(this.rows[target].job.id);
      this.reveal(this.activeId);
    } else if (event.key === 'ArrowRight' && row?.isParent) {
      if (row.isOpen) this.select(this.rows[now + 1]?.job.id ?? this.activeId);
      else this.listener.toggled(this.activeId, true);
    } else if (event.key === 'ArrowLeft' && row) {
      if (row.isOpen) this.listener.toggled(this.activeId, false);
      else if (this.#indexOf.has(row.job.parent)) this.select(row.job.parent);
      this.reveal(this.activeId);
    } else if (event.key === ' ' && row) {
      this.#toggleSelected(this.activeId);
    } else if (event.key === 'Enter' && row) {
      this.listener.opened(row.job);
    } else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      this.selection = new Set(this.rows.map((each) => each.job.id));
      this.#selected();
    } else {
      return;
    }
    event.preventDefault();
  }
}

export const canCancel = (job) => !isFinished(job) && (job.can ?? []).includes('cancel');
