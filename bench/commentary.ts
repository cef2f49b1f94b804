import { writeTemplate } from '../src/commentary/template/write-template'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { readConfig } from '../src/app/config/read-config'
import type { CommentaryStyle, Sentence } from '../src/commentary/commentary'
import { assembleContext } from '../src/commentary/context/assemble-context'
import type { FactSheet } from '../src/commentary/fact'
import type { Instant } from '../src/domain/instant'
import { scriptedClient } from '../src/llm/scripted-client'
import { commentaryStore } from '../src/storage/commentary/commentary-store'
import { raceStamps, type OpenRunner } from '../src/storage/commentary/race-stamps'
import { sheetReader } from '../src/storage/commentary/sheet-reader'
import { featureReader } from '../src/storage/features/feature-reader'
import { createPool } from '../src/storage/pool'
import { withRunner } from '../src/storage/sql-runner'
import { createDesk } from '../src/usecases/commentary/create-desk'
import { DESK_LIMITS } from '../src/usecases/commentary/desk-deps'
import { gatherSheets } from '../src/usecases/commentary/gather-sheets'
import { judgeFor } from '../src/usecases/commentary/judge'
import type { CommentaryDesk, GatherSheets } from '../src/usecases/commentary/ports'
import { cpuOfTree } from './cpu'
import { openDatabase, type BenchDatabase } from './database'
import { median } from './measure'
import { modelsToMeasure } from './models'
import { ROOT, type BenchOptions } from './options'
import { timed, type Timed } from './predict'

export const describe = 'commentary of a card of ten races: from memory, from the database, with facts gathered anew; contexts, and holding sentences to facts'

const RACES = 10
const CALLS = 200
const COLD_CALLS = 5
const STYLE: CommentaryStyle = { kind: 'PREVIEW', tone: 'NEUTRAL', length: 'MEDIUM', locale: 'en' }
/** CPU milliseconds of a card from memory, Node and PostgreSQL. */
const BARS = { memoryMs: 5 }

interface Step extends Timed { readonly name: string; readonly nodeMs: number; readonly postgresMs: number | null; readonly latencyMs: number }
export interface CommentaryMeasurement { readonly rows: string; readonly runners: number; readonly facts: number; readonly tokens: number; readonly steps: readonly Step[]; readonly bars: typeof BARS }

/** A card of ten races, the newest, and an hour before its first off. */
async function cardOf(pool: Pool): Promise<{ readonly raceIds: readonly number[]; readonly at: Instant }> {
  const { rows } = await pool.query<{ ids: number[]; off: number }>(`SELECT (array_agg(r.id ORDER BY r.number))[1:$1] AS ids, (extract(epoch FROM min(r.scheduled_start)) * 1000)::float8 AS off
    FROM races r JOIN meetings m ON m.id = r.meeting_id WHERE r.kind = 'FLAT' AND r.status = 'FINAL' GROUP BY m.id, m.date HAVING count(*) >= $1 ORDER BY m.date DESC, m.id LIMIT 1`, [RACES])
  const [card] = rows
  if (card === undefined) throw new Error(`the database has no meeting of ${RACES} finished races`)
  return { raceIds: card.ids, at: (card.off - 3_600_000) as Instant }
}
/** Five true sentences, as a model gives them. */
function trueSentences({ runners, facts }: FactSheet): readonly { readonly runner: string; readonly facts: readonly string[]; readonly text: string }[] {
  return runners.filter(({ scratched }) => !scratched).flatMap(({ slot, horse, runnerId }) => {
    const [name, number] = ['horse', 'number'].map((label) => facts.find((fact) => fact.runnerId === runnerId && fact.label === label))
    return name === undefined || number === undefined ? [] : [{ runner: slot, facts: [name.id, number.id], text: `${horse} is ${number.text} on the card.` }]
  }).slice(0, 5)
}

interface Work { readonly name: string; readonly calls: number; readonly run: (i: number) => Promise<unknown> }
async function measureWork({ name, calls, run }: Work, database: BenchDatabase, options: BenchOptions): Promise<Step> {
  const rounds: { node: number; postgres: number | null; latency: number }[] = []
  for (let i = 0; i < Math.min(calls, 20); i++) await run(i)
  for (let round = 0; round < options.rounds; round++) {
    const [node, postgres, from] = [process.cpuUsage(), database.postmaster === null ? null : cpuOfTree(database.postmaster), performance.now()]
    for (let i = 0; i < calls; i++) await run(i)
    const spent = process.cpuUsage(node)
    rounds.push({ node: (spent.user + spent.system) / 1000 / calls, postgres: database.postmaster === null || postgres === null ? null : (cpuOfTree(database.postmaster) - postgres) / calls, latency: (performance.now() - from) / calls })
  }
  const totals = rounds.map(({ node, postgres }) => node + (postgres ?? 0))
  return { name, ms: median(totals), rounds: totals, nodeMs: median(rounds.map(({ node }) => node)), postgresMs: rounds.some(({ postgres }) => postgres === null) ? null : median(rounds.map(({ postgres }) => postgres ?? 0)), latencyMs: median(rounds.map(({ latency }) => latency)) }
}
function measureCpu(name: string, calls: number, call: (i: number) => unknown, options: BenchOptions): Step {
  timed(calls, call)
  const rounds = Array.from({ length: options.rounds }, () => timed(calls, call))
  return { name, ms: median(rounds), rounds, nodeMs: median(rounds), postgresMs: null, latencyMs: median(rounds) }
}

