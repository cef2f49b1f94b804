const TIME = /^(\d):(\d\d)\.(\d\d)$|^(\d)\.(\d\d)\.(\d\d)$/

/** Milliseconds of `1:23.30` (results) or `1.02.95` (trials and form); null for `---` and anything else. */
export const raceTimeMs = (text: string): number | null => {
  const match = TIME.exec(text)
  if (match === null) return null
  const [minutes, seconds, hundredths] = match[1] === undefined ? match.slice(4, 7) : match.slice(1, 4)
  const ms = Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(hundredths) * 10
  return ms > 0 ? ms : null
}
