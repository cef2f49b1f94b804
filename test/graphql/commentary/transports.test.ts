import { createClient as createStreams } from 'graphql-sse'
import { createClient as createSockets } from 'graphql-ws'
import { WebSocket } from 'ws'
import type { ScriptedAnswer } from '../../../src/llm/scripted-client'
import { liveRace, type LiveRace } from '../../support/live-groups'
import { gate, heldAnswer, modelDesk, type ModelDesk } from '../../support/model-desk'
import { serveLive, type ServedLive } from '../../support/serve-live'

interface Update { readonly snapshot: boolean; readonly done: boolean; readonly source: string | null; readonly synthetic: boolean; readonly sentences: readonly { readonly text: string }[] }
interface Message { readonly data?: { readonly commentaryStream: Update } | null; readonly errors?: unknown }
const QUERY = 'subscription ($race: ID!, $kind: CommentaryKind) { commentaryStream(raceId: $race, kind: $kind, length: SHORT) { snapshot done source synthetic sentences { text } } }'

let server: ServedLive
let race: LiveRace
let model: ModelDesk
let answer: (signal: AbortSignal | undefined) => ScriptedAnswer
beforeAll(async () => {
  server = await serveLive({}, 0, { own: true, commentary: (pool, now) => (model = modelDesk(pool, now, ({ signal }) => answer(signal))).desk })
  race = await liveRace(server, 'S1-1')
})
afterEach(async () => {
  await server.rows('TRUNCATE commentaries')
  await server.rows('UPDATE runners SET weight_kg = weight_kg + 0.5 WHERE race_id = $1', [race.race])
})
afterAll(() => server.close())

interface Heard { readonly updates: Update[]; readonly completed: Promise<void>; until(count: number): Promise<void>; leave(): void; readonly errors: unknown[] }
type Sink = { next(message: Message): void; error(cause: unknown): void; complete(): void }
function hear(subscribe: (variables: Record<string, unknown>, sink: Sink) => () => void, variables: Record<string, unknown>): Heard {
  const [updates, errors, waiting]: [Update[], unknown[], (() => void)[]] = [[], [], []]
  const wake = (): void => { for (const one of waiting.splice(0)) one() }
  let complete: () => void = () => undefined
  const completed = new Promise<void>((resolve) => { complete = resolve })
  const leave = subscribe(variables, {
    next: ({ data, errors: told }) => { if (data) updates.push(data.commentaryStream); if (told !== undefined) errors.push(told); wake() },
    error: (cause) => { errors.push(cause); complete(); wake() }, complete: () => { complete(); wake() },
  })
  return { updates, errors, completed, leave, until: async (count) => { while (updates.length < count) await new Promise<void>((resolve) => { waiting.push(resolve) }) } }
}
const transports = {
  'graphql-ws': (variables: Record<string, unknown>): Heard => hear((asked, sink) => {
    const client = createSockets({ url: server.url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 })
    const leave = client.subscribe({ query: QUERY, variables: asked }, sink as never)
    return () => { leave(); void client.dispose() }
  }, variables),
  'server-sent events': (variables: Record<string, unknown>): Heard => hear((asked, sink) => {
    const client = createStreams({ url: `${server.url}/stream`, retryAttempts: 0 })
    const leave = client.subscribe({ query: QUERY, variables: asked }, sink as never)
    return () => { leave(); client.dispose() }
  }, variables),
}

describe.each(Object.entries(transports))('over %s', (_name, open) => {
  test('sentences come as they are written, and the subscription completes', async () => {
    const door = gate()
    const made = heldAnswer(await model.sheet(race.race), door.passed)
    answer = () => made
    const heard = open({ race: race.id })
    await heard.until(1)
    expect(heard.updates).toEqual([{ snapshot: true, done: false, source: 'MODEL', synthetic: true, sentences: [{ text: 'There are 2 runners in the field.' }] }])
    door.open()
    await heard.completed
    expect(heard.errors).toEqual([])
    expect(heard.updates.at(-1)).toMatchObject({ snapshot: false, done: true, source: 'MODEL' })
    expect(heard.updates.flatMap(({ sentences }) => sentences)).toHaveLength(3)
    expect(server.groups.size).toBe(0)
    heard.leave()
  })

  test('whoever leaves stops the model', async () => {
    const door = gate()
    const made = heldAnswer(await model.sheet(race.race), door.passed)
    const stopped = new Promise<void>((resolve) => { answer = (signal) => { signal?.addEventListener('abort', () => { resolve() }); return made } })
    const heard = open({ race: race.id })
    await heard.until(1)
    heard.leave()
    await stopped
    door.open()
  })

  test('what there is nothing of fails in words', async () => {
    const heard = open({ race: race.id, kind: 'REVIEW' })
    await heard.completed
    expect(JSON.stringify([heard.errors, heard.updates])).toMatch(/There is no review of race .*NOT_FOUND/)
    heard.leave()
  })
})
