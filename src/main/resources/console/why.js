// Explains the answer one visitor would get now.
import { byId, element, item, meaning, send } from './elements.js';

const WHY = new URL('why', import.meta.url).href;
const form = byId('why-form');

const DID = {
  view_item: 'looked at',
  add_to_cart: 'put into the cart',
  remove_from_cart: 'took out of the cart',
  add_to_wishlist: 'wished for',
  purchase: 'bought',
};

const RULE = { pin: 'Pinned', boost: 'Boosted', hide: 'Hidden' };

function because(one, answer, titles) {
  const said = [];
  for (const rule of answer.rules ?? []) {
    if (rule.itemIds.includes(one.itemId)) {
      said.push(`${RULE[rule.action]} by a rule: ${rule.reason}.`);
    }
  }
  if (!said.some((text) => text.startsWith('Pinned'))) {
    said.push(one.explored ? 'New, shown to learn how it does.' : `${meaning(one.source) ?? one.source}.`);
  }
  if (one.because) {
    said.push(`Goes with ${titles[one.because] ?? one.because}.`);
  }
  return said.join(' ');
}

function parts(one) {
  const all = Object.entries(one.parts ?? {}).filter(([, value]) => value);
  return all.map(([name, value]) => `${name} ${value.toFixed(2)}`).join(' + ');
}

function answerCard({ answer, titles }) {
  const how = answer.fallbackReason ? `${meaning(answer.source)}: ${meaning(answer.fallbackReason).toLowerCase()}` : meaning(answer.source);
  const items = answer.items.map((one) => element('li', [
    element('span', [item(one.itemId, titles), element('span', because(one, answer, titles), 'note')]),
    element('span', one.score ? [one.score.toFixed(2), element('span', parts(one), 'note')] : '–'),
  ]));
  const hidden = (answer.rules ?? []).filter((rule) => rule.action === 'hide');
  return element('article', [
    element('h3', 'The answer'),
    element('p', `${how}${answer.padded ? `; ${answer.padded} filled up` : ''}. Model ${answer.model}.`),
    element('ol', items),
    ...hidden.map((rule) => element('p', `Kept from being shown by a rule (${rule.reason}): `
      + rule.itemIds.map((id) => titles[id] ?? id).join(', '), 'means')),
  ], 'card');
}

function visitorCard({ visitor, titles }) {
  const did = visitor.interactions.map((one) => element('li', [
    element('span', [`${DID[one.type] ?? one.type} `, item(one.itemId, titles)]),
    element('span', new Date(one.at).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' }), 'note'),
  ]));
  const known = visitor.interactions.length ? `Known from ${meaning(visitor.source)?.toLowerCase() ?? 'nothing'}.`
    : 'Nothing is known of this visitor.';
  return element('article', [element('h3', 'The visitor'), element('p', known), element('ol', did)], 'card');
}

async function explain(event) {
  event.preventDefault();
  const asked = new URLSearchParams();
  for (const name of ['visitorId', 'placement', 'itemId']) {
    if (form.elements[name].value.trim()) {
      asked.set(name, form.elements[name].value.trim());
    }
  }
  const { problem, body } = await send('GET', `${WHY}?${asked}`);
  byId('why-problem').textContent = problem?.detail ?? '';
  byId('why').replaceChildren(...problem ? [] : [answerCard(body), visitorCard(body)]);
}

form.addEventListener('submit', explain);
