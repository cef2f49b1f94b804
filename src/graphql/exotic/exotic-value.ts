import { AppError } from '../../domain/errors'
import { formatOdds } from '../../domain/odds'
import type { OddsFormat } from '../../domain/vocabulary'
import { exoticChances, type ExoticChance, type ExoticType } from '../../usecases/order-of-finish'
import type { FullPrediction } from '../../usecases/predict-races'
import { toGlobalId } from '../node/global-id'
import type { WantedField } from '../read/mapping'

const MOST = 100

function valueOf(type: ExoticType, { runnerIds, chance, fairOdds }: ExoticChance, { name, args }: WantedField): unknown {
  switch (name) {
    case 'type': return type
    case 'runnerIds': return runnerIds.map((id) => toGlobalId('Runner', id))
    case 'runners': return [...runnerIds]
    case 'fairOdds': return formatOdds(fairOdds, (args['format'] ?? 'DECIMAL') as OddsFormat)
    default: return chance
  }
}

/** The likeliest combinations with what is selected of them. Throws BAD_USER_INPUT for a number that cannot be. */
export function exoticsValue(prediction: FullPrediction, { args, wanted }: WantedField): readonly Record<string, unknown>[] {
  const [type, first] = [args['type'] as ExoticType, (args['first'] ?? 10) as number]
  if (first < 1 || first > MOST) throw new AppError('BAD_USER_INPUT', `exotics: first is ${first}; ask for 1 to ${MOST}.`)
  return exoticChances(prediction, type, first).map((one) => Object.fromEntries(wanted.fields.map((field) => [field.property, valueOf(type, one, field)])))
}
