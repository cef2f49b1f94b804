import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses'
import type { Ask } from './provider'

/** The least that the API takes. */
const LEAST_OUTPUT = 16

/** The body of a request: nothing is kept at the provider, no tools, no sampling parameters, which these models do not have. */
export const requestOf = ({ model, effort, verbosity, instructions, input, schema, maxOutputTokens, cacheKey }: Ask): ResponseCreateParamsNonStreaming => ({
  model, instructions, store: false,
  input: input.map(({ role, content }) => ({ role, content })),
  ...(effort === null ? {} : { reasoning: { effort } }),
  text: { format: { type: 'json_schema', name: schema.name, strict: true, schema: schema.json }, ...(verbosity === null ? {} : { verbosity }) },
  max_output_tokens: Math.max(LEAST_OUTPUT, maxOutputTokens),
  prompt_cache_key: cacheKey,
})
