import type { Fact, FactSheet, FactTopic, SheetRunner } from '../../src/commentary/fact'
import { digestOf } from '../../src/commentary/facts/make-sheet'
import type { Unit } from '../../src/features/define'
import type { FeatureName } from '../../src/features/registry'
import { instant } from '../../src/domain/instant'

type Said = Omit<Fact, 'id' | 'runnerId'>
/** A fact without its number; words alone unless more is said. */
export const said = (topic: FactTopic, label: string, text: string, more: Partial<Said> = {}): Said => ({ topic, label, text, value: null, unit: null, feature: null, rank: null, also: [], untrusted: false, ...more })
const number = (topic: FactTopic, label: string, text: string, value: number, unit: Unit, feature: FeatureName | null, more: Partial<Said> = {}): Said => said(topic, label, text, { value, unit, feature, ...more })

export interface RunnerOfFour { readonly runner: Omit<SheetRunner, 'slot'>; readonly facts: readonly Said[] }
interface Numbers { readonly chance: number; readonly place: number; readonly price: string; readonly fraction: string; readonly wins: number; readonly starts: number; readonly barrier: number; readonly kg: number; readonly last: string; readonly lastAlso: readonly string[]; readonly lastPlace: number; readonly speed: number; readonly speedPlace: number; readonly rides: readonly [wins: number, rides: number, share: string] }
/** A starter whose facts are made like those of real sheets. */
export function starterOfFour(runner: Omit<SheetRunner, 'slot' | 'scratched'>, one: Numbers): RunnerOfFour {
  const wins = one.wins === 1 ? '1 win' : `${one.wins} wins`
  const percent = `${(100 * one.chance).toFixed(1)}%`
  return {
    runner: { ...runner, scratched: false },
    facts: [
      said('card', 'horse', runner.horse), number('card', 'number', `number ${runner.number ?? 0}`, runner.number ?? 0, 'count', null, { also: [`No. ${runner.number ?? 0}`] }), said('card', 'jockey', runner.jockey ?? ''), said('card', 'trainer', runner.trainer ?? ''),
      number('prediction', 'win chance', percent, one.chance, 'ratio', null, { rank: { place: one.place, of: 4 }, also: [`${Math.round(100 * one.chance)}%`] }),
      number('pastRuns', 'last run', one.last, one.lastPlace, 'rank', null, { also: one.lastAlso }),
      number('horse', 'career record', `${wins} from ${one.starts} starts`, one.wins / one.starts, 'ratio', 'horse.winRate', { also: [`${((100 * one.wins) / one.starts).toFixed(1)}%`, wins, `${one.starts} starts`] }),
      number('speed', 'best speed figure of its last three starts', one.speed.toFixed(1), one.speed, 'points', 'speed.best3', { rank: { place: one.speedPlace, of: 4 } }),
      number('jockey', 'jockey over 12 months', `${one.rides[0]} wins from ${one.rides[1]} rides`, one.rides[0] / one.rides[1], 'ratio', 'jockey.winRateYear', { also: [one.rides[2], `${one.rides[0]} wins`, `${one.rides[1]} rides`] }),
      number('price', 'price', one.price, Number(one.price), 'odds', 'market.current', { also: [one.fraction] }),
      number('barrier', 'barrier', String(one.barrier), one.barrier, 'count', 'barrier.number'),
      number('weight', 'weight carried', `${one.kg.toFixed(1)} kg`, one.kg, 'kg', 'weight.carried'),
    ],
  }
}

