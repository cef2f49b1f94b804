/** Small messages as the stream sends them. */
export const MARKET = '1.200000001'
export const T0 = Date.parse('2025-04-01T12:00:00Z')

export const definition = (more: object = {}): object => ({
  bspMarket: true, eventTypeId: '7', eventId: '34173357', marketType: 'WIN', bettingType: 'ODDS', numberOfWinners: 1, marketTime: '2025-04-01T13:02:00.000Z', openDate: '2025-04-01T13:02:00.000Z',
  status: 'OPEN', inPlay: false, version: 10, venue: 'Auteuil', countryCode: 'GB', timezone: 'Europe/London',
  runners: [{ id: 1, status: 'ACTIVE', sortPriority: 1 }, { id: 2, status: 'ACTIVE', sortPriority: 2 }], ...more,
})
export const market = (id = MARKET, price = 3): object => ({ id, img: true, marketDefinition: definition(), tv: 100, rc: [{ id: 1, atb: [[price, 10]], ltp: price }, { id: 2, atb: [[4, 20]] }] })
export const image = (id: number, markets: readonly object[] = [market()], more: object = {}): object => ({ op: 'mcm', id, ct: 'SUB_IMAGE', initialClk: 'first', clk: 'c0', heartbeatMs: 5000, conflateMs: 0, pt: T0, mc: markets, ...more })
/** The best price of the first runner, which is how messages are told apart. */
export const priced = (id: number, price: number, clk = `c${price}`, more: object = {}): object => ({ op: 'mcm', id, clk, pt: T0 + price, mc: [{ id: MARKET, rc: [{ id: 1, atb: [[1.01, 1], [price, 5]], ltp: price }] }], ...more })
export const heartbeat = (id: number, clk = 'beat'): object => ({ op: 'mcm', id, ct: 'HEARTBEAT', clk, pt: T0 + 1 })
/** A catalogue with one market in it, without names. */
export const oneMarket = (request: { readonly id: number }): { readonly json: object } => ({ json: { jsonrpc: '2.0', id: request.id, result: [{ marketId: MARKET, marketName: '6f Hcap', marketStartTime: '2025-04-01T13:02:00.000Z' }] } })
