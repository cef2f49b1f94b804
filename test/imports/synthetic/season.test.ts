import { AppError } from '../../../src/domain/errors'
import type { ImportUnit, MeetingRecord } from '../../../src/domain/records'
import { meetingRecord } from '../../../src/imports/synthetic/meeting-record'
import { dayOf } from '../../../src/imports/synthetic/local-time'
import { peopleOf } from '../../../src/imports/synthetic/people'
import { countUnits, seasonFrom, syntheticSeason, unitOf } from '../../../src/imports/synthetic/season'
import { meetingsOf } from '../../../src/imports/synthetic/world'
import type { SeasonOptions } from '../../../src/imports/synthetic/season'

const BASE: SeasonOptions = { seasons: 1, seed: 'stability', now: '2025-08-20T03:17:00Z', from: '2025-08-01' }
const generated = (now: string, rest: Partial<SeasonOptions> = {}): ImportUnit[] => [...syntheticSeason({ ...BASE, now, ...rest })]

const people = peopleOf('stability')
const truths = [...meetingsOf('stability', dayOf('2025-08-01'), dayOf('2025-11-12'))]
/** The units that `now` shows, told from one simulation; a test below holds it against a generation from scratch. */
const at = (now: string): ImportUnit[] => {
  const last = dayOf(new Intl.DateTimeFormat('en-CA', { timeZone: 'Australia/Sydney' }).format(Date.parse(now))) + 7
  return truths.filter((t) => t.slot.day <= last).map((t) => unitOf(meetingRecord('stability', people, t, Date.parse(now))))
}
const settled = (unit: ImportUnit): boolean => unit.meeting?.status === 'FINISHED' || unit.meeting?.status === 'ABANDONED'
const meetingOf = (units: readonly ImportUnit[], key: string): MeetingRecord => {
  const found = units.find((u) => u.key === key)?.meeting
  if (found === null || found === undefined) throw new Error(`no meeting ${key}`)
  return found
}

describe('a season is a function of its options', () => {
  const early = at(BASE.now)

  test.each([BASE.now, '2025-08-27T14:30:00Z'])('twice the same options, twice the same bytes; a later present lives through the same races (%s)', (now) => {
    expect(JSON.stringify(generated(now))).toBe(JSON.stringify(at(now)))
  })
  test('another seed is another season', () => { expect(generated(BASE.now, { seed: 'other' }).map((u) => u.sha256)).not.toEqual(early.map((u) => u.sha256)) })
  test('the count is known beforehand and keys are unique', () => {
    expect(countUnits(BASE)).toBe(early.length)
    expect(new Set(early.map((u) => u.key)).size).toBe(early.length)
    expect(early.every((u) => u.key === u.meeting?.sourceId && u.meeting.source === 'SYNTHETIC' && /synthetic/.test(u.meeting.name ?? ''))).toBe(true)
  })
  test('a digest stands for its meeting: equal exactly when the meeting is', () => { expect(new Set(early.map((u) => u.sha256)).size).toBe(new Set(early.map((u) => JSON.stringify(u.meeting))).size) })

  test.each(['2025-08-20T03:18:00Z', '2025-08-20T13:00:00Z', '2025-08-21T22:05:00Z', '2025-08-29T00:00:00Z', '2025-10-01T02:00:00Z'])('with %s as the present, what was settled stays byte-identical', (now) => {
    const later = at(now)
    const before = early.filter(settled)
    expect(before.length).toBeGreaterThan(15)
    const digests = new Map(later.map((u) => [u.key, u.sha256]))
    expect(before.filter((u) => digests.get(u.key) !== u.sha256).map((u) => u.key)).toEqual([])
    expect(later.slice(0, early.length).map((u) => u.key)).toEqual(early.map((u) => u.key))
  })
  test('a meeting of today gets its results later, so its digest changes', () => {
    const today = early.filter((u) => u.meeting?.date === '2025-08-20')
    expect(today).toHaveLength(1)
    const [unit] = today
    const later = at('2025-08-21T00:00:00Z')
    expect(unit?.meeting?.status).not.toBe('FINISHED')
    expect(meetingOf(later, unit?.key ?? '').status).toBe('FINISHED')
    expect(later.find((u) => u.key === unit?.key)?.sha256).not.toBe(unit?.sha256)
  })
  test('facts are only added as time goes by, never changed or taken back', () => {
    const moments = ['2025-08-20T03:17:00Z', '2025-08-22T00:00:00Z', '2025-08-23T03:00:00Z', '2025-08-23T05:30:00Z', '2025-08-24T04:00:00Z', '2025-08-30T00:00:00Z'].map((now) => at(now))
    const facts = (m: MeetingRecord): string[] => [
      ...m.changes, ...m.trackRatings, ...m.weather, ...m.races.flatMap((r) => [...r.dividends, ...r.runners.flatMap((x) => [...x.gear, ...x.prices, ...x.sectionals, ...x.inRunning, ...(x.result === null ? [] : [x.result])].map((f) => ({ r: r.number, h: x.horse.sourceId, f })))]),
    ].map((f) => JSON.stringify(f))
    let compared = 0
    moments.slice(1).forEach((later, i) => {
      for (const unit of moments[i] ?? []) {
        if (unit.meeting === null || settled(unit)) continue
        const then = new Set(facts(meetingOf(later, unit.key)))
        const lost = facts(unit.meeting).filter((f) => !then.has(f))
        compared += then.size
        expect({ key: unit.key, lost }).toEqual({ key: unit.key, lost: [] })
      }
    })
    expect(compared).toBeGreaterThan(3000)
  })
  test('cards of the coming week do not depend on results that are still to come', () => {
    const fields = (units: readonly ImportUnit[]): unknown => units.map((u) => [u.key, u.meeting?.races.map((r) => [r.sourceId, r.distanceM, r.classCode, r.runners.map((x) => [x.horse.sourceId, x.number, x.handicapRating, x.allocatedKg])])])
    const now = fields(early), weekLater = fields(at('2025-08-27T14:30:00Z').slice(0, early.length))
    expect(weekLater).toEqual(now)
    const races = early.filter((u) => u.meeting?.kind === 'FLAT' && u.meeting.date > '2025-08-20').flatMap((u) => u.meeting?.races ?? [])
    expect(races.length).toBeGreaterThan(25)
    const lastRun = new Map<string, string>()
    for (const u of at('2025-08-29T14:30:00Z')) for (const r of u.meeting?.kind === 'FLAT' ? u.meeting.races : []) for (const x of r.runners) {
      if (x.result === null) continue
      const previous = lastRun.get(x.horse.sourceId)
      if (previous !== undefined) expect(Date.parse(u.meeting?.date ?? '') - Date.parse(previous)).toBeGreaterThanOrEqual(8 * 86_400_000)
      lastRun.set(x.horse.sourceId, u.meeting?.date ?? '')
    }
  })
})

