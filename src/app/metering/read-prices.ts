import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from '../../domain/errors'
import { PRICED, type Prices } from '../../usecases/metering/invoice'

const price = z.number().min(0).max(1e9).optional()
const FILE = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/u, 'three capital letters, as in ISO 4217'),
  tiers: z.record(z.string(), z.strictObject(Object.fromEntries(PRICED.map((part) => [part, price])) as Record<(typeof PRICED)[number], typeof price>)),
})

/** Prices of RACEGRAPH_PRICES_FILE; null without one. @throws AppError CONFIG_INVALID */
export function readPrices(path: string | null): Prices | null {
  if (path === null) return null
  let text: string
  try { text = readFileSync(path, 'utf8') } catch (cause) { throw new AppError('CONFIG_INVALID', `The file of RACEGRAPH_PRICES_FILE, ${path}, cannot be read: ${(cause as Error).message}.`, { cause }) }
  let json: unknown
  try { json = JSON.parse(text) } catch (cause) { throw new AppError('CONFIG_INVALID', `The file of RACEGRAPH_PRICES_FILE, ${path}, is not JSON: ${(cause as Error).message}.`, { cause }) }
  const read = FILE.safeParse(json)
  if (!read.success) throw new AppError('CONFIG_INVALID', `The file of RACEGRAPH_PRICES_FILE, ${path}, is not right: ${read.error.issues.map(({ path: at, message }) => `${at.join('.') || 'the file'}: ${message}`).join('; ')}. docs/access/metering.md describes it.`)
  return read.data
}
