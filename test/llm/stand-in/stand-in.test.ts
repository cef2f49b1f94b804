import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020'
import { opinionPrompt } from '../../../src/commentary/opinion/opinion-prompt'
import { readSample } from '../../../src/commentary/opinion/read-sample'
import { buildCommentaryPrompt } from '../../../src/commentary/prompt/build-prompt'
import { standInAnswer } from '../../../src/llm/stand-in/answer'
import { startStandInServer, type StandInServer } from '../../../src/llm/stand-in/start-server'
import { factSheet } from '../../support/fact-sheet'
import { describeWithShared } from '../../support/shared-data'

const sheet = factSheet()
const NONCE = 'abcdefgh12'
const opinion = opinionPrompt(sheet, { sample: 0, budgetTokens: 8_000, nonce: NONCE })
const commentary = buildCommentaryPrompt(sheet, { kind: 'RUNNER', tone: 'NEUTRAL', length: 'SHORT', locale: 'en' }, { budgetTokens: 8_000, nonce: NONCE })
const body = ({ instructions, input, schema }: Pick<typeof opinion, 'instructions' | 'input' | 'schema'>, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> =>
  ({ model: 'stand-in', instructions, input: [{ role: 'user', content: input }], text: { format: { type: 'json_schema', name: schema.name, schema: schema.json, strict: true } }, store: false, max_output_tokens: 4_000, ...more })

let server: StandInServer
beforeAll(async () => { server = await startStandInServer({ now: () => 1_795_000_000_000 }) })
afterAll(() => server.close())
const post = (sent: unknown, headers: Readonly<Record<string, string>> = { authorization: 'Bearer any' }): Promise<Response> => fetch(`${server.url}/responses`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof sent === 'string' ? sent : JSON.stringify(sent) })
const eventsOf = async (sent: unknown): Promise<readonly Readonly<Record<string, unknown>>[]> => (await (await post(sent)).text()).split('\n').flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice(6)) as Readonly<Record<string, unknown>>] : []))
const textIn = (response: unknown): string => (response as { output: { content: { text: string }[] }[] }).output[0]?.content[0]?.text ?? ''

test('chances are whole numbers for every slot, and the same each time', async () => {
  const [first, second] = await Promise.all([post(body(opinion)), post(body(opinion))])
  const text = textIn(await first.json())
  expect(text).toBe(textIn(await second.json()))
  expect(readSample(4, JSON.parse(text)).ok).toBe(true)
})
test('chances go by ranks: first of all is above last of all', () => {
  const input = 'Runners: r1 r2 r3\n# form: a\nr1.1 5 (2/3)\nr2.1 9 (1/3)\nr3.1 1 (3/3)\n'
  const { p } = standInAnswer('win_chances', '', input) as { p: Record<string, number> }
  expect([p['r2'], p['r1'], p['r3']].map((one) => one ?? 0)).toEqual([...Object.values(p)].sort((a, b) => b - a))
})
test('sentences repeat facts, each of the runner that it cites, and nothing of strangers', () => {
  const { sentences } = standInAnswer('commentary', commentary.instructions, commentary.input) as { sentences: { runner: string; facts: string[]; text: string }[] }
  const facts = new Map(sheet.facts.map((fact) => [fact.id, fact]))
  expect(new Set(sentences.map(({ runner }) => runner))).toEqual(new Set(sheet.runners.filter(({ scratched }) => !scratched).map(({ slot }) => slot)))
  for (const { runner, facts: ids, text } of sentences) {
    for (const id of ids) { expect(id.startsWith(`${runner}.`)).toBe(true); expect(facts.get(id)?.untrusted).toBe(false) }
    const last = facts.get(ids.at(-1) ?? '')
    expect(text).toContain(`${last?.label ?? '-'}: ${last?.text ?? '-'}`)
  }
})
test('refuses as the API does, and says why', async () => {
  const refused = async (sent: unknown, headers?: Readonly<Record<string, string>>): Promise<readonly [number, string]> => { const response = await post(sent, headers); return [response.status, ((await response.json()) as { error: { message: string } }).error.message] }
  expect(await refused(body(opinion), {})).toEqual([401, expect.stringMatching(/API key/)])
  expect(await refused(body(opinion, { temperature: 0 }))).toEqual([400, "Unsupported parameter: 'temperature' is not supported with this model."])
  expect(await refused(body(opinion, { max_output_tokens: 15 }))).toEqual([400, expect.stringMatching(/minimum/)])
  expect(await refused('{')).toEqual([400, expect.stringMatching(/parse/)])
  expect(await refused(body(opinion, { text: { format: { type: 'json_schema', name: 'poem', schema: {}, strict: true } } }))).toEqual([400, expect.stringMatching(/no schema "poem"/)])
  expect((await fetch(`${server.url}/files`, { headers: { authorization: 'Bearer any' } })).status).toBe(404)
})
test('too few tokens give a part of the answer, which says so', async () => {
  const response = (await (await post(body(commentary, { max_output_tokens: 16 }))).json()) as { status: string; incomplete_details: unknown }
  expect(response).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } })
  expect(textIn(response)).toHaveLength(64)
})
test('a stream adds up to the whole answer', async () => {
  const whole = textIn(await (await post(body(commentary))).json())
  const events = await eventsOf(body(commentary, { stream: true }))
  expect(events.filter(({ type }) => type === 'response.output_text.delta').map(({ delta }) => delta).join('')).toBe(whole)
  expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, i) => i))
  expect(events.at(-1)?.['type']).toBe('response.completed')
})

