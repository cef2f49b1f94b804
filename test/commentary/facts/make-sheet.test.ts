import { makeSheet } from '../../../src/commentary/facts/make-sheet'
import type { Fact, FactSheet } from '../../../src/commentary/fact'
import { raceCard } from '../../support/racing-world'
import { finish, NO_RECORDS, pastRun, raceMaterial } from '../../support/race-material'

const of = ({ facts }: FactSheet, runnerId: number | null, label: string): Fact | undefined => facts.find((fact) => fact.runnerId === runnerId && fact.label === label)
const textOf = (sheet: FactSheet, runnerId: number | null, label: string): string | undefined => of(sheet, runnerId, label)?.text

test('the card, as people say it', () => {
  const sheet = makeSheet(raceMaterial())
  expect(sheet.facts.filter(({ runnerId }) => runnerId === null).map(({ id, topic, label, text }) => `${id} ${topic}: ${label}: ${text}`)).toEqual([
    'race.1 card: race number: race 4', 'race.2 card: name of the race: Plain Handicap', 'race.3 card: course: Sha Tin', 'race.4 card: day: 1 May 2024', 'race.5 card: start, by the clock of the course: 14:00', 'race.6 card: class: Class 4',
    'race.7 distance: distance: 1,200 m', 'race.8 race: surface: turf', 'race.9 race: runners: 3 runners', 'race.10 race: conditions: handicap',
  ])
  expect(sheet.facts.filter(({ runnerId }) => runnerId === 12).map(({ id, topic, label, text }) => `${id} ${topic}: ${label}: ${text}`)).toEqual(['r2.1 card: horse: Horse B', 'r2.2 card: number: number 2', 'r2.3 card: jockey: Jockey B', 'r2.4 card: trainer: Trainer B'])
  expect(sheet).toMatchObject({ raceId: 5, raceNumber: 4, venue: 'Sha Tin', date: '2024-05-01', finished: false, synthetic: false })
})

test('slots go by number, then by runner; without a number last', () => {
  const card = raceCard({ runners: [{ runnerId: 31, horseId: 1, number: 9 }, { runnerId: 32, horseId: 2 }, { runnerId: 30, horseId: 3 }, { runnerId: 33, horseId: 4, number: 2 }] })
  expect(makeSheet(raceMaterial({ card })).runners.map(({ slot, runnerId }) => [slot, runnerId])).toEqual([['r1', 33], ['r2', 31], ['r3', 30], ['r4', 32]])
})

test.each([
  [pastRun(), '2nd of 12 over 1,200 m at Sha Tin, beaten 1.25 lengths, 21 days ago', ['2nd', 'placed', '12 runners', '1,200 m', '1.25 lengths', '1¼ lengths', '21 days', 'barrier 5', '57.5 kg', '1:09.85']],
  [pastRun({ position: 1, beatenLengths: 0, wonByLengths: 0.5, daysAgo: 1 }), '1st of 12 over 1,200 m at Sha Tin, won by 0.5 lengths, 1 day ago', ['1st', 'won', '12 runners', '1,200 m', '0.5 lengths', '½ length', '1 day', 'barrier 5', '57.5 kg', '1:09.85']],
  [pastRun({ position: 11, beatenLengths: 1, barrier: null, weightKg: null, timeMs: null, distanceM: null, venue: null }), '11th of 12, beaten 1 length, 21 days ago', ['11th', 'unplaced', '12 runners', '1 length', '21 days']],
  [pastRun({ position: null, beatenLengths: null, timeMs: null, barrier: null, weightKg: null }), 'did not finish in a field of 12 over 1,200 m at Sha Tin, 21 days ago', ['12 runners', '1,200 m', '21 days']],
])('a run is told as a sentence needs it (%#)', (run, text, also) => {
  const fact = of(makeSheet(raceMaterial({ runners: [{ past: [run] }] })), 11, 'last run')
  expect([fact?.text, fact?.also, fact?.value, fact?.topic]).toEqual([text, also, run.position, 'pastRuns'])
})

