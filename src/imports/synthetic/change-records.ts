import type { ChangeRecord } from '../../domain/records'
import type { ChangeKind } from '../../domain/vocabulary'
import { isoOf, localInstant, MINUTE_MS } from './local-time'
import { ZONES } from './venues'
import { gearText } from '../../domain/gear'
import { labelOf } from './weather'
import { horizonOf } from './known'
import type { Known } from './known'
import type { MeetingTruth, RaceTruth } from './meeting-run'
import type { Entry } from './entries'
import type { Fate } from './fates'

interface Draft { readonly kind: ChangeKind; readonly at: number; readonly before: string | null; readonly after: string | null; readonly text: string; readonly reason?: string; readonly late?: boolean }

const lastPrice = (race: RaceTruth, index: number): number | null => {
  const quotes = race.market?.prices.get(index) ?? []
  return quotes.reduce<{ at: string; decimal: number } | null>((last, q) => (last === null || q.at >= last.at ? q : last), null)?.decimal ?? null
}

const scratchingDraft = (race: RaceTruth, entry: Entry, index: number, fate: Fate): Draft[] => {
  const { scratching } = fate
  if (scratching === null) return []
  const price = scratching.late ? lastPrice(race, index) : null
  const deduction = price === null ? '' : ` Deduction ${Math.min(75, Math.round(78 / price))}c in the dollar, win.`
  return [{ kind: 'SCRATCHING', at: scratching.at, before: 'DECLARED', after: scratching.late ? 'LATE_SCRATCHED' : 'SCRATCHED', text: `${entry.career.horse.name} ${scratching.late ? 'late scratching' : 'scratched'}: ${scratching.reason}.${deduction}`, reason: scratching.reason, late: scratching.late }]
}

const runnerDrafts = (race: RaceTruth, entry: Entry, index: number, fate: Fate): Draft[] => {
  const name = entry.career.horse.name
  const drafts = scratchingDraft(race, entry, index, fate)
  const { gainedAt, riderChange, overweight, lateGear, barrierChange } = fate
  if (gainedAt !== null) drafts.push({ kind: 'REINSTATEMENT', at: gainedAt, before: 'EMERGENCY', after: 'DECLARED', text: `${name} (emergency ${entry.emergency}) gains a start.`, reason: 'scratching' })
  if (riderChange !== null) {
    const claim = riderChange.to.claimKg > 0 ? ` (a ${riderChange.to.claimKg} kg)` : ''
    drafts.push({ kind: 'JOCKEY_CHANGE', at: riderChange.at, before: entry.jockey?.name ?? null, after: riderChange.to.jockey.name, text: `${name} will be ridden by ${riderChange.to.jockey.name}${claim}${entry.jockey === null ? '' : `, not ${entry.jockey.name}`}.`, reason: riderChange.reason })
  }
  if (overweight !== null) drafts.push({ kind: 'WEIGHT_CHANGE', at: overweight.at, before: '0', after: String(overweight.kg), text: `${name} will carry ${overweight.kg} kg overweight.`, reason: 'rider overweight' })
  if (lateGear !== null) drafts.push({ kind: 'GEAR_CHANGE', at: lateGear.at, before: null, after: lateGear.code, text: `${name}: ${gearText(lateGear.code)} added.`, reason: 'stewards permitted' })
  if (barrierChange !== null) drafts.push({ kind: 'BARRIER_CHANGE', at: barrierChange.at, before: String(barrierChange.before), after: String(entry.barrier), text: `${name} to jump from barrier ${entry.barrier}, not ${barrierChange.before}.`, reason: 'draw corrected' })
  return drafts
}

const time = (ms: number): string => isoOf(ms).slice(11, 16)

