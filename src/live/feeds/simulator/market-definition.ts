import type { MarketDefinition } from '../../book/change-message'
import type { SimulatedRace } from './simulated-race'
import type { RunnerState } from './simulated-runner'

export interface MarketState { readonly status: 'OPEN' | 'SUSPENDED' | 'CLOSED'; readonly inPlay: boolean; readonly bspReconciled: boolean; readonly version: number }

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const ordinal = (day: number): string => `${day}${day % 10 === 1 && day !== 11 ? 'st' : day % 10 === 2 && day !== 12 ? 'nd' : day % 10 === 3 && day !== 13 ? 'rd' : 'th'}`
const dayIn = (timeZone: string, at: number): string => {
  const [, month, day] = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at).split('-').map(Number)
  return `${ordinal(day ?? 1)} ${MONTHS[(month ?? 1) - 1] ?? ''}`
}

/** The market's definition as an exchange sends it, whole. It marks the race as invented. */
export const definitionOf = (race: SimulatedRace, { status, inPlay, bspReconciled, version }: MarketState, runners: readonly RunnerState[]): MarketDefinition & Readonly<Record<string, unknown>> => {
  const at = new Date(race.offAt).toISOString()
  return {
    bspMarket: true, turnInPlayEnabled: true, persistenceEnabled: true, marketBaseRate: 0, eventId: race.meetingId, eventTypeId: '7', numberOfWinners: 1, bettingType: 'ODDS', marketType: 'WIN', marketTime: at, suspendTime: at, openDate: at,
    bspReconciled, complete: true, inPlay, crossMatching: false, runnersVoidable: false, numberOfActiveRunners: runners.filter((runner) => runner.status === 'ACTIVE').length, betDelay: inPlay ? 1 : 0, status, version,
    venue: race.venue, countryCode: 'AU', timezone: race.timezone, name: `R${race.number}${race.distanceM === null ? '' : ` ${race.distanceM}m`} (SYNTHETIC)`, eventName: `${race.venue} (AUS) ${dayIn(race.timezone, race.offAt)} (SYNTHETIC)`,
    runners: runners.map((runner) => ({
      id: runner.runnerId, name: runner.name, status: runner.status, sortPriority: runner.sortPriority, ...(runner.adjustmentFactor === null ? {} : { adjustmentFactor: runner.adjustmentFactor }),
      ...(runner.removalDate === null ? {} : { removalDate: runner.removalDate }), ...(runner.bsp === null ? {} : { bsp: runner.bsp }),
    })),
  }
}