test('the newest six runs, their finishes in a line, and comments of three as words of strangers', () => {
  const sheet = makeSheet(raceMaterial({ runners: [{ past: [3, 1, null, 7, 2, 12].map((position, i) => pastRun({ position, comment: i === 1 ? null : `Comment ${i}` })) }] }))
  const own = sheet.facts.filter(({ runnerId, topic }) => runnerId === 11 && topic === 'pastRuns')
  expect(own.map(({ label }) => label)).toEqual(['last run', 'recent finishes, the latest last', '2nd last run', '3rd last run', '4th last run', '5th last run', '6th last run', 'comment on its last run', 'comment on its 3rd last run'])
  expect([textOf(sheet, 11, 'recent finishes, the latest last'), own[1]?.also.slice(0, 3)]).toEqual(['12-2-7-x-1-3', ['1 win', '3 places', '6 runs']])
  expect(own.filter(({ untrusted }) => untrusted).map(({ text }) => text)).toEqual(['Comment 0', 'Comment 2'])
})

test('records are counts, with shares where they say something, and not told twice', () => {
  const records = { ...NO_RECORDS, career: { starts: 20, wins: 3, places: 7 }, venue: { starts: 20, wins: 3, places: 7 }, distance: { starts: 4, wins: 1, places: 2 }, jockeyYear: { starts: 280, wins: 34, places: 61 }, jockeyMonth: { starts: 0, wins: 0, places: 0 }, partnership: { starts: 1, wins: 1, places: null } }
  const sheet = makeSheet(raceMaterial({ runners: [{ records }], columns: { 'horse.winRate': [0.14, 0.2, 0.1] } }))
  expect(sheet.facts.filter(({ runnerId, topic }) => runnerId === 11 && topic !== 'card').map(({ label, text, also }) => [label, text, also])).toEqual([
    ['career record', '3 wins from 20 starts, 7 times in the first three', ['15.0%', '3 wins', '20 starts', '7 places', '35.0%']], ['jockey over 12 months', '34 wins from 280 rides, 61 times in the first three', ['12.1%', '34 wins', '280 rides', '61 places', '21.8%']],
    ['record at the distance', '1 win from 4 starts, twice in the first three', ['1 win', '4 starts', '2 places']], ['jockey and trainer together', '1 win from 1 runner', ['1 win', '1 runner']],
  ])
  expect(of(sheet, 11, 'career record')).toMatchObject({ value: 0.15, unit: 'ratio', feature: 'horse.winRate', rank: { place: 2, of: 3 } })
})

test('features are told where they say something', () => {
  const sheet = makeSheet(raceMaterial({ columns: {
    'speed.best3': [104.24, NaN, 99], 'weight.change': [2.3, 0, -1], 'distance.firstTime': [1, 0, NaN], 'fitness.daysSinceRun': [21, 1, NaN], 'barrier.thirdImpact': [1.236, 0.9, 1], 'barrier.rank': [3, 2, 1], 'style.expectedSettled': [0.1, 0.5, 0.9],
    'sectionals.gain3': [0.12, -0.3, 0.01], 'fitness.prepRun': [3, 2, 1], 'horse.rating': [82, 75.5, NaN], 'horse.ratingChange': [6, -1, 0], 'track.going': [2, 2, 2], 'trials.sinceRun': [0, 1, 2], 'distance.overLongest': [200, -200, 0], 'weight.carried': [57.15, 54, 54], 'form.elo': [1_500, 1_500, 1_500],
  } }))
  const told = (runnerId: number | null): readonly string[] => sheet.facts.filter((fact) => fact.runnerId === runnerId && fact.feature !== null && fact.topic !== 'card').map(({ feature, text }) => `${feature ?? ''} ${text}`)
  expect(told(11)).toEqual([
    'horse.rating 82', 'horse.ratingChange 6 points higher than at its last start', 'form.elo 1,500', 'speed.best3 104.2', 'fitness.daysSinceRun 21 days', 'fitness.prepRun 3rd run of its preparation', 'distance.firstTime it has not raced at the distance before', 'distance.overLongest 200 m farther than it has ever run',
    'barrier.rank 3rd of 3', 'barrier.thirdImpact 1.24 times', 'weight.carried 57.1 kg', 'weight.change 2.3 kg more than at its last start', 'style.expectedSettled likely to be in front', 'sectionals.gain3 passes 12.0% of the field',
  ])
  expect(told(12)).toEqual([
    'horse.rating 75.5', 'horse.ratingChange 1 point lower than at its last start', 'form.elo 1,500', 'fitness.daysSinceRun 1 day', 'barrier.rank 2nd of 3', 'barrier.thirdImpact 0.90 times', 'weight.carried 54.0 kg', 'style.expectedSettled likely to be midfield', 'sectionals.gain3 is passed by 30.0% of the field', 'trials.sinceRun 1',
  ])
  expect(told(null)).toContain('track.going Good')
  expect(of(sheet, 11, 'best speed figure of its last three starts')).toMatchObject({ value: 104.24, unit: 'points', rank: { place: 1, of: 2 }, topic: 'speed' })
  expect([of(sheet, 11, 'weight carried')?.also, of(sheet, 12, 'weight carried')?.also, of(sheet, 12, 'weight carried')?.rank]).toEqual([['126 lb'], ['119 lb', '54'], { place: 2, of: 3 }])
  expect([of(sheet, 11, 'time since its last run')?.also, of(sheet, 11, 'rating by whom it has beaten')?.rank]).toEqual([['3 weeks'], null])
})

