/** What a catalogue says of a market that its messages leave out. */
export interface MarketDescription {
  readonly marketId: string
  readonly eventName?: string | null
  readonly marketName?: string | null
  readonly venue?: string | null
  readonly raceNumber?: number | null
  readonly selections: readonly SelectionDescription[]
}
export interface SelectionDescription {
  readonly selectionId: number
  /** 0 when left out. */
  readonly handicap?: number
  readonly name: string | null
  readonly clothNumber?: number | null
  readonly stallDraw?: number | null
}
