// Shows the figures live. Whatever came from outside is set as text, never as markup.
import { byId, cell, count, element, item, meaning, money, percent, range, read, setText, span } from './elements.js';
import { draw } from './charts.js';
import './rules.js';
import './why.js';

const FIGURES = new URL('figures', import.meta.url).href;
const PERIOD_MS = 5000;
const FEWEST_SLOTS = 10;
const NO_CATEGORY = 'no category';
const filters = byId('filters');
const PLACEMENTS = [filters, byId('why-form'), byId('rule-form')].map((form) => form.elements.placement);
let timer = 0;
let by = 'source';
let shown = null;

function query(extra) {
  const asked = new URLSearchParams({ period: filters.elements.period.value, ...extra });
  for (const name of ['placement', 'category']) {
    if (filters.elements[name].value) {
      asked.set(name, filters.elements[name].value === NO_CATEGORY ? '' : filters.elements[name].value);
    }
  }
  return asked.toString();
}

function big(id, text, note) {
  byId(id).replaceChildren(text, ...(note ? [' ', element('small', note)] : []));
}

/** The course since there is one to tell of, and some of what was before. */
function course({ over, knownSince }) {
  const first = over.findLastIndex((slot) => Date.parse(slot.at) <= Date.parse(knownSince));
  return over.slice(Math.max(0, Math.min(first, over.length - FEWEST_SLOTS)));
}

function showHealth(figures) {
  const { total } = figures;
  const over = course(figures);
  big('answers', count(total.answers));
  setText('shown', count(total.shown));
  big('fallback-rate', percent(total.fallbackRate.value), range(total.fallbackRate));
  big('unknown-rate', percent(total.unknownVisitorRate.value), range(total.unknownVisitorRate));
  big('padded-rate', percent(total.paddedRate.value), range(total.paddedRate));
  const share = (of) => over.map((slot) => slot.answers ? 100 * of(slot) / slot.answers : null);
  const format = (value) => `${value.toFixed(1)} %`;
  draw(byId('rates-chart'), over.map((slot) => Date.parse(slot.at) / 1000), [
    { label: 'Fallback', tone: 'bad', format, values: share((slot) => slot.fallbacks) },
    { label: 'Unknown visitors', tone: 'accent', format, values: share((slot) => slot.unknownVisitors) },
    { label: 'Filled up', tone: 'warn', format, values: share((slot) => slot.padded) },
  ]);
}

function showOutcomes(figures, windows) {
  const { total, lost } = figures;
  const over = course(figures);
  setText('windows', `Counted when the shopper’s page says which answer it was: clicks within ${span(windows.click)} of the answer, `
    + `carts within ${span(windows.addToCart)}, purchases within ${span(windows.purchase)}. Each counts once, at the time of its answer, `
    + 'so the newest answers still have some to come.');
  big('clicks', count(total.clicks));
  setText('click-rate', percent(total.clickRate.value));
  big('carts', count(total.addToCarts));
  big('purchases', count(total.purchases));
  setText('conversion', percent(total.conversion.value));
  big('revenue', money(total.revenue));
  const times = over.map((slot) => Date.parse(slot.at) / 1000);
  const values = (of) => over.map((slot) => slot.answers ? of(slot) : null);
  draw(byId('outcomes-chart'), times, [
    { label: 'Clicks', tone: 'accent', format: count, values: values((slot) => slot.clicks) },
    { label: 'Into the cart', tone: 'warn', format: count, values: values((slot) => slot.addToCarts) },
    { label: 'Purchases', tone: 'good', format: count, values: values((slot) => slot.purchases) },
  ]);
  const comparable = lost.placements.length > 0;
  big('lost-clicks', comparable ? count(lost.clicks) : (total.fallbackRate.value ? 'cannot be told' : 'none'),
    comparable ? `(${count(lost.low)} to ${count(lost.high)})` : '');
  byId('lost-table').tBodies[0].replaceChildren(...lost.placements.map((one) => {
    const row = element('tr');
    row.appendChild(element('th', one.placement)).scope = 'row';
    cell(row, count(one.fallbacks), 'number');
    cell(row, percent(one.profileClickRate.value), 'number');
    cell(row, percent(one.fallbackClickRate.value), 'number');
    cell(row, count(one.clicks), 'number');
    return row;
  }));
}

/** A share as a number and as a place on a scale that ends at {@code most}. */
function interval(rate, most) {
  const track = element('span', '', 'track');
  if (rate.value !== null && most > 0) {
    const band = track.appendChild(element('i'));
    band.style.left = `${100 * rate.low / most}%`;
    band.style.right = `${100 - 100 * rate.high / most}%`;
    track.appendChild(element('b')).style.left = `calc(${100 * rate.value / most}% - .1rem)`;
  }
  return element('span', [element('span', [percent(rate.value), ' ', element('small', range(rate))]), track], 'interval');
}

