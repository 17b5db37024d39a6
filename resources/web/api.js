// SPDX-License-Identifier: GPL-3.0-or-later
// The token, and requests that carry it. The token is in this tab's memory only and never in a URL that is sent.

const key = 'belayer-token';

export const token = () => sessionStorage.getItem(key) ?? '';
export const forgetToken = () => sessionStorage.removeItem(key);

/** False for what cannot be a token. */
export function keepToken(text) {
  const value = text.trim();
  if (!/^[A-Za-z0-9_-]{16,128}$/.test(value)) return false;
  sessionStorage.setItem(key, value);
  return true;
}

/** The fragment never leaves the browser; it is cleared so that no bookmark or shared screen shows it. */
export function takeTokenFromAddress() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given === null) return;
  history.replaceState(null, '', location.pathname + location.search);
  keepToken(given);
}

export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail || body?.error || `the server answered ${status}`);
    this.status = status;
    this.code = body?.code ?? '';
    this.field = body?.field ?? '';
  }
}

export function request(path, options = {}) {
  return fetch(path, {
    ...options, cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer',
    headers: {Authorization: `Bearer ${token()}`, ...options.headers},
  });
}

export async function problemOf(response) {
  return new Problem(response.status, await response.json().catch(() => null));
}

async function answer(response) {
  if (!response.ok) throw await problemOf(response);
  return response.json();
}

export const get = async (path) => answer(await request(path));
export const post = async (path, body) => answer(await request(path,
  {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)}));

export const jobPath = (id) => `/api/v1/jobs/${encodeURIComponent(id)}`;
