import { z } from 'zod'
import { AppError } from '../../../domain/errors'

/** Highest decimal price that is taken. */
const HIGHEST_PRICE = 100_000

const raceById = z.strictObject({ id: z.string().min(1).max(64).describe('Id of the race as the graph gives it.') })
const raceByPlace = z.strictObject({
  venue: z.string().min(1).max(100).describe('Name or code of the venue; common spellings of it are known.'),
  date: z.iso.date().describe('Local date of the meeting, YYYY-MM-DD.'),
  number: z.int().min(1).max(40).describe('Number of the race in the meeting.'),
})
const runner = z.strictObject({
  number: z.int().min(1).max(99).optional().describe('Saddle-cloth number. A number or a name is needed; both must be of one runner.'),
  name: z.string().min(1).max(100).optional().describe('Name of the horse.'),
  price: z.number().min(1.01).max(HIGHEST_PRICE).nullish().describe('Decimal odds, stake included. Null or left out: no price is offered.'),
  scratched: z.boolean().default(false).describe('The runner is out.'),
}).refine(({ number, name }) => number !== undefined || name !== undefined, 'a number or a name is needed')
const race = z.strictObject({
  race: z.union([raceById, raceByPlace]).describe('Which race: by its id, or by venue, date and number.'),
  market: z.enum(['WIN', 'PLACE']).default('WIN').describe('What the prices are for.'),
  status: z.enum(['OPEN', 'SUSPENDED', 'CLOSED']).default('OPEN').describe('How the market stands. A race that is left out of the document stays as it was.'),
  runners: z.array(runner).min(1).max(60).describe('All runners of the market: one that is left out has no price any more.'),
})
export const priceDocument = z.strictObject({
  $schema: z.string().optional().describe('Path of this schema, for editors.'),
  format: z.literal('racegraph-prices/1').describe('Names this format and its version.'),
  publishedAt: z.iso.datetime({ offset: true }).describe('When these prices were true at the source. RFC 3339 with its zone. An older document than the last one of the same bookmaker and market is let be.'),
  bookmaker: z.string().min(1).max(60).optional().describe('Who offers the prices. Left out: whom the settings of the feed name.'),
  races: z.array(race).min(1).max(200).describe('Prices by race.'),
}).describe('Fixed-odds prices of races, each race whole.')

export type PriceDocument = z.infer<typeof priceDocument>
export type PricedRace = PriceDocument['races'][number]

/** The text of `schema/prices.schema.json`. */
export const priceSchemaText = (): string => {
  const { $schema, ...schema } = z.toJSONSchema(priceDocument, { io: 'input' })
  return `${JSON.stringify({ $schema, $id: 'prices.schema.json', title: 'racegraph fixed-odds prices', ...schema }, null, 2)}\n`
}
const MOST_PROBLEMS = 5

/** @throws AppError BAD_USER_INPUT that names the places (JSON pointers) and what is wrong there */
export const readPriceDocument = (json: unknown): PriceDocument => {
  const { success, data, error } = priceDocument.safeParse(json)
  if (success) return data
  const problems = error.issues.map(({ path, message }) => `/${path.map(String).join('/')}: ${message}`)
  const more = problems.length - MOST_PROBLEMS
  throw new AppError('BAD_USER_INPUT', `The prices do not follow schema/prices.schema.json: ${problems.slice(0, MOST_PROBLEMS).join('; ')}${more > 0 ? `; and ${more} more` : ''}.`)
}
