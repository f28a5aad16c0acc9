// Shows the switchboard live, and turns its switches. Whatever people have typed is set as text, never as markup.
'use strict';

const BOARD = document.currentScript.src.replace(/\/console\/[^/]*$/, '') + '/actuator/switchboard';
const SOURCES = ['profile', 'session_view', 'similar', 'category_popular', 'popular'];
const PERIOD_MS = 2000;
const DRILL_TO_CONFIRM = 20;
const byId = (id) => document.getElementById(id);
const form = byId('turn-form');
const dialog = byId('turn');
let timer = 0;
let confirmAsked = false;

function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text ?? '';
  if (className) {
    made.className = className;
  }
  return made;
}

function cell(row, content, className) {
  const made = row.appendChild(element('td', '', className));
  made.append(...[content].flat());
  return made;
}

/** States that are clearer in other words than Resilience4j's. */
const SAID = { metrics_only: 'measured', disabled: 'forced closed' };

function words(name) {
  return SAID[name] ?? name.replaceAll('_', ' ');
}

function tone(state) {
  if (state === 'closed' || state === 'metrics_only' || state === 'automatic') {
    return 'good';
  }
  return state === 'open' || state === 'forced_open' ? 'bad' : 'warn';
}

function pill(state, text) {
  return element('span', text ?? words(state), `pill ${tone(state)}`);
}

function percent(rate) {
  return rate === null || rate === undefined ? '–' : `${(100 * rate).toFixed(1)} %`;
}

function until(time) {
  const minutes = Math.max(0, (Date.parse(time) - Date.now()) / 60000);
  return minutes < 1 ? `${Math.ceil(60 * minutes)} s left`
    : minutes < 90 ? `${Math.ceil(minutes)} min left` : `${(minutes / 60).toFixed(1)} h left`;
}

function moment(time) {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' });
}

function standing(mode, drill) {
  return drill ? pill(mode, `drill: ${drill.percent} % to ${words(drill.target)}`) : pill(mode);
}

function switchRow(row) {
  const made = element('tr', '', row.holding ? 'held' : '');
  const name = made.appendChild(element('th', row.name));
  name.scope = 'row';
  cell(made, standing(row.mode, row.holding?.drill));
  cell(made, row.holding ? [
    row.holding.owner,
    element('span', row.holding.reason, 'note'),
    element('span', until(row.holding.expiry), 'note'),
  ] : '–');
  const states = Object.entries(row.fleet.states).map(([state, count]) => pill(state, `${count} × ${words(state)}`));
  const where = cell(made, states.length ? states : '–');
  where.title = row.processes.map((one) => `${one.process}: ${words(one.state)}`).join('\n');
  cell(made, String(row.fleet.calls), 'number');
  cell(made, percent(row.fleet.failureRate), 'number');
  cell(made, percent(row.fleet.slowRate), 'number');
  const turn = element('button', 'Turn…');
  turn.type = 'button';
  turn.dataset.name = row.name;
  turn.setAttribute('aria-label', `Turn ${row.name}`);
  turn.addEventListener('click', () => open(row));
  cell(made, turn);
  return made;
}

function auditRow(change) {
  const made = element('tr');
  cell(made, moment(change.at));
  made.appendChild(element('th', change.name)).scope = 'row';
  cell(made, pill(change.from));
  cell(made, standing(change.to, change.drill));
  cell(made, change.owner);
  cell(made, change.by);
  cell(made, change.reason);
  return made;
}

/** Puts new rows in the place of the old ones, and the focus back where it was. */
function fill(body, rows) {
  const focused = body.contains(document.activeElement) ? document.activeElement.dataset.name : null;
  body.replaceChildren(...rows);
  if (focused) {
    body.querySelector(`button[data-name="${CSS.escape(focused)}"]`)?.focus();
  }
}

