import type { SqlRunner } from '../../usecases/ports'
import type { Args, Values, Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'
import { sharedField, toldEvent } from './told-event'
import { NothingYet } from './update'

const STATUS = 'SELECT status FROM races WHERE id = $1'

/** What happened to the race that the execution is told of, or how it stands. */
export async function loadRaceUpdate(db: SqlRunner, _parents: readonly Values[], _args: Args, wanted: Wanted, scope: Scope): Promise<readonly unknown[]> {
  const told = toldEvent(scope, 'race')
  const status = told.event?.status ?? (await db.rows(STATUS, [told.raceId]))[0]?.[0]
  if (status === undefined) throw new NothingYet(`race ${told.raceId} is not there any more`)
  return [Object.fromEntries(wanted.fields.map(({ property, name }) => [property, name === 'status' ? status : name === 'event' ? told.event?.change?.id ?? null : name === 'snapshot' ? told.event === null : sharedField(told, name)]))]
}
