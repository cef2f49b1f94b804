import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { BUILT_IN_TIERS } from '../../../access/limits/tiers'
import type { Tier } from '../../../access/tier'
import { AppError } from '../../../domain/errors'

const limit = z.number().int().min(1).max(1e12).nullable()
const tier = z.strictObject({ costPerMinute: limit, costPerDay: limit, costPerMinuteByAddress: limit, operations: limit, subscriptions: limit, connections: limit }).partial()
const file = z.record(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'names are lower-case letters, digits and hyphens'), tier)

/** Tiers of a JSON file, by name. What a tier does not say is as in the built-in one of its name, else without a limit. @throws AppError CONFIG_INVALID */
export function readTiers(path: string): Readonly<Record<string, Tier>> {
  const refuse = (problem: string, cause?: unknown): AppError => new AppError('CONFIG_INVALID', `RACEGRAPH_TIERS_FILE names ${JSON.stringify(path)}, ${problem}`, { cause })
  let text: string
  try { text = readFileSync(path, 'utf8') } catch (cause) {
    throw refuse(`which cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}): name a file that this user may read.`, cause)
  }
  let value: unknown
  try { value = JSON.parse(text) } catch (cause) { throw refuse(`which is not JSON: ${(cause as Error).message}.`, cause) }
  const parsed = file.safeParse(value)
  if (!parsed.success) throw refuse(`which is not right: ${parsed.error.issues.slice(0, 5).map(inWords).join('; ')}. It holds an object of tiers, e.g. {"club": {"costPerMinute": 500000, "operations": 20}}; null is no limit.`)
  const none = BUILT_IN_TIERS.unlimited
  return Object.fromEntries(Object.entries(parsed.data).map(([name, given]) => {
    const base: Tier = (BUILT_IN_TIERS as Readonly<Record<string, Tier>>)[name] ?? none
    return [name, { ...base, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) }]
  }))
}
const inWords = ({ path, message }: z.core.$ZodIssue): string => `${path.length === 0 ? 'the whole' : path.join('.')}: ${message}`
