/** The demo shop: a few pages, each with rows of recommendations that follow what the shopper does. */

import { create } from '/beckon.mjs';
import { h, price } from './elements.js';
import { picture } from './pictures.js';
import { card, draw } from './rows.js';

const SHELF = 6;
const SETTLE_MS = [60, 150, 300, 600, 1200, 2400, 4800, 9600];

const main = document.getElementById('page');
const beckon = create({ apiKey: 'local-storefront', consent: localStorage.getItem('shop.consent') !== 'no', batchMs: 20, lastResort: () => [] });
const shop = { beckon, items: new Map() };
const cart = new Map(JSON.parse(localStorage.getItem('shop.cart') || '[]'));
let visit = 0;
let actedAt = 0;

const name = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const pathOf = (item) => item.category.join('/');

function saveCart() {
  localStorage.setItem('shop.cart', JSON.stringify([...cart]));
  document.getElementById('cart-count').textContent = String([...cart.values()].reduce((sum, n) => sum + n, 0));
}

/** What the shopper does; the rows on the page follow. */
function act(report) {
  actedAt = Date.now();
  report();
  saveCart();
}

/** Whether an answer knows of the shopper's last act. */
function isCurrent(answer) {
  return !beckon.consent || !actedAt
    || (answer.profileAgeMs !== null && answer.profileAgeMs <= Date.now() - actedAt + 20);
}

/** Fills the page's rows at once, and again until they know of what was just done. */
async function fill(question, sections) {
  const mine = visit;
  for (const pause of [0, ...SETTLE_MS]) {
    if (pause) {
      await new Promise((later) => setTimeout(later, pause));
    }
    const { rows } = await beckon.page(question);
    if (mine !== visit) {
      return;
    }
    rows.forEach((answer, i) => draw(sections[i].section, sections[i].title, answer, shop));
    if (rows.every(isCurrent)) {
      return;
    }
  }
}

function show(question, titles, ...above) {
  const sections = titles.map((title) => ({ title, section: h('section', { class: 'row', 'aria-label': title }) }));
  main.replaceChildren(...above, ...sections.map(({ section }) => section));
  fill(question, sections);
}

const row = (placement, more = {}) => ({ placement, limit: SHELF, ...more });

function home() {
  show({ rows: [row('home'), row('category', { category: 'outdoor' }), row('category', { category: 'electronics' })] },
    ['For you', 'Out and about', 'Wired'],
    h('h1', {}, 'Everything changes with a click'),
    h('p', { class: 'lead' }, 'Look at something, put it into the cart, and watch the rows follow within a moment.'));
}

function category(path) {
  const items = [...shop.items.values()].filter((item) => pathOf(item) === path && item.available);
  const title = name(path.split('/').pop());
  show({ category: path, rows: [row('category')] }, ['Picked for you here'],
    h('p', { class: 'crumb' }, h('a', { href: '#/' }, 'Home'), ' / ' + path.split('/').map(name).join(' / ')),
    h('h1', {}, title),
    h('p', { class: 'lead' }, items.length + ' items'),
    h('div', { class: 'grid' }, ...items.slice(0, 10).map((item) => card(item))));
}

function product(item) {
  act(() => beckon.view({ itemId: item.itemId, price: item.price }));
  const put = () => {
    act(() => {
      cart.set(item.itemId, (cart.get(item.itemId) || 0) + 1);
      beckon.addToCart({ itemId: item.itemId, price: item.price });
    });
    refresh();
  };
  const wish = () => {
    act(() => beckon.addToWishlist(item.itemId));
    refresh();
  };
  const question = { itemId: item.itemId, rows: [row('product'), row('home')] };
  show(question, ['Goes well with this', 'More for you'],
    h('p', { class: 'crumb' }, h('a', { href: '#/c/' + pathOf(item) }, item.category.map(name).join(' / '))),
    h('article', { class: 'product' }, h('div', { class: 'picture' }, picture(item)),
      h('div', { class: 'about' }, h('h1', {}, item.title),
        h('ul', { class: 'facts' }, ...Object.values(item.attributes).map((fact) => h('li', {}, name(fact)))),
        h('p', { class: 'big-price' }, price(item.price)),
        h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'primary', id: 'add', onclick: put }, 'Put into the cart'),
          h('button', { type: 'button', class: 'secondary', onclick: wish }, 'Remember it')))));
  const refresh = () => fill(question, [...main.querySelectorAll('.row')].map((section) =>
    ({ section, title: section.getAttribute('aria-label') })));
}

