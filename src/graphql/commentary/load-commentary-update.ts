import type { SqlRunner } from '../../usecases/ports'
import { sharedField, toldEvent } from '../live/told-event'
import type { Args, Values, Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'
import { commentaryValue, factsById, sentenceValue } from './commentary-value'
import { isAdmin } from './load-commentary'

/** The commentary that the execution is told of, as far as it is. */
export async function loadCommentaryUpdate(_db: SqlRunner, _parents: readonly Values[], _args: Args, wanted: Wanted, scope: Scope): Promise<readonly unknown[]> {
  const told = toldEvent(scope, 'commentary')
  const { commentary, said, synthetic, done } = told
  const valueOf = (name: string): unknown => {
    switch (name) {
      case 'commentary': return commentary && commentaryValue({ commentary, pending: !done, isAdmin: isAdmin(scope) })
      case 'sentences': { const facts = factsById(commentary?.facts ?? []); return said.map(({ sentence, source }) => sentenceValue(sentence, source, facts)) }
      case 'source': return commentary?.source ?? null
      case 'synthetic': return synthetic
      case 'done': return done
      default: return sharedField(told, name)
    }
  }
  return [Object.fromEntries(wanted.fields.map(({ property, name }) => [property, valueOf(name)]))]
}
