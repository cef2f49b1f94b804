import { registerEnumType } from 'type-graphql'

export const MarketResolution = { TICK: 'TICK', S1: 'S1', S10: 'S10', M1: 'M1' } as const
export type MarketResolution = keyof typeof MarketResolution

registerEnumType(MarketResolution, {
  name: 'MarketResolution',
  description: 'How finely the history of a market is told.',
  valuesConfig: {
    TICK: { description: 'Every change; kept for RACEGRAPH_TICK_DAYS.' }, S1: { description: 'Bars of a second; kept for RACEGRAPH_BAR_1S_DAYS.' }, S10: { description: 'Bars of ten seconds; kept for RACEGRAPH_BAR_10S_DAYS.' }, M1: { description: 'Bars of a minute; kept for ever.' },
  },
})
