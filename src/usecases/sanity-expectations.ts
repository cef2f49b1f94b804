/** What the literature knows of one thing alone. `+`: more of it, more wins. */
export interface Expectation { readonly feature: string; readonly sign: '+' | '-'; readonly why: string }

/** Held against what is fitted, never used in fitting. */
export const EXPECTATIONS: readonly Expectation[] = [
]
