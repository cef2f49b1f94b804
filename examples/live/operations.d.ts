export const NEXT_RACE: string
export const ODDS: string
export const PREDICTIONS: string
export const STATUS: string
