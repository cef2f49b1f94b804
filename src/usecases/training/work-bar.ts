/** One measure over work of many parts, in the units of their effort. */
export interface WorkBar {
  /** Runs a part that takes `effort`, told how far it is by `at` (0 to 1). */
  part<T>(effort: number, label: string, work: (at: (share: number, note?: string) => void) => Promise<T>): Promise<T>
  /** A part that need not be done. */
  skip(effort: number): void
}
export function workBar(total: number, update: (done: number, total: number, note: string) => void): WorkBar {
  let done = 0
  const say = (share: number, effort: number, note: string): void => { update(Math.min(total, done + effort * Math.max(0, Math.min(1, share))), total, note) }
  return {
    async part(effort, label, work) {
      let furthest = 0
      say(0, effort, label)
      const made = await work((share, note = '') => { furthest = Math.max(furthest, share); say(furthest, effort, note === '' ? label : `${label}: ${note}`) })
      done += effort
      say(0, 0, label)
      return made
    },
    skip(effort) { done += effort; say(0, 0, '') },
  }
}
