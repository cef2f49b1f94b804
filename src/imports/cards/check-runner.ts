import { WITHDRAWN } from '../../domain/withdrawn'
import type { CardRunner, WeightJson } from './card-file'
import { runnerLabel } from './card-keys'
import { checkUnique, type Report } from './check-unique'
import { shown } from './problem'
import { decimalOdds, distanceM, timeMs, utc, weightKg } from './quantities'

/** Lowest and highest kilograms that the database takes. */
const WEIGHTS = { weight: [30, 100], allocatedWeight: [30, 100], claim: [0, 6], overweight: [0, 20], bodyWeight: [250, 800] } as const

export const isWithdrawn = (runner: CardRunner): boolean => runner.status !== undefined && WITHDRAWN.includes(runner.status)
export const hasResult = (runner: CardRunner): boolean => runner.position !== undefined || runner.finish !== undefined

/** Checks one runner of a file; `pointer` is where it stands. */
export function checkRunner(runner: CardRunner, pointer: string, report: Report): void {
  if (runner.number === undefined && runner.horse === undefined) report(pointer, 'a runner without "number" and "horse"', 'at least one of them')
  for (const [name, [low, high]] of Object.entries(WEIGHTS)) checkWeight(runner[name as keyof typeof WEIGHTS], low, high, `${pointer}/${name}`, report)
  if (typeof runner.jockey === 'object') checkWeight(runner.jockey.claim, 0, 6, `${pointer}/jockey/claim`, report)
  checkGear(runner, pointer, report)
  checkPrices(runner, pointer, report)
  checkResult(runner, pointer, report)
}

function checkWeight(weight: WeightJson | undefined, low: number, high: number, pointer: string, report: Report): void {
  if (weight === undefined) return
  const kg = weightKg(weight)
  if (kg === null) report(pointer, shown(weight), 'either kg, or st and lb')
  else if (kg < low || kg > high) report(pointer, `${shown(weight)}, ${kg} kg`, `${low} to ${high} kg`)
}

function checkGear(runner: CardRunner, pointer: string, report: Report): void {
  checkUnique(runner.gear ?? [], (gear) => gear.code, (i) => `${pointer}/gear/${i}/code`, 'a piece of gear once', report)
  runner.gear?.forEach((gear, i) => {
    if (gear.firstTime === true && gear.removed === true) report(`${pointer}/gear/${i}`, 'firstTime and removed', 'one of them: gear cannot be put on and taken off at once')
  })
}

function checkPrices(runner: CardRunner, pointer: string, report: Report): void {
  runner.prices?.forEach((price, i) => {
    if (decimalOdds(price.odds) === null) report(`${pointer}/prices/${i}/odds`, shown(price.odds), 'a fraction over more than 0')
  })
  const key = (price: NonNullable<CardRunner['prices']>[number]): string => [price.market ?? 'WIN', price.source ?? 'FIXED', price.bookmaker ?? '', price.at === undefined ? '' : utc(price.at)].join(' ')
  checkUnique(runner.prices ?? [], key, (i) => `${pointer}/prices/${i}`, 'one price for a market, source, bookmaker and instant', report)
}

function checkResult(runner: CardRunner, pointer: string, report: Report): void {
  const finished = runner.finish === undefined || runner.finish === 'FINISHED' || runner.finish === 'DEAD_HEAT'
  if (hasResult(runner) && isWithdrawn(runner)) report(pointer, `${runnerLabel(runner)} with a result and status ${runner.status ?? ''}`, 'no result for a runner that did not run, or status "RUNNER"')
  if (runner.finish !== undefined && finished && runner.position === undefined) report(pointer, `finish "${runner.finish}" without a position`, '"position": a runner that finished has one')
  if (!finished && runner.position !== undefined) report(`${pointer}/position`, `${runner.position} beside finish "${runner.finish ?? ''}"`, 'no position: only FINISHED and DEAD_HEAT have one')
  if (!hasResult(runner) && (runner.margin ?? runner.beaten ?? runner.finishTime ?? runner.prizeWon) !== undefined) report(pointer, 'parts of a result without position or finish', '"position", or "finish" for a runner that did not finish')
  if (runner.startingPrice !== undefined && decimalOdds(runner.startingPrice) === null) report(`${pointer}/startingPrice`, shown(runner.startingPrice), 'a fraction over more than 0')
  if (runner.finishTime !== undefined && timeMs(runner.finishTime) === null) report(`${pointer}/finishTime`, shown(runner.finishTime), 'either ms, or minutes and seconds')
  checkSections(runner, pointer, report)
}

function checkSections(runner: CardRunner, pointer: string, report: Report): void {
  runner.inRunning?.forEach((call, i) => {
    if (call.distanceFromHome !== undefined && distanceM(call.distanceFromHome) === null) report(`${pointer}/inRunning/${i}/distanceFromHome`, shown(call.distanceFromHome), 'either m, or miles, furlongs and yards')
  })
  runner.sectionals?.forEach((section, i) => {
    const [from, to] = [distanceM(section.from), distanceM(section.to)]
    if (from === null || to === null || Math.round(from) <= Math.round(to)) report(`${pointer}/sectionals/${i}`, `from ${shown(section.from)} to ${shown(section.to)}`, 'distances from the post that get smaller, each in one unit')
    if (timeMs(section.time) === null) report(`${pointer}/sectionals/${i}/time`, shown(section.time), 'either ms, or minutes and seconds')
  })
}
