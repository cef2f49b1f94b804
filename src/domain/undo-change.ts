import { instant, type Instant } from './instant'
import type { CardChange, CardRunner, GearFact, RaceCard } from './race-card'
import { GoingLabel, RunnerStatus } from './vocabulary'

const isStatus = (word: string | null): word is RunnerStatus => word !== null && word in RunnerStatus
const numberIn = (text: string | null): number | null => {
  const value = Number.parseFloat(text ?? '')
  return Number.isNaN(value) ? null : value
}

/** Card files say what a runner was; the others call every scratched one declared, an emergency that never gained a start too. */
function beforeScratching(card: RaceCard, runner: CardRunner, change: CardChange): RunnerStatus {
  const told = isStatus(change.before) ? change.before : RunnerStatus.DECLARED
  if (card.source === 'FILE' || runner.emergencyNumber === null || told !== RunnerStatus.DECLARED) return told
  const gained = card.changes.some(({ kind, runnerId, knownAt }) => kind === 'REINSTATEMENT' && runnerId === runner.runnerId && knownAt <= change.knownAt)
  return gained ? RunnerStatus.DECLARED : RunnerStatus.EMERGENCY
}

/** Who rode before, and what that did to the weight. Card files tell the weight themselves, as a change of its own. */
function beforeJockey(card: RaceCard, runner: CardRunner, { before, beforeJockey: rider }: CardChange): CardRunner {
  const ridden = { ...runner, jockeyId: rider?.jockeyId ?? null, apprentice: rider?.apprentice ?? null, jockeyMinimumKg: rider?.jockeyMinimumKg ?? null }
  if (before === null && card.source !== 'FILE') return { ...ridden, claimKg: null, overweightKg: null, weightKg: runner.allocatedKg }
  const claimKg = rider?.apprentice === false || card.apprenticesCanClaim === false ? 0 : null
  if (card.source === 'FILE') return { ...ridden, claimKg }
  return { ...ridden, claimKg, weightKg: claimKg === null || runner.allocatedKg === null ? null : runner.allocatedKg - claimKg + (runner.overweightKg ?? 0) }
}

/** `54.5 kg` is the whole weight, of which the parts are then unknown; a bare number is overweight. */
function beforeWeight(runner: CardRunner, { before, after }: CardChange): CardRunner {
  const was = numberIn(before)
  if (before === null || before.endsWith('kg')) return { ...runner, weightKg: was, allocatedKg: null, claimKg: null, overweightKg: null }
  if (runner.overweightKg === null) return runner
  const over = numberIn(after) ?? runner.overweightKg
  return { ...runner, overweightKg: was, weightKg: was === null || runner.weightKg === null ? null : runner.weightKg - over + was }
}

/** What a first card told is known as long as the rest of it. */
const ON_THE_CARD = 0 as Instant
const FIRST_TIME = ' first time'
const OFF = ' off'
/** `B first time, TT off` or `none`; without a text the gear's own dates tell. */
function beforeGear(runner: CardRunner, { before }: CardChange): CardRunner {
  if (before === null) return runner
  const gear = before === 'none' ? [] : before.split(', ').map((worn): GearFact => {
    const [firstTime, removed] = [worn.endsWith(FIRST_TIME), worn.endsWith(OFF)]
    const code = worn.slice(0, worn.length - (firstTime ? FIRST_TIME.length : removed ? OFF.length : 0))
    const same = runner.gear.find((one) => one.code === code && one.firstTime === firstTime && one.removed === removed)
    return same ?? { code, firstTime, removed, knownAt: ON_THE_CARD }
  })
  return { ...runner, gear }
}

/** The runner as it was before `change` of it; what the source's words do not tell is unknown. */
export function runnerBefore(card: RaceCard, runner: CardRunner, change: CardChange): CardRunner {
  switch (change.kind) {
    case 'SCRATCHING': return { ...runner, status: beforeScratching(card, runner, change) }
    case 'REINSTATEMENT': return { ...runner, status: isStatus(change.before) ? change.before : RunnerStatus.SCRATCHED }
    case 'JOCKEY_CHANGE': return beforeJockey(card, runner, change)
    case 'WEIGHT_CHANGE': return beforeWeight(runner, change)
    case 'BARRIER_CHANGE': return { ...runner, barrier: numberIn(change.before) }
    case 'GEAR_CHANGE': return beforeGear(runner, change)
    case 'TRAINER_CHANGE': return { ...runner, trainerId: null }
    default: return runner
  }
}

const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
function beforeTime(card: RaceCard, { before }: CardChange): RaceCard {
  if (before === null || Number.isNaN(Date.parse(before))) return { ...card, localMinute: null }
  const offAt = instant(before)
  const minute = card.localMinute === null ? null : card.localMinute - Math.round((card.offAt - offAt) / MINUTE_MS)
  return { ...card, offAt, localMinute: minute === null ? null : ((minute % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES }
}

const GOING = /^([A-Z_]+)(?: (\d+(?:\.\d+)?))?$/
function beforeGoing(card: RaceCard, { before }: CardChange): RaceCard {
  const [, label = '', number = null] = GOING.exec(before ?? '') ?? []
  return label in GoingLabel ? { ...card, going: label as GoingLabel, goingNumber: numberIn(number) } : { ...card, going: null, goingNumber: null }
}

const RAIL_OUT = /^out (\d+(?:\.\d+)?) ?m(?:etres)?(?: entire circuit)?$/i
/** Only words that mean one offset all the way round are read. The name of the course goes with the rail: unknown. */
function beforeRail(card: RaceCard, { before }: CardChange): RaceCard {
  const text = (before ?? '').trim()
  return { ...card, railOffsetM: /^true( position)?$/i.test(text) ? 0 : numberIn(RAIL_OUT.exec(text)?.[1] ?? null), courseLayout: null }
}

/** The race as it was before `change` of it or of its meeting. */
export function raceBefore(card: RaceCard, change: CardChange): RaceCard {
  switch (change.kind) {
    case 'TIME_CHANGE': return beforeTime(card, change)
    case 'TRACK_CHANGE': return beforeGoing(card, change)
    case 'RAIL_CHANGE': return beforeRail(card, change)
    default: return card
  }
}
