// SPDX-License-Identifier: GPL-3.0-or-later
// resources/web/openapi.json, and whether an answer is one that it describes.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export const file = new URL('../../resources/web/openapi.json', import.meta.url);
export const api = JSON.parse(readFileSync(file, 'utf8'));

const ajv = new Ajv2020({strict: false, allErrors: true});
addFormats(ajv);
ajv.addSchema(api, 'openapi.json');

const pointer = (...parts) => '#/' + parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

/** Where the part really stands: its pointer, after a $ref. */
function place(...parts) {
  const part = parts.reduce((inner, name) => inner?.[name], api);
  return part?.$ref ? part.$ref.slice(2).split('/') : parts;
}

export const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({path, method, id: operation.operationId, operation})));

/** The named schema as a function that throws what does not fit. */
export function checker(name) {
  const validate = ajv.getSchema('openapi.json' + pointer('components', 'schemas', name));
  return (value) => assert.ok(validate(value), `${name}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(value).slice(0, 500)}`);
}

/** Throws unless the document describes the status, the type and the body. */
export function checkAnswer({path, method}, status, type, body) {
  const what = `${method} ${path} answered ${status} ${type}`;
  const response = place('paths', path, method, 'responses', String(status));
  const described = response.reduce((inner, name) => inner?.[name], api);
  assert.ok(described, `${what}; the document has no such status. ${body.slice(0, 300)}`);
  if (!described.content) return assert.equal(body, '', `${what}; the document says that it has no body`);
  const known = Object.keys(described.content).find((name) => name.toLowerCase() === type?.toLowerCase());
  assert.ok(known, `${what}; the document knows ${Object.keys(described.content)}. ${body.slice(0, 300)}`);
  const validate = ajv.getSchema('openapi.json' + pointer(...response, 'content', known, 'schema'));
  const value = known.includes('json') ? JSON.parse(body) : body;
  assert.ok(validate(value), `${what}; ${ajv.errorsText(validate.errors)} in ${body.slice(0, 500)}`);
}
