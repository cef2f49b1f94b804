/** A name as a selection carries it: `3. Horse Name (IRE)`. */
export interface SelectionName { readonly key: string; /** Saddle-cloth number in front of it. */ readonly number: number | null; /** Where the name begins. */ readonly at: number }

const CLOTH = /^\s*(\d{1,2})[A-Za-z]?\s*[.)\-:]\s*(?=\S)/
const COUNTRY = /\s*\((?:[A-Z]{2,3}|[a-z]{2,3})\)\s*$/

/** What two spellings of a horse's name have in common: no case, accents, punctuation, spaces or country of birth. `Étoile  d’Or (FR)` is `etoiledor`. */
export const horseNameKey = (name: string): string =>
  name.replace(COUNTRY, '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

export const readSelectionName = (name: string): SelectionName => {
  const cloth = CLOTH.exec(name)
  const at = cloth?.[0].length ?? 0
  return { key: horseNameKey(name.slice(at)), number: cloth === null ? null : Number(cloth[1]), at }
}

/** The runner that stands for a selection without a name, where a race was made of its market. */
export const unnamedSelection = (selectionId: number): string => `Selection ${selectionId}`
