import type { Pool } from 'pg'
import type { Fact, FactSheet } from '../../src/commentary/fact'
import type { Instant } from '../../src/domain/instant'
import type { LlmRequest } from '../../src/llm/llm'
import { scriptedClient, type ScriptedAnswer, type ScriptedClient } from '../../src/llm/scripted-client'
import { commentaryStore } from '../../src/storage/commentary/commentary-store'
import { raceStamps } from '../../src/storage/commentary/race-stamps'
import { withRunner } from '../../src/storage/sql-runner'
import { createDesk } from '../../src/usecases/commentary/create-desk'
import type { DeskLimits } from '../../src/usecases/commentary/desk-deps'
import { gatherSheets } from '../../src/usecases/commentary/gather-sheets'
import type { CommentaryDesk } from '../../src/usecases/commentary/ports'
import { plainTemplate } from './commentary-desk'
import { handTimers, type HandTimers } from './hand-timers'
import { gatherDeps } from './hong-kong-sheets'

/** A door that stands closed until it is opened. */
export interface Gate { readonly passed: Promise<void>; open(): void }
export function gate(): Gate {
  let open: () => void = () => undefined
  const passed = new Promise<void>((resolve) => { open = resolve })
  return { passed, open }
}

const factOf = ({ facts }: FactSheet, slot: string, label: string): Fact => {
  const found = facts.find((fact) => fact.id.startsWith(`${slot}.`) && fact.label === label)
  if (found === undefined) throw new Error(`the sheet has no ${label} of ${slot}`)
  return found
}
/** Three true sentences on a race of two, with what holds them: on the field, on the draw of its first runner, on the weight of its second. */
export function trueSentences(sheet: FactSheet): readonly { readonly runner: string; readonly facts: readonly string[]; readonly text: string }[] {
  const [first, second] = sheet.runners.map(({ horse }) => horse)
  const fact = (slot: string, label: string): Fact => factOf(sheet, slot, label)
  return [
    { runner: 'race', facts: [fact('race', 'runners').id], text: `There are ${fact('race', 'runners').text} in the field.` },
    { runner: 'r1', facts: [fact('r1', 'horse').id, fact('r1', 'barrier').id], text: `${first} starts from barrier ${fact('r1', 'barrier').text}.` },
    { runner: 'r2', facts: [fact('r2', 'horse').id, fact('r2', 'weight carried').id], text: `${second} carries ${fact('r2', 'weight carried').text}.` },
  ]
}
/** The same as the model sends it; `until` stands before what comes after the first sentence. */
export function heldAnswer(sheet: FactSheet, until: Promise<unknown>): ScriptedAnswer {
  const [first, ...others] = trueSentences(sheet).map((one) => JSON.stringify(one))
  const head = `{"sentences":[${first ?? ''},`
  let pieces = 0
  return { text: `${head}${others.join(',')}]}`, pieces: head.length, costUsd: 0.02, before: async () => { if (++pieces > 1) await until } }
}

export interface ModelDesk {
  readonly desk: CommentaryDesk
  readonly client: ScriptedClient
  readonly timers: HandTimers
  readonly warnings: readonly string[]
  /** As the desk gathers it. */
  sheet(raceId: number): Promise<FactSheet>
}
/** The desk over a database, with a model that says what the script says. Its timers go off by hand. */
export function modelDesk(pool: Pool, now: () => Instant, script: (request: LlmRequest<unknown>, index: number) => ScriptedAnswer, limits: Partial<DeskLimits> = {}): ModelDesk {
  const warnings: string[] = []
  const [timers, client] = [handTimers(), scriptedClient(script, { id: 'gpt-scripted' })]
  const gather = gatherSheets(gatherDeps(pool, { now }))
  const open = <T>(use: Parameters<typeof withRunner<T>>[1]): Promise<T> => withRunner(pool, use)
  const desk = createDesk({ client, timers, now, limits, gather, stamps: raceStamps(open, now), store: commentaryStore(open), template: plainTemplate, warn: (problem) => { warnings.push(problem) } })
  return {
    desk, client, timers, warnings,
    sheet: async (raceId) => {
      const [found] = await gather([raceId], null)
      if (found === null || found === undefined) throw new Error(`there is no race ${raceId}`)
      return found
    },
  }
}
