/** Bounds without a setting: far above what any operation of this graph can use, far below what is dear to refuse later. */

/** Levels of lists and objects in one value. */
export const MAX_VALUE_DEPTH = 30
/** Characters of a name of a field, type, argument, variable, fragment or operation. Ours have 40 at most. */
export const MAX_NAME_LENGTH = 200
/** Arguments of one field or directive, and fields of one object in a value. */
export const MAX_ARGUMENTS = 100
/** Items of one list that is written into a document. */
export const MAX_LITERAL_ITEMS = 200
export const MAX_VARIABLES = 100
export const MAX_OPERATIONS = 50
export const MAX_FRAGMENTS = 250
/** Characters of one text, in a document or in variables. */
export const MAX_TEXT_LENGTH = 10_000
/** Items of one list in variables: as many as `_entities` takes. */
export const MAX_VARIABLE_ITEMS = 1_000
/** Values in all variables together, those in lists and objects too. */
export const MAX_VARIABLE_VALUES = 5_000
