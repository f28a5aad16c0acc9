// The marketers' rules: shows them, makes new ones with a preview, and ends them.
import { byId, cell, element, item, read, send } from './elements.js';

const RULES = new URL('rules', import.meta.url).href;
const PERIOD_MS = 3000;
const form = byId('rule-form');
const dialog = byId('rule');
const field = (name) => form.elements[name];
let timer = 0;

const DOES = { pin: 'Pin', boost: 'Boost', hide: 'Hide' };

function moment(time) {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

function standing(rule) {
  const now = Date.now();
  if (rule.end && Date.parse(rule.end) <= now) {
    return ['over', 'warn'];
  }
  return Date.parse(rule.start) > now ? ['to come', 'accent'] : ['in force', 'good'];
}

function what(rule) {
  const target = rule.itemId ?? `category ${rule.category}`;
  const how = rule.action === 'pin' ? ` to place ${rule.place}` : rule.action === 'boost' ? ` × ${rule.factor}` : '';
  return `${DOES[rule.action]} ${target}${how}`;
}

function row(rule) {
  const [word, tone] = standing(rule);
  const made = element('tr', '', word === 'over' ? 'over' : '');
  made.appendChild(element('th', [what(rule), element('span', [element('span', word, `pill ${tone}`)], 'note')])).scope = 'row';
  cell(made, [rule.where.placement ? `in ${rule.where.placement}` : 'everywhere',
    element('span', rule.where.category ? `on pages of ${rule.where.category}` : '', 'note')]);
  cell(made, [`from ${moment(rule.start)}`, element('span', rule.end ? `until ${moment(rule.end)}` : 'until it is ended', 'note')]);
  cell(made, [rule.owner, element('span', rule.reason, 'note'), element('span', `${rule.by}, ${moment(rule.changed)}`, 'note')]);
  const last = cell(made, '');
  if (word !== 'over') {
    const end = last.appendChild(element('button', 'End'));
    end.type = 'button';
    end.setAttribute('aria-label', `End: ${what(rule)}`);
    end.addEventListener('click', () => finish(rule, end));
  }
  return made;
}

async function finish(rule, button) {
  if (button.textContent === 'End') {
    button.textContent = 'Really end it?';
    return;
  }
  button.disabled = true;
  await send('DELETE', `${RULES}/${encodeURIComponent(rule.id)}`);
  await refresh();
}

function show(rules) {
  const current = rules.filter((rule) => standing(rule)[0] !== 'over');
  const shown = byId('show-over').checked ? rules : current;
  byId('over').textContent = rules.length - current.length;
  byId('rules').replaceChildren(...shown.map(row));
  if (!shown.length) {
    const none = byId('rules').appendChild(element('tr'));
    cell(none, 'No rules: every answer is as the sources made it.').colSpan = 5;
  }
}

async function refresh() {
  clearTimeout(timer);
  const asking = document.querySelector('#rules button:focus');
  if (!asking) {
    try {
      show((await read(RULES)).rules);
    }
    catch (lost) {
      // the figures say so
    }
  }
  timer = setTimeout(refresh, PERIOD_MS);
}

function wanted() {
  const rule = { action: field('action').value, [field('kind').value]: field('target').value.trim() };
  if (rule.action === 'pin') {
    rule.place = Number(field('place').value);
  }
  if (rule.action === 'boost') {
    rule.factor = Number(field('factor').value);
  }
  for (const name of ['placement', 'onCategory', 'owner', 'reason']) {
    if (field(name).value.trim()) {
      rule[name] = field(name).value.trim();
    }
  }
  for (const name of ['start', 'end']) {
    if (field(name).value) {
      rule[name] = new Date(field(name).value).toISOString();
    }
  }
  return rule;
}

function arrange() {
  const action = field('action').value;
  if (action === 'pin') {
    field('kind').value = 'itemId';
  }
  field('kind').disabled = action === 'pin';
  byId('place-field').hidden = action !== 'pin';
  byId('factor-field').hidden = action !== 'boost';
  byId('target-name').textContent = field('kind').value === 'itemId' ? 'Item' : 'Category';
}

function complain(problem) {
  byId('rule-problem').textContent = problem?.detail ?? '';
  for (const input of form.elements) {
    input.removeAttribute('aria-invalid');
  }
  const named = ['itemId', 'category'].includes(problem?.field) ? 'target' : problem?.field;
  const input = named && form.elements[named];
  if (input?.setAttribute) {
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  }
}

function listing(title, answer, other, titles, gone) {
  const before = other.items.map((one) => one.itemId);
  const list = element('ol', answer.items.map((one, place) => {
    const was = before.indexOf(one.itemId);
    const mark = was < 0 ? gone : was !== place && gone === 'came' ? 'moved' : '';
    return element('li', [item(one.itemId, titles), element('span', '')], mark);
  }));
  return element('div', [element('h3', title), list]);
}

async function preview() {
  const { start, end, owner, reason, ...rule } = wanted();
  const asked = { visitorId: field('visitorId').value.trim(), rule };
  const places = { placement: rule.placement, itemId: field('onItem').value.trim(), category: rule.onCategory };
  Object.entries(places).filter(([, value]) => value).forEach(([name, value]) => { asked[name] = value; });
  const { problem, body } = await send('POST', `${RULES}/preview`, asked);
  complain(problem);
  byId('preview-lists').replaceChildren(...problem ? [] : [
    listing('Now', body.before.answer, body.after.answer, body.before.titles, 'went'),
    listing('With the rule', body.after.answer, body.before.answer, body.after.titles, 'came'),
  ]);
}

async function submit(event) {
  event.preventDefault();
  byId('rule-submit').disabled = true;
  const { problem } = await send('POST', RULES, wanted());
  byId('rule-submit').disabled = false;
  complain(problem);
  if (!problem) {
    dialog.close();
    await refresh();
  }
}

byId('new-rule').addEventListener('click', () => {
  complain(null);
  byId('preview-lists').replaceChildren();
  arrange();
  dialog.showModal();
});
byId('show-over').addEventListener('change', refresh);
byId('rule-cancel').addEventListener('click', () => dialog.close());
byId('preview').addEventListener('click', preview);
form.addEventListener('input', arrange);
form.addEventListener('submit', submit);
refresh();
