/** Waiting for what becomes true, without a clock: whoever changes something rings. */
export interface Bell {
  readonly ring: () => void
  /** Resolves when `isTrue` gives something other than false, null or undefined, with that. */
  until<T>(isTrue: () => T | false | null | undefined): Promise<T>
}
export function createBell(): Bell {
  const waiting = new Set<() => void>()
  let isRinging = false
  const ring = (): void => {
    if (isRinging) return
    isRinging = true
    // After what is going on now has come to its end.
    setImmediate(() => { isRinging = false; for (const look of [...waiting]) look() })
  }
  return {
    ring,
    until: (isTrue) => new Promise((resolve, reject) => {
      const look = (): void => {
        try {
          const value = isTrue()
          if (value === false || value === null || value === undefined) return
          waiting.delete(look)
          resolve(value)
        } catch (error) { waiting.delete(look); reject(error as Error) }
      }
      waiting.add(look)
      look()
    }),
  }
}
