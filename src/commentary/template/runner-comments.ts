import type { Length, Sentence } from '../commentary'
import type { SheetRunner } from '../fact'
import { formWords, trend } from './form-words'
import type { Notes } from './notes'
import { article, capital, say, sentence, by, type Piece } from './piece'
import { butPoints, joinPoints, pointsOf, type Point } from './points'

/** What a sentence opens with, whoever it is about: no two neighbours have the same. */
const opening = (text: string, horse: string): string => text.replaceAll(horse, 'Name').split(' ').slice(0, text.startsWith(horse) ? 1 : 2).join(' ').toLowerCase()

/** Of whom an opening tells already. */
const TOLD_BY: Readonly<Record<string, string>> = { jockey: 'jockey', trainer: 'stable' }

/** Comments on each that is to start, in the order of the card. */
export function writeRunners(notes: Notes, length: Length): readonly Sentence[] {
  let last = ''
  return notes.starters.flatMap((runner): readonly Sentence[] => {
    const { first, points } = firsts(notes, runner, length)
    const all = first.flatMap((one) => { const made = sentence(notes.sheet, runner.runnerId, one.text); return made === null ? [] : [{ ...one, made }] })
    const fresh = all.filter(({ made }) => opening(made.text, runner.horse) !== last)
    const open = fresh.length > 0 ? fresh : all
    const family = notes.least(`${runner.runnerId}/family`, [...new Set(open.map((one) => one.family))])
    const chosen = notes.pick(`${runner.runnerId}/open ${family ?? ''}`, open.filter((one) => one.family === family))
    if (chosen === null) return []
    last = opening(chosen.made.text, runner.horse)
    const left = points.filter((point) => !chosen.used.includes(point) && point.group !== TOLD_BY[chosen.family])
    return [chosen.made, ...(length === 'SHORT' ? [] : more(notes, runner, left, length, chosen.toldForm).flatMap((piece) => sentence(notes.sheet, runner.runnerId, piece) ?? []))]
  })
}

interface First { readonly family: string; readonly text: Piece; readonly used: readonly Point[]; readonly toldForm: boolean }
function firsts(notes: Notes, runner: SheetRunner, length: Length): { readonly first: readonly First[]; readonly points: readonly Point[] } {
  const form = formWords(notes, runner)
  const debut = form !== null && notes.own(runner, 'last run') === null
  const points = pointsOf(notes, runner).filter(({ group }) => !(debut && group === 'debut'))
  const name = notes.name(runner)
  const [pro, con] = [points.find(({ side }) => side === 'for'), points.find(({ side }) => side === 'against')]
  const first: First[] = []
  const add = (family: string, text: Piece, used: readonly (Point | undefined)[], toldForm: boolean): void => { first.push({ family, text, used: used.flatMap((one) => one ?? []), toldForm }) }
  const jockey = notes.own(runner, 'jockey')
  const trainer = notes.own(runner, 'trainer')
  if (length === 'SHORT') {
    const claim = pro !== undefined && con !== undefined ? butPoints(pro.text, con.text) : pro?.text ?? con?.text ?? null
    if (form !== null && claim !== null) for (const before of form.before) {
      add('before', say`${capitalPiece(before)}, ${name} ${claim}`, [pro, con], true)
      add('aside', say`${name}, ${before}, ${claim}`, [pro, con], true)
    } else if (form !== null) for (const told of form.told) add('name', say`${name} ${told}`, [], true)
    else if (claim !== null) add('name', say`${name} ${claim}`, [pro, con], false)
  } else {
    if (form !== null) {
      for (const told of form.told) {
        add('name', say`${name} ${told}`, [], true)
        if (trainer !== null) add('trainer', say`Trained by ${trainer}, ${name} ${told}`, [], true)
        if (jockey !== null) add('jockey', say`${jockey} rides ${name}, which ${told}`, [], true)
      }
      const lead = form.good ? pro ?? con : con ?? pro
      if (lead !== undefined) for (const before of form.before) add('before', say`${capitalPiece(before)}, ${name} ${lead.text}`, [lead], true)
    } else if (pro !== undefined) add('name', say`${name} ${pro.text}`, [pro], false)
    else if (con !== undefined) add('name', say`${name} ${con.text}`, [con], false)
  }
  if (first.length === 0) {
    if (jockey !== null && trainer !== null) add('name', say`${name} is ridden by ${jockey} for ${trainer}`, [], false)
    else if (jockey !== null) add('name', say`${name} is ridden by ${jockey}`, [], false)
    else if (trainer !== null) add('name', say`${name} is trained by ${trainer}`, [], false)
    const number = notes.own(runner, 'number')
    if (first.length === 0 && number !== null) add('name', say`${name} goes to the post as ${number}`, [], false)
  }
  return { first, points }
}
const capitalPiece = (piece: Piece): Piece => ({ ...piece, text: capital(piece.text) })

