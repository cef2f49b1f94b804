import type { CardFile, CardMeeting, CardRace, CardRunner } from './card-file'
import { identity, nameKey, named, runnerLabel } from './card-keys'
import { nearestWord } from './nearest-word'
import { shown, type Problem } from './problem'

/** Card and results of a meeting as one: what the results say wins over the card. Problems are placed in the results file. */
export function mergeResults(card: CardFile, results: CardFile): { readonly meeting: CardMeeting; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const byNumber = new Map(card.meeting.races.map((race) => [race.number, race]))
  results.meeting.races.forEach((race, i) => {
    const found = byNumber.get(race.number)
    byNumber.set(race.number, found === undefined ? race : mergeRace(found, race, `/meeting/races/${i}`, problems))
  })
  const { venue, changes: _, ...rest } = results.meeting
  const meeting = { ...card.meeting, ...rest, venue: { ...card.meeting.venue, ...venue }, races: [...byNumber.values()].sort((a, b) => a.number - b.number) }
  return { meeting: { ...meeting, ...together('trackRatings', card, results), ...together('weather', card, results) }, problems }
}

function together<K extends 'trackRatings' | 'weather'>(name: K, card: CardFile, results: CardFile): Partial<Pick<CardMeeting, K>> {
  const said = new Map<string, object>()
  for (const item of [...card.meeting[name] ?? [], ...results.meeting[name] ?? []]) said.set(`${'raceNumber' in item ? item.raceNumber : ''} ${Date.parse(item.observedAt)}`, item)
  return said.size === 0 ? {} : { [name]: [...said.values()] } as unknown as Partial<Pick<CardMeeting, K>>
}

function mergeRace(card: CardRace, results: CardRace, pointer: string, problems: Problem[]): CardRace {
  if (results.runners === undefined || (card.runners ?? []).length === 0) return { ...card, ...results }
  const merged = [...card.runners ?? []]
  results.runners.forEach((run, i) => {
    const at = `${pointer}/runners/${i}`
    const index = find(merged, run)
    const runner = merged[index]
    if (runner === undefined) problems.push({ pointer: at, found: `${runnerLabel(run)}, who is not on the card of race ${card.number}`, expected: expected(run, merged) })
    else if (run.number !== undefined && runner.number !== undefined && run.number !== runner.number) problems.push({ pointer: `${at}/number`, found: `${run.number} for ${runnerLabel(runner)}`, expected: `${runner.number}, as on the card, or a new card first` })
    else merged[index] = mergeRunner(runner, run)
  })
  return { ...card, ...results, runners: merged }
}

const find = (runners: readonly CardRunner[], run: CardRunner): number =>
  runners.findIndex((runner) => run.horse === undefined ? runner.number === run.number : runner.horse !== undefined && sameHorse(runner.horse, run.horse))

/** Ids decide when both sides have one; otherwise names. */
function sameHorse(a: NonNullable<CardRunner['horse']>, b: NonNullable<CardRunner['horse']>): boolean {
  const [left, right] = [named(a), named(b)]
  if ('id' in left && 'id' in right) return left.id === right.id
  return nameKey(left.name) === nameKey(right.name)
}

function expected(run: CardRunner, runners: readonly CardRunner[]): string {
  const names = runners.flatMap(({ horse }) => horse === undefined ? [] : [named(horse).name])
  const nearest = run.horse === undefined ? null : nearestWord(named(run.horse).name, names)
  return nearest === null ? `one of ${runners.map(runnerLabel).join(', ')}` : shown(nearest)
}

function mergeRunner(card: CardRunner, run: CardRunner): CardRunner {
  const horse = typeof run.horse === 'object' && card.horse !== undefined ? { ...named(card.horse), ...run.horse, ...keptId(card.horse) } : card.horse
  return {
    ...card, ...run,
    ...(horse === undefined ? {} : { horse }),
    ...person('jockey', card, run), ...person('trainer', card, run),
    ...(card.prices === undefined && run.prices === undefined ? {} : { prices: [...card.prices ?? [], ...run.prices ?? []] }),
  }
}

/** The card's identity of a horse stays, so that results that name it more loosely do not make a second horse. */
const keptId = (horse: NonNullable<CardRunner['horse']>): { readonly id: string } => ({ id: identity(horse) })

/** A person named as on the card keeps what the card knows. */
function person<K extends 'jockey' | 'trainer'>(name: K, card: CardRunner, run: CardRunner): Partial<Pick<CardRunner, K>> {
  const [before, after] = [card[name], run[name]]
  if (before === undefined || after === undefined || nameKey(named(before).name) !== nameKey(named(after).name)) return {}
  return { [name]: { ...named(before), ...named(after), id: identity(before) } } as Partial<Pick<CardRunner, K>>
}