const FOUR: readonly RunnerOfFour[] = [
  starterOfFour({ runnerId: 101, number: 1, horse: 'Silver Ledger', jockey: 'A Marsh', trainer: 'P Lund' }, {
    chance: 0.412, place: 1, price: '2.50', fraction: '6/4', wins: 5, starts: 16, barrier: 2, kg: 58.5, speed: 104.2, speedPlace: 1, rides: [41, 260, '15.8%'],
    last: '1st of 10 over 1,200 m at Myrtle Park, won by 1.5 lengths, 21 days ago', lastAlso: ['1st', 'won', '10 runners', '1,200 m', '1.5 lengths', '1½ lengths', '21 days', 'barrier 4', '57.5 kg', '1:09.85'], lastPlace: 1,
  }),
  starterOfFour({ runnerId: 102, number: 2, horse: 'Copper Tide', jockey: 'B Novak', trainer: 'R Achterberg' }, {
    chance: 0.287, place: 2, price: '3.75', fraction: '11/4', wins: 3, starts: 20, barrier: 1, kg: 57, speed: 101.7, speedPlace: 2, rides: [18, 190, '9.5%'],
    last: '2nd of 12 over 1,200 m at Sha Tin, beaten 1.25 lengths, 14 days ago', lastAlso: ['2nd', 'placed', '12 runners', '1,200 m', '1.25 lengths', '1¼ lengths', '14 days', 'barrier 7', '56.0 kg', '1:10.12'], lastPlace: 2,
  }),
  starterOfFour({ runnerId: 103, number: 3, horse: 'Night Harbour', jockey: 'C Okafor', trainer: 'P Lund' }, {
    chance: 0.196, place: 3, price: '5.00', fraction: '4/1', wins: 1, starts: 9, barrier: 4, kg: 55.5, speed: 98.3, speedPlace: 3, rides: [7, 88, '8.0%'],
    last: '5th of 14 over 1,400 m at Sha Tin, beaten 4 lengths, 35 days ago', lastAlso: ['5th', 'unplaced', '14 runners', '1,400 m', '4 lengths', '35 days', 'barrier 11', '54.5 kg', '1:23.40'], lastPlace: 5,
  }),
  starterOfFour({ runnerId: 104, number: 4, horse: 'Paper Kite', jockey: 'D Silva', trainer: 'M Yeo' }, {
    chance: 0.105, place: 4, price: '9.00', fraction: '8/1', wins: 2, starts: 31, barrier: 3, kg: 54, speed: 93.8, speedPlace: 4, rides: [12, 240, '5.0%'],
    last: '8th of 11 over 1,000 m at Myrtle Park, beaten 6.75 lengths, 49 days ago', lastAlso: ['8th', 'unplaced', '11 runners', '1,000 m', '6.75 lengths', '6¾ lengths', '49 days', 'barrier 9', '53.0 kg', '58.31 s'], lastPlace: 8,
  }),
]
const OF_RACE: readonly Said[] = [
  number('card', 'race number', 'race 3', 3, 'count', 'race.number', { also: ['3rd race', '8 races'] }), said('card', 'name of the race', 'Lantern Handicap'), said('card', 'course', 'Myrtle Park'), said('card', 'day', '7 May 2025', { also: ['2025-05-07'] }), said('card', 'class', 'Class 4'),
  said('prediction', 'model', 'Boosted trees'), number('distance', 'distance', '1,200 m', 1_200, 'm', 'distance.metres', { also: ['1200 m', '1200 metres'] }), said('track', 'going', 'Good', { value: 2, unit: 'code', feature: 'track.going' }), number('race', 'runners', '4 runners', 4, 'count', 'race.fieldSize'),
]

/** Sheet of runners in the order of their slots: ids are given to facts, and the digest is worked out. */
export function sheetOf(runners: readonly RunnerOfFour[], ofRace: readonly Said[] = OF_RACE, more: Partial<Omit<FactSheet, 'runners' | 'facts' | 'digest'>> = {}): FactSheet {
  const seated = runners.map(({ runner }, i): SheetRunner => ({ slot: `r${i + 1}`, ...runner }))
  const facts = [...ofRace.map((one, i): Fact => ({ id: `race.${i + 1}`, runnerId: null, ...one })), ...runners.flatMap(({ runner: { runnerId }, facts: own }, r) => own.map((one, i): Fact => ({ id: `r${r + 1}.${i + 1}`, runnerId, ...one })))]
  const sheet: FactSheet = {
    raceId: 7, asOf: instant('2025-05-07T03:00:00Z'), offAt: instant('2025-05-07T05:30:00Z'), venue: 'Myrtle Park', raceName: 'Lantern Handicap', raceNumber: 3, date: '2025-05-07', synthetic: true, finished: false, ...more, runners: seated, facts, digest: '',
  }
  return { ...sheet, digest: digestOf(sheet) }
}
/** A race of four, made by hand, before its off. Facts of runner `n` are `rn.1` (horse) .. `rn.12` (weight), in the order of `starterOfFour`. */
export const factSheet = (more: Partial<Omit<FactSheet, 'runners' | 'facts' | 'digest'>> = {}): FactSheet => sheetOf(FOUR, OF_RACE, more)
/** Its parts, to make another one of. */
export const FOUR_RUNNERS = FOUR
export const FACTS_OF_RACE = OF_RACE
