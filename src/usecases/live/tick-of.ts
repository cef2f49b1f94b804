import type { Instant } from '../../domain/instant'
import type { MarketView, SelectionView } from '../../domain/market-view'
import type { Tick } from '../../domain/tick'
import { selectionKey } from '../../domain/market-match'
import type { KnownMarket } from './ports'

/** The row of one selection as it stands. */
export function tickOf({ id, raceId, runners }: KnownMarket, view: MarketView, selection: SelectionView, sequence: number, receivedAt: Instant): Tick {
  const { selectionId, handicap, status, back: [back], lay: [lay], lastTraded, matched } = selection
  return {
    marketId: id, selectionId, handicap, raceId, runnerId: runners.get(selectionKey(selectionId, handicap)) ?? null, sequence, at: view.publishedAt, receivedAt, status, inPlay: view.inPlay,
    back: back?.price ?? null, backSize: back?.size ?? null, lay: lay?.price ?? null, laySize: lay?.size ?? null, lastTraded, matched,
  }
}

const TOLD = ['status', 'inPlay', 'back', 'backSize', 'lay', 'laySize', 'lastTraded', 'matched', 'runnerId'] as const
/** Whether a row says the same as the one before it: what moved was deeper in the book than ticks go. */
export const isSameTick = (one: Tick, other: Tick): boolean => TOLD.every((name) => one[name] === other[name])