test('prices as they are written anywhere, and what moved', () => {
  const sheet = makeSheet(raceMaterial({ columns: { 'market.current': [4.5, 38, NaN], 'market.opening': [6, 38, 3], 'market.moveLastHour': [Math.log(4.5 / 6), 0, NaN] } }))
  expect(sheet.facts.filter(({ topic }) => topic === 'price').map(({ runnerId, label, text, also }) => [runnerId, label, text, also])).toEqual([
    [11, 'price', '4.50', ['7/2', '7-2', '3.50']], [11, 'move since the first price', 'backed from 6.00 to 4.50', ['6.00', '4.50', '5/1', '5-1', '5.00']], [11, 'market move', 'backed from 6.00 to 4.50 in the last hour', ['4.50']],
    [12, 'price', '38.00', ['37/1', '37-1', '37.00']],
  ])
})

test('what changed, in our words; what a source writes of it is read or left out', () => {
  const change = (kind: 'SCRATCHING' | 'JOCKEY_CHANGE' | 'TRACK_CHANGE' | 'WEIGHT_CHANGE' | 'GEAR_CHANGE', runnerId: number | null, before: string | null, after: string | null, reason: string | null = null) => ({ kind, runnerId, before, after, reason })
  const sheet = makeSheet(raceMaterial({ changes: [
    change('SCRATCHING', 13, 'DECLARED', 'SCRATCHED', 'lame <b>left</b> fore'), change('JOCKEY_CHANGE', 11, 'E Vidal', 'Jockey A'), change('TRACK_CHANGE', null, 'GOOD 3', 'SOFT 5'), change('TRACK_CHANGE', null, 'nice', null), change('WEIGHT_CHANGE', 12, '54.5 kg', '55'), change('GEAR_CHANGE', 12, 'none', 'B first time, XX'), change('SCRATCHING', 99, null, null),
  ] }))
  expect(sheet.facts.filter(({ topic }) => topic === 'change').map(({ runnerId, label, text, also, untrusted }) => [runnerId, label, text, also, untrusted])).toEqual([
    [null, 'going change', 'going from Good 3 to Soft 5', ['Good 3', 'Soft 5'], false], [null, 'going change', 'going changed', [], false], [11, 'jockey change', 'Jockey A rides instead of E Vidal', ['E Vidal', 'Jockey A'], false],
    [12, 'weight change', 'weight from 54.5 kg to 55 kg', ['54.5 kg', '55 kg'], false], [12, 'gear change', 'gear now blinkers for the first time', ['blinkers for the first time'], false], [13, 'scratching', 'scratched', [], false], [13, 'reason given for the scratching', 'lame left fore', [], true],
  ])
})

