import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface PriceSource {
  readonly url: string
  /** Answers go on, prices do not. */
  stop(): void
  close(): Promise<void>
}

/** A bookmaker whose prices of all runners move with every question. */
export async function priceSource({ venue, date, races, runners }: { readonly venue: string; readonly date: string; readonly races: number; readonly runners: number }): Promise<PriceSource> {
  let [moves, stopped, last] = [0, false, '']
  const document = (): string => JSON.stringify({
    format: 'racegraph-prices/1', publishedAt: new Date().toISOString(), bookmaker: 'Bookie',
    races: Array.from({ length: races }, (_, race) => ({
      race: { venue, date, number: race + 1 },
      runners: Array.from({ length: runners }, (__, runner) => ({ number: runner + 1, price: (200 + ((moves * 7 + race * 31 + runner * 13) % 997)) / 100 })),
    })),
  })
  const server = createServer((_request, response) => {
    if (!stopped) { moves++; last = document() }
    response.setHeader('content-type', 'application/json').end(last)
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/prices`,
    stop: () => { stopped = true },
    close: () => new Promise((resolve) => { server.close(() => { resolve() }); server.closeAllConnections() }),
  }
}