/** For and against; at length each by itself, and how it stands. */
function more(notes: Notes, runner: SheetRunner, points: readonly Point[], length: Length, toldForm: boolean): readonly Piece[] {
  const key = (word: string): string => `${runner.runnerId}/${word}`
  const [pros, cons] = [points.filter(({ side }) => side === 'for').map(({ text }) => text), points.filter(({ side }) => side === 'against').map(({ text }) => text)]
  const [pro, con] = [pros[0], cons[0]]
  const said: Piece[] = []
  const runs = toldForm ? trend(notes, runner) : null
  const lively = notes.tone === 'LIVELY'
  const [all, none] = [joinPoints(pros.slice(0, 2)), joinPoints(cons.slice(0, 2))]
  if (length === 'MEDIUM') {
    if (pro !== undefined && con !== undefined) said.push(notes.pick(key('both'), lively
      ? [say`It ${pro}, but there is a snag: it ${con}`, say`The bright side is that it ${pro}; the catch, that it ${con}`, say`It ${con}, yet it ${pro}`, say`It ${pro} but ${con}`].map((piece, i) => (i === 3 ? say`It ${butPoints(pro, con)}` : piece))
      : [say`It ${butPoints(pro, con)}`, say`While it ${pro}, it ${con}`, say`It ${con}, though it ${pro}`]) ?? by(''))
    else if (pro !== undefined) said.push(runs === null ? say`It ${all}` : say`It ${joinPoints([runs, pro])}`)
    else if (con !== undefined) said.push(runs === null ? say`It ${none}` : say`It ${joinPoints([runs, con])}`)
    else if (runs !== null) said.push(say`It ${runs}`)
    else said.push(...standing(notes, runner))
    return said.slice(0, 1)
  }
  if (pro !== undefined) said.push(notes.pick(key('for'), lively ? [say`There is something to like: it ${all}`, say`It ${all}`, say`The good news is that it ${all}`] : [say`It ${all}`, say`In its favour, it ${all}`, say`On the plus side, it ${all}`]) ?? by(''))
  else if (runs !== null) said.push(say`It ${runs}`)
  if (con !== undefined) said.push(notes.pick(key('against'), pro === undefined ? [say`It ${none}`, say`${notes.name(runner)} ${none}`] : lively ? [say`The snag is that it ${none}`, say`But it ${none}`, say`Then again, it ${none}`] : [say`Against that, it ${none}`, say`On the other hand it ${none}`, say`However, it ${none}`]) ?? by(''))
  else if (pro !== undefined && runs !== null) said.push(say`It ${runs}`)
  said.push(...standing(notes, runner))
  return said.slice(0, 3)
}

/** Where it is to be looked for in the race, and how the betting and the model rate it. */
function standing(notes: Notes, runner: SheetRunner): readonly Piece[] {
  const early = notes.own(runner, 'early place to be expected')
  const price = notes.own(runner, 'price')
  const favourite = notes.own(runner, 'favourite')
  const chance = notes.own(runner, 'win chance')
  const rated = price !== null && notes.tone !== 'ANALYTICAL' ? (favourite !== null ? say`is the favourite at ${price}${by('', favourite)}` : say`is priced at ${price}`)
    : chance !== null ? (chance.rank === null ? say`has ${article(chance.text)} ${chance} chance by the model` : chance.rank.place === 1 ? say`has the highest chance of the field by the model at ${chance}` : say`is given ${article(chance.text)} ${chance} chance by the model`) : price !== null ? say`is priced at ${price}` : null
  if (early === null) return rated === null ? [] : [say`It ${rated}`]
  const where = say`is ${early} early on`
  return [rated === null ? say`It ${where}` : notes.pick(`${runner.runnerId}/standing`, [say`It ${where} and ${rated}`, say`It ${rated} and ${where}`]) ?? by('')]
}
