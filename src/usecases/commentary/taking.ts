import type { CommentaryStyle, Sentence } from '../../commentary/commentary'
import type { FactSheet } from '../../commentary/fact'
import { sentencesOf } from '../../commentary/prompt/instructions'
import { readSentence } from '../../commentary/prompt/read-answer'
import { leaksCanary } from '../../commentary/prompt/unfit'

/** Why a sentence may not be shown; null where it may. */
export type Judge = (sentence: Sentence) => string | null
export interface Taken {
  readonly kept: readonly Sentence[]
  readonly leftOut: number
  /** What was wrong, the first few. */
  readonly problems: readonly string[]
  /** The instructions were given away: nothing of it is believed. */
  readonly leaked: boolean
}
/** Takes sentences of one answer as they come. */
export interface Taking { take(raw: unknown): Sentence | null; readonly taken: Taken }

/** Sentences beyond what was asked for are left out silently, and so many problems are told. */
const SPARE = 4
const TOLD = 8

/** Nothing that `judge` refuses, nothing twice, nothing that a commentary of the kind is not about. */
export function takingOf({ runners }: FactSheet, style: CommentaryStyle, judge: Judge): Taking {
  const ofEach = style.kind === 'RUNNER'
  const most = sentencesOf(style)[1] + (ofEach ? 1 : SPARE)
  const starters = new Set(runners.filter(({ scratched }) => !scratched).map(({ runnerId }) => runnerId))
  const kept: Sentence[] = []
  const problems: string[] = []
  const texts = new Set<string>()
  const counts = new Map<number | null, number>()
  let [leftOut, leaked] = [0, false]

  const refuse = (text: string, problem: string): null => {
    leftOut += 1
    if (problems.length < TOLD) problems.push(`"${text.slice(0, 80)}" ${problem}`)
    return null
  }
  return {
    take: (raw) => {
      if (leaksCanary(JSON.stringify(raw) ?? '')) leaked = true
      if (leaked) return refuse('...', 'repeats the instructions')
      const read = readSentence(raw, { runners })
      if (!read.ok) return refuse('...', read.problem)
      const { sentence } = read
      const { text, runnerId } = sentence
      const slot = ofEach ? runnerId : null
      const count = counts.get(slot) ?? 0
      if (count >= most) return null
      if (ofEach && runnerId === null) return refuse(text, 'is about no runner')
      if (ofEach && runnerId !== null && !starters.has(runnerId)) return refuse(text, 'is about a runner that is scratched')
      if (texts.has(text.toLowerCase())) return refuse(text, 'says the same as another')
      const problem = judge(sentence)
      if (problem !== null) return refuse(text, problem)
      texts.add(text.toLowerCase())
      counts.set(slot, count + 1)
      kept.push(sentence)
      return sentence
    },
    get taken() { return { kept: [...kept], leftOut, problems: [...problems], leaked } },
  }
}

/** Whether what is left is a commentary: half of what the least length asks for and half of what was said; of comments on runners, one on half of them. */
export function isEnough({ kept, leftOut, leaked }: Taken, { runners }: FactSheet, style: CommentaryStyle): boolean {
  if (leaked || kept.length === 0) return false
  if (style.kind !== 'RUNNER') return kept.length * 2 >= sentencesOf(style)[0] && kept.length >= leftOut
  const starters = runners.filter(({ scratched }) => !scratched).length
  return new Set(kept.map(({ runnerId }) => runnerId)).size * 2 >= starters
}