/** Asks in the name of who has logged in; whoever has not, is shown where to. */
async function ask(path, options = {}) {
  const token = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1] ?? '';
  const headers = { Accept: 'application/json', 'X-XSRF-TOKEN': decodeURIComponent(token), ...options.headers };
  const response = await fetch(BOARD + path, { cache: 'no-store', ...options, headers });
  if (response.status === 401) {
    location.assign('/login');
  }
  return response;
}

async function read(path) {
  const response = await ask(path);
  if (!response.ok) {
    throw new Error(`HTTP ${response.status}`);
  }
  return response.json();
}

async function refresh() {
  clearTimeout(timer);
  try {
    const [board, audit] = await Promise.all([read(''), read('/audit')]);
    fill(byId('switches'), board.switches.map(switchRow));
    fill(byId('audit'), audit.changes.slice(0, 50).map(auditRow));
    const count = board.processes.length;
    byId('fleet').textContent = `${count} ${count === 1 ? 'process' : 'processes'}, seen from ${board.process}`;
    const silence = board.fleetAsOf ? (Date.now() - Date.parse(board.fleetAsOf)) / 1000 : Infinity;
    byId('state').textContent = silence > 15
      ? 'No process is heard of: Kafka is away. What is held stays held; nothing can be turned.' : '';
  }
  catch (lost) {
    byId('state').textContent = lost.message === 'HTTP 403'
      ? 'Only the role sre may see and turn the switches (HTTP 403).'
      : `This process does not answer (${lost.message}). What you see may be old.`;
  }
  timer = setTimeout(refresh, PERIOD_MS);
}

function mode() {
  return form.elements.mode.value;
}

function mustConfirm() {
  return confirmAsked || mode() === 'forced_open'
    || (mode() === 'drill' && Number(form.elements.percent.value) > DRILL_TO_CONFIRM);
}

function arrange() {
  byId('drill-fields').hidden = mode() !== 'drill';
  byId('expiry-field').hidden = mode() === 'automatic';
  byId('confirm-field').hidden = !mustConfirm();
}

function open(row) {
  form.reset();
  confirmAsked = false;
  complain('', null);
  form.dataset.name = row.name;
  byId('turn-name').textContent = row.name;
  byId('confirm-name').textContent = row.name;
  const targets = row.name.startsWith('shard-') ? ['session_view'] : SOURCES.slice(SOURCES.indexOf(row.name) + 1);
  form.elements.target.replaceChildren(...targets.map((name) => {
    const option = element('option', words(name));
    option.value = name;
    return option;
  }));
  form.elements.mode.value = row.holding ? 'automatic' : 'forced_open';
  arrange();
  dialog.showModal();
  form.querySelector('input[name="mode"]:checked').focus();
}

function complain(text, field) {
  byId('problem').textContent = text;
  for (const input of form.elements) {
    input.removeAttribute('aria-invalid');
  }
  const input = form.elements[field === 'expiry' ? 'expiresIn' : field];
  if (field && input?.setAttribute) {
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  }
}

function wanted() {
  const value = (name) => form.elements[name].value;
  const change = { mode: mode(), owner: value('owner'), reason: value('reason') };
  if (change.mode === 'drill') {
    change.percent = Number(value('percent'));
    change.target = value('target');
  }
  if (change.mode !== 'automatic') {
    change.expiresIn = value('expiresIn');
  }
  if (mustConfirm()) {
    change.confirm = value('confirm');
  }
  return change;
}

async function submit(event) {
  event.preventDefault();
  byId('submit').disabled = true;
  try {
    const response = await ask(`/${encodeURIComponent(form.dataset.name)}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(wanted()),
    });
    if (response.ok) {
      dialog.close();
      await refresh();
      return;
    }
    const problem = await response.json();
    confirmAsked ||= problem.field === 'confirm';
    arrange();
    complain(problem.detail ?? `HTTP ${response.status}`, problem.field);
  }
  catch (lost) {
    complain(`This process does not answer (${lost.message}).`, null);
  }
  finally {
    byId('submit').disabled = false;
  }
}

form.addEventListener('input', arrange);
form.addEventListener('submit', submit);
byId('cancel').addEventListener('click', () => dialog.close());
refresh();
