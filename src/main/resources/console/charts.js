// Lines over time, drawn by uPlot.
import { element } from './elements.js';

const HEIGHT = 190;
const DAY_SECONDS = 24 * 3600;
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

/** Times of the axis, as finely as they are apart, and dates where there is more than a day. */
function times(_, at) {
  const apart = at.length > 1 ? at[1] - at[0] : 60;
  const long = at.length > 1 && at[at.length - 1] - at[0] > DAY_SECONDS;
  const style = long ? { month: 'short', day: 'numeric', ...(apart < DAY_SECONDS && { hour: 'numeric' }) }
    : { timeStyle: apart < 60 ? 'medium' : 'short' };
  return at.map((seconds) => new Date(1000 * seconds).toLocaleString(undefined, style));
}

function axis(extra) {
  return { stroke: colour('faint'), grid: { stroke: colour('line'), width: 1 }, ticks: { show: false }, ...extra };
}

function make(place, lines) {
  return new window.uPlot({
    width: place.clientWidth,
    height: HEIGHT,
    padding: [null, 40, null, null],
    series: [{ label: 'Time' }, ...lines.map(series)],
    axes: [axis({ size: 32, space: 100, values: times }), axis({ size: 54 })],
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
