// Lines over time, drawn by uPlot.
import { element } from './elements.js';

const HEIGHT = 190;
const drawn = new Map();

/** A colour of the style sheet, as the canvas needs it. */
function colour(name) {
  const probe = element('span');
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

function series({ label, tone, format }) {
  return { label, stroke: colour(tone), width: 2, points: { size: 5 }, value: (_, value) => value === null ? '–' : format(value) };
}

function axis(extra) {
  return { stroke: colour('faint'), grid: { stroke: colour('line'), width: 1 }, ticks: { show: false }, ...extra };
}

function make(place, lines) {
  return new window.uPlot({
    width: place.clientWidth,
    height: HEIGHT,
    series: [{ label: 'Time' }, ...lines.map(series)],
    axes: [axis({}), axis({ size: 54 })],
    scales: { y: { range: (_, low, high) => [0, high > 0 ? high * 1.1 : 1] } },
    cursor: { y: false, drag: { setScale: false } },
  }, [[], ...lines.map(() => [])], place);
}

/** Draws the lines, or what has changed of them. */
export function draw(place, times, lines) {
  const values = lines.map((line) => line.values);
  const nothing = values.flat().every((value) => value === null);
  if (!drawn.has(place.id) && !nothing) {
    place.replaceChildren();
    drawn.set(place.id, make(place, lines));
  }
  if (!drawn.has(place.id)) {
    place.replaceChildren(element('p', 'Nothing in this period yet.', 'nothing'));
    return;
  }
  drawn.get(place.id).setData([times, ...values]);
}

new ResizeObserver(() => drawn.forEach((chart) => {
  const width = chart.root.parentElement.clientWidth;
  if (width !== chart.width) {
    chart.setSize({ width, height: HEIGHT });
  }
})).observe(document.body);

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => location.reload());
