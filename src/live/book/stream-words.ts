import { MarketStatus, MarketType, SelectionStatus } from '../../domain/vocabulary'

const wordOf = <T extends string>(words: Readonly<Record<string, T>>, word: string | undefined): T | null => (word !== undefined && Object.hasOwn(words, word) ? words[word] ?? null : null)

/** Betfair's types by their own names, e.g. WIN, PLACE, EACH_WAY; OTHER for what has no word of ours, other numbers of places among them. */
export const marketType = (word: string | undefined): MarketType => wordOf(MarketType, word) ?? MarketType.OTHER
/** INACTIVE for what is no status: nothing can be bet on it as far as is known. */
export const marketStatus = (word: string | undefined): MarketStatus => wordOf(MarketStatus, word) ?? MarketStatus.INACTIVE
/** REMOVED_VACANT is an empty trap. HIDDEN also for a selection that no definition has listed yet. */
export const selectionStatus = (word: string | undefined): SelectionStatus => (word === 'REMOVED_VACANT' ? SelectionStatus.REMOVED : wordOf(SelectionStatus, word) ?? SelectionStatus.HIDDEN)
