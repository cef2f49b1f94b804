import { summarise } from '../../domain/record'
import type { Args, Values, Wanted, WantedField } from '../read/mapping'
import { horseField } from './horse-fields'
import { loadHistories, type DatedRun } from './load-histories'
import { loadPeople, type Person, type PersonSummary, type Window } from './load-people'
import type { SqlRunner } from '../../usecases/ports'

const YEAR_DAYS = 365
const FORTNIGHT_DAYS = 14
type PeopleField = 'jockeyAE' | 'trainerAE' | 'comboAE' | 'trainerLast14Days'

const PEOPLE: Readonly<Record<PeopleField, Omit<Window, 'asOf'>>> = {
  jockeyAE: { by: 'jockey', days: YEAR_DAYS }, trainerAE: { by: 'trainer', days: YEAR_DAYS }, comboAE: { by: 'both', days: YEAR_DAYS }, trainerLast14Days: { by: 'trainer', days: FORTNIGHT_DAYS },
}
const isPeopleField = (name: string): name is PeopleField => name in PEOPLE
const asOfIn = (args: Args): string | null => (args['asOf'] ?? null) as string | null

type People = ReadonlyMap<PeopleField, readonly PersonSummary[]>
async function loadAllPeople(db: SqlRunner, people: readonly Person[], asOf: string | null, wanted: Wanted): Promise<People> {
  const found = new Map<PeopleField, readonly PersonSummary[]>()
  for (const name of Object.keys(PEOPLE) as PeopleField[]) {
    if (wanted.has(name)) found.set(name, await loadPeople(db, people, { ...PEOPLE[name], asOf }))
  }
  return found
}

/** Null for a field of a person who is not booked. */
function peopleField(name: PeopleField, person: Person, summary: PersonSummary | undefined): unknown {
  if (name === 'trainerLast14Days') return person.trainerId === null ? null : (summary?.record ?? null)
  return summary?.ae ?? null
}

interface Race { readonly venueId: number; readonly distanceM: number | null; readonly jockeyId: number | null }
function runnerField(field: WantedField, runs: readonly DatedRun[], race: Race): unknown {
  const here = (run: DatedRun): boolean => run.venueId === race.venueId
  const thisFar = (run: DatedRun): boolean => race.distanceM !== null && run.distanceM === race.distanceM
  switch (field.name) {
    case 'track': return summarise(runs.filter(here))
    case 'distance': return summarise(runs.filter(thisFar))
    case 'trackDistance': return summarise(runs.filter((run) => here(run) && thisFar(run)))
    case 'jockeyOnHorse': return summarise(race.jockeyId === null ? [] : runs.filter((run) => run.jockeyId === race.jockeyId))
    default: return horseField(field, runs)
  }
}

/**
 * Statistics of each runner before its race, or before `asOf` when that is earlier. One statement for what the horses did
 * and one for each field about people, whatever the number of runners; none that nobody asks for.
 * Parents are `[horse id, race start, jockey id, trainer id, venue id, distance]`.
 */
export async function loadRunnerStatistics(db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted): Promise<readonly unknown[]> {
  const asOf = asOfIn(args)
  const people = parents.map(([, before, jockeyId, trainerId]): Person => ({ jockeyId, trainerId, before }))
  const found = await loadAllPeople(db, people, asOf, wanted)
  const histories = wanted.fields.some((field) => !isPeopleField(field.name)) ? await loadHistories(db, parents.map(([horseId, before]) => ({ horseId, before })), asOf) : []
  return parents.map(([, , jockeyId, , venueId, distanceM], i) => Object.fromEntries(wanted.fields.map((field) => [
    field.property,
    isPeopleField(field.name) ? peopleField(field.name, people[i] as Person, found.get(field.name)?.[i]) : runnerField(field, histories[i] ?? [], { venueId, distanceM, jockeyId }),
  ])))
}

/** Statistics of each horse, over everything known or known before `asOf`; one statement. Parents are `[horse id]`. */
export async function loadHorseStatistics(db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted): Promise<readonly unknown[]> {
  const histories = await loadHistories(db, parents.map(([horseId]) => ({ horseId, before: 'infinity' })), asOfIn(args))
  return histories.map((runs) => Object.fromEntries(wanted.fields.map((field) => [field.property, horseField(field, runs)])))
}