const ms = (value: number | null): string => (value === null ? '' : value < 1 ? value.toFixed(3) : value < 10 ? value.toFixed(2) : value.toFixed(1))
function print({ rows, runners, facts, tokens, steps }: CommentaryMeasurement, options: BenchOptions): void {
  const [memory] = steps
  options.say([
    `\n${options.markdown ? '### ' : ''}commentary\n`, `${rows}. A card of ${RACES} races, ${runners} runners, ${facts.toLocaleString('en')} facts, ${tokens.toLocaleString('en')} tokens of context; CPU milliseconds, medians of ${options.rounds} rounds. Sentences are scripted: no language model was asked.\n`,
    '| | Node | PostgreSQL | latency, ms |', '|---|---:|---:|---:|', ...steps.map((step) => `| ${step.name} | ${ms(step.nodeMs)} | ${ms(step.postgresMs)} | ${ms(step.latencyMs)} |`),
    ...(memory === undefined ? [] : [`\nBar: a card from memory under ${BARS.memoryMs} ms of CPU in all: ${memory.ms < BARS.memoryMs ? 'met' : '**missed**'} (${ms(memory.ms)}).`]),
  ].join('\n'))
}

export const run = async (options: BenchOptions): Promise<CommentaryMeasurement> => {
  const config = readConfig(process.env)
  const { models } = await modelsToMeasure({ ...config, RACEGRAPH_MODELS: config.RACEGRAPH_MODELS ?? join(ROOT, 'models') }, { only: null })
  const database = await openDatabase(options)
  const pool = createPool({ url: database.url, size: 2, pipeline: true, statementTimeoutMs: 0 })
  const open: OpenRunner = (use) => withRunner(pool, use)
  try {
    const { raceIds, at } = await cardOf(pool)
    await pool.query('DELETE FROM commentaries WHERE race_id = ANY ($1)', [raceIds])
    const now = (): Instant => at
    const warn = (problem: string, cause: unknown): never => { throw new Error(problem, { cause }) }
    const nothing = { record: () => Promise.resolve() }
    const gather: GatherSheets = gatherSheets({ now, model: 'fundamentals', models, warn, open: (use) => open((db) => use({ features: featureReader(db), sheets: sheetReader(db), ledger: nothing, historyReady: () => Promise.resolve(true), historyBehind: () => Promise.resolve(false) })) })
    const sheets = (await gather(raceIds, null)).filter((sheet) => sheet !== null)
    const client = scriptedClient(({ subject }) => ({ json: { sentences: sheets.filter(({ raceId }) => `race ${raceId}` === subject).flatMap(trueSentences) } }))
    const desk = (asked: GatherSheets, model = true): CommentaryDesk => createDesk({ ...(model ? { client } : { client: { ...client, model: null } }), now, warn, gather: asked, stamps: raceStamps(open, now), store: commentaryStore(open), template: writeTemplate, limits: { waiters: 64, writing: 16 } })
    const asks = raceIds.map((raceId) => ({ raceId, ...STYLE, waitMs: 0 }))
    const known: GatherSheets = (ids) => Promise.resolve(ids.map((id) => sheets.find(({ raceId }) => raceId === id) ?? null))
    const told = await desk(known).read(asks.map((one) => ({ ...one, waitMs: 10_000 })))
    if (told.some((one) => one === null || one.commentary.source !== 'MODEL')) throw new Error(`the scripted model was not believed: ${told.find((one) => one?.commentary.fellBack)?.commentary.fellBack ?? ''}`)
    const warm = desk(gather)
    await warm.read(asks)
    const steps = [
      await measureWork({ name: 'the card from memory', calls: CALLS, run: () => warm.read(asks) }, database, options),
      await measureWork({ name: 'the card from the database, by a new process', calls: CALLS, run: () => desk(gather).read(asks) }, database, options),
      await measureWork({ name: 'the card anew without a model', calls: COLD_CALLS, run: () => desk(gather, false).read(asks.map((one) => ({ ...one, tone: 'LIVELY' }))) }, database, options),
      await measureWork({ name: 'of that: gathering its fact sheets', calls: COLD_CALLS, run: () => gather(raceIds, null) }, database, options),
      measureCpu('the template of one race', 50, (i) => writeTemplate(sheets[i % sheets.length] as FactSheet, STYLE), options),
      measureCpu('context of one race for a model, tokens counted', 20, (i) => assembleContext(sheets[i % sheets.length] as FactSheet, { budgetTokens: DESK_LIMITS.budgetTokens, nonce: 'abcdef0123456789' }), options),
      measureCpu('holding one sentence to its facts', 200, judged(sheets), options),
    ]
    const result: CommentaryMeasurement = {
      rows: database.rows, runners: sheets.flatMap(({ runners }) => runners).length, facts: sheets.flatMap(({ facts }) => facts).length,
      tokens: sheets.reduce((sum, sheet) => sum + assembleContext(sheet, { budgetTokens: DESK_LIMITS.budgetTokens, nonce: 'abcdef0123456789' }).tokens, 0), steps, bars: BARS,
    }
    print(result, options)
    await pool.query('DELETE FROM commentaries WHERE race_id = ANY ($1)', [raceIds])
    return result
  } finally { await Promise.all([models.dispose(), pool.end()]); await database.close() }
}
function judged(sheets: readonly FactSheet[]): (i: number) => unknown {
  const held = sheets.map((sheet) => ({ judge: judgeFor(sheet), sentences: trueSentences(sheet).map(({ text, facts, runner }): Sentence => ({ text, factIds: facts, runnerId: sheet.runners.find(({ slot }) => slot === runner)?.runnerId ?? null })) }))
  return (i) => { const { judge, sentences } = held[i % held.length] as (typeof held)[number]; return judge(sentences[i % sentences.length] as Sentence) }
}
