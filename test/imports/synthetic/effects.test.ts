import { ln, softmax } from '../../../src/imports/synthetic/exact-math'
import { abilityOn, horseOf } from '../../../src/imports/synthetic/horses'
import type { Horse } from '../../../src/imports/synthetic/horses'
import { dayOf } from '../../../src/imports/synthetic/local-time'
import { partnershipPoints, peopleOf } from '../../../src/imports/synthetic/people'
import { LUCK } from '../../../src/imports/synthetic/race-run'
import { totalOf } from '../../../src/imports/synthetic/strength'
import { VENUES } from '../../../src/imports/synthetic/venues'
import { meetingsOf } from '../../../src/imports/synthetic/world'
import { beaten, mean, SAMPLE, sampleOf } from './season-sample'
import type { Sample, Start } from './season-sample'

const SEED = String(SAMPLE.seed)
/** The hidden horse behind an id. */
const hidden = new Map<string, Horse>()
const horse = (id: string): Horse => {
  const found = hidden.get(id)
  if (found !== undefined) return found
  const [, year, index] = /-h-(\d+)-(\d+)$/.exec(id) ?? []
  const made = horseOf(SEED, Number(year), Number(index) - 1)
  hidden.set(id, made)
  return made
}
const won = (s: Start): number => (s.result.position === 1 ? 1 : 0)

