import type { PublishedPrediction } from '../../domain/live-event'
import type { FullPrediction } from '../predict-races'

/** A prediction as it travels: `graphql/live/published.ts` makes it whole again. */
export function publishedOf({ card, featureSet, asOf, marketAt, generatedAt, stale, runnerIds, chances, inputs, blend }: FullPrediction): PublishedPrediction {
  const all = new Float64Array(inputs.length * runnerIds.length)
  inputs.forEach((column, f) => { all.set(column, f * runnerIds.length) })
  return {
    model: { name: card.name, version: card.version }, featureSet, asOf, marketAt, generatedAt, stale, runnerIds, chances: [...chances],
    inputs: Buffer.from(all.buffer, all.byteOffset, all.byteLength).toString('base64'), ...(blend !== null && { blend }),
  }
}