function cartLine([itemId, pieces]) {
  const item = shop.items.get(itemId);
  const remove = () => {
    act(() => {
      cart.delete(itemId);
      beckon.removeFromCart({ itemId, quantity: pieces });
    });
    route();
  };
  return h('li', {}, picture(item), h('a', { class: 'title', href: '#/p/' + itemId }, item.title),
    h('span', {}, pieces + ' × ' + price(item.price)), h('button', { type: 'button', class: 'quiet', onclick: remove }, 'Remove'));
}

function cartPage() {
  const lines = [...cart].filter(([itemId]) => shop.items.has(itemId));
  const total = lines.reduce((sum, [itemId, n]) => sum + n * shop.items.get(itemId).price, 0);
  const buy = () => {
    act(() => {
      beckon.purchase(lines.map(([itemId, quantity]) => ({ itemId, quantity, price: shop.items.get(itemId).price })));
      cart.clear();
    });
    route();
    main.prepend(h('p', { class: 'notice' }, 'Bought. What you have bought is not recommended to you again.'));
  };
  const content = lines.length === 0 ? [h('p', { class: 'lead' }, 'Nothing in it yet.')]
    : [h('ul', { class: 'lines' }, ...lines.map(cartLine)),
      h('div', { class: 'total' }, h('span', {}, 'Total'), h('span', {}, price(total))),
      h('button', { type: 'button', class: 'primary', id: 'buy', onclick: buy }, 'Buy')];
  show({ rows: [row('cart'), row('home')] }, ['Goes with your cart', 'For you'], h('h1', {}, 'Your cart'), ...content);
}

function route() {
  visit++;
  const [, page, ...rest] = decodeURIComponent(location.hash).split('/');
  const item = page === 'p' && shop.items.get(rest.join('/'));
  for (const link of document.querySelectorAll('#categories a')) {
    link.classList.toggle('here', decodeURIComponent(location.hash) === link.getAttribute('href'));
  }
  document.getElementById('visitor').textContent = beckon.visitorId ? 'You are ' + beckon.visitorId.slice(0, 8)
    : 'Nobody in particular';
  if (item) {
    product(item);
  } else if (page === 'c') {
    category(rest.join('/'));
  } else if (page === 'cart') {
    cartPage();
  } else {
    home();
  }
}

function controls() {
  const explain = document.getElementById('explain');
  const consent = document.getElementById('consent');
  explain.checked = localStorage.getItem('shop.explain') === 'yes';
  consent.checked = beckon.consent;
  document.body.classList.toggle('explained', explain.checked);
  explain.addEventListener('change', () => {
    localStorage.setItem('shop.explain', explain.checked ? 'yes' : 'no');
    document.body.classList.toggle('explained', explain.checked);
  });
  consent.addEventListener('change', () => {
    localStorage.setItem('shop.consent', consent.checked ? 'yes' : 'no');
    beckon.setConsent(consent.checked);
    actedAt = 0;
    route();
  });
  document.getElementById('new-visitor').addEventListener('click', () => {
    beckon.signOut();
    cart.clear();
    saveCart();
    actedAt = 0;
    location.hash = '#/';
    route();
  });
}

async function open() {
  const items = await (await fetch('/shop/items.json')).json();
  items.forEach((item) => shop.items.set(item.itemId, item));
  const paths = [...new Set(items.map(pathOf))];
  document.getElementById('categories').replaceChildren(
    ...paths.map((path) => h('a', { href: '#/c/' + path }, name(path.split('/').pop()))));
  controls();
  saveCart();
  addEventListener('hashchange', () => {
    scrollTo(0, 0);
    route();
  });
  route();
}

open();
