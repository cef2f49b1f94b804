/** One worker holds a market at a time. */
export interface MarketLeases {
  /** Whether this worker holds it from now on; the same while it holds it already. */
  take(market: string): Promise<boolean>
  holds(market: string): boolean
  /** Told when a lease was lost or given up. */
  onLost(told: (market: string) => void): void
  release(market: string): Promise<void>
  close(): Promise<void>
}
