import type { Length, Sentence } from '../commentary'
import type { SheetRunner } from '../fact'
import { formWords } from './form-words'
import type { Notes } from './notes'
import { article, by, capital, list, say, sentence, type Piece } from './piece'
import { butPoints, joinPoints, pointsOf, type Point } from './points'
import { field, ground, kindOfRace, raceName, raceWords } from './race-words'

const CONTENDERS: Readonly<Record<Length, number>> = { SHORT: 1, MEDIUM: 2, LONG: 3 }

/** What race it is, who leads, the contenders and why, a danger, and what nobody knows. */
export function writePreview(notes: Notes, length: Length): readonly Sentence[] {
  const said: Sentence[] = []
  const add = (runner: SheetRunner | null, piece: Piece | null): boolean => { const made = piece === null ? null : sentence(notes.sheet, runner?.runnerId ?? null, piece); if (made !== null) said.push(made); return made !== null }
  const told = new Set<number>()
  let leader: number | null = null
  add(null, theRace(notes))
  if (length !== 'SHORT') {
    if (length === 'LONG') { if (notes.tone !== 'LIVELY') add(null, money(notes)); add(null, bias(notes)) }
    const pace = paceOf(notes)
    if (pace !== null && add(pace.runner, pace.text) && pace.runner !== null) leader = pace.runner.runnerId
  }
  notes.ranking.slice(0, CONTENDERS[length]).forEach((runner, place) => {
    const texts = contender(notes, runner, place, length, runner.runnerId === leader)
    for (const text of texts) if (add(runner, text)) told.add(runner.runnerId)
  })
  const danger = dangerOf(notes, told, leader, length)
  for (const { runner, text } of danger) { add(runner, text); told.add(runner.runnerId) }
  for (const { runner, text } of unknown(notes, length)) add(runner, text)
  return said
}

function theRace(notes: Notes): Piece {
  const [number, course, day, name] = [notes.race('race number'), notes.race('course'), notes.race('day'), raceName(notes)]
  const kind = kindOfRace(notes)
  const runners = field(notes)
  const tail = ground(notes)
  const where = course === null ? by('') : say` at ${course}`
  if (notes.tone === 'LIVELY') return runners === null ? say`${raceWords(notes)} is ${kind}${tail}` : notes.pick('race', [say`${runners} line up for ${raceWords(notes)}, ${kind}${tail}`, say`${runners} go to the post in ${raceWords(notes)}, ${kind}${tail}`]) ?? by('')
  const when = day === null ? by('') : say` on ${day}`
  const what = name !== null ? say`${name}${number === null ? '' : say`, ${number}`}${where}${when},` : say`${number ?? 'the race'}${where}${when}`
  return say`${what} is ${kind}${runners === null ? '' : say` with ${runners}`}${tail}`
}
function money(notes: Notes): Piece | null {
  const [ratings, prize] = [notes.race('ratings that may run'), notes.race('prize money')]
  if (ratings === null && prize === null) return null
  return ratings === null ? say`The prize money is ${prize ?? ''}` : prize === null ? say`It is open to horses rated ${ratings}` : say`It is open to horses rated ${ratings} and is worth ${prize}`
}
function bias(notes: Notes): Piece | null {
  const [inner, front] = [notes.race('wins from the inner third of the draw here, against chance'), notes.race('wins of front-runners here, against chance')]
  const parts = [
    ...(front !== null && (front.value ?? 1) >= 1.15 ? [by(`front-runners win ${front.text} as often as chance would have it`, front)] : []),
    ...(inner !== null && (inner.value ?? 1) >= 1.1 ? [by(`low draws win ${inner.text} as often`, inner)] : inner !== null && (inner.value ?? 1) <= 0.9 ? [by(`low draws win only ${inner.text} as often as chance would have it`, inner)] : []),
  ]
  const [one] = parts
  if (one === undefined) return null
  return say`Over this course and distance ${parts.length === 1 && !one.text.includes('chance') ? say`${one} as chance would have it` : list(parts)}`
}
function paceOf(notes: Notes): { readonly runner: SheetRunner | null; readonly text: Piece } | null {
  const lone = notes.starters.find((runner) => notes.own(runner, 'lone leader') !== null)
  if (lone !== undefined) { const fact = notes.own(lone, 'lone leader'); if (fact !== null) return { runner: lone, text: notes.pick('lone', [say`${notes.name(lone)} is the only one of the field that often leads, and may be left alone in front${by('', fact)}`, say`With no other habitual leader in the field, ${notes.name(lone)} may have things its own way in front${by('', fact)}`]) ?? by('') } }
  const leaders = notes.race('how many often lead')
  const front = notes.starters.find((runner) => notes.own(runner, 'expected order early on, from the front')?.value === 1)
  const order = front === undefined ? null : notes.own(front, 'expected order early on, from the front')
  const likely = front === undefined || order === null ? null : say`${notes.name(front)} is the likeliest to show the way${by('', order)}`
  const count = leaders?.value ?? null
  const crowd = leaders === null || count === null ? null : count === 0 ? by('no runner is in the habit of leading', leaders) : count >= 3 ? say`${leaders} of the field often lead, so there may be pace on` : count === 2 ? say`${leaders} of the field often lead` : null
  if (crowd === null) return likely === null || front === undefined ? null : { runner: front, text: say`${likely} early on` }
  return likely === null || front === undefined ? { runner: null, text: crowd } : { runner: front, text: count === 0 ? say`${crowd}, and ${likely} in what may be a steady race` : say`${crowd}, and ${likely}` }
}