describeWithShared('llm', 'the stand-in against what OpenAI publishes', (folder) => {
  let valid: (name: string) => ValidateFunction
  beforeAll(() => {
    const slice = JSON.parse(readFileSync(join(folder, 'responses-slice.json'), 'utf8')) as { readonly $id: string; readonly components: { readonly schemas: Record<string, { properties?: Record<string, unknown>; required?: string[]; allOf?: { properties?: Record<string, unknown>; required?: string[] }[] }> } }
    // Errata of the description: `user` and `usage` may be null, `cache_write_tokens` may be missing.
    for (const [name, schema] of Object.entries(slice.components.schemas)) {
      for (const part of [schema, ...(schema.allOf ?? [])]) {
        for (const field of ['user', 'usage']) if (part.properties?.[field] !== undefined && /Response/.test(name)) part.properties[field] = { anyOf: [part.properties[field], { type: 'null' }] }
        const details = part.properties?.['input_tokens_details'] as { required?: string[] } | undefined
        if (details?.required !== undefined) details.required = details.required.filter((field) => field !== 'cache_write_tokens')
      }
    }
    const shared = slice.components.schemas['ModelResponseProperties'] ?? slice.components.schemas['CreateModelResponseProperties']
    if (shared?.properties?.['user'] !== undefined) shared.properties['user'] = { anyOf: [shared.properties['user'], { type: 'null' }] }
    const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false })
    ajv.addSchema(slice, slice.$id)
    const compiled = new Map<string, ValidateFunction>()
    valid = (name) => { const known = compiled.get(name) ?? ajv.compile({ $ref: `${slice.$id}#/components/schemas/${name}` }); compiled.set(name, known); return known }
  })
  const problems = (name: string, value: unknown): unknown => (valid(name)(value) === true ? null : valid(name).errors?.slice(0, 4))
  test('whole responses and refusals', async () => {
    for (const sent of [body(opinion), body(commentary), body(commentary, { max_output_tokens: 16 })]) {
      expect(problems('CreateResponse', sent)).toBeNull()
      expect(problems('Response', await (await post(sent)).json())).toBeNull()
    }
    expect(problems('Response', { ...((await (await post(body(opinion))).json()) as object), output: [{ type: 'message' }] })).not.toBeNull()
    expect(problems('ErrorResponse', await (await post(body(opinion, { temperature: 1 }))).json())).toBeNull()
  })
  test('every event of a stream', async () => {
    for (const event of await eventsOf(body(commentary, { stream: true }))) expect([event['type'], problems('ResponseStreamEvent', event)]).toEqual([event['type'], null])
  })
})
