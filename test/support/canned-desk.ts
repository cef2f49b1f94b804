import type { Commentary, CommentaryStyle, Sentence } from '../../src/commentary/commentary'
import type { Fact } from '../../src/commentary/fact'
import { instant } from '../../src/domain/instant'
import type { CommentaryAsk, CommentaryDesk, CommentaryListener } from '../../src/usecases/commentary/ports'

const AT = instant('2026-11-21T23:00:00Z')
const card: Fact = { id: 'race.1', runnerId: null, topic: 'card', label: 'course', text: 'Myrtle Park', value: null, unit: null, feature: null, rank: null, also: [], untrusted: false }
const runners: Fact = { ...card, id: 'race.2', topic: 'race', label: 'runners', text: '4 runners', value: 4, unit: 'count', feature: 'race.fieldSize' }
const barrier = (runnerId: number): Fact => ({ ...card, id: `r${runnerId}.1`, runnerId, topic: 'barrier', label: 'barrier', text: '2', value: 2, unit: 'count', feature: 'barrier.number', rank: { place: 3, of: 4 } })
const RUNNERS = [1, 2, 3, 4, 5, 6]

/** What the template would say of a race: of the runners with the ids 1 to 6 whatever race they are in, or of the race. */
export function cannedCommentary(raceId: number, style: CommentaryStyle, more: Partial<Commentary> = {}): Commentary {
  const ofRunners = style.kind === 'RUNNER'
  const sentences: readonly Sentence[] = ofRunners
    ? RUNNERS.flatMap((runnerId) => [{ text: 'Drawn in barrier 2.', runnerId, factIds: [`r${runnerId}.1`] }, { text: 'Nothing else is known of it.', runnerId, factIds: [] }])
    : [{ text: 'They meet at Myrtle Park.', runnerId: null, factIds: ['race.1'] }, { text: '4 runners go to the post.', runnerId: null, factIds: ['race.2', 'race.1'] }]
  return {
    ...style, raceId, source: 'TEMPLATE', model: null, synthetic: raceId % 2 === 0, asOf: AT, writtenAt: AT, sentences, facts: ofRunners ? RUNNERS.map(barrier) : [card, runners], leftOut: 0, costUsd: 0, fellBack: null, ...more,
  }
}

export interface CannedDesk extends CommentaryDesk {
  /** Calls of `read`, with all that each asked for. */
  readonly reads: (readonly CommentaryAsk[])[]
  /** Who listens, and to what. */
  readonly listening: { readonly ask: Omit<CommentaryAsk, 'waitMs'>; readonly listener: CommentaryListener; left: boolean }[]
}
/** Says the same of every race but what has no result: there are no reviews. What listeners are told is up to the test. */
export function cannedDesk(tell: (ask: CommentaryAsk) => { readonly commentary: Commentary; readonly pending: boolean } = (ask) => ({ commentary: cannedCommentary(ask.raceId, styleOf(ask)), pending: false })): CannedDesk {
  const reads: CannedDesk['reads'] = []
  const listening: CannedDesk['listening'] = []
  return {
    reads, listening,
    read: async (asks) => {
      reads.push(asks)
      return asks.map((ask) => (ask.kind === 'REVIEW' ? null : tell(ask)))
    },
    watch: (ask, listener) => {
      const one = { ask, listener, left: false }
      listening.push(one)
      return { close: () => { one.left = true } }
    },
    close: async () => undefined,
  }
}
/** The same, and tells listeners all of it at once. */
export function speakingDesk(): CommentaryDesk {
  return { ...cannedDesk(), watch: (ask, listener) => {
    const { sentences, ...said } = cannedCommentary(ask.raceId, styleOf(ask))
    queueMicrotask(() => {
      listener.begun?.({ asOf: said.asOf, synthetic: said.synthetic, facts: said.facts, syntheticModel: false })
      for (const sentence of sentences) listener.sentence(sentence, said.source)
      listener.done({ ...said, sentences })
    })
    return { close: () => undefined }
  } }
}
const styleOf = ({ kind, tone, length, locale }: CommentaryStyle): CommentaryStyle => ({ kind, tone, length, locale })
