/** Tells when a client has taken nothing for too long while there was something for it. `taken`: bytes, only rises; asked for at each look. */
export function watchProgress(taken: () => number, slowMs: number): (at: number, blocked: boolean) => boolean {
  let [last, since]: [number, number | null] = [0, null]
  return (at, blocked) => {
    const now = taken()
    if (!blocked || now > last) since = null
    last = now
    if (blocked) since ??= at
    return since !== null && at - since >= slowMs
  }
}
