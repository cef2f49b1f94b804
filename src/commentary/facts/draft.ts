import type { Fact } from '../fact'

/** A fact before it has its number. */
export type Draft = Omit<Fact, 'id'>
type Needed = Pick<Fact, 'runnerId' | 'topic' | 'label' | 'text'>
/** Words of ours, no number, unless more is said. */
export const draft = (part: Needed & Partial<Draft>): Draft => ({ value: null, unit: null, feature: null, rank: null, also: [], untrusted: false, ...part })
