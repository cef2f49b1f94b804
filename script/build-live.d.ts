export function buildLive(): boolean
