/** A picture for every item, drawn from its category, its colour and its number. */

import { svg } from './elements.js';

const COLOURS = { black: '#2b2f33', white: '#e9e6df', navy: '#27406b', olive: '#6d7337', sand: '#cdb083', rust: '#b5533a',
  slate: '#5f6f7d', teal: '#22807c' };

const GROUNDS = ['#f3ede2', '#e6efe9', '#e8edf4', '#f4e9e4', '#eceaf3', '#eef1e4'];

/** Moves a colour towards white (part above 0) or black (below 0). */
function shade(hex, part) {
  const to = part > 0 ? 255 : 0;
  return '#' + [1, 3, 5].map((at) => {
    const from = parseInt(hex.slice(at, at + 2), 16);
    return Math.round(from + (to - from) * Math.abs(part)).toString(16).padStart(2, '0');
  }).join('');
}

const path = (d, fill, more = {}) => svg('path', { d, fill, ...more });
const line = (d, stroke, width = 3) => path(d, 'none', { stroke, 'stroke-width': width, 'stroke-linecap': 'round',
  'stroke-linejoin': 'round' });
const circle = (cx, cy, r, fill) => svg('circle', { cx, cy, r, fill });
const box = (x, y, width, height, rx, fill) => svg('rect', { x, y, width, height, rx, fill });

const DRAWINGS = {
  running: (c, dark, light) => [path('M20 118c0-14 4-30 8-42 8 6 18 6 24-2l10 6c14 16 34 24 58 26 12 1 20 8 20 18v6H20z', c),
    path('M18 128h124v6c0 6-4 8-9 8H30c-8 0-12-5-12-14z', light), path('M60 80l10-5m2 14l10-6m4 14l9-6', 'none',
      { stroke: light, 'stroke-width': 3, 'stroke-linecap': 'round' }), path('M28 76c8 6 18 6 24-2l6 4c-6 14-22 20-34 14z', dark)],
  boots: (c, dark, light) => [path('M50 34h44l2 54c14 4 34 8 40 18 3 5 3 12 3 18H50z', c),
    path('M48 124h92v8c0 4-3 6-7 6H48z', dark), path('M50 34h44l.5 12H50z', light), line('M96 60H82m14 12H82m15 12H84', light)],
  jackets: (c, dark, light) => [path('M62 30h36l32 20 10 62-20 6-6-30v44H46V88l-6 30-20-6 10-62z', c),
    path('M62 30c4 12 32 12 36 0l-6 16H68z', dark), line('M80 46v86', light, 2.5), line('M54 104h14m24 0h14', dark)],
  shirts: (c, dark, light) => [path('M58 34l22 10 22-10 36 20-12 30-14-6v56H48V78l-14 6-12-30z', c),
    path('M58 34l22 26 22-26-22 10z', light), line('M80 62v68', dark, 2), circle(80, 78, 2.4, dark), circle(80, 96, 2.4, dark),
    circle(80, 114, 2.4, dark)],
  headphones: (c, dark, light) => [line('M38 96V84a42 42 0 0 1 84 0v12', c, 9), box(28, 88, 24, 42, 11, c), box(108, 88, 24, 42, 11, c),
    box(46, 92, 9, 34, 4, dark), box(105, 92, 9, 34, 4, dark), line('M52 60a36 36 0 0 1 20-14', light, 3)],
  phones: (c, dark, light) => [box(50, 24, 60, 112, 11, dark), box(54, 30, 52, 98, 7, c), path('M54 96l26-30 26 20v36a6 6 0 0 1-6 6H60a6 6 0 0 1-6-6z',
    light, { opacity: .55 }), circle(90, 52, 8, light), box(72, 26, 16, 3, 1.500, c)],
  cameras: (c, dark, light) => [path('M56 50l8-12h32l8 12z', dark), box(24, 48, 112, 72, 12, c), circle(80, 84, 27, dark), circle(80, 84, 19, light),
    circle(80, 84, 11, dark), circle(86, 78, 4, '#fff'), box(110, 58, 14, 8, 3, light)],
  coffee: (c, dark, light) => [path('M40 66h66v36c0 18-12 30-33 30s-33-12-33-30z', c), line('M106 76h8a13 13 0 0 1 0 28h-9', c, 7),
    box(40, 66, 66, 9, 3, light), line('M58 52c-6-8 6-12 0-20m18 20c-6-8 6-12 0-20m18 20c-6-8 6-12 0-20', dark, 3), box(34, 134, 80, 6, 3, dark)],
  lighting: (c, dark, light) => [path('M62 30h36l22 48H40z', c), path('M52 78h56l18 52H34z', '#ffe9a8', { opacity: .55 }), line('M80 78v50', dark, 5),
    box(54, 126, 52, 9, 4, dark), line('M68 38l-14 32', light, 3)],
  tents: (c, dark, light) => [path('M80 36l62 94H18z', c), path('M80 36l-18 94H18z', dark, { opacity: .55 }), path('M80 66l24 64H58z', dark),
    path('M80 66l-6 64H58z', light), line('M18 130l-6 8m130-8l6 8M80 36v-8', dark)],
  backpacks: (c, dark, light) => [line('M64 46c0-22 32-22 32 0', dark, 6), path('M46 62c0-14 12-20 34-20s34 6 34 20v64c0 8-5 12-12 12H58c-7 0-12-4-12-12z', c),
    box(54, 88, 52, 38, 9, dark), box(54, 88, 52, 13, 6, light), line('M58 62h44', light), box(36, 80, 11, 36, 5, dark), box(113, 80, 11, 36, 5, dark)],
  puzzles: (c, dark, light) => [path('M34 34h34c-4 8 0 15 9 15s13-7 9-15h40v38c-8-4-15 0-15 9s7 13 15 9v38H86c4-8 0-15-9-15s-13 7-9 15H34V90c8 4 15 0 15-9s-7-13-15-9z', c),
    line('M80 56v54m-24-28h52', light, 2.5), circle(80, 82, 7, dark)],
};

function hash(text) {
  let value = 7;
  for (const letter of text) {
    value = (value * 31 + letter.codePointAt(0)) >>> 0;
  }
  return value;
}

/** The picture of an item. */
export function picture(item) {
  const seed = hash(item.itemId);
  const colour = COLOURS[item.attributes.colour] || '#5f6f7d';
  const draw = DRAWINGS[item.category[item.category.length - 1]] || DRAWINGS.puzzles;
  const size = 0.88 + (seed % 7) * 0.03;
  const lean = (seed % 11) - 5;
  return svg('svg', { viewBox: '0 0 160 160', role: 'img', 'aria-label': item.title },
    box(0, 0, 160, 160, 0, GROUNDS[seed % GROUNDS.length]),
    circle(120 - (seed % 80), 40 + (seed % 50), 46, shade(GROUNDS[(seed + 2) % GROUNDS.length], -0.03)),
    svg('ellipse', { cx: 80, cy: 140, rx: 52, ry: 6, fill: '#000', opacity: .07 }),
    svg('g', { transform: `rotate(${lean} 80 84) translate(80 84) scale(${size}) translate(-80 -84)` },
      ...draw(colour, shade(colour, -0.35), shade(colour, 0.45))));
}
