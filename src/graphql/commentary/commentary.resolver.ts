import { Arg, ID, Resolver, Subscription } from 'type-graphql'
import type { CommentaryKind, Length, Tone } from '../../commentary/commentary'
import { Cost } from '../cost/cost'
import { Batched, planned } from '../read/mapping'
import { Kind, LengthOf, LocaleOf, ToneOf } from './commentary-args'
import { CommentaryUpdate } from './commentary-update.type'
import { loadCommentaryUpdate } from './load-commentary-update'

/** Executions are made in `live/groups.ts`, one for all who subscribe alike. */
const subscribe = (): never => { throw new Error('subscriptions are executed by their groups') }

@Resolver()
export class CommentaryResolver {
  @Subscription(() => CommentaryUpdate, {
    subscribe,
    description: 'Commentary on a race sentence by sentence, each held against the facts before it is sent. Whoever asks alike is told the same text, which is written once; who comes late is told first what there is. It completes when all is said. Fails with NOT_FOUND where there is nothing of the kind: a review before the result, a change where nothing changed.',
  })
  @Cost(100)
  @Batched({ columns: [], load: loadCommentaryUpdate })
  commentaryStream(
    @Arg('raceId', () => ID, { description: 'Id of the Race.' }) _raceId: string,
    @Kind() _kind: CommentaryKind, @ToneOf() _tone: Tone, @LengthOf() _length: Length, @LocaleOf() _locale: string,
  ): CommentaryUpdate { return planned() }
}
