/** A section of one run between two distances from the winning post, metres; times are milliseconds. Lists go from the start to the post. */
export interface Section {
  readonly fromM: number
  readonly toM: number
  readonly timeMs: number
  readonly position: number | null
  readonly marginLengths: number | null
}
export interface TimedSplit extends Section {
  /** From the start of the first section to the end of this one. */
  readonly cumulativeMs: number
  readonly speedMps: number
}

const speed = (metres: number, ms: number): number => Number(((metres * 1000) / ms).toFixed(3))

export const splitsOf = (sections: readonly Section[]): readonly TimedSplit[] => {
  let cumulativeMs = 0
  return sections.map((section) => {
    cumulativeMs += section.timeMs
    return { ...section, cumulativeMs, speedMps: speed(section.fromM - section.toM, section.timeMs) }
  })
}

/** Time over the last so many metres; null unless a section begins exactly there and they go on to the post without a gap. */
export const lastMetresMs = (sections: readonly Section[], metres: number): number | null => {
  let at = 0
  let ms = 0
  for (let i = sections.length - 1; i >= 0 && at < metres; i--) {
    const { fromM, toM, timeMs } = sections[i] as Section
    if (toM !== at) return null
    at = fromM
    ms += timeMs
  }
  return at === metres ? ms : null
}

/** Average speed over the last 600 m (400 m where 600 was not taken) in per cent of the average over the whole run: above 100 it finished faster than it ran. */
export const finishingSpeedPercent = (sections: readonly Section[]): number | null => {
  const whole = sections[0]?.fromM ?? 0
  const total = lastMetresMs(sections, whole)
  for (const metres of [600, 400]) {
    const late = lastMetresMs(sections, metres)
    if (total !== null && late !== null && whole > metres) return Number(((100 * metres * total) / (late * whole)).toFixed(2))
  }
  return null
}

/** The race as its leaders ran it: at the end of each section the smallest time of any runner. Positions and margins are those of a leader. */
export const leaderSplits = (field: readonly (readonly Section[])[]): readonly TimedSplit[] => {
  const first = new Map<number, { readonly fromM: number; readonly at: number }>()
  for (const split of field.flatMap(splitsOf)) {
    const known = first.get(split.toM)
    if (known === undefined || split.cumulativeMs < known.at) first.set(split.toM, { fromM: split.fromM, at: split.cumulativeMs })
  }
  let before = 0
  return splitsOf([...first].sort(([a], [b]) => b - a).map(([toM, { fromM, at }]) => {
    const timeMs = at - before
    before = at
    return { fromM, toM, timeMs, position: 1, marginLengths: 0 }
  }))
}

/** The length that most sections have, metres; the first of a race is often odd. */
export const usualLength = (sections: readonly Section[]): number => {
  const counts = new Map<number, number>()
  for (const { fromM, toM } of sections) counts.set(fromM - toM, (counts.get(fromM - toM) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0
}
