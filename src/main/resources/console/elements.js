// What the console's parts share: elements whose content is always text, and numbers as people write them.

export const byId = (id) => document.getElementById(id);

export function element(tag, content, className) {
  const made = document.createElement(tag);
  made.append(...[content ?? ''].flat());
  if (className) {
    made.className = className;
  }
  return made;
}

export function cell(row, content, className) {
  return row.appendChild(element('td', content, className));
}

export function setText(id, text) {
  byId(id).textContent = text;
}

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const MONEY = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const count = (number) => WHOLE.format(number);
export const money = (number) => MONEY.format(number);

/** A share in %, with as many digits as say something. */
export function percent(share) {
  if (share === null || share === undefined) {
    return '–';
  }
  const hundredths = 100 * share;
  const digits = hundredths === 0 || hundredths === 100 ? 0 : hundredths >= 10 ? 1 : 2;
  return `${hundredths.toFixed(digits)} %`;
}

export function range(rate) {
  return rate.value === null ? '' : `${percent(rate.low).replace(' %', '')}–${percent(rate.high)}`;
}

export function span(seconds) {
  const units = [[86400, 'day'], [3600, 'hour'], [60, 'minute'], [1, 'second']];
  const [length, name] = units.find(([unit]) => seconds >= unit && seconds % unit === 0);
  const many = seconds / length;
  return `${many} ${name}${many === 1 ? '' : 's'}`;
}

/** What the service's own words mean to somebody who sells shoes. */
const MEANINGS = {
  profile: 'The visitor’s history',
  session_view: 'What they did just now',
  similar: 'Similar items',
  category_popular: 'Trending in the category',
  popular: 'Trending in the shop',
  none: 'Nothing was broken',
  unknown_visitor: 'New visitor, nothing was broken',
  evicted: 'History dropped from the store',
  store_timeout: 'The store was too slow',
  store_error: 'The store failed',
  breaker_open: 'The store is left alone to recover',
  breaker_forced_open: 'Switched off by an operator',
  overload: 'Too much to do at once',
};

export const meaning = (name) => MEANINGS[name];

/** Asks in the name of who has logged in; whoever has not, is shown where to. */
async function ask(path, options = {}) {
  const token = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1] ?? '';
  const headers = { Accept: 'application/json', 'X-XSRF-TOKEN': decodeURIComponent(token), ...options.headers };
  const response = await fetch(path, { cache: 'no-store', ...options, headers });
  if (response.status === 401) {
    location.assign('/login');
  }
  return response;
}

export async function read(path) {
  const response = await ask(path);
  if (!response.ok) {
    throw new Error(`HTTP ${response.status}`);
  }
  return response.json();
}

/** The name of an item, its id beneath. */
export function item(itemId, titles) {
  const title = titles[itemId];
  return title ? element('span', [title, element('span', itemId, 'note')]) : element('span', itemId);
}

/** What a request came to: its JSON, or the problem that says what is wrong. */
export async function send(method, path, json) {
  try {
    const response = await ask(path, {
      method,
      headers: json ? { 'Content-Type': 'application/json' } : {},
      body: json && JSON.stringify(json),
    });
    const body = await response.json();
    return response.ok ? { body } : { problem: { detail: `HTTP ${response.status}`, ...body } };
  }
  catch (lost) {
    return { problem: { detail: `This process does not answer (${lost.message}).` } };
  }
}
