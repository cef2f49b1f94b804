import { z } from 'zod'
import { AppError } from '../../domain/errors'
import { FEATURES, type FeatureName } from '../../features/registry'
import { fromFolder, intoFolder, MODEL_JSON, readModelJson, toModelJson } from '../artefact/model-json'
import { oncePerBatch } from '../data/kept-batch'
import { rowCount, type RaceBatch } from '../data/race-table'
import type { Contributions, LoadModel, Model, ModelFiles } from '../model'

/** One model of a pool: its part in the scores of the pool, and the power that it alone would have. */
export interface PoolMember { readonly model: Model; readonly weight: number; readonly power: number }

const FORMAT = z.strictObject({
  kind: z.literal('pool'),
  members: z.array(z.strictObject({ kind: z.string(), weight: z.number(), power: z.number() })).min(1),
})

/**
 * Logarithmic pool: scores are the sum of weight x ln chance of the members. Those without weight are left out, and stay with whoever
 * made them; the others are disposed of with the pool. A race of which one member can tell nothing has no scores.
 * @throws RangeError without members
 */
export function poolOf(all: readonly PoolMember[]): Model {
  if (all.length === 0) throw new RangeError('a pool has members')
  const weighted = all.filter(({ weight }) => weight !== 0)
  const members = weighted.length === 0 ? all.slice(0, 1) : weighted
  const read = new Set(members.flatMap(({ model }) => model.features))
  return {
    kind: 'pool', features: FEATURES.flatMap(({ name }) => (read.has(name) ? [name] : [])),
    scores: (batch) => sumOf(batch, members),
    members: (batch) => scoresOf(batch, members).map((scores, at) => scores.map((score) => (members[at] as PoolMember).power * score)),
    contributions: (batch) => contributionsOf(batch, members),
    save: () => save(members),
    dispose: () => { for (const { model } of members) model.dispose() },
  }
}

const memberScores = oncePerBatch<readonly PoolMember[], readonly Float64Array[]>()
const scoresOf = (batch: RaceBatch, members: readonly PoolMember[]): readonly Float64Array[] => memberScores(batch, members, () => members.map(({ model }) => model.scores(batch)))
function sumOf(batch: RaceBatch, members: readonly PoolMember[]): Float64Array {
  const sum = new Float64Array(rowCount(batch))
  // A weight of 0 times NaN is NaN, which is right here: the one member of a pool that says nothing still has to be able to tell.
  scoresOf(batch, members).forEach((scores, at) => {
    const { weight } = members[at] as PoolMember
    scores.forEach((score, row) => { sum[row] = (sum[row] as number) + weight * score })
  })
  return sum
}

/** Null unless all members have theirs. */
function contributionsOf(batch: RaceBatch, members: readonly PoolMember[]): Contributions | null {
  const parts = []
  for (const { model, weight } of members) {
    const part = model.contributions(batch)
    if (part === null) return null
    parts.push({ ...part, weight })
  }
  const said = new Set(parts.flatMap(({ features }) => features))
  const features: readonly FeatureName[] = FEATURES.flatMap(({ name }) => (said.has(name) ? [name] : []))
  const place = new Map(features.map((name, at) => [name, at]))
  const [rows, width] = [rowCount(batch), features.length]
  const values = new Float64Array(rows * width)
  for (const part of parts) {
    const places = part.features.map((name) => place.get(name) ?? 0)
    for (let row = 0; row < rows; row++) places.forEach((at, f) => { values[row * width + at] = (values[row * width + at] as number) + part.weight * (part.values[row * places.length + f] as number) })
  }
  return { features, values, baseline: parts.reduce((sum, { weight, baseline }) => sum + weight * baseline, 0), ...(parts.some(({ integrated }) => integrated === true) && { integrated: true }) }
}

const folderOf = (at: number): string => `members/${at}`
const save = (members: readonly PoolMember[]): ModelFiles => new Map([
  [MODEL_JSON, toModelJson({ kind: 'pool', members: members.map(({ model, weight, power }) => ({ kind: model.kind, weight, power })) } satisfies z.infer<typeof FORMAT>)] as const,
  ...members.flatMap(({ model }, at) => [...intoFolder(folderOf(at), model.save())]),
])

/** @param load reads a member, whatever its kind */
export async function loadPool(files: ModelFiles, load: LoadModel): Promise<Model> {
  const { members } = readModelJson(files, FORMAT)
  const loaded: PoolMember[] = []
  try {
    for (const [at, { kind, weight, power }] of members.entries()) {
      const model = await load(fromFolder(folderOf(at), files))
      loaded.push({ model, weight, power })
      if (model.kind !== kind) throw new AppError('CONFIG_INVALID', `${folderOf(at)} holds a model of kind ${model.kind} and the pool expects ${kind}: get or train it anew`)
    }
  } catch (cause) {
    for (const { model } of loaded) model.dispose()
    throw cause
  }
  return poolOf(loaded)
}