const halves = (points: readonly Point[]): readonly [readonly Piece[], readonly Piece[]] => [points.filter(({ side }) => side === 'for').map(({ text }) => text), points.filter(({ side }) => side === 'against').map(({ text }) => text)]
function contender(notes: Notes, runner: SheetRunner, place: number, length: Length, leads: boolean): readonly Piece[] {
  const name = notes.name(runner)
  const form = formWords(notes, runner)
  const [pros, cons] = halves(pointsOf(notes, runner).filter(({ group }) => !leads || group !== 'pace'))
  const [pro, con] = [pros[0], cons[0]]
  const chance = notes.own(runner, 'win chance')
  const price = notes.own(runner, 'price')
  const rated = chance !== null && (notes.tone === 'ANALYTICAL' || price === null) ? chance.rank?.place === 1 ? say`heads the model's list with a chance of ${chance}` : say`is given ${article(chance.text)} ${chance} chance by the model` : price !== null ? (notes.own(runner, 'favourite') === null ? say`is priced at ${price}` : say`is the favourite at ${price}${by('', notes.own(runner, 'favourite') ?? price)}`) : null
  const told = notes.pick(`${runner.runnerId}/told`, form?.told ?? [])
  const before = notes.pick(`${runner.runnerId}/before`, form?.before ?? [])
  const texts: Piece[] = []
  if (place === 0) {
    if (rated !== null && before !== null) texts.push(say`${name}, ${before}, ${rated}`)
    else if (rated !== null) texts.push(say`${name} ${rated}`)
    else if (told !== null) texts.push(say`${name} ${told}`)
    const why = pros.slice(0, 2)
    if (why.length > 0 && con !== undefined) texts.push(say`It ${joinPoints(why)}, but ${con}`)
    else if (why.length > 0) texts.push(say`It ${joinPoints(why)}`)
    else if (con !== undefined) texts.push(say`It ${con}`)
    return texts
  }
  const claim = pro !== undefined && con !== undefined ? notes.pick('claim', [butPoints(pro, con), say`${pro}, though it ${con}`]) : pro ?? con ?? null
  if (claim === null) return rated !== null && before !== null ? [say`${name}, ${before}, ${rated}`] : told !== null ? [say`${name} ${told}`] : rated === null ? [] : [say`${name} ${rated}`]
  const isNext = place === 1 && chance?.rank?.place === 2 && notes.ranking.length > 2
  const lead = isNext ? notes.pick('next', [say`Next on the model's list at ${chance} is ${name}, which ${claim}`, say`The model has ${name} next at ${chance}: it ${claim}`]) : before === null ? say`${name} ${claim}` : notes.pick('contender', [say`${{ ...before, text: capital(before.text) }}, ${name} ${claim}`, say`${name}, ${before}, ${claim}`])
  if (lead !== null) texts.push(lead)
  if (length === 'LONG' && isNext) { if (pros[1] !== undefined) texts.push(say`It also ${pros[1]}`) } else if (length === 'LONG' && rated !== null) texts.push(pros[1] === undefined ? say`It ${rated}` : notes.pick('also', [say`It ${rated} and ${pros[1]}`, say`It ${pros[1]}, and it ${rated}`]) ?? by(''))
  return texts
}
function dangerOf(notes: Notes, told: ReadonlySet<number>, leader: number | null, length: Length): readonly { readonly runner: SheetRunner; readonly text: Piece }[] {
  const others = notes.ranking.filter(({ runnerId }) => !told.has(runnerId)).slice(0, 5)
  const scored = others.flatMap((runner) => { const points = pointsOf(notes, runner).filter(({ side, group }) => side === 'for' && (runner.runnerId !== leader || group !== 'pace')); return points.length === 0 ? [] : [{ runner, points, weight: points.slice(0, 2).reduce((sum, { weight }) => sum + weight, 0) }] }).sort((a, b) => b.weight - a.weight)
  return scored.slice(0, length === 'LONG' ? 2 : 1).map(({ runner, points }, place) => {
    const why = joinPoints(points.slice(0, 2).map(({ text }) => text))
    const name = notes.name(runner)
    return { runner, text: place === 0 ? notes.pick('danger', notes.tone === 'LIVELY' ? [say`Do not forget ${name}, which ${why}`, say`One to upset the order is ${name}, which ${why}`] : [say`The danger may be ${name}, which ${why}`, say`${name} could spoil it: it ${why}`]) ?? by('') : say`${name} is not out of it either, as it ${why}` }
  })
}
function unknown(notes: Notes, length: Length): readonly { readonly runner: SheetRunner | null; readonly text: Piece }[] {
  const those = (label: string): readonly Piece[] => notes.starters.flatMap((runner) => { const fact = notes.own(runner, label); return fact === null ? [] : [{ text: runner.horse, facts: [fact] }] })
  const said: { readonly runner: SheetRunner | null; readonly text: Piece }[] = []
  const [debut, spell, trip] = [those('debut'), those('first-up'), those('first time at the distance')]
  const few = (names: readonly Piece[]): boolean => names.length > 0 && names.length <= 3
  const add = (text: Piece): void => { said.push({ runner: null, text }) }
  if (few(debut)) add(say`What cannot be known is how good ${list(debut)} ${debut.length === 1 ? 'is' : 'are'}, with no earlier start on record`)
  else if (few(trip)) add(say`Whether the distance suits ${list(trip)} is unknown, as ${trip.length === 1 ? 'it has' : 'they have'} not tried it before`)
  else if (few(spell)) add(say`${list(spell)} ${spell.length === 1 ? 'has its first run' : 'have their first run'} after a spell, so fitness is the question`)
  const confidence = notes.race('confidence of the model')
  const hindsight = notes.race('made with hindsight')
  const share = confidence?.value ?? 0.5
  const part = /\d+%/.exec(confidence?.text ?? '')?.[0] ?? null
  const sure = confidence === null || part === null ? null : share < 0.33 ? by(`the model finds the race an open one: in only ${part} of past races was it less sure`, confidence) : share > 0.67 ? by(`the model has a firm view here: in ${part} of past races it was less sure`, confidence) : by(`the model is about as sure as usual: in ${part} of past races it was less sure`, confidence)
  if (sure !== null && (length === 'LONG' || said.length === 0)) add(sure)
  if (hindsight !== null) add(say`The figures of the model are made with hindsight, since ${hindsight}`)
  if (said.length === 0) { const missing = notes.race('going') === null; const runners = notes.race('runners'); if (missing && runners !== null) add(say`How the ground will ride for the ${runners} is not known`) }
  return length === 'SHORT' ? said.filter(({ text }) => hindsight !== null && text.facts.includes(hindsight)) : said
}
