import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FEATURES } from '../../src/features/registry'
import { missingText, registryDocument, registryText } from '../../src/usecases/feature-document'
import { BEGIN_MEASURED, featuresPage, registryPage, short } from '../../src/usecases/features-page'

const ROOT = join(__dirname, '..', '..')
const STALE = 'is not up to date: run "npm run features:docs" and commit what it writes'

test('schema/features.json is up to date', () => {
  if (readFileSync(join(ROOT, 'schema/features.json'), 'utf8') !== registryText()) throw new Error(`schema/features.json ${STALE}`)
})
test('the registry part of docs/FEATURES.md is up to date', () => {
  const [registry] = readFileSync(join(ROOT, 'docs/FEATURES.md'), 'utf8').split(BEGIN_MEASURED)
  if (registry?.trimEnd() !== registryPage().join('\n').trimEnd()) throw new Error(`docs/FEATURES.md ${STALE}`)
})
test('every feature is in the document once, in the order of the columns, and says what a reader needs', () => {
  const { features } = registryDocument()
  expect(features.map(({ name }) => name)).toEqual(FEATURES.map(({ name }) => name))
  for (const one of features) expect(one).toMatchObject({ version: expect.any(Number) as number, category: one.name.slice(0, one.name.indexOf('.')), description: expect.stringMatching(/\.$/) as string })
  expect(features.find(({ name }) => name === 'barrier.thirdImpactOverField')).toMatchObject({ scope: 'field', of: 'barrier.thirdImpact', inputs: [] })
  expect(features.find(({ name }) => name === 'barrier.thirdImpact')).toMatchObject({ scope: 'runner', of: null, inputs: ['drawOwn.career'] })
})
test.each([
  [{ policy: 'never' }, 'never missing'], [{ policy: 'constant', value: 1 }, '1'], [{ policy: 'fieldMean', flag: true }, 'mean of the rest of the field, and is told so'], [{ policy: 'trainingMean' }, 'mean of the training rows'],
] as const)('missing %j', (missing, words) => { expect(missingText(missing)).toBe(words) })
test.each([[null, ''], [0, '0'], [1_234, '1,234'], [-2_345.6, '-2,346'], [123.456, '123.5'], [1.234, '1.23'], [-0.123456, '-0.1235'], [0.00123, '0.001230']])('%p in four digits is %p', (value, text) => { expect(short(value)).toBe(text) })
test('reports are put behind the registry; one of another set of features says so', () => {
  const page = featuresPage({
    coverage: [{ kind: 'coverage', sources: ['SYNTHETIC'], from: '2024-01-01', to: '2024-06-30', races: 1_500, runners: 15_000, featureSet: 'old', features: { 'barrier.number': { present: 0.985, min: 1, p01: 1, median: 6, p99: 14, max: 18 } } }],
    sanity: [],
  })
  const measured = page.split(BEGIN_MEASURED)[1] ?? ''
  expect(measured).toContain('## Coverage: SYNTHETIC, 2024-01-01 to 2024-06-30')
  expect(measured).toContain('1,500 races, 15,000 runners')
  expect(measured).toContain('Measured on feature set `old`; the present one is')
  expect(measured).toContain('| `barrier.number` | 98.5% | 1 | 1 | 6 | 14 | 18 |')
})
