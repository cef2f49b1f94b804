import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildGraph } from '../../src/graphql/schema'

const ROOT = join(__dirname, '..', '..')
const page = readFileSync(join(ROOT, 'docs', 'security.md'), 'utf8')
const links = [...page.matchAll(/\]\(\.\.\/(test\/[^\s)]+)(?: "([^"]*)")?\)/g)].map(([, path = '', title]) => ({ path, title }))
/** Names of cases are text in quotes; the page gives the beginning of one, or all of it. */
const namesIn = (source: string): readonly string[] => [...source.matchAll(/(['`"])((?:\\.|(?!\1)[^\\\n])*)\1/g)].map(([, , text = '']) => text.replace(/\\(.)/g, '$1'))

test('every test that the page links is there, and has that case', () => {
  expect(links.length).toBeGreaterThan(40)
  const missing = links.filter(({ path, title }) => title === undefined || !existsSync(join(ROOT, path)) || !namesIn(readFileSync(join(ROOT, path), 'utf8')).some((name) => name.startsWith(title) || name.endsWith(title)))
  expect(missing).toEqual([])
})
test('every row links a test', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| point |'))
  expect(rows.length).toBeGreaterThan(35)
  expect(rows.filter((row) => !/\]\(\.\.\/test\//.test(row))).toEqual([])
})
test('the points of the cheat sheet are there', () => {
  for (const point of ['types and ranges', 'SQL injection', 'depth', 'amount', 'pagination', 'timeouts', 'cost', 'rate limiting', 'query batching', 'IDOR', 'mutations', 'introspection', 'GraphiQL', 'stack traces', 'CORS', 'CSRF', 'secrets', 'logs', 'dependencies']) expect(page).toContain(point)
})
test('the graph has no mutations', () => { expect(buildGraph().getMutationType() ?? null).toBeNull() })
test('SECURITY.md says how to report, and names nobody', () => {
  const policy = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8')
  expect(policy).toMatch(/Report it privately through the repository's hosting/)
  expect(policy).not.toMatch(/@|mailto:/)
})
