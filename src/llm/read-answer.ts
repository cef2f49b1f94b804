import { Ajv2020 } from 'ajv/dist/2020'
import type { AttemptOutcome, Checked, LlmRequest } from './llm'

export type ReadText<T> = { readonly outcome: Extract<AttemptOutcome, 'ok'>; readonly value: T } | { readonly outcome: Extract<AttemptOutcome, 'semantic' | 'badJson' | 'badShape'>; readonly problem: string }

/** What does not follow the schema, in words; null where all does. Compiled for this once: schemas may name the facts of one race. */
const shapeProblem = (schema: Readonly<Record<string, unknown>>, value: unknown): string | null => {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: false, logger: false })
  try {
    const validate = ajv.compile(schema)
    return validate(value) === true ? null : ajv.errorsText(validate.errors, { dataVar: 'the answer' })
  } catch (error) { return `the schema itself cannot be used: ${error instanceof Error ? error.message : String(error)}` }
}

const checkedBy = <T>(check: (value: unknown) => Checked<T>, value: unknown, tell: (problem: string, error: unknown) => void): Checked<T> => {
  try { return check(value) } catch (error) {
    tell('a check of an answer failed itself; the answer counts as refused by it', error)
    return { ok: false, problem: 'the answer cannot be checked' }
  }
}

/** Reads the text of an answer: JSON, then the check, and where that refuses, whether it was for the shape. */
export function readText<T>(text: string, { check, schema }: Pick<LlmRequest<T>, 'check' | 'schema'>, tell: (problem: string, error: unknown) => void): ReadText<T> {
  let value: unknown
  try { value = JSON.parse(text) } catch { return { outcome: 'badJson', problem: text.trim() === '' ? 'the answer is empty' : 'the answer is not JSON' } }
  const checked = checkedBy(check, value, tell)
  if (checked.ok) return { outcome: 'ok', value: checked.value }
  const shape = shapeProblem(schema.json, value)
  return shape === null ? { outcome: 'semantic', problem: checked.problem } : { outcome: 'badShape', problem: `${checked.problem} (${shape})` }
}