function showGroups(figures) {
  const rows = figures[`by${by[0].toUpperCase()}${by.slice(1)}`];
  setText('compare-by', `${by[0].toUpperCase()}${by.slice(1)}`);
  document.querySelectorAll('[data-by]').forEach((tab) => tab.setAttribute('aria-selected', tab.dataset.by === by));
  byId('csv-groups').href = `${FIGURES}.csv?${query({ by })}`;
  byId('csv-time').href = `${FIGURES}.csv?${query({ by: 'time' })}`;
  const most = (of) => Math.max(...rows.map((row) => of(row).high ?? 0));
  const mostClicked = most((row) => row.clickRate);
  const mostBought = most((row) => row.conversion);
  byId('groups').replaceChildren(...rows.map((row) => {
    const made = element('tr');
    const said = meaning(row.name);
    made.appendChild(element('th', said ? [said, element('span', row.name, 'note')] : row.name || NO_CATEGORY)).scope = 'row';
    for (const number of [row.answers, row.clicks, row.addToCarts, row.purchases]) {
      cell(made, count(number), 'number');
    }
    cell(made, money(row.revenue), 'number');
    cell(made, interval(row.clickRate, mostClicked));
    cell(made, interval(row.conversion, mostBought));
    for (const rate of [row.fallbackRate, row.unknownVisitorRate, row.paddedRate]) {
      cell(made, percent(rate.value), 'number');
    }
    return made;
  }));
}

function list(id, rows, titles, said) {
  byId(id).replaceChildren(...rows.map((row) => element('li', [item(row.itemId, titles), said(row)])));
  if (!rows.length) {
    byId(id).append(element('li', 'None yet.', 'nothing'));
  }
}

function showItems({ items }, trending, titles) {
  byId('csv-shown').href = `${FIGURES}.csv?${query({ by: 'shown' })}`;
  byId('csv-bought').href = `${FIGURES}.csv?${query({ by: 'bought' })}`;
  list('trending', trending, titles, () => element('span', ''));
  list('most-shown', items.mostShown, titles, (row) => element('span', [count(row.shown),
    element('span', `${percent(row.clickRate.value)} clicked`, 'note')]));
  list('most-bought', items.mostBought, titles, (row) => element('span', [percent(row.conversion.value),
    element('span', `${count(row.purchases)} sold, ${range(row.conversion)}`, 'note')]));
}

/** Offers what there is to choose from, and keeps the choice. */
function offer(select, rows) {
  const known = new Set([...select.options].map((option) => option.value));
  for (const row of rows) {
    const value = row.name || NO_CATEGORY;
    if (!known.has(value)) {
      const option = element('option', value);
      option.value = value;
      select.append(option);
    }
  }
}

/** A moment of today without its date. */
function soon(time) {
  const today = time.toDateString() === new Date().toDateString();
  return time.toLocaleString(undefined, { ...(!today && { dateStyle: 'short' }), timeStyle: 'short' });
}

function show(page) {
  const { figures } = page;
  showHealth(figures);
  showOutcomes(figures, page.windows);
  showGroups(figures);
  showItems(figures, page.trending, page.titles);
  byId('known-items').replaceChildren(...Object.entries(page.titles).map(([id, title]) => {
    const option = element('option', title);
    option.value = id;
    return option;
  }));
  page.placements.forEach((name) => PLACEMENTS.forEach((select) => offer(select, [{ name }])));
  offer(filters.elements.category, figures.byCategory);
  const parts = [`as of ${new Date(page.asOf).toLocaleTimeString()}`];
  if (figures.share < 1) {
    parts.push(`counted from a sample of ${percent(figures.share)} of the answers`);
  }
  if (figures.knownSince && Date.parse(figures.knownSince) > Date.parse(figures.from)) {
    parts.push(`first answer ${soon(new Date(figures.knownSince))}`);
  }
  setText('as-of', parts.join(', '));
  setText('state', page.complete ? '' : 'This process is still reading what happened before; the figures are not complete yet.');
}

async function refresh() {
  clearTimeout(timer);
  const asked = query();
  try {
    const page = await read(`${FIGURES}?${asked}`);
    if (asked !== query()) {
      return;
    }
    shown = page;
    show(page);
  }
  catch (lost) {
    setText('state', `This process does not answer (${lost.message}). What you see may be old.`);
  }
  timer = setTimeout(refresh, PERIOD_MS);
}

document.querySelectorAll('[data-by]').forEach((tab) => tab.addEventListener('click', () => {
  by = tab.dataset.by;
  if (shown) {
    showGroups(shown.figures);
  }
}));
/** The choice is in the address, so that it can be sent to somebody. */
function remember() {
  history.replaceState(null, '', `?${query()}`);
  refresh();
}

function recall() {
  const asked = new URLSearchParams(location.search);
  if (filters.querySelector(`input[value="${CSS.escape(asked.get('period') ?? '')}"]`)) {
    filters.elements.period.value = asked.get('period');
  }
  for (const name of ['placement', 'category']) {
    if (asked.has(name)) {
      offer(filters.elements[name], [{ name: asked.get(name) }]);
      filters.elements[name].value = asked.get(name) || NO_CATEGORY;
    }
  }
}

filters.addEventListener('change', remember);
filters.addEventListener('submit', (event) => event.preventDefault());
recall();
refresh();
