/** The one door to time. Everything else is given an instant, or this. */
export interface Clock { readonly now: () => Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still, for tests and for reproducible runs. */
export const clockAt = (instant: string): Clock => ({ now: () => new Date(instant) })
