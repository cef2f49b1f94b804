import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMatrixReports } from '../../../src/app/matrix-documents'
import { plantedSign } from '../../../src/imports/synthetic/planted-interactions'
import { RULES, versionedRule } from '../../../src/integration/rules'
import { matrixPage } from '../../../src/usecases/matrix/page'
import type { BaseMeasure, Difference, MatrixReport, RuleMeasure } from '../../../src/usecases/matrix/report'
import { summaryOf } from '../../../src/usecases/matrix/sections'

const PAGE = join(__dirname, '../../../docs/MATRIX.md')

test('docs/MATRIX.md is up to date', () => {
  if (!existsSync(PAGE) || readFileSync(PAGE, 'utf8') !== matrixPage(readMatrixReports(PAGE))) throw new Error('docs/MATRIX.md is not up to date: run "npm run matrix:docs" and commit what it writes')
})
describe('the last measurement of the invented world', () => {
  const rules = readMatrixReports(PAGE).find(({ source }) => source === 'SYNTHETIC')?.bases.find(({ recipe }) => recipe === 'plain-logit')?.rules ?? []
  const among = (...findings: readonly RuleMeasure['finding'][]): number => rules.filter(({ finding }) => findings.includes(finding)).length
  const planted = rules.filter(({ rule: name }) => plantedSign(name.slice(0, name.indexOf('@'))) === 1)
  test('found most of what was planted, nothing of it with the wrong sign', () => {
    expect(planted.length).toBeGreaterThan(15)
    expect(planted.filter(({ weight }) => weight < 0)).toEqual([])
    expect(among('FOUND', 'FOUND_ALONE')).toBeGreaterThan(planted.length / 2)
    expect(among('FOUND', 'FOUND_ALONE', 'NOT_FOUND', 'WRONG_SIGN')).toBe(planted.length)
  })
  test('left at zero what was not planted, but for a few that chance put there', () => {
    const others = among('RIGHTLY_NOT_FOUND', 'FOUND_THOUGH_NOT_PLANTED', 'TELLS_OF_ABILITY')
    expect(others).toBe(rules.length - planted.length)
    expect(among('FOUND_THOUGH_NOT_PLANTED') / others).toBeLessThan(0.15)
  })
})
test('every rule is on the page', () => {
  const page = matrixPage([])
  expect(RULES.filter((rule) => !page.includes(`| \`${versionedRule(rule)}\` |`))).toEqual([])
})

const about = (difference: number, low: number, high: number): Difference => ({ difference, standardError: 0.001, low, high })
const rule = (name: string, over: Partial<RuleMeasure>): RuleMeasure => ({
  rule: `${name}@1`, title: name, categories: ['barrier', 'track'], alone: about(-0.005, -0.007, -0.003), leftOut: about(0.004, 0.002, 0.006), weight: 0.25, standardError: 0.05, as: 'FITTED', aloneWeight: 0.3, aloneZ: 6, share: 0.982, verdict: 'HELPS', finding: null, ...over,
})
const base: BaseMeasure = {
  recipe: 'plain-logit', title: 'Plain', usesPrices: false, races: 2_502, runners: 30_000, logLoss: 2.1352, withRules: 2.1112, whole: about(-0.024, -0.0325, -0.0147),
  parts: [{ label: '2021/22', races: 2_502, logLoss: 2.1352, withRules: 2.1112, weighedRaces: 9_436, rulesKept: 1, damping: 0.25 }],
  rules: [rule('one.helps', {}), rule('two.zero', { weight: 0, as: 'NOT_DISTINGUISHABLE', verdict: 'KEPT_AT_ZERO', leftOut: null })],
  pairs: [{ categories: ['barrier', 'track'], rules: ['one.helps'], alone: about(-0.005, -0.007, -0.003), leftOut: null }],
}
const REPORT: MatrixReport = {
  kind: 'matrix', source: 'HKJC', from: '2008-09-15', to: '2024-07-14', races: 12_655, judged: { from: '2021-09-05', to: '2024-07-14' }, by: 'SEASONS', cap: 0.35, marketLabel: 0.5, featureSet: 'old',
  hierarchy: { from: '2020-09-06', to: '2021-07-14', races: 835, ranks: [{ category: 'barrier', loss: 0.0123 }, { category: 'horse', loss: -0.0031 }] }, bases: [base], confidence: [],
}

describe('a report', () => {
  const page = matrixPage([REPORT])
  test.each([
    '## Measured on Hong Kong, 2008-09-15 to 2024-07-14, 12,655 races', 'Judged from 2021-09-05 to 2024-07-14.', 'Measured on feature set `old`', '**Measured with other rules than there are now**',
    '- Rules make plain-logit better by 0.0240 nats a race (0.0147 to 0.0325).', '- Over plain-logit, pairs that help by themselves: barrier x track.', '- Over plain-logit, rules that help: one.helps. With a weight, but not to be told to help: none. Did harm: none. Kept at zero: 1 of 2.',
    '| plain-logit | 2,502 | 2.1352 | 2.1112 | -0.0240 (0.0010) | -0.0325 to -0.0147 |', '| plain-logit | 2021/22 | 2,502 | 2.1352 | 2.1112 | -0.0240 | 9,436 | 1 | 0.25 |',
    '| barrier x track | 1 | -0.0050 (0.0010) | -0.0070 to -0.0030 | - | -0.0106 (0.0021) |', 'another modeller\'s, on other races',
    '| one.helps@1 | -0.0050 (0.0010) | -0.0070 to -0.0030 | +0.0040 (0.0010) | +0.0020 to +0.0060 | +0.250 | 0.050 | 98.2% | helps |', '| two.zero@1 | -0.0050 (0.0010) | -0.0070 to -0.0030 | - | - | 0.000 | 0.050 | 98.2% | kept at zero |',
    'to a share of 0.5, from the chances by the starting prices of those earlier races', '| 1 | barrier | +0.0123 |', '| 2 | horse | -0.0031 |',
  ])('%s', (line) => { expect(page).toContain(line) })
  test('real races are not marked as invented, and nothing is said to be planted there', () => { expect(page).not.toMatch(/\*\*SYNTHETIC|Planted and found/) })
})
test('invented races say so, have no reference, and come after real ones', () => {
  const page = matrixPage([{ ...REPORT, source: 'SYNTHETIC', bases: [{ ...base, rules: [rule('one.helps', { finding: 'FOUND' })] }] }, REPORT])
  expect(page.indexOf('Measured on Hong Kong')).toBeLessThan(page.indexOf('Measured on SYNTHETIC (invented races)'))
  const invented = page.slice(page.indexOf('Measured on SYNTHETIC'))
  expect(invented).toContain('**SYNTHETIC**: these races are invented')
  expect(invented).toContain('planted, found: 1;')
  expect(invented).toContain('| one.helps@1 | +0.250 | 0.050 | +0.300 | +6.0 | planted, found |')
  expect(invented).not.toContain('another modeller')
})
test.each([
  [about(0.004, 0.001, 0.007), 'Rules make plain-logit worse by 0.0040 nats a race.'], [about(-0.001, -0.003, 0.001), 'Rules do not make plain-logit better or worse by more than chance may (-0.0010).'],
])('%j in words', (whole, words) => { expect(summaryOf({ ...REPORT, bases: [{ ...base, whole }] })[0]).toBe(words) })