/** What the hidden structure does must be seen in what is published: bounds are wide, and fail when the effect is taken out. */
describe('effects', () => {
  let sample: Sample
  let starts: readonly Start[]
  const people = peopleOf(SEED)
  const implied = new Map<Start, number>()
  beforeAll(() => {
    sample = sampleOf(SAMPLE)
    starts = sample.starts
    const total = new Map<string, number>()
    for (const s of starts) total.set(s.race.sourceId, (total.get(s.race.sourceId) ?? 0) + 1 / (s.result.startingPrice ?? NaN))
    for (const s of starts) implied.set(s, 1 / (s.result.startingPrice ?? NaN) / (total.get(s.race.sourceId) ?? NaN))
  }, 120_000)
  const share = (pick: (s: Start) => boolean): number => {
    const chosen = starts.filter(pick)
    if (chosen.length < 80) throw new Error(`only ${chosen.length} starts to look at`)
    return mean(chosen.map(beaten))
  }
  /** Wins beyond what the starting price expected, per start. */
  const surplus = (pick: (s: Start) => boolean): number => mean(starts.filter(pick).map((s) => won(s) - (implied.get(s) ?? NaN)))

  test('favourites win about a third of the races', () => {
    const favourites = starts.filter((s) => s.result.favourite === true)
    const rate = mean(favourites.map(won))
    expect([rate > 0.28, rate < 0.37]).toEqual([true, true])
    expect(favourites.length).toBeGreaterThanOrEqual(sample.finished.length)
  })
  test('books add up to 1.15 to 1.20 on average and never below 1.05', () => {
    const books = sample.finished.map((r) => r.runners.reduce((sum, x) => sum + (x.result?.startingPrice ? 1 / x.result.startingPrice : 0), 0))
    expect([mean(books) > 1.15, mean(books) < 1.2, Math.min(...books) > 1.05, Math.max(...books) < 1.35]).toEqual([true, true, true, true])
  })
  test('prices mean what they say, roughly, and long shots are overbet', () => {
    for (const [low, high] of [[0, 0.05], [0.05, 0.1], [0.1, 0.2], [0.2, 0.35], [0.35, 1]] as const) {
      const band = starts.filter((s) => { const p = implied.get(s) ?? NaN; return p >= low && p < high })
      expect(Math.abs(mean(band.map(won)) - mean(band.map((s) => implied.get(s) ?? NaN)))).toBeLessThan(0.08)
    }
    const roi = (pick: (price: number) => boolean): number => mean(starts.filter((s) => pick(s.result.startingPrice ?? NaN)).map((s) => won(s) * (s.result.startingPrice ?? NaN)))
    expect(roi((p) => p <= 6) - roi((p) => p >= 26)).toBeGreaterThan(0.1)
    expect(roi((p) => p <= 6)).toBeLessThan(1)
  })
  test('the closing price knows more than the opening one', () => {
    const loss = (kind: 'OPEN' | 'CLOSE'): number => mean(sample.finished.flatMap((race) => {
      const ran = race.runners.filter((r) => r.result !== null)
      const chances = ran.map((r) => 1 / (r.prices.find((p) => p.bookmaker === 'Bandicoot Bet' && p.kind === kind)?.decimal ?? NaN)), sum = chances.reduce((a, b) => a + b, 0)
      const winner = ran.findIndex((r) => r.result?.position === 1)
      return winner < 0 ? [] : [-ln((chances[winner] ?? NaN) / sum)]
    }))
    expect(loss('OPEN') - loss('CLOSE')).toBeGreaterThan(0.01)
  })
  test('better horses win more', () => {
    const ability = new Map(starts.map((s) => [s, abilityOn(horse(s.runner.horse.sourceId), dayOf(s.meeting.date))]))
    const byRace = new Map<string, Start[]>()
    for (const s of starts) byRace.set(s.race.sourceId, [...(byRace.get(s.race.sourceId) ?? []), s])
    const best = [...byRace.values()].map((field) => [...field].sort((a, b) => (ability.get(b) ?? 0) - (ability.get(a) ?? 0))).filter((field) => field.length >= 6)
    const top = mean(best.map((field) => (field[0] === undefined ? 0 : won(field[0])))), bottom = mean(best.map((field) => { const last = field.at(-1); return last === undefined ? 0 : won(last) }))
    expect(top).toBeGreaterThan(0.17)
    expect(bottom).toBeLessThan(0.08)
  })
  test('mudlarks come into their own on wet tracks', () => {
    const wet = (s: Start): number => horse(s.runner.horse.sourceId).wet, going = (s: Start): number => s.race.goingNumber ?? 4
    expect(share((s) => wet(s) > 2.5 && going(s) >= 7) - share((s) => wet(s) > 2.5 && going(s) <= 4)).toBeGreaterThan(0.05)
    expect(share((s) => wet(s) < -2.5 && going(s) >= 7) - share((s) => wet(s) < -2.5 && going(s) <= 4)).toBeLessThan(-0.05)
  })
  test('horses run best over their own trip', () => {
    const off = (s: Start): number => Math.abs((s.race.distanceM ?? 0) - horse(s.runner.horse.sourceId).bestDistanceM) / horse(s.runner.horse.sourceId).bestDistanceM
    expect(share((s) => off(s) < 0.06) - share((s) => off(s) > 0.17)).toBeGreaterThan(0.06)
  })
  test('inside barriers help where the turn comes soon, and do not where the track is fair', () => {
    const edge = (codes: readonly string[]): number => share((s) => codes.includes(s.meeting.venue.code) && (s.runner.barrier ?? 99) <= 3) - share((s) => codes.includes(s.meeting.venue.code) && (s.runner.barrier ?? 0) >= 8)
    expect(edge(VENUES.filter((v) => v.drawBias >= 2.5).map((v) => v.code))).toBeGreaterThan(0.08)
    expect(edge(['ELM', 'TBN'])).toBeLessThan(0.05)
  })
  test('the better riders win more, on the same kind of horses', () => {
    const skill = new Map(people.jockeys.map((j) => [j.sourceId, j.skill])), of = (s: Start): number => skill.get(s.runner.jockey?.sourceId ?? '') ?? 0
    expect(share((s) => of(s) > 2) - share((s) => of(s) < -1.5)).toBeGreaterThan(0.06)
  })
  test('some partnerships win more than either name is worth, and the betting hardly sees it', () => {
    const jockeys = new Map(people.jockeys.map((j) => [j.sourceId, j])), trainers = new Map(people.trainers.map((t) => [t.sourceId, t]))
    const points = new Map(starts.map((s) => {
      const j = jockeys.get(s.runner.jockey?.sourceId ?? ''), t = trainers.get(s.runner.trainer?.sourceId ?? '')
      return [s, j === undefined || t === undefined ? 0 : partnershipPoints(SEED, j, t)]
    }))
    expect(surplus((s) => (points.get(s) ?? 0) > 1.5) - surplus((s) => (points.get(s) ?? 0) < -0.5)).toBeGreaterThan(0.008)
    expect(share((s) => (points.get(s) ?? 0) > 1.5) - share((s) => (points.get(s) ?? 0) < -0.5)).toBeGreaterThan(0.02)
  })
  describe('preparations', () => {
    /** Runs since a spell of 60 days or more; only horses that were seen before. */
    const stage = new Map<Start, number>()
    beforeAll(() => {
      const last = new Map<string, { date: string; stage: number }>()
      for (const s of starts) {
        const before = last.get(s.runner.horse.sourceId)
        const spelled = before !== undefined && dayOf(s.meeting.date) - dayOf(before.date) >= 60
        const now = before === undefined ? NaN : spelled ? 1 : before.stage + 1
        stage.set(s, now)
        last.set(s.runner.horse.sourceId, { date: s.meeting.date, stage: now })
      }
    })
    test('first-up runs are worse than third-up runs', () => { expect(share((s) => stage.get(s) === 3) - share((s) => stage.get(s) === 1)).toBeGreaterThan(0.05) })
    test('some stables have them ready first-up', () => {
      const firstUp = new Map(people.trainers.map((t) => [t.sourceId, t.firstUp])), of = (s: Start): number => firstUp.get(s.runner.trainer?.sourceId ?? '') ?? 0
      expect(share((s) => stage.get(s) === 1 && of(s) > 1.5) - share((s) => stage.get(s) === 1 && of(s) < -1.5)).toBeGreaterThan(0.04)
    })
    test('they have trialled before, and the trial tells', () => {
      const trials = new Map<string, { date: string; share: number }[]>()
      for (const m of sample.meetings) if (m.kind === 'BARRIER_TRIAL') for (const r of m.races) for (const x of r.runners) {
        if (x.result?.position) trials.set(x.horse.sourceId, [...(trials.get(x.horse.sourceId) ?? []), { date: m.date, share: 1 - (x.result.position - 1) / Math.max(1, r.runners.length - 1) }])
      }
      const fresh = starts.filter((s) => stage.get(s) === 1).map((s) => ({ s, trial: trials.get(s.runner.horse.sourceId)?.filter((t) => t.date < s.meeting.date && dayOf(s.meeting.date) - dayOf(t.date) < 60).at(-1) }))
      expect(fresh.filter((f) => f.trial === undefined).length / fresh.length).toBeLessThan(0.1)
      const good = fresh.filter((f) => (f.trial?.share ?? 0.5) > 0.7).map((f) => beaten(f.s)), bad = fresh.filter((f) => (f.trial?.share ?? 0.5) < 0.3).map((f) => beaten(f.s))
      expect(mean(good) - mean(bad)).toBeGreaterThan(0.04)
    })
  })
  test('blinkers on for the first time help those that they suit', () => {
    const first = (s: Start): boolean => s.runner.gear.some((g) => g.code === 'B' && g.firstTime)
    const suits = (s: Start): number => horse(s.runner.horse.sourceId).blinkers + (people.trainers.find((t) => t.sourceId === s.runner.trainer?.sourceId)?.blinkersFirst ?? 0)
    expect(share((s) => first(s) && suits(s) > 1) - share((s) => first(s) && suits(s) < -0.5)).toBeGreaterThan(0.04)
  })
  test('leaders last in slowly run races and not in fast ones', () => {
    const leads = (s: Start): boolean => (s.runner.inRunning.find((c) => c.point === 'settled')?.position ?? 99) <= 2
    const slow = (s: Start): boolean => s.race.tempo === 'SLOW' || s.race.tempo === 'VERY_SLOW', fast = (s: Start): boolean => s.race.tempo === 'FAST' || s.race.tempo === 'VERY_FAST'
    expect(share((s) => leads(s) && slow(s)) - share((s) => leads(s) && fast(s))).toBeGreaterThan(0.05)
  })
  test('class is in the blood: half of a sire\'s runners foretells the other half', () => {
    const rating = new Map(starts.map((s) => [s.runner.horse.sourceId, { sire: s.runner.horse.sire ?? '', rating: s.runner.handicapRating ?? 0 }]))
    const halves = new Map<string, [number[], number[]]>()
    for (const [id, { sire, rating: value }] of rating) {
      const pair = halves.get(sire) ?? [[], []]
      pair[Number(id.slice(-1)) % 2 === 0 ? 0 : 1].push(value)
      halves.set(sire, pair)
    }
    const pairs = [...halves.values()].filter(([a, b]) => a.length >= 10 && b.length >= 10).map(([a, b]) => [mean(a), mean(b)] as const)
    const ma = mean(pairs.map(([a]) => a)), mb = mean(pairs.map(([, b]) => b))
    const cov = mean(pairs.map(([a, b]) => (a - ma) * (b - mb)))
    const correlation = cov / Math.sqrt(mean(pairs.map(([a]) => (a - ma) ** 2)) * mean(pairs.map(([, b]) => (b - mb) ** 2)))
    expect(pairs.length).toBeGreaterThan(20)
    expect(correlation).toBeGreaterThan(0.25)
  })
  test('claims only shrink, and some do', () => {
    const claims = new Map<string, number[]>()
    for (const s of starts) if (s.runner.jockey?.apprentice === true && s.race.apprenticesCanClaim === true) claims.set(s.runner.jockey.sourceId, [...(claims.get(s.runner.jockey.sourceId) ?? []), s.runner.claimKg ?? -1])
    expect([...new Set([...claims.values()].flat())].sort()).toEqual([0, 1.5, 2, 3])
    expect([...claims.values()].filter((list) => (list[0] ?? 0) > (list.at(-1) ?? 0)).length).toBeGreaterThan(3)
    expect([...claims.values()].filter((list) => (list[0] ?? 0) < (list.at(-1) ?? 0))).toEqual([])
  })
})

