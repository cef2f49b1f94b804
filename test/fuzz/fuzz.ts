import { parse, validate, type GraphQLSchema } from 'graphql'
import { documentedCodes } from './codes'
import { drawFrom, type Draw } from './draw'
import { judge, summary } from './judge'
import { allKinds } from './kinds/all-kinds'
import type { Kind } from './kinds/kind'
import { minimise } from './minimise'
import { describeRequest, isRaw, type FuzzRequest } from './request'
import { createSender, type Answer, type Sender } from './send'
import { createSource } from './source'

export interface FuzzOptions {
  readonly origin: string
  readonly schema: GraphQLSchema
  readonly runs: number
  readonly seed: number
  readonly connections?: number
  readonly patienceMs?: number
  /** What else is wrong with an answer here. */
  readonly alsoJudge?: (answer: Answer) => readonly string[]
  readonly progress?: (done: number, failures: number) => void
}
export interface Failure {
  readonly kind: string
  readonly problem: string
  /** How many requests failed so. */
  count: number
  /** The smallest request found, and its answer. */
  readonly reproduction: string
}
export interface FuzzReport {
  readonly seed: number
  readonly runs: number
  readonly seconds: number
  readonly byKind: Readonly<Record<string, number>>
  readonly byStatus: Readonly<Record<string, number>>
  readonly byCode: Readonly<Record<string, number>>
  /** Answers with data and without an error: proof that not everything was refused. */
  readonly answered: number
  readonly slowestMs: number
  readonly failures: readonly Failure[]
}

const BATCH = 250
/** One request in so many is sent three times, so that what is compiled on the second run is run too. */
const REPEATS = 5

/** Sends `runs` made-up requests to a server on this machine and judges every answer. The seed decides the requests. */
export const fuzz = async ({ origin, schema, runs, seed, connections = 6, patienceMs = 20_000, alsoJudge = () => [], progress }: FuzzOptions): Promise<FuzzReport> => {
  const began = performance.now()
  const source = createSource(schema)
  const sender = createSender(origin, connections, patienceMs)
  const book = createBook(sender, schema, documentedCodes(), alsoJudge)
  for (let done = 0; done < runs; done += BATCH) {
    const count = Math.min(BATCH, runs - done)
    const draw = drawFrom(seed * 1_000_003 + done)
    const made = source.operations(seed + done, Math.ceil(count / 2)).flatMap((operation) => [operation, operation]).slice(0, count).map((operation) => make(draw, (kind) => kind.make(draw, operation, source)))
    const requests = made.flatMap((one) => (draw.below(REPEATS) === 0 ? [one, one, one] : [one])).slice(0, count)
    const answers = await inTurns(requests, connections, async ({ kind, request }) => { const sent = performance.now(); const answer = await sender.send(request); book.took(performance.now() - sent); await book.enter(kind, request, answer); return answer })
    for (const answer of answers) if (answer.kind === 'http') source.learn(answer.text)
    progress?.(done + count, book.failures.size)
  }
  await book.healthy(origin)
  sender.close()
  return { seed, runs, seconds: Math.round((performance.now() - began) / 100) / 10, ...book.totals, failures: [...book.failures.values()] }
}

const make = (draw: Draw, by: (kind: Kind) => FuzzRequest): { readonly kind: Kind; readonly request: FuzzRequest } => {
  let ticket = draw.below(100)
  const kind = allKinds.find(({ share }) => (ticket -= share) < 0) ?? allKinds[0]!
  return { kind, request: by(kind) }
}

const inTurns = async <T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = []
  let next = 0
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i]!)
  }))
  return results
}

const createBook = (sender: Sender, schema: GraphQLSchema, codes: ReadonlySet<string>, alsoJudge: (answer: Answer) => readonly string[]) => {
  const totals = { byKind: {} as Record<string, number>, byStatus: {} as Record<string, number>, byCode: {} as Record<string, number>, answered: 0, slowestMs: 0 }
  const failures = new Map<string, Failure>()
  const count = (counts: Record<string, number>, key: string): void => { counts[key] = (counts[key] ?? 0) + 1 }
  const problemsOf = (kind: Kind, request: FuzzRequest, answer: Answer): readonly string[] => [...judge(request, answer, codes), ...alsoJudge(answer), ...(kind.name === 'valid operation' ? refusedThoughValid(schema, request, answer) : [])]

  const enter = async (kind: Kind, request: FuzzRequest, answer: Answer): Promise<void> => {
    count(totals.byKind, kind.name)
    count(totals.byStatus, answer.kind === 'http' ? String(answer.status) : answer.kind === 'raw' ? `raw ${/^HTTP\/1\.1 (\d+)/.exec(answer.text)?.[1] ?? 'closed'}` : answer.kind)
    if (answer.kind === 'http') for (const code of new Set([...answer.text.matchAll(/"extensions":\{"code":"([A-Z_]+)"/g)].map(([, name = '']) => name))) count(totals.byCode, code)
    if (answer.kind === 'http' && answer.text.startsWith('{"data"') && !answer.text.includes('"errors"')) totals.answered++
    for (const problem of problemsOf(kind, request, answer)) await fail(kind, problem, request, answer)
  }
  const fail = async (kind: Kind, problem: string, request: FuzzRequest, answer: Answer): Promise<void> => {
    const key = `${kind.name}: ${problem}`
    const known = failures.get(key)
    if (known !== undefined) { known.count++; return }
    const failure = { kind: kind.name, problem, count: 1, reproduction: summary(request, answer) }
    failures.set(key, failure)
    if (problem === 'no answer in time') return
    const smallest = await minimise(request, async (candidate) => { for (let i = 0; i < 3; i++) if (problemsOf(kind, candidate, await sender.send(candidate)).includes(problem)) return true; return false })
    failures.set(key, { ...failure, count: failures.get(key)!.count, reproduction: summary(smallest, await sender.send(smallest)) })
  }
  const healthy = async (origin: string): Promise<void> => {
    const answer = await sender.send({ method: 'GET', path: '/readyz', headers: [], body: null })
    if (answer.kind !== 'http' || answer.status !== 200) failures.set('end', { kind: 'end', problem: 'the server is not ready any more', count: 1, reproduction: `${origin}/readyz -> ${JSON.stringify(answer)}` })
  }
  return { totals, failures, enter, healthy, took: (ms: number) => { totals.slowestMs = Math.max(totals.slowestMs, Math.round(ms)) } }
}

/** A generated operation that graphql-js finds valid must not be refused as invalid. */
const refusedThoughValid = (schema: GraphQLSchema, request: FuzzRequest, answer: Answer): readonly string[] => {
  if (isRaw(request) || answer.kind !== 'http' || !/"GRAPHQL_(?:VALIDATION|PARSE)_FAILED"/.test(answer.text)) return []
  const { query } = JSON.parse(String(request.body)) as { query: string }
  try { return validate(schema, parse(query)).length > 0 ? [] : [`refused though valid: ${describeRequest(request).slice(0, 40)}`] } catch { return [] }
}
