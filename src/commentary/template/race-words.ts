import type { Notes } from './notes'
import { article, by, list, say, type Piece } from './piece'

const LATIN = /^[\p{Script=Latin}\p{M}\p{Nd} '’.&/()!+-]+$/u

/** Name of the race, where it can be read in English. */
export function raceName(notes: Notes): Piece | null {
  const fact = notes.race('name of the race')
  return fact !== null && LATIN.test(fact.text) && !/^race \d+$/i.test(fact.text) && /\p{L}{3}/u.test(fact.text) ? by(/^the /i.test(fact.text) ? fact.text : `the ${fact.text}`, fact) : null
}
/** `race 3 at Sha Tin` */
export function raceWords(notes: Notes): Piece {
  const [number, course, name] = [notes.race('race number'), notes.race('course'), raceName(notes)]
  const at = course === null ? by('') : say` at ${course}`
  return name !== null ? say`${name}${at}` : number !== null ? say`${number}${at}` : say`the race${at}`
}
/** `a Class 4 handicap over 1,000 m on turf` */
export function kindOfRace(notes: Notes): Piece {
  const [classed, standing, conditions, distance, surface, kind] = ['class', 'standing', 'conditions', 'distance', 'surface', 'kind'].map((label) => notes.race(label))
  const rank = standing ?? (classed && LATIN.test(classed.text) ? classed : null)
  const noun = conditions ? say`${conditions}` : kind ? say`${kind} race` : by('race')
  const head = !rank ? noun : /race$/.test(noun.text) ? say`${noun} of ${rank}` : say`${rank} ${noun}`
  const trip = distance ? say` over ${distance}` : by('')
  return say`${article(head.text)} ${head}${trip}${surface ? say` on ${surface}` : ''}`
}
export const field = (notes: Notes): Piece | null => { const runners = notes.race('runners'); return runners === null ? null : say`${runners}` }
/** `, the going good and the rail at course A`; nothing where neither is known. */
export function ground(notes: Notes): Piece {
  const [going, rail] = [notes.race('going'), notes.race('rail position')]
  const parts = [...(going === null ? [] : [by(`the going ${going.text.charAt(0).toLowerCase()}${going.text.slice(1)}`, going)]), ...(rail === null ? [] : [by(`the rail at ${rail.text}`, rail)])]
  return parts.length === 0 ? by('') : say`, ${list(parts)}`
}
