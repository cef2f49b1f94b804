/** What one document may ask for, all counted before it is validated or executed. Counts are per operation with fragments expanded. */
export interface DocumentLimits {
  /** Characters of the whole document; bounds reading it. */
  readonly maxCharacters: number
  /** Lexical tokens of the whole document; bounds parsing. */
  readonly maxTokens: number
  /** Levels of fields; a field of the root is level 1. */
  readonly maxDepth: number
  /** Levels below and including `__schema` or `__type`. The usual introspection query needs 15. */
  readonly maxIntrospectionDepth: number
  /** Fields with an alias, `__typename` included. */
  readonly maxAliases: number
  readonly maxRootFields: number
  /** Selections (fields and fragments) after fragments are expanded. Bounds validation, planning and compiling, which all walk the expanded tree. */
  readonly maxFields: number
  /** Times one response key may be repeated in one selection set. */
  readonly maxRepeats: number
  /** Directives on one field, fragment or operation. */
  readonly maxDirectivesOnOne: number
  readonly maxDirectives: number
  /** Static cost above which an operation is refused. */
  readonly maxCost: number
  /** Length assumed of a list of objects that says nothing about its size. */
  readonly assumedListSize: number
}

export const defaultDocumentLimits: DocumentLimits = {
  maxCharacters: 65_536,
  maxTokens: 4_000,
  maxDepth: 18,
  maxIntrospectionDepth: 20,
  maxAliases: 50,
  maxRootFields: 20,
  maxFields: 1_500,
  maxRepeats: 8,
  maxDirectivesOnOne: 4,
  maxDirectives: 60,
  maxCost: 50_000,
  assumedListSize: 10,
}
