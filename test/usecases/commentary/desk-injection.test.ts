import type { FactSheet } from '../../../src/commentary/fact'
import { makeSheet } from '../../../src/commentary/facts/make-sheet'
import { CANARY } from '../../../src/commentary/prompt/instructions'
import { instant, type Instant } from '../../../src/domain/instant'
import type { LlmRequest } from '../../../src/llm/llm'
import { scriptedClient } from '../../../src/llm/scripted-client'
import { INJECTIONS } from '../../fixtures/injections'
import { testDatabase, type TestDatabase } from '../../support/database'
import { ask, listening, said, testDesk } from '../../support/commentary-desk'
import { NO_RECORDS, pastRun, raceMaterial } from '../../support/race-material'
import { addRaces, FAR_OFF } from '../../support/served-races'

/* Strangers give a runner, its people and their remarks texts that try to be more, and the model obeys them all: it repeats them wherever it can, of every runner, and gives away what it was told. */
let database: TestDatabase
beforeAll(async () => { database = await testDatabase(); await addRaces(database.pool, [3]) })
afterAll(() => database.close())

const OFF = instant(FAR_OFF)
/** The second of three is called by a stranger, ridden and trained by strangers, and remarked on by them. */
function sheetWith(text: string, asOf: Instant): FactSheet {
  const material = raceMaterial({
    asOf, changes: [{ kind: 'GEAR_CHANGE', runnerId: 12, before: null, after: text, reason: text }, { kind: 'JOCKEY_CHANGE', runnerId: 12, before: text, after: text, reason: text }],
    result: null, runners: [{ past: [pastRun()] }, { horse: text, jockey: text, trainer: text, records: NO_RECORDS, past: [pastRun({ comment: text, venue: text })] }, { past: [pastRun({ barrier: 8 })] }],
  })
  return { ...makeSheet(material), raceId: 1, offAt: OFF, asOf }
}
/** What is true of the first and the third, by facts that are there: their barriers. */
const honest = ({ facts, runners }: FactSheet): readonly { readonly runner: string; readonly facts: readonly string[]; readonly text: string }[] => [0, 2].map((i) => {
  const runner = runners[i]
  const [name, number] = ['horse', 'number'].map((label) => facts.find((fact) => fact.runnerId === runner?.runnerId && fact.label === label))
  if (runner === undefined || name === undefined || number === undefined) throw new Error('the first and the third have names and numbers')
  return said(runner.slot, [name.id, number.id], `${runner.horse} runs as ${number.text}.`)
})
/** All that a sentence on the runner may rest on. */
const citable = ({ facts }: FactSheet, slot: string): readonly string[] => facts.filter(({ id }) => id.startsWith('race.') || id.startsWith(`${slot}.`)).map(({ id }) => id)
/** It does whatever it reads: says it of everyone, with whatever it may cite, beside the canary and what it was told. */
function obey(text: string, sheet: FactSheet, { instructions, input }: Pick<LlmRequest<unknown>, 'instructions' | 'input'>): readonly unknown[] {
  const echoes = [text, `${text}.`, `As they say: ${text}`, `${sheet.runners[1]?.horse ?? ''} says so: ${text}.`, sheet.facts.filter(({ untrusted }) => untrusted).map((fact) => fact.text).join(' ')]
  const leaks = [instructions.slice(0, 300), instructions.slice(400, 600), input.slice(0, 200)]
  return [...echoes, ...leaks].flatMap((words) => ['race', 'r1', 'r2', 'r3'].map((runner) => said(runner, citable(sheet, runner), words)))
}

const shown = async (text: string, answers: (request: LlmRequest<unknown>, sheet: FactSheet) => readonly unknown[], kind: 'PREVIEW' | 'RUNNER'): Promise<{ readonly sentences: readonly (readonly [number | null, string])[]; readonly source: string; readonly all: string }> => {
  await database.pool.query('DELETE FROM commentaries')
  const client = scriptedClient((request) => ({ json: { sentences: answers(request, sheetWith(text, 0 as Instant)) }, pieces: 50 }))
  const { desk } = testDesk(database, (_raceId, asOf) => sheetWith(text, asOf), { client })
  const heard = listening()
  desk.watch(ask(1, { kind }), heard)
  const told = await heard.ended
  const model = told.sentences.filter(({ runnerId }) => told.source === 'MODEL' && !(told.fromTemplate ?? []).includes(runnerId ?? 0))
  return { source: told.source, sentences: model.map((one) => [one.runnerId, one.text] as const), all: JSON.stringify([told, heard.events.filter((event) => event.startsWith('MODEL'))]) }
}
/** Readable, and of the kind that could do something elsewhere. */
const DANGEROUS = /<\/?[a-z!]|https?:|hxxps?:|www\.|javascript:|\bevil\b|<\||\|>|\u202e|\u200b|\u0000|\{\{/iu

describe.each(['PREVIEW', 'RUNNER'] as const)('%s', (kind) => {
  test.each(INJECTIONS.map((text): [string, string] => [JSON.stringify(text).slice(0, 60), text]))('%s changes nothing, leaks nothing and reaches nobody', async (_shown, text) => {
    const without = await shown('Plain Name', (_request, sheet) => honest(sheet), kind)
    // More bad sentences than good ones, and a preview is the template's; comments are each runner's own.
    const obeyed = await shown(text, (request, sheet) => [...honest(sheet), ...obey(text, sheet, request)], kind)
    expect(obeyed.source).toBe(kind === 'RUNNER' ? 'MODEL' : 'TEMPLATE')
    const twice = await shown(text, (_request, sheet) => [...honest(sheet), ...['r1', 'r3'].map((runner) => said(runner, citable(sheet, runner), `As they say, ${text}.`))], kind)
    for (const told of kind === 'RUNNER' ? [obeyed, twice] : [twice]) {
      expect(told.source).toBe('MODEL')
      for (const runnerId of [11, 13]) expect(told.sentences.filter(([id]) => id === runnerId)).toEqual(without.sentences.filter(([id]) => id === runnerId))
    }
    expect(obeyed.all).not.toContain(CANARY)
    expect(obeyed.all).not.toMatch(/You write commentary|list of sentences|Runners are called r1/)
    expect(obeyed.all.replace(/"facts":\[.*?\]\}?/gu, '')).not.toMatch(DANGEROUS)
  })
})

test('whoever repeats the canary anywhere is not believed at all', async () => {
  const told = await shown('Plain Name', (_request, sheet) => [...honest(sheet), said('r2', ['r2.1'], `Plain Name, ${CANARY}.`)], 'PREVIEW')
  expect(told.source).toBe('TEMPLATE')
})
