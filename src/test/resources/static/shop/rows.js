/** Rows of recommendations: drawn, explained, and drawn again when the next answer differs. */

import { h, price } from './elements.js';
import { picture } from './pictures.js';

/** An item as a card that leads to its page. */
export function card(item, { because = null, choose = () => {}, fresh = false } = {}) {
  return h('a', { class: fresh ? 'item fresh' : 'item', href: '#/p/' + encodeURIComponent(item.itemId), 'data-item': item.itemId,
    onclick: choose },
  picture(item),
  h('div', { class: 'text' }, h('span', { class: 'title' }, item.title), because, h('span', { class: 'price' }, price(item.price))));
}

/** What an answer says of itself. */
function why(answer) {
  const age = answer.profileAgeMs;
  const parts = [['source ' + answer.source, answer.source]];
  if (answer.fallbackReason) {
    parts.push(['reason', 'reason: ' + answer.fallbackReason]);
  }
  parts.push(['model', 'model: ' + (answer.model || 'none')]);
  parts.push(['age', age === null ? 'nothing known' : 'knows up to ' + (age / 1000).toFixed(1) + ' s ago']);
  parts.push(['took', answer.tookMs.toFixed(1) + ' ms']);
  if (answer.padded) {
    parts.push(['padded', 'filled up: ' + answer.padded]);
  }
  return h('div', { class: 'why' }, ...parts.map(([kind, text]) => h('span', { class: kind }, text)));
}

/** Draws an answer into its section; cards that were not there before arrive. */
export function draw(section, title, answer, shop) {
  const before = new Set(Array.from(section.querySelectorAll('.item'), (item) => item.dataset.item));
  const cards = answer.items.filter((item) => shop.items.has(item.itemId)).map((item) => {
    const cause = shop.items.get(item.because);
    const because = cause ? h('span', { class: 'because' }, 'because of ' + cause.title) : null;
    return card(shop.items.get(item.itemId), { because, choose: () => shop.beckon.clicked(answer, item.itemId),
      fresh: before.size > 0 && !before.has(item.itemId) });
  });
  section.replaceChildren(h('div', { class: 'row-head' }, h('h2', {}, title), why(answer)),
    cards.length ? h('div', { class: 'shelf' }, ...cards) : h('p', { class: 'empty' }, 'Nothing to show yet.'));
  section.dataset.source = answer.source;
  section.dataset.answer = answer.recommendationId || 'none';
}
