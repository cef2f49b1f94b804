import { EVALUATE, evaluateChances } from '../../../src/models/evaluation/evaluate'
import type { EvaluationReport } from '../../../src/models/evaluation/report'
import { evaluationMarkdown } from '../../../src/usecases/evaluation-report/markdown'
import { evaluationPage } from '../../../src/usecases/evaluation-report/page'
import { sectionsOf, warningsOf } from '../../../src/usecases/evaluation-report/sections'
import { ticks } from '../../../src/usecases/report/svg'
import { raceTable } from '../../support/race-table'

const NASTY = `<img src=x onerror=alert(1)> & "M" | 'x'@1`
const { table, chances } = raceTable({ races: 500, weights: { 'form.lastBeatenShare': 1 }, market: 0.7 })
const { report: plain } = evaluateChances({ table, model: { name: NASTY, chances }, against: [{ name: '<b>o</b>@1', chances }], truth: chances, interval: null }, { ...EVALUATE, venues: new Map([[1, '<script>V</script>']]), inSample: true })
const importance = { categories: [{ name: 'form', loss: 0.2, low: 0.1, high: 0.3 }], features: [{ name: 'form.lastBeatenShare', loss: 0.2, low: 0.1, high: 0.3 }, { name: 'barrier.number', loss: -0.001, low: -0.002, high: 0 }] }
const full: EvaluationReport = { ...plain, importance, ablation: importance.categories }
const bare = evaluateChances({ table: { ...table, startingPrice: table.startingPrice.map(() => NaN) }, model: { name: 'm@1', chances }, against: [], truth: null, interval: null }, EVALUATE).report

