/** What may be read, each sold by itself. Fields say which they need (`@requiresScopes`); what says nothing is for everybody who is let in. */
export const SCOPES = ['racing', 'features', 'predictions', 'live', 'commentary', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

/** In words, for errors and documents. */
export const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  racing: 'meetings, races, runners, people, past runs, results and starting prices',
  features: 'values of features',
  predictions: 'chances, explanations, models and how good they were',
  live: 'markets, prices that move, and their history',
  commentary: 'texts on races and runners',
  admin: 'what is for those who run the server',
}
export const isScope = (word: string): word is Scope => (SCOPES as readonly string[]).includes(word)

/** What whoever may read everything that is sold has. */
export const ALL_BUT_ADMIN: readonly Scope[] = SCOPES.filter((scope) => scope !== 'admin')

/** One of these lists must be had whole, as in `@requiresScopes` of Apollo Federation. */
export type Requirement = readonly (readonly Scope[])[]