test('the result, with the margin of the winner from the second', () => {
  const result = { winningTimeMs: 69_850, runners: [finish({ runnerId: 12, position: 1, beatenLengths: 0, finishTimeMs: 69_850 }), finish({ runnerId: 11, position: 2, beatenLengths: 1.5, comment: 'Ran on' }), finish({ runnerId: 13, status: 'PULLED_UP' })] }
  const sheet = makeSheet(raceMaterial({ result }))
  expect(sheet.finished).toBe(true)
  expect(sheet.facts.filter(({ topic }) => topic === 'result').map(({ runnerId, label, text }) => [runnerId, label, text])).toEqual([
    [null, 'winner', 'Horse B'], [null, 'second', 'Horse A'], [null, 'winning time', '1:09.85'], [11, 'finish', '2nd of 3, beaten 1.5 lengths'], [11, 'comment on the race', 'Ran on'], [12, 'finish', '1st of 3, won by 1.5 lengths'], [12, 'finishing time', '1:09.85'], [13, 'finish', 'was pulled up'],
  ])
  const heat = makeSheet(raceMaterial({ result: { winningTimeMs: null, runners: [finish({ runnerId: 11, position: 1, status: 'DEAD_HEAT', beatenLengths: 0 }), finish({ runnerId: 12, position: 1, status: 'DEAD_HEAT', beatenLengths: 0 }), finish({ runnerId: 13, position: 3, beatenLengths: 2 })] } }))
  expect([textOf(heat, null, 'winner'), textOf(heat, 11, 'finish'), textOf(heat, null, 'second')]).toEqual(['Horse A and Horse B', 'dead heat, 1st of 3', undefined])
})

test('chances, and two reasons for each side', () => {
  const reason = (text: string, effect: number) => ({ text, effect, feature: null })
  const sheet = makeSheet(raceMaterial({ prediction: { model: 'Boosted trees', hindsight: true, confidence: 0.62, runners: new Map([[11, { chance: 0.182, reasons: [reason('a', -0.5), reason('b', 0.4), reason('c', 0.3), reason('d', 0.2)] }], [12, { chance: 0.5, reasons: [] }], [13, { chance: 0.318, reasons: [] }]]) } }))
  expect(sheet.facts.filter(({ topic }) => topic === 'prediction' || topic === 'rule').map(({ runnerId, label, text, rank }) => [runnerId, label, text, rank?.place ?? null])).toEqual([
    [null, 'model', 'Boosted trees', null], [null, 'confidence of the model', 'surer than in 62% of past races', null], [null, 'made with hindsight', 'the model was fitted on races of this day', null], [11, 'win chance', '18.2%', 3],
    [11, 'in its favour', 'b', null], [11, 'also in its favour', 'c', null], [11, 'against it', 'a', null], [12, 'win chance', '50.0%', 1], [13, 'win chance', '31.8%', 2],
  ])
})

test('who is out keeps a slot, a name and nothing to be judged by', () => {
  const card = raceCard({ runners: [{ runnerId: 11, horseId: 1, number: 1 }, { runnerId: 12, horseId: 2, number: 2 }] })
  const sheet = makeSheet({ ...raceMaterial({ card }), runners: raceMaterial({ card }).runners.map((one, i) => (i === 1 ? { ...one, scratched: true } : one)) })
  expect(sheet.facts.filter(({ runnerId }) => runnerId === 12).map(({ label }) => label)).toEqual(['horse', 'number'])
  expect(sheet.runners[1]).toMatchObject({ slot: 'r2', scratched: true, horse: 'Horse B' })
})

test('the same material gives the same sheet; names that are nothing once cleaned become numbers', () => {
  expect(makeSheet(raceMaterial())).toEqual(makeSheet(structuredClone(raceMaterial())))
  expect(makeSheet(raceMaterial({ runners: [{ horse: '<b></b>', jockey: '\u200b' }] })).runners[0]).toMatchObject({ horse: 'No. 1', jockey: null })
})
