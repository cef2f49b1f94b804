import Ajv2020, { type ErrorObject } from 'ajv/dist/2020'
import { fullFormats } from 'ajv-formats/dist/formats'
import racecardSchema from '../../../schema/racecard.schema.json'
import resultsSchema from '../../../schema/results.schema.json'
import type { CardFile } from './card-file'
import { nearestWord } from './nearest-word'
import { shown, step, type Problem } from './problem'

/** Years that the database takes, less one at either end for zones. */
const FIRST_YEAR = 1701
const LAST_YEAR = 2198
const ofTheStandard = (name: 'date' | 'date-time', text: string): boolean => (fullFormats[name] as { validate: (text: string) => boolean }).validate(text)
const inReach = (text: string): boolean => Number(text.slice(0, 4)) >= FIRST_YEAR && Number(text.slice(0, 4)) <= LAST_YEAR
function isDay(text: string): boolean { return ofTheStandard('date', text) && inReach(text) }
/** RFC 3339, less leap seconds, which neither JavaScript nor PostgreSQL keeps. */
function isInstant(text: string): boolean { return ofTheStandard('date-time', text) && inReach(text) && !Number.isNaN(Date.parse(text)) }

const SCHEMAS = { racecard: racecardSchema, results: resultsSchema }
let shared: Ajv2020 | undefined
/** Made when the first file comes: a server that is given none does not compile the schemas. */
function ajvOfCards(): Ajv2020 {
  if (shared) return shared
  shared = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true })
  shared.addFormat('date', isDay)
  shared.addFormat('date-time', isInstant)
  return shared.addSchema(racecardSchema)
}

/** Holds a file against its schema. Gives the file typed, or everything that is wrong with it. */
export function validateFile(kind: 'racecard' | 'results', json: unknown): { readonly file: CardFile } | { readonly problems: readonly Problem[] } {
  const validate = ajvOfCards().compile<CardFile>(SCHEMAS[kind])
  if (!validate(json)) return { problems: (validate.errors ?? []).map(explain) }
  const problems = unstorable(json, '')
  return problems.length > 0 ? { problems } : { file: json }
}

type Schema = { readonly description?: string; readonly examples?: readonly unknown[]; readonly properties?: Readonly<Record<string, Schema>>; readonly $ref?: string }

function explain(error: ErrorObject): Problem {
  const { instancePath, keyword, params, data } = error
  const schema = (error.parentSchema ?? {}) as Schema
  const known = Object.keys(schema.properties ?? {})
  switch (keyword) {
    case 'additionalProperties': {
      const name = String(params['additionalProperty'])
      const nearest = nearestWord(name, known)
      return { pointer: instancePath + step(name), found: `unknown property "${name}"`, expected: nearest === null ? `one of ${known.join(', ')}` : `"${nearest}"` }
    }
    case 'required': return { pointer: instancePath, found: `no "${String(params['missingProperty'])}"`, expected: `"${String(params['missingProperty'])}"${told(schema.properties?.[String(params['missingProperty'])])}` }
    case 'minProperties': return { pointer: instancePath, found: 'an empty object', expected: `at least one of ${known.join(', ')}` }
    case 'enum': {
      const words = (params['allowedValues'] as readonly unknown[]).map(String)
      const nearest = nearestWord(String(data), words)
      return { pointer: instancePath, found: shown(data), expected: nearest === null ? `one of ${words.join(', ')}` : `"${nearest}" (or another of ${words.length})` }
    }
    default: return { pointer: instancePath, found: shown(data), expected: requirement(keyword, params, schema) }
  }
}

const REQUIREMENTS: Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => string>> = {
  type: ({ type }) => `${Array.isArray(type) ? type.join(' or ') : String(type)}`,
  const: ({ allowedValue }) => shown(allowedValue),
  minimum: ({ limit }) => `${String(limit)} or more`,
  maximum: ({ limit }) => `${String(limit)} or less`,
  minLength: ({ limit }) => `text of ${String(limit)} character or more`,
  maxLength: ({ limit }) => `text of at most ${String(limit)} characters`,
  minItems: ({ limit }) => `at least ${String(limit)} item`,
  maxItems: ({ limit }) => `at most ${String(limit)} items`,
  uniqueItems: () => 'no item twice',
  format: ({ format }) => format === 'date-time' ? 'an instant with its zone' : 'a day as YYYY-MM-DD',
  pattern: () => 'another form',
}

const requirement = (keyword: string, params: Readonly<Record<string, unknown>>, schema: Schema): string => (REQUIREMENTS[keyword]?.(params) ?? keyword) + told(schema)

function told(schema: Schema | undefined): string {
  const example = schema?.examples?.[0]
  const parts = [schema?.description, example === undefined ? undefined : `e.g. ${shown(example)}`].filter((part) => part !== undefined)
  return parts.length === 0 ? '' : ` (${parts.join(' ')})`
}

/** PostgreSQL takes neither NUL nor half a surrogate pair in text. */
function unstorable(value: unknown, pointer: string): Problem[] {
  if (typeof value === 'string') return /[\0\u{D800}-\u{DFFF}]/u.test(value) ? [{ pointer, found: shown(value), expected: 'text without NUL and without broken Unicode' }] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => unstorable(part, pointer + step(key)))
}
