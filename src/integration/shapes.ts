/** 0 up to `from`, 1 beyond `to`, a straight line between. */
export const ramp = (value: number, from: number, to: number): number => Math.max(0, Math.min(1, (value - from) / (to - from)))
/** -1 to 1. */
export const cut = (value: number): number => Math.max(-1, Math.min(1, value))
/** How little is known of what `starts` of ln(1 + starts) would have shown: 1 without a start, 0.37 after `scale` of them, toward 0. */
export const unproven = (lnStarts: number, scale: number): number => Math.exp(-Math.expm1(lnStarts) / scale)
/** Starts of ln(1 + starts). */
export const startsOf = (lnStarts: number): number => Math.round(Math.expm1(lnStarts))
