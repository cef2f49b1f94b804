export interface OpinionSchema { readonly name: string; readonly json: Readonly<Record<string, unknown>> }

/** Thousandths. */
export const WHOLE = 1_000
const schemas = new Map<number, OpinionSchema>()
const strict = (properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false })
export const slotsOf = (runners: number): readonly string[] => Array.from({ length: runners }, (_, i) => `r${i + 1}`)

/** The strict schema of an answer, `{ p: { r1, r2, ... } }`: a whole number for each slot and no other key. It depends on the number of runners alone, so that providers keep it. */
export function opinionSchema(runners: number): OpinionSchema {
  const known = schemas.get(runners)
  if (known !== undefined) return known
  const schema: OpinionSchema = { name: 'win_chances', json: strict({ p: strict(Object.fromEntries(slotsOf(runners).map((slot) => [slot, { type: 'integer', minimum: 0, maximum: WHOLE }]))) }) }
  schemas.set(runners, schema)
  return schema
}
