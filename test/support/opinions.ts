import type { FactSheet } from '../../src/commentary/fact'
import { instant, type Instant } from '../../src/domain/instant'
import { scriptedClient, type ScriptedClient } from '../../src/llm/scripted-client'
import { opinionRaces } from '../../src/storage/opinions/opinion-races'
import { opinionStore } from '../../src/storage/opinions/opinion-store'
import { withRunner } from '../../src/storage/sql-runner'
import type { AskOpinionDeps } from '../../src/usecases/opinion/ask-opinion'
import type { Opinion } from '../../src/usecases/opinion/ports'
import type { TestDatabase } from './database'
import { factSheet } from './fact-sheet'
import { beforeOff, FAR_OFF } from './served-races'

export const openOn = ({ pool }: Pick<TestDatabase, 'pool'>) => <T>(use: Parameters<typeof withRunner<T>>[1]): Promise<T> => withRunner(pool, use)

/** The race of four of `fact-sheet.ts` as race `r` of `addRaces`: runners `100 r + 1 ..` in their order. */
export function sheetOfRace(raceId: number, more: Partial<FactSheet> = {}): FactSheet {
  const sheet = factSheet({ raceId, offAt: instant(FAR_OFF), asOf: beforeOff(30), synthetic: false })
  const moved = (id: number | null): number | null => (id === null ? null : 100 * raceId + (id - 100))
  return { ...sheet, runners: sheet.runners.map((runner) => ({ ...runner, runnerId: moved(runner.runnerId) ?? 0 })), facts: sheet.facts.map((fact) => ({ ...fact, runnerId: moved(fact.runnerId) })), ...more }
}

const HORSES = ['Silver Ledger', 'Copper Tide', 'Night Harbour', 'Paper Kite']
/** An answer that gives each of the four what is said of it, whichever slot it sits in: it reads the names in what it is asked. */
export function answerFor(input: string, thousandths: readonly number[]): { readonly json: unknown } {
  const line = input.split('\n').find((one) => one.includes('"label":"horse"')) ?? '{"facts":{}}'
  const { facts } = JSON.parse(line) as { readonly facts: Readonly<Record<string, string>> }
  return { json: { p: Object.fromEntries(Object.entries(facts).map(([id, horse]) => [id.slice(0, id.indexOf('.')), thousandths[HORSES.indexOf(horse)] ?? 0])) } }
}
export const certain = (thousandths: readonly number[], options: Parameters<typeof scriptedClient>[1] = {}): ScriptedClient => scriptedClient(({ input }) => ({ ...answerFor(input, thousandths), costUsd: 0.01 }), options)

/** Asks on a clock half an hour before the off, on the real database. */
export const askDeps = (database: TestDatabase, client: AskOpinionDeps['client'], more: Partial<AskOpinionDeps> = {}): AskOpinionDeps => ({
  client, races: opinionRaces(openOn(database)), store: opinionStore(openOn(database)), samples: 3, now: () => beforeOff(30), nonce: () => 'abcdefgh1', signal: new AbortController().signal,
  gather: (raceIds, asOf) => Promise.resolve(raceIds.map((id) => sheetOfRace(id, { asOf: asOf ?? beforeOff(30) }))), ...more,
})

export const opinionOf = (raceId: number, chances: readonly number[], more: Partial<Opinion> = {}): Opinion => ({
  raceId, asOf: beforeOff(30), madeAt: beforeOff(30), model: 'gpt-x', synthetic: false, promptVersion: 'v', runnerIds: chances.map((_, i) => 100 * raceId + i + 1), chances: Float64Array.from(chances), samples: [Float64Array.from(chances)], costUsd: 0.02, ...more,
})
export const at = (text: string): Instant => instant(text)
