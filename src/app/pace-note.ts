const clock = (seconds: number): string => (seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`)

/** How fast a long job goes and when it is over, for the end of its bar: `21,400 runners/s, 12 s left`. `now` in milliseconds. */
export const paceNote = (unit: string, now: () => number = () => performance.now()): ((done: number, total: number) => string) => {
  const began = now()
  return (done, total) => {
    const seconds = (now() - began) / 1_000
    const rate = done / seconds
    if (!(rate > 0) || !Number.isFinite(rate)) return ''
    const left = total > done ? `, ${clock((total - done) / rate)} left` : ''
    return `${Math.round(rate).toLocaleString('en-US')} ${unit}/s${left}`
  }
}
