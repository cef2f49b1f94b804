import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020'
import { KNOWN_MODELS } from '../../src/llm/known-models'
import { EFFORTS, VERBOSITIES } from '../../src/llm/llm'
import { effortFor, traitsOf, verbosityFor } from '../../src/llm/models'
import { requestOf } from '../../src/llm/openai-request'
import type { Ask } from '../../src/llm/provider'
import { SCHEMA } from '../support/llm/policy-bench'
import { describeWithShared } from '../support/shared-data'

describeWithShared('llm', 'requests as OpenAI publishes them', (folder) => {
  let valid: ValidateFunction
  beforeAll(() => {
    const slice = JSON.parse(readFileSync(join(folder, 'responses-slice.json'), 'utf8')) as { readonly $id: string }
    const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false, allErrors: false })
    ajv.addSchema(slice, slice.$id)
    valid = ajv.compile({ $ref: `${slice.$id}#/components/schemas/CreateResponse` })
  })
  const problem = (request: unknown): string | null => (valid(JSON.parse(JSON.stringify(request))) === true ? null : JSON.stringify(valid.errors))
  const ask = (more: Partial<Ask> = {}): Ask => ({ model: 'gpt-5.6-terra', effort: 'low', verbosity: 'low', instructions: 'Answer.', input: [{ role: 'user', content: 'Which?' }], schema: { name: 'win', json: SCHEMA }, maxOutputTokens: 1_000, cacheKey: 'win-1', ...more })

  test('every model with every effort and verbosity, first and asked again, whole and streamed', () => {
    for (const { id } of [...KNOWN_MODELS, { id: 'gpt-8-nova' }]) {
      for (const effort of EFFORTS) for (const verbosity of VERBOSITIES) {
        const request = requestOf(ask({ model: id, effort: effortFor(traitsOf(id), effort), verbosity: verbosityFor(traitsOf(id), verbosity) }))
        expect([id, effort, problem(request)]).toEqual([id, effort, null])
        expect(Object.keys(request).filter((key) => ['temperature', 'top_p', 'top_logprobs', 'seed', 'tools', 'previous_response_id', 'conversation', 'metadata'].includes(key))).toEqual([])
      }
    }
    const again = ask({ input: [{ role: 'user', content: 'Which?' }, { role: 'assistant', content: '{"win":3}' }, { role: 'user', content: 'Again.' }] })
    expect(problem({ ...requestOf(again), stream: true, stream_options: { include_obfuscation: false } })).toBeNull()
  })
  test('fewer tokens than the API takes are not asked for', () => {
    expect(requestOf(ask({ maxOutputTokens: 3 })).max_output_tokens).toBe(16)
    expect(problem({ ...requestOf(ask()), max_output_tokens: 15 })).toMatch(/minimum/)
  })
})
