import type { Commentary, CommentarySource, Sentence } from '../../commentary/commentary'
import type { Instant } from '../../domain/instant'
import type { CommentaryDesk, Ground } from '../../usecases/commentary/ports'
import type { LiveRaces } from '../../usecases/live/live-races'
import type { CommentaryAsked } from '../live/subscription-args'
import type { Told, Topic, TopicNews } from '../live/topic'
import type { SaidSentence } from '../live/update'

/** A sentence, and which of all that happened it was. */
interface Said extends SaidSentence { readonly sequence: number }

/**
 * One commentary on its way: one key, of which each sentence is told once. What came before a restart is taken back by a snapshot. Holds the sentences and the facts of the race until it is done or nobody
 * listens, and then stops the model.
 */
export function createCommentaryTopic({ raceId, style }: CommentaryAsked, desk: Pick<CommentaryDesk, 'watch'>, live: Pick<LiveRaces, 'race'>, now: () => Instant): Topic {
  const key = String(raceId)
  let said: readonly Said[] = []
  let [sequence, toldAt, at] = [0, 0, now()]
  let ground: Ground | null = null
  let ended: Commentary | null = null
  let watching: { close(): void } | null = null

  const happened = (): number => {
    at = now()
    return ++sequence
  }
  const add = (sentence: Sentence, source: CommentarySource): void => { said = [...said, { sentence, source, sequence: happened() }] }
  /** As far as it is. */
  const soFar = (): Commentary | null => {
    const source = said.at(-1)?.source
    return ended ?? (source === undefined ? null : {
      ...style, raceId, source, model: null, synthetic: isSynthetic(ground, source), asOf: ground?.asOf ?? at, writtenAt: at, sentences: said.map(({ sentence }) => sentence), facts: ground?.facts ?? [], leftOut: 0, costUsd: null, fellBack: null,
    })
  }
  const take = (): Told | null => {
    if (sequence === 0) return null
    const [sentences, upTo, commentary] = [said, sequence, soFar()]
    return {
      key, raceId, marketId: null, sequence: upTo, receivedAt: at, news: upTo > toldAt, as: 'kept', last: ended !== null,
      changedAt: (place) => sentences[place]?.sequence ?? upTo, commit: () => { toldAt = Math.max(toldAt, upTo) },
      update: { kind: 'commentary', raceId, sequence: upTo, at, receivedAt: at, predictions: live.race(raceId)?.predictions ?? new Map(), commentary, said: sentences, synthetic: commentary?.synthetic ?? isSynthetic(ground, null), done: ended !== null },
    }
  }
  const listen = (news: TopicNews): void => {
    watching = desk.watch({ raceId, ...style }, {
      begun: (told) => { ground = told },
      sentence: (sentence, source) => { add(sentence, source); news.told(key) },
      restart: () => {
        if (sequence === 0) return
        said = []
        happened()
        news.anew(key)
      },
      done: (told) => {
        const stands = isSame(said, told.sentences)
        ended = told
        happened()
        if (!stands) said = told.sentences.map((sentence) => ({ sentence, source: sourceIn(told, sentence), sequence }))
        if (stands) news.told(key)
        else news.anew(key)
      },
      failed: news.failed,
    })
  }
  return {
    races: new Set(), open: listen, close: () => { watching?.close() }, first: async () => [key], since: () => null, touched: () => ({ told: [], changed: [] }), take: async () => take(), reset: () => { toldAt = 0 },
  }
}

const isSynthetic = (ground: Ground | null, source: CommentarySource | null): boolean => ground !== null && (ground.synthetic || (source !== 'TEMPLATE' && ground.syntheticModel))
const isSame = (said: readonly Said[], sentences: readonly Sentence[]): boolean => said.length === sentences.length && said.every(({ sentence: { text, runnerId } }, i) => text === sentences[i]?.text && runnerId === sentences[i].runnerId)
const sourceIn = ({ source, fromTemplate = [] }: Commentary, { runnerId }: Sentence): CommentarySource => (runnerId !== null && fromTemplate.includes(runnerId) ? 'TEMPLATE' : source)
