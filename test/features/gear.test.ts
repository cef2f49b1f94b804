import { instant } from '../../src/domain/instant'
import type { FinishedRace } from '../../src/domain/race-outcome'
import type { GearFact } from '../../src/domain/race-card'
import type { FeatureName } from '../../src/features/registry'
import { ran } from '../support/one-horse'
import { daysBefore, featureOf, finished, OFF, raceCard, type RunnerPart } from '../support/racing-world'

/** `B` worn, `B1` for the first time, `B-` taken off; known a day before unless said otherwise. */
const gear = (cell: string, knownAt = daysBefore(1)): readonly GearFact[] =>
  cell.split('/').filter(Boolean).map((code) => ({ code: code.replace(/[1-]$/, ''), firstTime: code.endsWith('1'), removed: code.endsWith('-'), knownAt: instant(knownAt) }))
/** Horse 1 in this gear, and a rival in a tongue tie, so that gear is known. */
const card = (own: string, rival = 'TT'): ReturnType<typeof raceCard> => raceCard({ runners: [{ horseId: 1, gear: gear(own) }, { horseId: 2, gear: gear(rival) }] })
/** Newest first, ten days apart: gear and place in a field of five; null: a race of which no gear is known. */
const inGear = (...runs: readonly (readonly [string | null, number])[]): readonly FinishedRace[] => runs.map(([cell, place], i) => {
  const days = 10 * (i + 1)
  const own: RunnerPart = { horseId: 1, gear: gear(cell ?? '', daysBefore(days + 1)) }
  const rivals = [1, 2, 3, 4].map((n): RunnerPart => ({ horseId: 1_000 + 10 * i + n, gear: cell === null ? [] : gear('TT', daysBefore(days + 1)) }))
  return finished({ off: daysBefore(days), runners: [own, ...rivals] }, [place, ...[1, 2, 3, 4, 5].filter((p) => p !== place)])
})
type Case = readonly [string, string, readonly FinishedRace[], number]

describe.each<[FeatureName, readonly Case[]]>([
  ['gear.blinkers', [['on', 'B', [], 1], ['on one side', 'BO', [], 1], ['other gear', 'V/TT', [], 0], ['nothing', '', [], 0], ['taken off', 'B-', [], 0]]],
  ['gear.visor', [['on', 'V', [], 1], ['blinkers', 'B', [], 0]]],
  ['gear.hood', [['on', 'H1', [], 1], ['nothing', '', [], 0]]],
  ['gear.tongueTie', [['with others', 'B/TT', [], 1], ['taken off', 'B/TT-', [], 0]]],
  ['gear.cheekPieces', [['on', 'CP', [], 1], ['on one side', 'CO', [], 1], ['nothing', '', [], 0]]],
  ['gear.pieces', [['none', '', [], 0], ['two, one is off', 'B/TT1/XB-', [], 2], ['one that nobody knows', 'ZZ', [], 1]]],
  ['gear.firstTime', [['anything', 'B/XB1', [], 1], ['all known', 'B/XB', [], 0]]],
  ['gear.blinkersFirstTime', [['blinkers', 'B1', [], 1], ['other gear', 'B/XB1', [], 0]]],
  ['gear.removed', [
    ['by the card', 'TT-', [], 1],
    ['by comparison', 'B', inGear(['B/H', 2]), 1],
    ['more than before', 'B/H', inGear(['B', 2]), 0],
    ['the last run tells, not an earlier one', 'B', inGear(['B', 2], ['B/H', 2]), 0],
    ['a run of unknown gear is passed over', 'B', inGear([null, 2], ['B/H', 2]), 1],
    ['debut', 'B', [], 0],
  ]],
  ['gear.blinkersBackOn', [
    ['off last time, on before', 'B', inGear(['', 2], ['B', 2]), 1],
    ['on last time', 'B', inGear(['B', 2], ['', 2]), 0],
    ['never before', 'B1', inGear(['', 2]), 0],
    ['not on', '', inGear(['', 2], ['B', 2]), 0],
    ['debut', 'B1', [], 0],
  ]],
  ['gear.blinkersEdge', [
    ['won in them, last without', '', inGear(['B', 1], ['', 5], ['TT', 5]), 1 / 5],
    ['two of each: counts for more', 'B', inGear(['B', 1], ['', 5], ['B', 1], ['', 5]), 2 / 6],
    ['always in them', 'B', inGear(['B', 1]), 0],
    ['unknown then: left out', 'B', inGear(['B', 1], [null, 5]), 0],
  ]],
  ['gear.sameGearEdge', [
    ['exactly so it won', 'B/TT', inGear(['TT/B', 1], ['B', 5], ['TT', 5]), 1 / 5],
    ['in nothing', '', inGear(['', 1], ['B', 5]), 1 / 5],
    ['never so', 'H', inGear(['B', 1]), 0],
    ['unknown then: left out', '', inGear(['', 1], [null, 5]), 0],
  ]],
  ['gear.blinkersFirstTimeImpact', [
    ['nobody wore them for the first time yet', 'B1', inGear(['B', 1]), 1],
    ['one did in a field of five, and won', 'B1', inGear(['B1', 1]), 21 / 20.2],
    ['one did, and lost', 'B1', inGear(['B1', 3]), 20 / 20.2],
    ['not of those', 'B', inGear(['B1', 1]), 1],
  ]],
])('%s', (name, cases) => {
  test.each(cases)('%s', (_, own, history, expected) => { expect(featureOf(name, { card: card(own), history })).toBeCloseTo(expected, 12) })
  test('no gear of the field is known: missing', () => { expect(featureOf(name, { card: card('', ''), history: inGear(['B', 1], ['', 5]) })).toBeNull() })
})

describe('the instant', () => {
  const late = raceCard({ runners: [{ horseId: 1, gear: gear('B', OFF) }, { horseId: 2, gear: gear('TT') }] })
  test('gear that becomes known at the off is not worn before it', () => { expect(featureOf('gear.blinkers', { card: late })).toBe(0) })
  test('and before any is known, none is', () => { expect(featureOf('gear.blinkers', { card: late, asOf: daysBefore(1) })).toBeNull() })
})
test('one runner: its own gear makes it known', () => { expect(featureOf('gear.pieces', { card: raceCard({ runners: [{ horseId: 1, gear: gear('B-') }] }) })).toBe(0) })
test('edges are missing for a debutant', () => { expect([featureOf('gear.blinkersEdge', { card: card('B') }), featureOf('gear.sameGearEdge', { card: card('B') })]).toEqual([null, null]) })
test('a run that was void wore nothing', () => { expect(featureOf('gear.removed', { card: card('B'), history: [ran(9, { position: null, status: 'VOID' }, 5, { runner: { gear: gear('B/H', daysBefore(10)) } })] })).toBe(0) })
