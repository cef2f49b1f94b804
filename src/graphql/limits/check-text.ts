import { GraphQLError, Lexer, Source, TokenKind, type Token } from 'graphql'
import type { DocumentLimits } from './document-limits'
import { MAX_NAME_LENGTH, MAX_TEXT_LENGTH, MAX_VALUE_DEPTH } from './fixed-limits'
import { refusal } from './refusal'

/** Lines beyond one for each token. */
const MORE_LINES = 1_000

/**
 * Refuses a text by its length, lines, words and brackets, before anything is made of it. Text that is no GraphQL is left to the parser, which says where.
 * @throws GraphQLError OPERATION_TOO_LARGE or OPERATION_TOO_DEEP
 */
export function checkText(source: string, limits: DocumentLimits): void {
  if (source.length > limits.maxCharacters) throw tooLarge(`${source.length} characters`, limits.maxCharacters, source.length)
  checkLines(source, limits.maxTokens + MORE_LINES)
  const maxNesting = 2 * Math.max(limits.maxDepth, limits.maxIntrospectionDepth) + MAX_VALUE_DEPTH
  const lexer = new Lexer(new Source(source))
  let [count, nesting] = [0, 0]
  for (let token = next(lexer); token !== null && token.kind !== TokenKind.EOF; token = next(lexer)) {
    if (++count > limits.maxTokens) throw refusal('OPERATION_TOO_LARGE', `This document has more than ${limits.maxTokens} tokens, which is the limit. Split it, or pass long lists as variables.`, { details: { limit: limits.maxTokens } })
    nesting += bracket(token.kind)
    if (nesting > maxNesting) throw refusal('OPERATION_TOO_DEEP', `This document nests more than ${maxNesting} levels of brackets, which is the limit.`, { details: { limit: maxNesting } })
    checkWord(token)
  }
}

const tooLarge = (what: string, limit: number, requested: number): Error => refusal('OPERATION_TOO_LARGE', `This document has ${what}; the limit is ${limit}. Split it, or pass what is long as variables.`, { details: { requested, limit } })

function checkLines(source: string, most: number): void {
  let lines = 0
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) if (++lines > most) throw refusal('OPERATION_TOO_LARGE', `This document has more than ${most} lines, which is the limit. Leave out comments and empty lines.`, { details: { limit: most } })
}

function checkWord({ kind, start, end }: Token): void {
  const length = end - start
  if (length <= MAX_NAME_LENGTH) return
  const isText = kind === TokenKind.STRING || kind === TokenKind.BLOCK_STRING
  if (!isText) throw tooLarge(`a name or number of ${length} characters`, MAX_NAME_LENGTH, length)
  if (length > MAX_TEXT_LENGTH) throw tooLarge(`a text of ${length} characters`, MAX_TEXT_LENGTH, length)
}

const next = (lexer: Lexer): Token | null => {
  try {
    return lexer.advance()
  } catch (error) {
    if (error instanceof GraphQLError) return null
    throw error
  }
}

const bracket = (kind: string): number => {
  switch (kind) {
    case TokenKind.BRACE_L: case TokenKind.BRACKET_L: case TokenKind.PAREN_L: return 1
    case TokenKind.BRACE_R: case TokenKind.BRACKET_R: case TokenKind.PAREN_R: return -1
    default: return 0
  }
}
