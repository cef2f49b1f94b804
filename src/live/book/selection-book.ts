import type { RunnerDefinition, RunnerDelta, StreamNumber } from './change-message'
import { isEmpty, levelLadder, priceLadder, setLevels, setPrices, type LevelLadder, type PriceLadder } from './ladder'

/** All that is known of one selection, as it was sent. Mutable: what is given out of it are views. */
export interface SelectionBook {
  readonly selectionId: number
  readonly handicap: number
  /** Null while no definition has listed it. */
  definition: RunnerDefinition | null
  ltp: StreamNumber
  tv: StreamNumber
  spn: StreamNumber
  spf: StreamNumber
  readonly atb: PriceLadder
  readonly atl: PriceLadder
  readonly trd: PriceLadder
  /** Whether anything was ever traded by `trd`. */
  traded: boolean
  readonly spb: PriceLadder
  readonly spl: PriceLadder
  readonly batb: LevelLadder
  readonly batl: LevelLadder
  readonly bdatb: LevelLadder
  readonly bdatl: LevelLadder
  /** Since somebody last looked and put it back to false. */
  touched: boolean
}

export const selectionBook = (selectionId: number, handicap: number): SelectionBook => ({
  selectionId, handicap, definition: null, ltp: null, tv: null, spn: null, spf: null, traded: false, touched: true,
  atb: priceLadder(true), atl: priceLadder(false), trd: priceLadder(false), spb: priceLadder(true), spl: priceLadder(false),
  batb: levelLadder(), batl: levelLadder(), bdatb: levelLadder(), bdatl: levelLadder(),
})

const isList = Array.isArray as (value: unknown) => value is readonly (readonly number[])[]

/** A field that is not there leaves things as they are; so does an empty list. */
export const applyRunner = (book: SelectionBook, delta: RunnerDelta): void => {
  book.touched = true
  for (const field in delta) {
    const value = delta[field as keyof RunnerDelta]
    switch (field) {
      case 'atb': case 'atl': case 'spb': case 'spl': if (isList(value)) setPrices(book[field], value); break
      case 'trd': if (isList(value) && value.length > 0) { setPrices(book.trd, value); book.traded = true } break
      case 'batb': case 'batl': case 'bdatb': case 'bdatl': if (isList(value)) setLevels(book[field], value); break
      case 'ltp': case 'tv': case 'spn': case 'spf': book[field] = value as StreamNumber; break
      default:
    }
  }
}

/** What is to be had: the raw ladder where there is one, else the one with virtual prices, else the rolled-up one. They are never mixed: each counts small stakes its own way. */
export const backLadder = ({ atb, bdatb, batb }: SelectionBook): PriceLadder | LevelLadder => (!isEmpty(atb) ? atb : !isEmpty(bdatb) ? bdatb : batb)
export const layLadder = ({ atl, bdatl, batl }: SelectionBook): PriceLadder | LevelLadder => (!isEmpty(atl) ? atl : !isEmpty(bdatl) ? bdatl : batl)
