import type { ChangeMessage, MarketDefinition, MarketDelta, RunnerDelta } from '../../../src/live/book/change-message'

/*
 * Books as one would write them from the manual in ten minutes: every field of every runner is a map from price or level to the rest of the row.
 * It builds what a server answers to one who resumes: an image, or what changed on balance.
 */
const LADDERS = ['atb', 'atl', 'trd', 'spb', 'spl', 'batb', 'batl', 'bdatb', 'bdatl'] as const
const NUMBERS = ['ltp', 'tv', 'spn', 'spf'] as const
interface Runner { readonly id: number; readonly hc: number; readonly ladders: Readonly<Record<string, Map<number, readonly number[]>>>; readonly numbers: Record<string, unknown> }
interface Market { definition: MarketDefinition | null; tv: MarketDelta['tv'] | undefined; readonly runners: Map<string, Runner> }
export type NaiveBooks = ReadonlyMap<string, Market>

const runnerOf = (market: Market, id: number, hc = 0): Runner => {
  const key = `${id} ${hc}`
  const runner = market.runners.get(key) ?? { id, hc, ladders: Object.fromEntries(LADDERS.map((field) => [field, new Map<number, readonly number[]>()])), numbers: {} }
  market.runners.set(key, runner)
  return runner
}
export function naiveBooks(messages: readonly ChangeMessage[]): NaiveBooks {
  const markets = new Map<string, Market>()
  for (const message of messages) {
    if (message.ct === 'SUB_IMAGE') markets.clear()
    for (const { id, img, marketDefinition, tv, rc } of message.mc ?? []) {
      if (img === true || !markets.has(id)) markets.set(id, { definition: null, tv: undefined, runners: new Map() })
      const market = markets.get(id) as Market
      if (marketDefinition) market.definition = marketDefinition
      for (const runner of marketDefinition?.runners ?? []) runnerOf(market, runner.id, runner.hc ?? 0)
      if (tv !== undefined) market.tv = tv
      for (const delta of rc ?? []) {
        const runner = runnerOf(market, delta.id, delta.hc ?? 0)
        for (const field of NUMBERS) if (delta[field] !== undefined) runner.numbers[field] = delta[field]
        for (const field of LADDERS) for (const row of delta[field] ?? []) if (row[row.length - 1] === 0) runner.ladders[field]?.delete(row[0] as number); else runner.ladders[field]?.set(row[0] as number, row)
      }
    }
  }
  return markets
}
const marketImage = (id: string, { definition, tv, runners }: Market): MarketDelta => ({
  id, img: true, ...(definition === null ? {} : { marketDefinition: definition }), ...(tv === undefined ? {} : { tv }),
  rc: [...runners.values()].map(({ id: selection, hc, ladders, numbers }) => ({ id: selection, ...(hc === 0 ? {} : { hc }), ...numbers, ...Object.fromEntries(Object.entries(ladders).map(([field, rows]) => [field, [...rows.values()]])) })),
})
export const imageOf = (books: NaiveBooks): MarketDelta[] => [...books].map(([id, market]) => marketImage(id, market))

const ladderChange = (before: ReadonlyMap<number, readonly number[]> | undefined, now: ReadonlyMap<number, readonly number[]>): (readonly number[])[] => [
  ...[...before?.keys() ?? []].filter((key) => !now.has(key)).map((key) => { const row = before?.get(key) ?? []; return [...row.slice(0, -1), 0] }),
  ...[...now.values()].filter((row) => JSON.stringify(row) !== JSON.stringify(before?.get(row[0] as number))),
]
/** What changed on balance; the image of a market in which something went that a delta cannot take away. */
export function netDelta(before: NaiveBooks, now: NaiveBooks): MarketDelta[] {
  return [...now].flatMap(([id, market]): MarketDelta[] => {
    const old = before.get(id)
    if (old === undefined) return [marketImage(id, market)]
    const lost = [...old.runners].some(([key, { numbers }]) => { const runner = market.runners.get(key); return runner === undefined || Object.keys(numbers).some((field) => !(field in runner.numbers)) })
    if (lost || (old.tv !== undefined && market.tv === undefined)) return [marketImage(id, market)]
    const rc = [...market.runners].map(([key, runner]): RunnerDelta => {
      const past = old.runners.get(key)
      const numbers = Object.entries(runner.numbers).filter(([field, value]) => past?.numbers[field] !== value)
      const ladders = Object.entries(runner.ladders).map(([field, rows]) => [field, ladderChange(past?.ladders[field], rows)] as const).filter(([, rows]) => rows.length > 0)
      return { id: runner.id, ...(runner.hc === 0 ? {} : { hc: runner.hc }), ...Object.fromEntries(numbers), ...Object.fromEntries(ladders) }
    })
    return [{ id, ...(market.definition !== null && market.definition !== old.definition ? { marketDefinition: market.definition } : {}), ...(market.tv === old.tv || market.tv === undefined ? {} : { tv: market.tv }), rc }]
  })
}
