import type { MarketDescription, SelectionDescription } from '../../book/market-description'

/** listMarketCatalogue as far as it is read; what else it says is let be. */
export interface CatalogueMarket {
  readonly marketId: string
  readonly marketName?: string
  readonly marketStartTime?: string
  readonly event?: { readonly name?: string; readonly venue?: string; readonly countryCode?: string }
  readonly runners?: readonly CatalogueRunner[] | null
}
export interface CatalogueRunner {
  readonly selectionId: number
  readonly runnerName?: string
  readonly handicap?: number
  readonly metadata?: Readonly<Record<string, string | null>> | null
}
export interface DescribedSelection extends SelectionDescription { readonly jockey: string | null }
export interface DescribedMarket extends MarketDescription { readonly selections: readonly DescribedSelection[] }

/** 1 to 99; null for anything else, e.g. `0` or `1A`. */
const numberOf = (text: string | null | undefined): number | null => (/^[1-9]\d?$/.test(text ?? '') ? Number(text) : null)
const RACE_NUMBER = /^R(\d{1,2})\b/

const describedSelection = ({ selectionId, handicap, runnerName, metadata }: CatalogueRunner): DescribedSelection => ({
  selectionId, handicap: handicap ?? 0, name: runnerName ?? null,
  clothNumber: numberOf(metadata?.['CLOTH_NUMBER']), stallDraw: numberOf(metadata?.['STALL_DRAW']), jockey: metadata?.['JOCKEY_NAME'] ?? null,
})
/** The number of the race where the market's name says it, as in Australia: `R3 1200m Hcap`. */
export const describedMarket = ({ marketId, marketName, event, runners }: CatalogueMarket): DescribedMarket => ({
  marketId, marketName: marketName ?? null, eventName: event?.name ?? null, venue: event?.venue ?? null,
  raceNumber: numberOf(RACE_NUMBER.exec(marketName ?? '')?.[1]), selections: (runners ?? []).map(describedSelection),
})
