// SPDX-License-Identifier: GPL-3.0-or-later
// The document and the pages as files.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {Validator} from '@seriousme/openapi-schema-validator';
import {api, checkAnswer, checker, operations} from './document.mjs';

const pages = new URL('../../resources/web/', import.meta.url);
const files = readdirSync(pages);
const text = (name) => readFileSync(new URL(name, pages), 'utf8');

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const {valid, errors} = await validator.validate(structuredClone(api));
  assert.ok(valid, JSON.stringify(errors, null, 1));
  assert.equal(validator.version, '3.1');
});

test('the validator finds a fault', async () => {
  const broken = structuredClone(api);
  delete broken.paths['/process'].get.responses['200'].description;
  assert.equal((await new Validator().validate(broken)).valid, false);
});

test('every operation has an id of its own, every schema compiles', () => {
  assert.equal(new Set(operations.map(({id}) => id)).size, operations.length);
  for (const name of Object.keys(api.components.schemas)) assert.doesNotThrow(() => checker(name), name);
});

test('the check of answers finds an undescribed status, type and body', () => {
  const process = operations.find(({id}) => id === 'process');
  checkAnswer(process, 200, 'application/json', '{"results":[1,4,9]}');
  assert.throws(() => checkAnswer(process, 418, 'application/json', '{}'), /no such status/);
  assert.throws(() => checkAnswer(process, 200, 'text/html', '{}'), /the document knows/);
  assert.throws(() => checkAnswer(process, 200, 'application/json', '{"results":["1"]}'), /integer/);
});

test('the dashboard is under 60 KB compressed', () => {
  const sent = files.filter((name) => !/^(docs\.|openapi)/.test(name));
  const bytes = sent.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, pages))).length, 0);
  assert.ok(bytes < 60 * 1024, `${bytes} bytes`);
});

test('every page is in the program', () => {
  const listed = [...text('../web.qrc').matchAll(/<file>web\/(.*)<\/file>/g)].map((match) => match[1]);
  assert.deepEqual(listed, files);
});

test('no page fetches from elsewhere, has code in its markup or turns text into markup', () => {
  for (const name of files.filter((each) => /\.(html|js|css)$/.test(each))) {
    const source = text(name);
    assert.doesNotMatch(source, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, name);
    assert.doesNotMatch(source.replaceAll('http://www.w3.org/2000/svg', ''), /https?:\/\/(?!\$)/, name);
    if (name.endsWith('.html')) assert.doesNotMatch(source, /<script(?! type="module" src)|<style|\sstyle=|\son\w+=/, name);
  }
});
