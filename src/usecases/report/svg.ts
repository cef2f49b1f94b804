/** Text for HTML and SVG, in content and in attributes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

export const [WIDTH, HEIGHT] = [440, 280]
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 14, 14, 38]
const round = (value: number): string => String(Math.round(value * 100) / 100)

/** Where values stand on the paper. */
export interface Scale { readonly from: number; readonly to: number; readonly at: (value: number) => number }
/** `bend` makes room for what is small: a square root does so and keeps 0. */
const scale = (from: number, to: number, start: number, end: number, bend: (value: number) => number = (value) => value): Scale => {
  const [low, high] = [bend(from), bend(to)]
  return { from, to, at: (value) => start + ((bend(Math.max(from, Math.min(to, value))) - low) / (high - low || 1)) * (end - start) }
}
export const across = (from: number, to: number, bend?: (value: number) => number): Scale => scale(from, to, LEFT, WIDTH - RIGHT, bend)
export const upwards = (from: number, to: number, bend?: (value: number) => number): Scale => scale(from, to, HEIGHT - BOTTOM, TOP, bend)

/** About `count` round values from `from` to `to`. */
export function ticks(from: number, to: number, count = 5): readonly number[] {
  const raw = (to - from) / count
  if (!(raw > 0)) return [from]
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = ([1, 2, 5, 10].find((times) => times * power >= raw) ?? 10) * power
  const first = Math.ceil(from / step - 1e-9)
  return Array.from({ length: Math.max(0, Math.floor(to / step + 1e-9) - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}
export interface Tick { readonly value: number; readonly label: string }
export const line = (x1: number, y1: number, x2: number, y2: number, kind: string): string => `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${kind}"/>`
export const dot = (x: number, y: number, kind: string, title: string, size = 3.5): string => `<circle cx="${round(x)}" cy="${round(y)}" r="${size}" class="${kind}"><title>${escaped(title)}</title></circle>`
export const bar = (x: number, y: number, width: number, height: number, kind: string, title: string): string => `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(height)}" class="${kind}"><title>${escaped(title)}</title></rect>`
export const words = (x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): string => `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escaped(text)}</text>`
export const path = (points: readonly (readonly [number, number])[], kind: string): string => `<polyline points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')}" class="${kind}"/>`

/** Grid and labels of both sides. */
export const axes = (x: Scale, xTicks: readonly Tick[], y: Scale, yTicks: readonly Tick[], xTitle: string): string => [
  ...yTicks.flatMap(({ value, label }) => [line(LEFT, y.at(value), WIDTH - RIGHT, y.at(value), 'grid'), words(LEFT - 6, y.at(value) + 4, label, 'end')]),
  ...xTicks.map(({ value, label }) => words(x.at(value), HEIGHT - BOTTOM + 15, label, 'middle')),
  words((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 5, xTitle, 'middle'),
].join('')
export const drawing = (body: string, label: string, height = HEIGHT): string => `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(label)}">${body}</svg>`
export interface Series { readonly kind: string; readonly name: string }
export const figure = (title: string, picture: string, series: readonly Series[] = [], note = ''): string =>
  `<figure><figcaption>${escaped(title)}</figcaption>${series.length === 0 ? '' : `<p class="legend">${series.map(({ kind, name }) => `<span class="key ${kind}"></span>${escaped(name)}`).join(' ')}</p>`}${picture}${note === '' ? '' : `<p class="small">${escaped(note)}</p>`}</figure>`
