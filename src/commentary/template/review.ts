import type { Length, Sentence } from '../commentary'
import type { Fact, SheetRunner } from '../fact'
import type { Notes } from './notes'
import { article, by, list, say, sentence, type Piece } from './piece'
import { kindOfRace, raceWords } from './race-words'

const COUNTS: Readonly<Record<Length, number>> = { SHORT: 3, MEDIUM: 6, LONG: 10 }
interface Finished { readonly runner: SheetRunner; readonly finish: Fact; readonly place: number | null; readonly margin: string | null; readonly of: string | null }

/** Who won and how, and how those fared of whom most was expected. Nothing before the result is known. */
export function writeReview(notes: Notes, length: Length): readonly Sentence[] {
  if (!notes.sheet.finished) return []
  const field = notes.starters.flatMap((runner): readonly Finished[] => {
    const finish = notes.own(runner, 'finish')
    if (finish === null) return []
    const margin = /(?:won by|beaten) ([\d.]+ lengths?)/.exec(finish.text)?.[1]
    const quarters = margin === undefined ? undefined : finish.also.find((one) => /[¼½¾]/.test(one))
    return [{ runner, finish, place: finish.value, margin: quarters ?? margin ?? null, of: /\d+(?:st|nd|rd|th) of (\d+)/.exec(finish.text)?.[1] ?? null }]
  })
  const winners = field.filter(({ place }) => place === 1)
  const told = new Set<number>()
  const said: Sentence[] = []
  const add = (about: Finished | null, piece: Piece | null): void => {
    const made = piece === null ? null : sentence(notes.sheet, about?.runner.runnerId ?? null, piece)
    if (made !== null && !said.some(({ text }) => text === made.text)) { said.push(made); if (about !== null) told.add(about.runner.runnerId) }
  }
  const name = ({ runner }: Finished): Piece => notes.name(runner)
  const [winner, other] = winners
  const second = field.find(({ place }) => place === 2)
  const third = field.find(({ place }) => place === 3)
  if (winner !== undefined && other !== undefined) { add(null, say`${list(winners.map(name))} dead-heated for first in ${raceWords(notes)}${by('', ...winners.map(({ finish }) => finish))}`); winners.forEach(({ runner }) => told.add(runner.runnerId)) }
  else if (winner !== undefined) add(winner, opening(notes, winner, second, name))
  const time = notes.race('winning time')
  const jockey = winner === undefined ? null : notes.own(winner.runner, 'jockey')
  const trainer = winner === undefined ? null : notes.own(winner.runner, 'trainer')
  if (winner !== undefined && other === undefined && (jockey ?? trainer) !== null) {
    const people = jockey !== null && trainer !== null ? say`${jockey} rode the winner for ${trainer}` : jockey !== null ? say`${jockey} rode the winner` : say`The winner is trained by ${trainer ?? ''}`
    add(winner, time === null ? people : say`${people}, and the winning time was ${time}`)
  } else if (time !== null) add(null, say`The winning time was ${time}`)

  const fancied = fanciedOf(notes, field)
  if (fancied !== null) add(fancied.one, fancied.text)
  const model = byModel(notes, field)
  const [secondIs, thirdIs] = [second === undefined ? null : placed(notes, second), third === undefined ? null : placed(notes, third)]
  if (second !== undefined && secondIs !== null && length !== 'SHORT') add(second, secondIs)
  if (third !== undefined && thirdIs !== null && length !== 'SHORT') add(third, thirdIs)
  if (model !== null && fancied !== null && model.one === fancied.one && model.one.place !== 1) { const chance = notes.own(model.one.runner, 'win chance'); if (chance !== null && length !== 'SHORT') add(model.one, say`${name(model.one)} was the model's first choice too, with a chance of ${chance}${aside(notes)}`) } else if (model !== null && (length !== 'SHORT' || said.length < 3)) add(model.one, model.text)
  if (length === 'LONG') {
    if (winner !== undefined && other === undefined) add(winner, startOf(notes, winner))
    for (const runner of notes.ranking.slice(1, 4)) { const one = field.find((each) => each.runner.runnerId === runner.runnerId); if (one !== undefined && !told.has(runner.runnerId)) add(one, expected(notes, one)) }
    for (const one of field) if (one.place === null) add(one, say`${name(one)} ${one.finish}`)
    const front = field.find(({ runner }) => notes.own(runner, 'expected order early on, from the front')?.value === 1)
    if (front !== undefined && !told.has(front.runner.runnerId) && front.place !== null) { const early = notes.own(front.runner, 'expected order early on, from the front'); if (early !== null) add(front, say`${name(front)}, expected to show the way early, came home ${by(`${front.finish.also[0] ?? ''}`, front.finish, early)}`) }
  }
  return said.slice(0, COUNTS[length])
}
function opening(notes: Notes, { runner, finish, margin }: Finished, second: Finished | undefined, name: (one: Finished) => Piece): Piece {
  const won = notes.name(runner)
  const kind = notes.tone === 'LIVELY' ? by('') : kindOfRace(notes)
  const race = kind.text === '' || kind.facts.length === 0 ? raceWords(notes) : say`${raceWords(notes)}, ${kind},`
  const ahead = margin === null ? by('', finish) : by(` by ${margin}`, finish)
  const from = second === undefined ? by('') : say` from ${name(second)}${by('', second.finish)}`
  const price = notes.own(runner, 'starting price')
  if (notes.tone === 'LIVELY') return notes.pick('review', [say`${won} took ${race}${ahead}${from}`, say`${won} carried off ${race}${ahead}${from}`]) ?? by('')
  if (notes.tone === 'ANALYTICAL' && price !== null) return say`${won}, at ${price}, won ${race}${ahead}${from}`
  return say`${won} won ${race}${ahead}${from}`
}
const came = ({ finish, margin, of, place }: Finished): Piece => (place === null ? say`${finish}` : by(`finished ${finish.also[0] ?? ''}${of === null ? '' : ` of ${of}`}${margin === null ? '' : `, beaten ${margin}`}`, finish))
function placed(notes: Notes, one: Finished): Piece {
  const price = notes.own(one.runner, 'starting price')
  const jockey = notes.own(one.runner, 'jockey')
  const where = by(`${one.finish.also[0] ?? ''}${one.margin === null ? '' : `, ${one.margin} behind the winner`}`, one.finish)
  const name = notes.name(one.runner)
  return notes.pick('placed', price !== null ? [say`${name}, which started at ${price}, was ${where}`, say`At ${price}, ${name} came ${where}`] : jockey !== null ? [say`${name} under ${jockey} was ${where}`, say`${name} came ${where}`] : [say`${name} came ${where}`]) ?? by('')
}
/** The shortest price: one alone, or those that shared it. */
function fanciedOf(notes: Notes, field: readonly Finished[]): { readonly one: Finished; readonly text: Piece } | null {
  const priced = field.flatMap((one) => { const price = notes.own(one.runner, 'starting price'); return price === null || price.value === null ? [] : [{ one, price, odds: price.value }] })
  if (priced.length === 0 || priced.length * 4 < field.length * 3) return null
  const shortest = Math.min(...priced.map(({ odds }) => odds))
  const firsts = priced.filter(({ odds }) => odds === shortest)
  const [top, shared] = firsts
  if (top === undefined) return null
  const rank = notes.own(top.one.runner, 'favourite')
  const favourite = by(shared === undefined ? 'favourite' : 'joint favourite', ...(rank === null ? [] : [rank]))
  const name = notes.name(top.one.runner)
  if (top.one.place === 1) return { one: top.one, text: say`${name} started ${favourite} at ${top.price} and delivered${by('', top.one.finish)}` }
  return { one: top.one, text: say`${name}, ${shared === undefined ? 'the ' : ''}${favourite} at ${top.price}, ${came(top.one)}` }
}
function aside(notes: Notes): Piece {
  const hindsight = notes.race('made with hindsight')
  return hindsight === null ? by('') : by(', though the model had been fitted on races of this day', hindsight)
}
function byModel(notes: Notes, field: readonly Finished[]): { readonly one: Finished; readonly text: Piece } | null {
  const one = field.find(({ runner }) => notes.own(runner, 'win chance')?.rank?.place === 1)
  const chance = one === undefined ? null : notes.own(one.runner, 'win chance')
  if (one === undefined || chance === null) return null
  const late = aside(notes)
  const name = notes.name(one.runner)
  return { one, text: one.place === 1 ? say`The model too had ${name} on top, with a chance of ${chance}${by('', one.finish)}${late}` : say`The model had put ${name} on top with ${chance}, and it ${came(one)}${late}` }
}
function expected(notes: Notes, one: Finished): Piece {
  const chance = notes.own(one.runner, 'win chance')
  const price = notes.own(one.runner, 'starting price')
  const name = notes.name(one.runner)
  if (price !== null) return say`${name} started at ${price} and ${came(one)}`
  return chance === null ? say`${name} ${came(one)}` : say`${name}, given ${article(chance.text)} ${chance} chance by the model, ${came(one)}`
}
function startOf(notes: Notes, one: Finished): Piece | null {
  const [draw, carried] = [notes.own(one.runner, 'barrier'), notes.own(one.runner, 'weight carried')]
  const name = notes.name(one.runner)
  return draw !== null && carried !== null ? say`${name} won from barrier ${draw} under ${carried}${by('', one.finish)}` : draw !== null ? say`${name} won from barrier ${draw}${by('', one.finish)}` : null
}