/** Elements that are open at the end, by a reader that knows void elements only: for pages without scripts that is what well-formed means. */
function unclosed(html: string): readonly string[] {
  const open: string[] = []
  const body = html.replace(/<!doctype html>/, '').replace(/<style>[\s\S]*?<\/style>/, '<style></style>')
  expect(body.replace(/<\/?[a-z][a-z0-9]*(?:\s+[a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*\s*\/?>/g, '')).not.toMatch(/[<>]/)
  for (const [, close, name = '', self] of body.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/g)) {
    if (['meta', 'br', 'img'].includes(name) || self === '/') continue
    if (close === '/') expect(open.pop()).toBe(name)
    else open.push(name)
  }
  return open
}

describe.each([['full', full], ['bare', bare]] as const)('the page, %s', (_, report) => {
  const page = evaluationPage(report)
  test('every element is closed, ids and attributes are quoted', () => { expect(unclosed(page)).toEqual([]) })
  test('needs nothing beside it: no script, no address, nothing fetched', () => {
    expect(page).not.toMatch(/https?:|<[^>]*\s(?:src|href|srcset|on[a-z]+)=|<script|<link|<iframe|@import|url\(|javascript:/i)
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  })
  test('no number that is none', () => { expect(page).not.toMatch(/NaN|undefined|Infinity|null/) })
  test('for phones and for the dark', () => {
    expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">')
    expect(page).toContain('@media (prefers-color-scheme:dark)')
  })
  test('a chart has words for those who cannot see it', () => { for (const [svg] of page.matchAll(/<svg [^>]*>/g)) expect(svg).toMatch(/role="img" aria-label="[^"]+"/) })
})

test('names do nothing but stand there', () => {
  const page = evaluationPage(full)
  for (const wicked of ['<img', '<b>o</b>', '<script>']) expect(page).not.toContain(wicked)
  expect(page).toContain('&#60;img src=x onerror=alert(1)&#62; &#38; &#34;M&#34; | &#39;x&#39;@1')
  const markdown = evaluationMarkdown(full)
  expect(markdown).not.toMatch(/<img|<b>|<script/)
  expect(markdown).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; "M" \\| \'x\'@1')
})
test('charts of everything that was asked for', () => {
  const titles = [...evaluationPage(full).matchAll(/<figcaption>([^<]*)</g)].map(([, title]) => title)
  expect(titles).toEqual(['Reliability', 'Log-loss by season', 'Profit in units', 'Bank', 'Importance of categories', 'Importance of features', 'Fitted without a category'])
  expect([...evaluationPage(bare).matchAll(/<figcaption>([^<]*)</g)].map(([, title]) => title)).toEqual(['Reliability', 'Log-loss by season'])
})
test('no label stands twice beside an axis: a season within a cent, a spring of days', () => {
  const { table: spring, chances: its } = raceTable({ races: 800, weights: { 'form.lastBeatenShare': 1 }, market: 0.1 })
  const page = evaluationPage(evaluateChances({ table: spring, model: { name: 'm@1', chances: its }, against: [], truth: null, interval: null }, EVALUATE).report)
  for (const title of ['Log-loss by season', 'Profit in units']) {
    const figure = page.split('<figure').find((part) => part.includes(`<figcaption>${title}<`)) ?? ''
    const labels = [...figure.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text)
    expect(labels.length).toBeGreaterThan(4)
    expect(new Set(labels).size).toBe(labels.length)
  }
})
test('warnings stand first: invented, and seen in training', () => {
  const [synthetic, seen] = warningsOf(full)
  expect([synthetic?.slice(0, 10), seen?.slice(0, 10)]).toEqual(['SYNTHETIC:', 'IN SAMPLE:'])
  const [page, markdown] = [evaluationPage(full), evaluationMarkdown(full)]
  for (const text of [page, markdown]) expect(text.indexOf('SYNTHETIC:')).toBeLessThan(text.indexOf('Scores'))
  expect(page).toContain('<title>SYNTHETIC: evaluation of')
})
test.each([
  [{ inSample: false, validated: true }, 'Some of these races were used to choose the model'], [{ leftOut: { 'book at or below the least asked for': 1 } }, '1 race is left out: book at or below the least asked for.'],
  [{ trainedSeeing: { asOf: 'off', market: 'closing' }, asOf: 'off-60m', marketAt: 'as-of' }, 'The model was trained on races as of off with starting prices, and is judged as of off-60m with the prices of then.'],
  [{ leftOut: { x: 1_200 } }, '1,200 races are left out: x.'], [{ sources: ['HKJC', 'SYNTHETIC'] }, 'Races of HKJC and SYNTHETIC together: --source takes one of them.'],
] as const)('warning %j', (change, text) => { expect(warningsOf({ ...full, ...change }).some((warning) => warning.startsWith(text))).toBe(true) })

test('seen as it was trained: no warning', () => { expect(warningsOf({ ...full, trainedSeeing: { asOf: 'off', market: 'closing' } })).toEqual(warningsOf(full)) })

test('Markdown: every table has as many cells in each row as in its head', () => {
  for (const block of evaluationMarkdown(full).split('\n\n').filter((part) => part.startsWith('|'))) {
    expect(new Set(block.trim().split('\n').map((row) => row.replaceAll('\\|', '').split('|').length)).size).toBe(1)
  }
})
test('rows are as wide as heads', () => { for (const { head, rows } of sectionsOf(full)) for (const row of rows) expect(row).toHaveLength(head.length) })
test.each([
  ['better', -0.02, -0.001, -0.01], ['worse', 0.001, 0.02, 0.01], ['cannot be told apart', -0.01, 0.02, 0.005], ['cannot be told apart', 0, 1e-13, 1e-14],
])('%s: %d to %d', (verdict, low, high, difference) => {
  const section = sectionsOf({ ...full, paired: [{ against: 'o', difference, low, high, level: 0.95, races: 9 }] }).find(({ key }) => key === 'paired')
  expect(section?.rows[0]?.at(-1)).toBe(verdict)
})
test.each([[0, 10, [0, 2, 4, 6, 8, 10]], [1.94, 2.03, [1.94, 1.96, 1.98, 2, 2.02]], [5, 5, [5]], [-0.3, 0.3, [-0.2, 0, 0.2]]])('round marks from %d to %d', (from, to, marks) => { expect(ticks(from, to, from < 0 ? 4 : 5)).toEqual(marks) })