describe('the market is good but not perfect', () => {
  test('it beats ratings alone by far, and who knew everything would beat it', () => {
    const losses = { even: [] as number[], rating: [] as number[], market: [] as number[], everything: [] as number[] }
    for (const meeting of meetingsOf(SEED, dayOf('2023-08-01'), dayOf('2024-01-31'))) {
      for (const { run, market } of meeting.slot.trials ? [] : meeting.races) {
        const winner = run?.runs.findIndex((r) => r.position === 1) ?? -1
        if (run === null || market === null || winner < 0) continue
        const prices = run.runs.map((r) => 1 / (market.startingPrices.get(r.starter.index) ?? NaN)), book = prices.reduce((a, b) => a + b, 0)
        const weighted = run.runs.map((r) => r.starter.entry.rating - 1.2 * (r.starter.weightKg - 57))
        losses.even.push(ln(run.runs.length))
        losses.rating.push(-ln(softmax(weighted, 10)[winner] ?? NaN))
        losses.market.push(-ln((prices[winner] ?? NaN) / book))
        losses.everything.push(-ln(softmax(run.points.map(totalOf), LUCK)[winner] ?? NaN))
      }
    }
    expect(losses.even.length).toBeGreaterThan(800)
    expect(mean(losses.even) - mean(losses.rating)).toBeGreaterThan(0.01)
    expect(mean(losses.rating) - mean(losses.market)).toBeGreaterThan(0.1)
    expect(mean(losses.market) - mean(losses.everything)).toBeGreaterThan(0.03)
    expect(mean(losses.market) - mean(losses.everything)).toBeLessThan(0.25)
  }, 120_000)
})
