/** What a sentence may be about: the race, or the runner in a slot. */
export const RACE = 'race'

export interface AnswerSchema { readonly name: string; readonly json: Readonly<Record<string, unknown>> }
const schemas = new Map<number, AnswerSchema>()
const strict = (properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false })

/** The strict schema of an answer: it depends on the number of runners alone, so that providers keep it. What is cited stands before what is said. */
export function sentenceSchema(runners: number): AnswerSchema {
  const known = schemas.get(runners)
  if (known !== undefined) return known
  const slots = [RACE, ...Array.from({ length: runners }, (_, i) => `r${i + 1}`)]
  const schema: AnswerSchema = { name: 'commentary', json: strict({ sentences: { type: 'array', items: strict({ runner: { type: 'string', enum: slots }, facts: { type: 'array', items: { type: 'string' } }, text: { type: 'string' } }) } }) }
  schemas.set(runners, schema)
  return schema
}
