import { LRUCache } from 'lru-cache'
import { GraphQLError } from 'graphql'
import { checkSource } from '../../graphql/limits/check-source'
import type { DocumentLimits } from '../../graphql/limits/document-limits'

/**
 * Checks the text of documents against the limits of shape, once per text. Refusals are remembered too:
 * a hostile document costs one look-up from the second time on.
 */
export const createSourceGuard = (limits: DocumentLimits, maxBytes: number): ((source: string) => void) => {
  const verdicts = new LRUCache<string, { readonly refused: GraphQLError | null }>({ maxSize: Math.max(1, maxBytes), sizeCalculation: (_verdict, source) => 300 + 2 * source.length })
  const judge = (source: string): { readonly refused: GraphQLError | null } => {
    try {
      checkSource(source, limits)
      return { refused: null }
    } catch (error) {
      if (error instanceof GraphQLError) return { refused: error }
      throw error
    }
  }
  return (source) => {
    let verdict = verdicts.get(source)
    if (verdict === undefined) {
      verdict = judge(source)
      verdicts.set(source, verdict)
    }
    if (verdict.refused !== null) throw verdict.refused
  }
}
