import type { RaceRecord, RunnerRecord } from '../../../src/domain/records'
import { SAMPLE, sampleOf } from './season-sample'
import type { Sample } from './season-sample'
import { timingPoints } from '../../../src/imports/synthetic/in-running'

/** Everything that a wrong row could be, over a whole season and a card in progress. */
describe('rows of a season', () => {
  let sample: Sample
  let races: RaceRecord[]
  beforeAll(() => {
    sample = sampleOf(SAMPLE)
    races = sample.meetings.flatMap((m) => m.races)
  }, 120_000)
  const runnersOf = (pick: (r: RunnerRecord, race: RaceRecord) => boolean): [RunnerRecord, RaceRecord][] => races.flatMap((race) => race.runners.filter((r) => pick(r, race)).map((r): [RunnerRecord, RaceRecord] => [r, race]))
  const unique = (values: readonly unknown[]): boolean => new Set(values).size === values.length
  const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((value, i) => value === b[i])

  test('at least 1,500 races were run in the whole season', () => {
    expect(sample.meetings.filter((m) => m.kind === 'FLAT' && m.date < '2024-08-01').flatMap((m) => m.races).filter((r) => r.status === 'FINAL').length).toBeGreaterThanOrEqual(1500)
  })
  test('every meeting has races, one meeting a venue, day and kind; four states and three tiers', () => {
    expect(sample.meetings.filter((m) => m.races.length === 0).map((m) => m.sourceId)).toEqual([])
    expect(unique(sample.meetings.map((m) => `${m.venue.code} ${m.date} ${m.kind}`))).toBe(true)
    expect([...new Set(sample.meetings.map((m) => m.venue.state))].sort()).toEqual(['NSW', 'QLD', 'SA', 'VIC'])
    expect([...new Set(sample.meetings.map((m) => m.tier))].sort()).toEqual(['COUNTRY', 'METRO', 'PROVINCIAL'])
  })
  test('ids, numbers, barriers and horses are unique where they must be', () => {
    expect(unique(races.map((r) => r.sourceId))).toBe(true)
    expect(unique(sample.meetings.flatMap((m) => m.changes.map((c) => c.sourceId)))).toBe(true)
    for (const m of sample.meetings) expect(m.races.map((r) => r.number)).toEqual(m.races.map((_, i) => i + 1))
    const twice = races.filter((race) => ![race.runners.map((r) => r.number ?? {}), race.runners.map((r) => r.barrier ?? {}), race.runners.map((r) => r.horse.sourceId), race.dividends.map((d) => `${d.pool} ${d.combination}`)].every(unique))
    expect(twice.map((race) => race.sourceId)).toEqual([])
    const facts = runnersOf((r) => !unique(r.gear.map((g) => g.code)) || !unique(r.prices.map((p) => `${p.source} ${p.market} ${p.bookmaker} ${p.at}`)))
    expect(facts.map(([r, race]) => [race.sourceId, r.number])).toEqual([])
    for (const m of sample.meetings) expect(unique(m.trackRatings.map((t) => `${t.raceNumber} ${t.observedAt}`))).toBe(true)
  })
  test('a horse or rider has at most one run a day and a rider one a race', () => {
    expect(races.filter((race) => !unique(race.runners.flatMap((r) => (r.jockey === null || (r.status !== 'RUNNER' && r.status !== 'DECLARED') ? [] : [r.jockey.sourceId])))).map((race) => race.sourceId)).toEqual([])
    const seen = new Map<string, number>()
    for (const s of sample.starts) seen.set(`${s.meeting.date} ${s.runner.horse.sourceId}`, (seen.get(`${s.meeting.date} ${s.runner.horse.sourceId}`) ?? 0) + 1)
    expect(Math.max(...seen.values())).toBe(1)
  })
  test('weights, body weights, ratings and ages are in range', () => {
    const out = runnersOf((r, race) => race.kind === 'FLAT' && !(r.weightKg !== null && r.allocatedKg !== null && r.weightKg >= 50 && r.weightKg <= 62.5 && r.allocatedKg >= 53 && r.allocatedKg <= 60.5 && (r.bodyWeightKg === null || (r.bodyWeightKg > 350 && r.bodyWeightKg < 650))
      && r.handicapRating !== null && r.handicapRating >= 40 && r.handicapRating <= 120 && r.ageAtRace !== null && r.ageAtRace >= 2 && r.ageAtRace <= 11))
    expect(out.map(([r, race]) => [race.sourceId, r.number, r.weightKg, r.allocatedKg])).toEqual([])
    const handicaps = runnersOf((_, race) => race.weightCondition === 'HANDICAP')
    expect([Math.min(...handicaps.map(([r]) => r.allocatedKg ?? 0)), Math.max(...handicaps.map(([r]) => r.allocatedKg ?? 0))]).toEqual([54, 60.5])
    const weighed = runnersOf((r) => r.weightKg !== null && r.allocatedKg !== null && r.claimKg !== null)
    expect(weighed.length).toBeGreaterThan(20_000)
    expect(weighed.filter(([r]) => !(Math.abs((r.weightKg ?? NaN) - (r.allocatedKg ?? NaN) + (r.claimKg ?? NaN) - (r.overweightKg ?? 0)) < 1e-6)).map(([r, race]) => [race.sourceId, r.number])).toEqual([])
  })
  test('a finished runner has a position, one that did not finish none, one that was scratched no result', () => {
    const wrong = runnersOf((r, race) => {
      const ran = r.status === 'RUNNER'
      if (r.result !== null) return !ran || (r.result.position !== null) !== (r.result.status === 'FINISHED' || r.result.status === 'DEAD_HEAT')
      return race.status === 'FINAL' && (ran || r.sectionals.length > 0 || r.inRunning.length > 0)
    })
    expect(wrong.map(([r, race]) => [race.sourceId, r.number, r.status, r.result])).toEqual([])
    expect(runnersOf((r, race) => race.status === 'FINAL' && (r.status === 'SCRATCHED' || r.status === 'LATE_SCRATCHED')).length).toBeGreaterThan(500)
  })
  test('positions count on, and only dead heats share them', () => {
    const wrong = sample.finished.filter((race) => {
      const placed = race.runners.flatMap((r) => (r.result?.position ? [r.result] : []))
      return !placed.every((p) => {
        const tied = placed.filter((q) => q.position === p.position).length, ahead = placed.filter((q) => (q.position ?? 0) < (p.position ?? 0)).length
        return (p.status === 'DEAD_HEAT') === tied > 1 && p.position === ahead + 1
      })
    })
    expect(wrong.map((race) => race.sourceId)).toEqual([])
  })
  test('margins add up to lengths beaten, and a length is 0.165 s', () => {
    let checked = 0
    const wrong: unknown[] = []
    for (const race of races) {
      const placed = race.runners.flatMap((r) => (r.result?.position ? [r.result] : [])).sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || (a.marginLengths === 0 ? 1 : -1))
      let sum = 0
      placed.forEach((p) => {
        sum += p.marginLengths ?? NaN
        const apart = Math.abs((p.beatenLengths ?? NaN) - sum), clock = Math.abs((p.finishTimeMs ?? NaN) - (race.winningTimeMs ?? NaN) - 165 * (p.beatenLengths ?? NaN))
        if (!(apart < 1e-6 && clock <= 5.0001)) wrong.push([race.sourceId, p.position, apart, clock])
        checked += 1
      })
    }
    expect(wrong).toEqual([])
    expect(checked).toBeGreaterThan(20_000)
  })
  test('sections join up from the start to the post, take time, and add up to the finish time', () => {
    const timed = runnersOf((r) => (r.result?.finishTimeMs ?? null) !== null)
    const wrong = timed.filter(([r, race]) => {
      const joined = r.sectionals.every((x, i) => x.fromM === (i === 0 ? race.distanceM : r.sectionals[i - 1]?.toM)) && r.sectionals.at(-1)?.toM === 0
      const sum = r.sectionals.reduce((total, x) => total + x.timeMs, 0)
      return !joined || sum !== r.result?.finishTimeMs || r.sectionals.some((x) => (x.timeMs / (x.fromM - x.toM)) * 200 < 9_500) || r.sectionals.at(-1)?.position !== r.result?.position
    })
    expect(wrong.map(([r, race]) => [race.sourceId, r.result?.finishTimeMs, r.sectionals])).toEqual([])
    expect(timed.length).toBeGreaterThan(20_000)
  })
  test('timing points by distance', () => {
    expect(timingPoints(1200, 'METRO')).toEqual([1200, 800, 600, 400, 200, 0])
    expect(timingPoints(1300, 'METRO')).toEqual([1300, 1200, 800, 600, 400, 200, 0])
    expect(timingPoints(2400, 'METRO')).toEqual([2400, 2000, 1600, 1200, 800, 600, 400, 200, 0])
    expect(timingPoints(1000, 'PROVINCIAL')).toEqual([1000, 800, 600, 400, 200, 0])
    expect(timingPoints(1400, 'COUNTRY')).toEqual([1400, 600, 0])
  })
  test('in running, positions at a point are 1 to the number of finishers, each once', () => {
    const wrong = sample.finished.filter((race) => {
      const home = race.runners.filter((r) => (r.result?.position ?? null) !== null)
      return !['settled', '800m', '400m'].every((point) => same(home.map((r) => r.inRunning.find((c) => c.point === point)?.position ?? 0).sort((a, b) => a - b), home.map((_, i) => i + 1)))
    })
    expect(wrong.map((race) => race.sourceId)).toEqual([])
  })
  test('prices come before the off, open first and close last, and stop at a scratching', () => {
    let fluctuations = 0
    const wrong: unknown[] = []
    for (const m of sample.meetings) for (const race of m.races) for (const r of race.runners) {
      if (r.prices.length === 0) continue
      const off = race.actualStart ?? race.scheduledStart
      const first = r.prices.filter((p) => p.bookmaker === 'Bandicoot Bet')
      fluctuations += first.filter((p) => p.kind === 'FLUCTUATION').length
      const scratched = m.changes.find((c) => c.kind === 'SCRATCHING' && c.horseId === r.horse.sourceId && c.raceNumber === race.number)
      const held = {
        range: r.prices.every((p) => p.at <= off && p.decimal >= 1.04 && p.decimal <= (p.source === 'TOTE' ? 999 : 501)),
        order: same(first.map((p) => p.at), first.map((p) => p.at).sort()),
        open: first[0]?.kind === 'OPEN' && first.filter((p) => p.kind === 'OPEN').length === 1,
        close: r.result === null || first.at(-1)?.kind === 'CLOSE',
        scratching: scratched === undefined || r.prices.every((p) => p.at < scratched.at),
      }
      if (!Object.values(held).every(Boolean)) wrong.push([race.sourceId, r.number, held])
    }
    expect(wrong).toEqual([])
    expect(fluctuations).toBeGreaterThan(60_000)
  })
  test('no fact is told before it was known, and every result after its race', () => {
    const now = new Date(SAMPLE.now).toISOString()
    for (const m of sample.meetings) {
      for (const fact of [...m.changes, ...m.trackRatings, ...m.weather]) expect(fact.knownAt <= now).toBe(true)
      for (const c of m.changes) if (c.raceNumber !== null) expect(c.at <= (m.races[c.raceNumber - 1]?.actualStart ?? m.races[c.raceNumber - 1]?.scheduledStart ?? '')).toBe(true)
      for (const t of [...m.trackRatings, ...m.weather]) expect(t.observedAt <= t.knownAt).toBe(true)
      for (const race of m.races) {
        if (race.status === 'FINAL') expect((race.resultKnownAt ?? '') > (race.actualStart ?? 'Z') && (race.actualStart ?? '') >= race.scheduledStart).toBe(true)
        expect(race.runners.filter((r) => r.result !== null && r.result.knownAt !== race.resultKnownAt)).toEqual([])
        expect(race.runners.flatMap((r) => r.gear).filter((g) => g.knownAt >= race.scheduledStart || g.knownAt > now || (g.firstTime && g.removed))).toEqual([])
      }
    }
  })
  test('what a change says is what the card shows', () => {
    let seen = 0
    for (const m of sample.meetings) for (const c of m.changes) {
      const race = c.raceNumber === null ? undefined : m.races[c.raceNumber - 1]
      const runner = race?.runners.find((r) => r.horse.sourceId === c.horseId)
      if (runner === undefined) continue
      seen += 1
      if (c.kind === 'SCRATCHING') expect(runner.status).toBe(c.late ? 'LATE_SCRATCHED' : 'SCRATCHED')
      if (c.kind === 'JOCKEY_CHANGE') expect(runner.jockey?.name).toBe(c.after)
      if (c.kind === 'BARRIER_CHANGE') expect(String(runner.barrier)).toBe(c.after)
      if (c.kind === 'WEIGHT_CHANGE') expect(String(runner.overweightKg)).toBe(c.after)
      if (c.kind === 'GEAR_CHANGE') expect(runner.gear.map((g) => g.code)).toContain(c.after)
      if (c.kind === 'REINSTATEMENT') expect([runner.emergencyNumber !== null, runner.status !== 'EMERGENCY']).toEqual([true, true])
    }
    expect(seen).toBeGreaterThan(2000)
    expect([...new Set(sample.meetings.flatMap((m) => m.changes.map((c) => c.kind)))].sort()).toEqual(['ABANDONMENT', 'BARRIER_CHANGE', 'GEAR_CHANGE', 'JOCKEY_CHANGE', 'RAIL_CHANGE', 'REINSTATEMENT', 'SCRATCHING', 'TIME_CHANGE', 'TRACK_CHANGE', 'WEIGHT_CHANGE'])
  })
  test('dividends name the horses that came home', () => {
    for (const race of sample.finished) {
      const at = (n: number): number[] => race.runners.filter((r) => r.result?.position === n).map((r) => r.number ?? 0).sort((a, b) => a - b)
      const pool = (market: string): string[] => race.dividends.filter((d) => d.market === market).map((d) => d.combination)
      expect(pool('WIN').map(Number).sort((a, b) => a - b)).toEqual(at(1))
      const [winner] = at(1), [second] = at(2)
      if (at(1).length === 1 && at(2).length === 1 && winner !== undefined && second !== undefined) {
        expect(pool('EXACTA')).toEqual([`${winner}-${second}`])
        expect(pool('QUINELLA')).toEqual([`${Math.min(winner, second)}-${Math.max(winner, second)}`])
      }
    }
  })
  test('a dead heat for first pays twice', () => {
    const race = sample.finished.find((r) => r.runners.filter((x) => x.result?.position === 1).length === 2)
    expect(race?.dividends.filter((d) => d.market === 'WIN')).toHaveLength(2)
    expect(race?.dividends.filter((d) => d.market === 'EXACTA')).toHaveLength(2)
    expect(race?.dividends.filter((d) => d.market === 'QUINELLA')).toHaveLength(1)
    const winners = race?.runners.filter((r) => r.result?.position === 1) ?? []
    expect(winners.map((r) => r.result?.prize)).toEqual([((race?.prizes[0] ?? 0) + (race?.prizes[1] ?? 0)) / 2, ((race?.prizes[0] ?? 0) + (race?.prizes[1] ?? 0)) / 2])
    expect(race?.runners.filter((r) => r.result?.position === 2)).toEqual([])
  })
  test('a meeting abandoned after race 3: three results, the rest called off, the reason told', () => {
    const meeting = sample.meetings.find((m) => m.status === 'ABANDONED' && m.races.some((r) => r.status === 'FINAL'))
    expect(meeting?.races.map((r) => r.status)).toEqual(meeting?.races.map((_, i) => (i < 3 ? 'FINAL' : 'ABANDONED')))
    expect(meeting?.races.length).toBeGreaterThan(3)
    expect(meeting?.races.slice(3).flatMap((r) => r.runners).every((r) => r.result === null && r.sectionals.length === 0)).toBe(true)
    expect(meeting?.changes.filter((c) => c.kind === 'ABANDONMENT').map((c) => c.raceNumber)).toEqual(expect.arrayContaining([null, 4]))
  })
  test('a favourite was scratched late', () => {
    const favourites = runnersOf((r, race) => {
      const opening = (x: RunnerRecord): number => x.prices.find((p) => p.kind === 'OPEN' && p.bookmaker === 'Bandicoot Bet')?.decimal ?? Infinity
      return r.status === 'LATE_SCRATCHED' && race.status === 'FINAL' && race.runners.every((x) => x === r || opening(x) > opening(r))
    })
    expect(favourites.length).toBeGreaterThan(0)
  })
  test('some did not finish, each in its own way', () => {
    expect(new Set(sample.starts.filter((s) => s.result.position === null).map((s) => s.result.status)).size).toBeGreaterThan(2)
  })
  test('barrier trials stand apart: no numbers, prizes, prices or dividends', () => {
    const trials = races.filter((r) => r.kind === 'BARRIER_TRIAL')
    expect(trials.length).toBeGreaterThan(200)
    for (const t of trials) expect([t.feed, t.prizes.length, t.dividends.length, t.runners.every((r) => r.number === null && r.prices.length === 0 && r.weightKg === null)]).toEqual(['barrier_trials', 0, 0, true])
  })
  test('prizes add up and are paid by position', () => {
    for (const race of sample.finished) expect(race.prizes.reduce((a, b) => a + b, 0)).toBeCloseTo(race.prizeTotal ?? NaN, 6)
    expect(sample.starts.filter(({ race, result }) => result.status === 'FINISHED' && result.prize !== (race.prizes[(result.position ?? 0) - 1] ?? 0))).toEqual([])
    expect(sample.starts.filter(({ result }) => (result.prize ?? 0) > 0).length).toBeGreaterThan(10_000)
  })
})
