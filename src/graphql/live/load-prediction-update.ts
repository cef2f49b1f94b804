import type { SqlRunner } from '../../usecases/ports'
import { raceTeller, winPredictions } from '../prediction/load-predictions'
import { sharedPredictions } from '../prediction/shared-predictions'
import type { Args, Values, Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'
import { sharedField, toldEvent } from './told-event'
import { NothingYet } from './update'

const RACE = 'SELECT scheduled_start, status FROM races WHERE id = $1'

/** The prediction that the execution is told of; made as for a query where none was published. */
export async function loadPredictionUpdate(db: SqlRunner, _parents: readonly Values[], _args: Args, wanted: Wanted, scope: Scope): Promise<readonly unknown[]> {
  const told = toldEvent(scope, 'prediction')
  const { raceId, model } = told
  const [race] = await db.rows(RACE, [raceId])
  if (race === undefined) throw new NothingYet(`race ${raceId} is not there any more`)
  const [start, status] = race as readonly [string, string]
  const outcome = (await sharedPredictions(scope, [{ raceId, start, status }], model, null)).get(raceId)
  if (outcome?.kind !== 'prediction') throw new NothingYet(outcome?.message ?? `race ${raceId} cannot be predicted`)
  const entries = await Promise.all(wanted.fields.map(async (field) => {
    switch (field.name) {
      case 'prediction': return [field.property, (await raceTeller(db, scope, [outcome], scope.now, field.wanted))(outcome)] as const
      case 'changed': return [field.property, await winPredictions(db, scope, outcome, scope.now, field.wanted)] as const
      case 'reason': return [field.property, told.event?.reason ?? null] as const
      default: return [field.property, sharedField(told, field.name)] as const
    }
  }))
  return [Object.fromEntries(entries)]
}
