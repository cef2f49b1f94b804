import { AppError } from '../../domain/errors'
import { isModel } from '../../usecases/predict-races'
import type { LedgerEntry, SqlRunner } from '../../usecases/ports'
import { plainText } from '../filter/plain-text'
import { toGlobalId } from '../node/global-id'
import type { Args, Values, Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'

const MOST = 200
const iso = (at: number): string => new Date(at).toISOString()

/** Which entries a name means: those of a model, of one version of it, or all for null. An alias stands for the model that it points at now. */
async function meant({ models }: Scope, model: string | null): Promise<{ readonly name: string | null; readonly version: number | null }> {
  if (model === null) return { name: null, version: null }
  const [, name, version] = /^(.*)@(\d{1,9})$/.exec(plainText('model', model, 100)) ?? []
  if (name !== undefined) return { name, version: Number(version) }
  const found = await models.resolve(model)
  return { name: isModel(found) ? found.card.name : model, version: null }
}

const entryValue = ({ sequence, hash, model, featureSet, asOf, marketAt, generatedAt, runnerIds, chances }: LedgerEntry): object => ({
  sequence, hash, modelName: model.name, modelVersion: model.version, featureSet, asOf: iso(asOf), marketAsOf: iso(marketAt), generatedAt: iso(generatedAt),
  chances: runnerIds.map((runnerId, i) => ({ runnerId: toGlobalId('Runner', runnerId), runner: runnerId, probability: chances[i] as number })).sort((a, b) => b.probability - a.probability || a.runner - b.runner),
})

/** What was served of each race, the newest first. Parents are `[race id]`. */
export async function loadPredictionHistory(_db: SqlRunner, parents: readonly Values[], args: Args, _wanted: Wanted, scope: Scope): Promise<readonly (readonly object[])[]> {
  const first = (args['first'] ?? 20) as number
  if (first < 1 || first > MOST) throw new AppError('BAD_USER_INPUT', `predictionHistory: first is ${first}; ask for 1 to ${MOST}.`)
  const { name, version } = await meant(scope, (args['model'] ?? null) as string | null)
  const races = await scope.ledger.history(parents.map(([raceId]) => raceId as number), name)
  return parents.map(([raceId]) => [...(races.get(raceId as number) ?? [])].reverse().filter(({ model }) => version === null || model.version === version).slice(0, first).map(entryValue))
}
