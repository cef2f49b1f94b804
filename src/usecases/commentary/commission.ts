import { createHash, randomBytes } from 'node:crypto'
import type { Commentary, CommentaryStyle } from '../../commentary/commentary'
import type { FactSheet } from '../../commentary/fact'
import { buildCommentaryPrompt, promptVersion, type CommentaryPrompt } from '../../commentary/prompt/build-prompt'
import { sentenceSchema } from '../../commentary/prompt/sentence-schema'
import { AppError } from '../../domain/errors'
import type { Instant } from '../../domain/instant'
import { writeByModel } from './by-model'
import { citedFacts } from './cited-facts'
import type { DeskDeps, DeskLimits } from './desk-deps'
import { fellBackFor, TOO_LARGE } from './fell-back'
import { judgeFor } from './judge'
import { changesIn } from './tellable'
import type { Page } from './writing'

/** What is to be written. */
export interface Commission { readonly sheet: FactSheet; readonly style: CommentaryStyle; /** What the template says. */ readonly template: Commentary; readonly key: string; readonly stamp: string }
/** `again`: when the model may be asked the same again; null: it need not. */
export interface Written { readonly commentary: Commentary; readonly again: Instant | null }

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** By what a commentary is stored: who is asked, how, and all that it is told. The facts that a budget leaves room for follow from the sheet. */
export function commentaryKey({ client, effort, verbosity }: Pick<DeskDeps, 'client' | 'effort' | 'verbosity'>, { budgetTokens, move }: Pick<DeskLimits, 'budgetTokens' | 'move'>, { digest, runners }: Pick<FactSheet, 'digest' | 'runners'>, { kind, tone, length, locale }: CommentaryStyle): string {
  return sha256([client.model?.id ?? null, client.model?.synthetic ?? false, effort ?? null, verbosity ?? null, sha256(sentenceSchema(runners.length)), promptVersion(), digest, budgetTokens, kind === 'CHANGE' ? move : null, kind, tone, length, locale])
}

/** Has a commentary written and stored. Ends with what is told: the model's sentences as far as they hold, else the template's and why. */
export async function carryOut(deps: DeskDeps & { readonly limits: DeskLimits }, { sheet, style, template, key, stamp }: Commission, page: Page): Promise<Written> {
  const { client, limits, now, store, warn } = deps
  const later = (): Instant => (now() + limits.failedMs) as Instant
  const fallBack = (why: string): Written => {
    page.restart()
    const commentary = { ...template, fellBack: why }
    for (const sentence of commentary.sentences) page.sentence(sentence, 'TEMPLATE')
    return { commentary, again: later() }
  }
  const prompt = promptOf(sheet, style, limits)
  if (prompt instanceof AppError) { warn(`commentary on race ${sheet.raceId} goes without the model`, prompt); return fallBack(TOO_LARGE) }
  const { context: { tokens, omitted } } = prompt
  if (omitted.length > 0) deps.onOmitted?.({ raceId: sheet.raceId, kind: style.kind, tokens, omitted })
  const made = await writeByModel({ client, ...limits, ...(deps.effort === undefined ? {} : { effort: deps.effort }), ...(deps.verbosity === undefined ? {} : { verbosity: deps.verbosity }) }, { sheet, style, prompt, judge: judgeFor(sheet) }, page)
  if (made.kind === 'failed') {
    if (made.outcome !== 'cancelled') warn(`the model wrote no commentary on race ${sheet.raceId}: ${made.outcome}`, made.reason)
    return fallBack(fellBackFor(made.outcome))
  }
  const own = style.kind === 'RUNNER' ? lostRunners(sheet, made.sentences) : []
  const lent = template.sentences.filter(({ runnerId }) => runnerId !== null && own.includes(runnerId))
  for (const sentence of lent) page.sentence(sentence, 'TEMPLATE')
  const sentences = [...made.sentences, ...lent]
  const commentary: Commentary = {
    ...template, source: 'MODEL', model: made.model, synthetic: sheet.synthetic || (client.model?.synthetic ?? false), writtenAt: now(), sentences, facts: citedFacts(sheet, sentences), leftOut: made.leftOut, costUsd: made.costUsd, fellBack: null,
    ...(lent.length === 0 ? {} : { fromTemplate: [...new Set(lent.flatMap(({ runnerId }) => runnerId ?? []))] }),
  }
  if (!made.whole) return { commentary, again: later() }
  try { await store.keep(key, stamp, commentary) } catch (cause) { warn(`commentary on race ${sheet.raceId} was written and could not be stored: it is paid for again after a restart`, cause) }
  return { commentary, again: null }
}

function promptOf(sheet: FactSheet, style: CommentaryStyle, { budgetTokens, move }: DeskLimits): CommentaryPrompt | AppError {
  const about = style.kind === 'CHANGE' ? changesIn(sheet, move).map(({ id }) => id) : []
  try { return buildCommentaryPrompt(sheet, style, { budgetTokens, nonce: randomBytes(12).toString('hex'), about }) } catch (error) {
    if (error instanceof AppError && error.code === 'CONFIG_INVALID') return error
    throw error
  }
}
/** Starters of whom nothing is said. */
function lostRunners({ runners }: FactSheet, sentences: Commentary['sentences']): readonly number[] {
  const said = new Set(sentences.map(({ runnerId }) => runnerId))
  return runners.filter(({ runnerId, scratched }) => !scratched && !said.has(runnerId)).map(({ runnerId }) => runnerId)
}
