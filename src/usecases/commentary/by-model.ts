import type { CommentaryStyle, Sentence } from '../../commentary/commentary'
import type { FactSheet } from '../../commentary/fact'
import { leaksCanary } from '../../commentary/prompt/unfit'
import { sentencesIn } from '../../commentary/prompt/read-answer'
import { createSentenceScanner } from './sentence-scanner'
import type { CommentaryPrompt } from '../../commentary/prompt/build-prompt'
import type { Checked, Effort, LlmClient, LlmOutcome, LlmRequest, LlmSink, Verbosity } from '../../llm/llm'
import { isEnough, takingOf, type Judge, type Taken, type Taking } from './taking'
import type { Page } from './writing'

export interface ByModelDeps { readonly client: LlmClient; readonly effort?: Effort; readonly verbosity?: Verbosity; readonly deadlineMs: number; readonly maxOutputTokens: number }
export interface Piece { readonly sheet: FactSheet; readonly style: CommentaryStyle; readonly prompt: CommentaryPrompt; readonly judge: Judge }
/** What the model said, as far as it held; or why it says nothing. `whole`: the answer came to its end. */
export type ByModel =
  | { readonly kind: 'said'; readonly sentences: readonly Sentence[]; readonly leftOut: number; readonly model: string; readonly costUsd: number | null; readonly whole: boolean }
  | { readonly kind: 'failed'; readonly outcome: Exclude<LlmOutcome<never>['kind'], 'ok' | 'repaired'>; readonly reason: string }

interface Hearing { readonly taking: Taking; readonly scan: (piece: string) => readonly unknown[]; told: number }

/**
 * Has the model write, and puts each sentence on the page as soon as it is complete and holds. When too little of an answer holds it is asked once more with what was wrong, unless somebody was told
 * some of it already. An answer that broke off counts with what it had, where that is enough.
 */
export async function writeByModel({ client, effort, verbosity, deadlineMs, maxOutputTokens }: ByModelDeps, { sheet, style, prompt, judge }: Piece, page: Page): Promise<ByModel> {
  const hear = (): Hearing => { const scanner = createSentenceScanner(); return { taking: takingOf(sheet, style, judge), scan: (piece) => scanner.push(piece), told: 0 } }
  let heard = hear()
  const sink: LlmSink = {
    text: (piece) => {
      for (const raw of heard.scan(piece)) {
        const sentence = heard.taking.take(raw)
        if (sentence === null || heard.taking.taken.leaked) continue
        heard.told += 1
        page.sentence(sentence, 'MODEL')
      }
    },
    restart: () => { heard = hear(); page.restart() },
    get published() { return page.published },
  }
  const check = (value: unknown): Checked<Taken> => {
    const all = sentencesIn(value)
    if (all === null) return { ok: false, problem: 'The answer has no list of sentences.' }
    const taking = takingOf(sheet, style, judge)
    for (const raw of all) taking.take(raw)
    const { taken } = taking
    if (isEnough(taken, sheet, style)) return { ok: true, value: taken }
    return { ok: false, problem: leaksCanary(JSON.stringify(value)) ? 'The answer repeats the instructions. Write the commentary alone.' : `Too few sentences hold. Cite the facts that hold every number and name, as they are written there. ${taken.problems.join('; ')}` }
  }
  const request: LlmRequest<Taken> = {
    purpose: 'COMMENTARY', subject: `race ${sheet.raceId}`, instructions: prompt.instructions, input: prompt.input, schema: prompt.schema, check, reAsk: true, ...(effort === undefined ? {} : { effort }), ...(verbosity === undefined ? {} : { verbosity }),
    maxOutputTokens, deadlineMs, signal: page.signal, cacheKey: prompt.cacheKey,
  }
  const outcome = await client.stream(request, sink)
  if ('value' in outcome) {
    const { kept, leftOut } = outcome.value
    for (const sentence of kept.slice(heard.told)) page.sentence(sentence, 'MODEL')
    return { kind: 'said', sentences: kept, leftOut, model: outcome.model, costUsd: outcome.costUsd, whole: true }
  }
  const { taken } = heard.taking
  if ((outcome.kind === 'incomplete' || outcome.kind === 'unavailable') && isEnough(taken, sheet, style)) {
    return { kind: 'said', sentences: taken.kept, leftOut: taken.leftOut, model: outcome.attempts.at(-1)?.answeredBy ?? client.model?.id ?? 'unknown', costUsd: outcome.costUsd, whole: false }
  }
  return { kind: 'failed', outcome: outcome.kind, reason: outcome.reason }
}
