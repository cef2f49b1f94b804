import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv, { type ValidateFunction } from 'ajv'
import { sharedData } from '../shared-data'

interface Definition { allOf?: Definition[]; properties?: Record<string, Definition>; items?: Definition; $ref?: string; additionalProperties?: boolean; [word: string]: unknown }

const TYPES: Readonly<Record<string, string>> = { authentication: 'AuthenticationMessage', marketSubscription: 'MarketSubscriptionMessage', heartbeat: 'HeartbeatMessage' }
let checks: ((request: { readonly op: string }) => string | null) | null = null

/** What the published schema has against a request; null for nothing, also where the schema is not there. Fields that it does not know are held against us too. */
export function schemaProblem(request: { readonly op: string }): string | null {
  checks ??= createCheck()
  return checks(request)
}
function createCheck(): NonNullable<typeof checks> {
  const folder = sharedData('betfair')
  if (folder === null) return () => null
  const { definitions } = JSON.parse(readFileSync(join(folder, 'ESASwaggerSchema.json'), 'utf8')) as { readonly definitions: Record<string, Definition> }
  const flat = (definition: Definition): Definition => {
    const resolved = definition.$ref === undefined ? definition : definitions[definition.$ref.replace('#/definitions/', '')] ?? {}
    const { allOf, properties, items, ...rest } = resolved
    const all = { ...allOf?.reduce<Record<string, Definition>>((found, part) => ({ ...found, ...flat(part).properties }), {}), ...properties }
    const own = Object.keys(all).length === 0 ? {} : { properties: Object.fromEntries(Object.entries(all).map(([name, property]) => [name, flat(property)])), additionalProperties: false }
    delete rest['discriminator']
    return { ...rest, ...own, ...(items === undefined ? {} : { items: flat(items) }) }
  }
  const ajv = new Ajv({ strict: false, formats: { int32: true, int64: true, double: true } })
  const compiled = new Map<string, ValidateFunction>()
  return (request) => {
    const type = TYPES[request.op]
    if (type === undefined) return `${request.op} is no request`
    const validate = compiled.get(type) ?? ajv.compile(flat(definitions[type] ?? {}))
    compiled.set(type, validate)
    const isRight: boolean = validate(request)
    return isRight ? null : `${type}: ${ajv.errorsText(validate.errors)}`
  }
}
