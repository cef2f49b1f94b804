import type { LlmFailure } from '../../llm/llm'

/** Why the template speaks, as anyone may read it: what a provider says is for logs. */
const WORDS: Readonly<Record<LlmFailure, string>> = {
  refused: 'the model declined to write it', incomplete: 'the answer of the model was cut off', invalid: 'too little of what the model wrote was borne out by the facts', unavailable: 'the model could not be reached',
  budgetExceeded: 'what may be spent on models in a day is spent', cancelled: 'the model was stopped',
}
export const fellBackFor = (outcome: LlmFailure): string => WORDS[outcome]
export const BUSY = 'too many commentaries are being written'
export const TOO_LARGE = 'the field is too large for what may be told to the model'
