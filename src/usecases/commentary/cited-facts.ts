import type { Sentence } from '../../commentary/commentary'
import type { Fact, FactSheet } from '../../commentary/fact'

/** Facts that sentences cite, each once, in the order of the sheet. What strangers wrote is not told to people, and so not among them. */
export function citedFacts({ facts }: Pick<FactSheet, 'facts'>, sentences: readonly Sentence[]): readonly Fact[] {
  const cited = new Set(sentences.flatMap(({ factIds }) => factIds))
  return facts.filter(({ id, untrusted }) => cited.has(id) && !untrusted)
}