describe('the present and the coming days', () => {
  test.each(['2025-08-20T03:17:00Z', '2025-10-07T12:59:00Z', '2025-11-04T13:30:00Z'])('at %s every day from today to seven days on has a race meeting, without results of the future', (now) => {
    const units = at(now)
    const sydney = new Intl.DateTimeFormat('en-CA', { timeZone: 'Australia/Sydney' }).format(Date.parse(now))
    const days = Array.from({ length: 8 }, (_, i) => new Date(Date.parse(sydney) + i * 86_400_000).toISOString().slice(0, 10))
    const coming = units.flatMap((u) => (u.meeting !== null && u.meeting.date >= sydney ? [u.meeting] : []))
    expect([...new Set(coming.filter((m) => m.kind === 'FLAT' && m.races.length > 0).map((m) => m.date))].sort()).toEqual(days)
    for (const race of coming.flatMap((m) => m.races)) {
      if (race.scheduledStart > new Date(now).toISOString()) expect([race.resultKnownAt, race.winningTimeMs, race.dividends.length, race.runners.filter((r) => r.result !== null || r.sectionals.length > 0).length, race.actualStart]).toEqual([null, null, 0, 0, null])
    }
    const far = coming.filter((m) => m.date === days[7])
    expect(far.flatMap((m) => m.races).flatMap((r) => r.runners).every((r) => r.jockey === null && r.barrier === null && r.prices.length === 0)).toBe(true)
    expect(far.every((m) => m.status === 'SCHEDULED')).toBe(true)
  })
  test('tomorrow is priced up when the market has opened', () => {
    const open = at('2025-08-22T06:00:00Z').flatMap((u) => (u.meeting?.date === '2025-08-23' ? [u.meeting] : []))
    expect(open.map((m) => m.status)).toEqual(['OPEN', 'OPEN'])
    for (const r of open.flatMap((m) => m.races).flatMap((r) => r.runners)) {
      if (r.status !== 'DECLARED') continue
      expect(r.prices.map((p) => p.kind)).toEqual(['OPEN'])
      expect([r.jockey !== null, r.barrier !== null]).toEqual([true, true])
    }
  })
  test('daysAhead 0 ends with today', () => { expect(generated(BASE.now, { daysAhead: 0 }).every((u) => (u.meeting?.date ?? '') <= '2025-08-20')).toBe(true) })
})

describe('options', () => {
  const refused = (options: Partial<SeasonOptions>): AppError => {
    try { countUnits({ ...BASE, ...options }) } catch (error) { if (error instanceof AppError) return error }
    throw new Error('was not refused')
  }
  test.each<[string, Partial<SeasonOptions>]>([['seasons', { seasons: 0 }], ['seasons', { seasons: 1.5 }], ['seed', { seed: '' }], ['seed', { seed: 'a b' }], ['now', { now: 'yesterday' }], ['now', { now: '2025-08-20' }], ['daysAhead', { daysAhead: 8 }], ['from', { from: '2025-08-02' }], ['from', { from: '2030-08-01' }]])('a wrong %s is named', (word, options) => {
    const error = refused(options)
    expect([error.code, error.message.includes(word)]).toEqual(['BAD_USER_INPUT', true])
  })
  test('a season starts on 1 August, so many seasons before the present one', () => {
    expect(seasonFrom({ seasons: 1, seed: 1, now: '2026-07-31T10:00:00Z' })).toBe('2024-08-01')
    expect(seasonFrom({ seasons: 2, seed: 1, now: '2026-07-31T15:00:00Z' })).toBe('2024-08-01')
    expect(seasonFrom({ seasons: 2, seed: 1, now: '2026-11-22T00:00:00Z' })).toBe('2024-08-01')
  })
})