const raceDrafts = (meeting: MeetingTruth, race: RaceTruth): Draft[] => {
  const { delay, scheduled } = race.fate
  const drafts: Draft[] = []
  if (delay !== null) drafts.push({ kind: 'TIME_CHANGE', at: delay.at, before: isoOf(scheduled), after: isoOf(delay.to), text: `Race ${race.plan.number} put back to ${time(delay.to)} UTC.`, reason: 'delays at an earlier meeting' })
  if (race.run === null && meeting.abandonedAt !== null) drafts.push({ kind: 'ABANDONMENT', at: meeting.abandonedAt, before: 'OPEN', after: 'ABANDONED', text: `Race ${race.plan.number} abandoned.`, reason: 'track unsafe after heavy rain' })
  return drafts
}

/** When a new track rating before race `number` is published. */
export const ratingChangeAt = (meeting: MeetingTruth, number: number): number => (meeting.races[number - 1]?.fate.scheduled ?? 0) - 25 * MINUTE_MS

const meetingDrafts = (meeting: MeetingTruth): Draft[] => {
  const { slot, rail, announcedRail, ratings, abandonedAt } = meeting
  const drafts: Draft[] = []
  if (rail.text !== announcedRail.text) drafts.push({ kind: 'RAIL_CHANGE', at: localInstant(ZONES[slot.venue.state], slot.day - 1, 14 * 60), before: announcedRail.text, after: rail.text, text: `Rail now: ${rail.text}.`, reason: 'to give the field fresh ground' })
  ratings.byRace.forEach((rating, i) => {
    const before = ratings.byRace[i - 1]
    const at = ratingChangeAt(meeting, i + 1)
    if (before === undefined || before === rating || (abandonedAt !== null && at >= abandonedAt)) return
    drafts.push({ kind: 'TRACK_CHANGE', at, before: `${labelOf(before)} ${before}`, after: `${labelOf(rating)} ${rating}`, text: `Track ${rating > before ? 'downgraded' : 'upgraded'} to ${labelOf(rating)} ${rating} from race ${i + 1}.`, reason: rating > before ? 'rain' : 'drying' })
  })
  if (abandonedAt !== null) drafts.push({ kind: 'ABANDONMENT', at: abandonedAt, before: 'OPEN', after: 'ABANDONED', text: slot.abandonedAfter === 0 ? 'Meeting abandoned.' : `Meeting abandoned after race ${slot.abandonedAfter}.`, reason: 'track unsafe after heavy rain' })
  return drafts
}

/** Changes published by `known.now`, oldest first. Nothing is heard of a race after it was called off. */
export const changesOf = (meeting: MeetingTruth, known: Known): ChangeRecord[] => {
  const records: ChangeRecord[] = []
  const write = (draft: Draft, horizon: number, raceNumber: number | null, entry: Entry | null): void => {
    if (draft.at > horizon) return
    const sourceId = [meeting.slot.sourceId, raceNumber === null ? 'M' : `R${raceNumber}`, draft.kind, entry?.career.horse.sourceId ?? '', raceNumber === null && draft.kind === 'TRACK_CHANGE' ? isoOf(draft.at) : ''].filter((part) => part !== '').join('-')
    const knownAt = isoOf(draft.at)
    records.push({ sourceId, kind: draft.kind, raceNumber, horseId: entry?.career.horse.sourceId ?? null, before: draft.before, after: draft.after, text: draft.text, reason: draft.reason ?? null, late: draft.late ?? false, at: knownAt, knownAt })
  }
  for (const draft of meetingDrafts(meeting)) write(draft, known.now, null, null)
  for (const race of meeting.races) {
    const horizon = horizonOf(race, meeting, known.now)
    for (const draft of raceDrafts(meeting, race)) write(draft, horizon, race.plan.number, null)
    race.plan.entries.forEach((entry, index) => {
      const fate = race.fate.fates[index]
      if (fate !== undefined) for (const draft of runnerDrafts(race, entry, index, fate)) write(draft, horizon, race.plan.number, entry)
    })
  }
  return records.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.sourceId < b.sourceId ? -1 : 1))
}
