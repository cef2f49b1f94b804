import type { Fact, SheetRunner } from '../fact'
import type { Notes } from './notes'
import { recordIn } from './past-run'
import { article, by, list, say, type Piece } from './piece'

/** Something that speaks for a runner or against it: what would stand after `it`. The weightiest first; one of a group is told. */
export interface Point { readonly group: string; readonly side: 'for' | 'against'; readonly weight: number; readonly text: Piece }

/** `hood, blinkers for the first time` as `a hood and blinkers for the first time` */
const pieces = (text: string): string => list(text.split(', ').map((one) => by(/^(?:blinkers|pacifiers|ear plugs|sheepskin cheek pieces)\b/.test(one) ? one : `${article(one)} ${one}`))).text
const ordinalBest = ({ rank }: Fact): string => (rank === null || rank.place === 1 ? 'best' : `${rank.place}${rank.place === 2 ? 'nd' : rank.place === 3 ? 'rd' : 'th'}-best`)

/** Two of them after one another: what ends in a clause of its own goes last. */
export function joinPoints(pieces: readonly Piece[]): Piece {
  const [first, last] = [...pieces].sort((a, b) => Number(a.text.includes(',')) - Number(b.text.includes(',')))
  return first === undefined ? by('') : last === undefined ? first : first.text.includes(',') ? say`${first}, and ${last}` : say`${first} and ${last}`
}
/** For and against in one: `is well drawn but steps up in class`. */
export const butPoints = (pro: Piece, con: Piece): Piece => (pro.text.includes(',') ? say`${pro}, but ${con}` : say`${pro} but ${con}`)

/** All points of a runner, put as the tone has it: figures are told by who weighs figures. */
export function pointsOf(notes: Notes, runner: SheetRunner): readonly Point[] {
  const points: Point[] = []
  const analytical = notes.tone === 'ANALYTICAL'
  const own = (label: string): Fact | null => notes.own(runner, label)
  const add = (side: Point['side'], group: string, weight: number, ways: readonly Piece[]): void => {
    const text = notes.pick(`${runner.runnerId}/${group} ${side}`, ways)
    if (text !== null) points.push({ group, side, weight, text })
  }
  const lively = notes.tone === 'LIVELY'
  /** In a lively tone the second list, where there is one. */
  const put = (side: Point['side'], group: string, weight: number, plain: readonly Piece[], quick: readonly Piece[]): void => { add(side, group, weight, lively ? quick : plain) }
  const within = (fact: Fact): string => (fact.rank?.of === notes.starters.length ? 'in the field' : 'of those with form')
  const figure = (fact: Fact): string => (analytical ? ` (${fact.text})` : '')

  const best = own('best speed figure of its last three starts')
  if (best?.rank && best.rank.of > 3) {
    const { place, of } = best.rank
    const figureOf = by(`recent speed figure ${within(best)}${figure(best)}`, best)
    if (place === 1) add('for', 'speed', 0.9, notes.tied(best) ? [by(`has a recent speed figure that no rival betters${figure(best)}`, best)] : lively ? [say`sets the standard with the best ${figureOf}`, say`tops the lot with the best ${figureOf}`] : [say`has the best ${figureOf}`, say`brings the best ${figureOf}`, say`owns the best ${figureOf}`])
    else if (place <= 3) put('for', 'speed', 0.65 - place / 20, [say`has the ${ordinalBest(best)} ${figureOf}`, say`brings the ${ordinalBest(best)} ${figureOf}`], [say`is right up there on the clock with the ${ordinalBest(best)} ${figureOf}`, say`boasts the ${ordinalBest(best)} ${figureOf}`])
    else if (place > of * 0.75) put('against', 'speed', 0.45, [by(`has something to find on recent speed figures${figure(best)}`, best), by(`needs to improve on its recent speed figures${figure(best)}`, best), by(`is short of the best here on recent speed figures${figure(best)}`, best)], [by('has been slow on the clock of late', best), by('has plenty to find on the clock', best), by('will need to find more pace than it has shown lately', best)])
  }
  const atTrip = own('best speed figure at the distance')
  if (atTrip?.rank?.place === 1 && atTrip.rank.of > 3 && !notes.tied(atTrip)) add('for', 'speed', 0.6, [by(`has run the best speed figure ${within(atTrip)} over the distance${figure(atTrip)}`, atTrip)])
  const beaten = own('rivals beaten in its last three starts')
  if (beaten?.rank?.place === 1 && beaten.rank.of > 3 && (beaten.value ?? 0) > 0.6) add('for', 'form', 0.6, [by(beaten.text === '100.0%' ? 'has beaten all its rivals of late' : `has beaten ${beaten.text} of its rivals of late, the highest share here`, beaten), by(`has the most consistent recent record against its rivals${analytical ? ` (${beaten.text} of them beaten)` : ''}`, beaten)].slice(0, notes.tied(beaten) ? 0 : analytical ? 2 : 1))

  const [jockey, year] = [own('jockey'), own('jockey over 12 months')]
  const rides = recordIn(year)
  if (jockey !== null && year?.rank && rides !== null && rides.starts >= 50) {
    const figures = analytical ? ` (${rides.said})` : ''
    const top = year.rank.place === 1
    if (year.rank.place <= 3 && rides.wins / rides.starts >= 0.1) add('for', 'jockey', top ? 0.75 : 0.4, top
      ? [by(`has ${jockey.text} up, the rider with the best strike rate here over the past year${figures}`, jockey, year), by(`is ridden by ${jockey.text}, who has the best record of these riders over the past year${figures}`, jockey, year)].map((piece) => (lively ? by(piece.text.replace(/^has (.*) up, the rider.*/, 'gets $1, the winningest rider in the race over the past year').replace(/^is ridden by (.*), who.*/, 'has the top rider of the past year here in $1'), ...piece.facts) : piece))
      : [by(`is the mount of ${jockey.text}, who has had ${rides.said} over the past year`, jockey, year), by(`has a capable rider in ${jockey.text}, with ${rides.said} over the past year`, jockey, year)])
    else if (year.rank.place > year.rank.of * 0.8 && rides.wins / rides.starts < 0.06) add('against', 'jockey', 0.3, [by(`has a rider with few recent winners in ${jockey.text}${analytical ? ` (${rides.said})` : ''}`, jockey, year), by(`is ridden by ${jockey.text}, who has had ${rides.said} over the past year`, jockey, year)])
  }
  const trainer = own('trainer')
  const month = recordIn(own('stable over 30 days'))
  if (trainer !== null && month !== null && month.starts >= 15 && month.wins / month.starts >= 0.15) add('for', 'stable', 0.45, [by(`comes from a stable in form${analytical ? ` (${month.said} of late)` : ''}`, trainer, month.fact), by(`represents ${trainer.text}, whose stable has had ${month.said} of late`, trainer, month.fact)])
  const pair = recordIn(own('jockey and trainer together'))
  if (pair !== null && trainer !== null && jockey !== null && pair.starts >= 20 && pair.wins / pair.starts >= 0.15) add('for', 'jockey', 0.45, [by(`has a rider and trainer who combine well${analytical ? ` (${pair.said})` : ''}`, pair.fact), by(`teams ${jockey.text} with ${trainer.text}, and together they have had ${pair.said}`, jockey, trainer, pair.fact)])

  const career = recordIn(own('career record'))
  if (career !== null && career.wins === 0 && career.starts >= 5) put('against', 'career', career.starts >= 10 ? 0.6 : 0.45, [by(`has yet to win in ${career.starts} starts`, career.fact), by(`is still a maiden after ${career.starts} starts`, career.fact), by(`remains without a win in ${career.starts} starts`, career.fact)], [by(`is still chasing that first win after ${career.starts} tries`, career.fact), by(`has drawn a blank in all ${career.starts} starts`, career.fact)])
  else if (career !== null && career.starts >= 5 && career.wins / career.starts >= 0.25) put('for', 'career', 0.6, [by(`has won ${career.wins} of its ${career.starts} starts`, career.fact), by(`has ${career.said} in all`, career.fact)], [by(`knows how to win with ${career.wins} from ${career.starts}`, career.fact), by(`has already won ${career.wins} of its ${career.starts} starts`, career.fact)])
  const since = own('time since its last win')
  if ((since?.value ?? 0) >= 300 && since !== null) put('against', 'career', 0.4, [by(`has not won for ${since.text}`, since), by(`last won ${since.text} ago`, since)], [by(`has gone ${since.text} without a win`, since), by(`last tasted victory ${since.text} ago`, since)])
  for (const [label, where, group] of [['record at the distance', 'around this distance', 'distance'], ['record at the course', 'at this course', 'course'], ['record on similar ground', 'on similar ground', 'ground'], ['record on wet ground', 'on wet ground', 'wet']] as const) {
    const record = recordIn(own(label))
    if (record === null || (record.wins === 0 && (career === null || career.wins === 0)) || (group === 'course' && record.fact.text === own('record at the distance')?.text)) continue
    const { wins, starts, said, fact } = record
    if (wins > 0 && wins / starts >= 0.2) put('for', group, starts >= 4 && group !== 'ground' ? 0.5 : 0.35, starts >= 4 ? [by(`has ${said} ${where}`, fact), by(`has a good record ${where}${analytical ? ` (${said})` : ''}`, fact)] : [by(`has won ${where} before${analytical ? ` (${said})` : ''}`, fact)], [by(`has won ${where} before`, fact), by(`goes well ${where} with ${said}`, fact)])
    else if (wins === 0 && starts >= 5) add('against', group, group === 'ground' ? 0.25 : 0.4, [by(`has yet to win in ${starts} starts ${where}`, fact), by(`is without a win in ${starts} starts ${where}`, fact)])
  }

  const [draw, rank, third] = [own('barrier'), own('place from the rail'), own('wins from this third of the draw here, against chance')]
  const from = (rank?.value ?? 0) / notes.starters.length
  if (draw !== null && third !== null && rank !== null) {
    const times = third.value ?? 1
    const share = analytical ? ` (that part of the draw wins ${third.text} its share)` : ''
    if (from <= 0.34 && times >= 1.05) put('for', 'draw', 0.5, [by(`is well drawn in barrier ${draw.text}${share}`, draw, rank, third), by(`has a favourable draw in barrier ${draw.text}${share}`, draw, rank, third)], [by(`has landed a plum draw in barrier ${draw.text}`, draw, rank, third), by(`jumps from a handy barrier ${draw.text}`, draw, rank, third)])
    else if (from > 0.75 && times <= 0.95) put('against', 'draw', from > 0.9 ? 0.6 : 0.5, [by(`has to overcome a wide draw in barrier ${draw.text}${share}`, draw, rank, third), by(`is drawn wide in barrier ${draw.text}${share}`, draw, rank, third)], [by(`is stuck out wide in barrier ${draw.text}`, draw, rank, third), by(`must make its way over from barrier ${draw.text}`, draw, rank, third)])
  }

  const [carried, moved, over] = [own('weight carried'), own('weight against its last start'), own('weight against the field')]
  if (carried?.rank?.place === 1 && (over?.value ?? 0) >= 2) add('against', 'weight', 0.4, notes.tied(carried) ? [by(`carries joint top weight of ${carried.text}`, carried)] : [by(`carries top weight of ${carried.text}`, carried), by(`has to give weight to all its rivals with ${carried.text}`, carried)])
  else if (moved !== null && (moved.value ?? 0) <= -2) add('for', 'weight', 0.4, [by(`carries ${moved.text}`, moved)])
  else if (moved !== null && (moved.value ?? 0) >= 3) add('against', 'weight', 0.4, [by(`carries ${moved.text}`, moved), by(`must carry ${moved.text}`, moved)])
  else if (over !== null && carried !== null && (over.value ?? 0) <= -3) put('for', 'weight', 0.35, [by(`gets in with a light weight of ${carried.text}`, carried, over), by(`has only ${carried.text} to carry`, carried, over)], [by(`gets in with a featherweight ${carried.text}`, carried, over), by(`has just ${carried.text} on its back`, carried, over)])
  const claim = own('claim')
  if (claim !== null && own('apprentice') !== null) { const apprentice = own('apprentice'); if (apprentice !== null) add('for', 'claim', 0.25, [by(`has an apprentice up who takes off ${claim.text}`, claim, apprentice)]) }

  const classed = own('class against its last start')
  if (classed !== null && Math.abs(classed.value ?? 0) >= 3) { const down = (classed.value ?? 0) < 0; add(down ? 'for' : 'against', 'class', 0.5, down ? (lively ? [by('drops in grade', classed), by('finds easier company this time', classed)] : [by('drops in class', classed), by('finds an easier race than last time', classed)]) : lively ? [by('goes up in grade', classed), by('is thrown in deeper this time', classed)] : [by('steps up in class', classed), by('faces a stiffer task than last time', classed)]) }
  const par = own('best recent speed figure against winners of the class')
  if (par !== null && (par.value ?? 0) <= -4) add('against', 'speed', 0.35, [by(`has lately run ${par.text} what wins in this class`, par), by('has lately been short of what it takes to win in this class', par)].slice(analytical ? 0 : 1, analytical ? 1 : 2))
  else if (par !== null && (par.value ?? 0) >= 2) add('for', 'speed', 0.45, [by(analytical ? `has lately run ${par.text} what wins in this class` : 'has recently run fast enough to win in this class', par)])
  const rating = own('official rating')
  if (rating?.rank?.place === 1 && !notes.tied(rating) && rating.rank.of === notes.starters.length) add('for', 'rating', 0.3, [by(`is top-rated on ${rating.text}`, rating), by(`has the highest rating (${rating.text})`, rating)])

  const note = (label: string, side: Point['side'], group: string, weight: number, ways: readonly string[]): void => { const fact = own(label); if (fact !== null) add(side, group, weight, ways.map((way) => by(way, fact))) }
  note('first-up', 'against', 'fitness', 0.5, lively ? ['is fresh from a spell', 'has been away for a spell'] : ['returns from a spell', 'has its first run after a spell'])
  note('quick return', 'against', 'fitness', 0.2, ['is back within days of its last run'])
  const raced = own('debut') === null
  if (raced) note('first time at the distance', 'against', 'distance', 0.45, ['has not raced over the distance before', 'is untried over the distance'])
  if (raced) note('first time at the course', 'against', 'course', 0.3, ['has not raced at the course before', 'is new to the course'])
  note('lone leader', 'for', 'pace', 0.75, ['is the only one of the field that often leads', 'may get an easy lead as the only habitual front-runner'])
  note('trial winner', 'for', 'trial', 0.5, ['has won a trial since its last start', 'comes here off a trial win'])
  note('new stable', 'against', 'stable', 0.25, ['starts for this trainer for the first time'])
  note('reunited', 'for', 'reunited', 0.25, ['is reunited with a former rider'])
  note('debut', 'against', 'debut', 0.8, ['has no earlier start on record', 'is an unknown quantity without an earlier start on record'])
  const [gear, off] = [own('gear for the first time'), own('gear taken off')]
  if (gear !== null) add('for', 'gear', 0.3, [by(`wears ${pieces(gear.text)}`, gear), by(`tries ${pieces(gear.text)}`, gear)])
  else if (off !== null) add('for', 'gear', 0.15, [by(`races without its ${off.text.replace(/ off$/, '').replace(/, (?=[^,]*$)/, ' and ')} this time`, off)])
  const trip = own('distance against its last start')
  if (trip !== null && Math.abs(trip.value ?? 0) >= 200) { const more = (trip.value ?? 0) > 0; const by200 = trip.text.replace(/ (?:farther|shorter) than at its last start$/, ''); add(more ? 'against' : 'for', 'trip', 0.25, more ? [by(`goes up ${by200} in distance`, trip), by(`steps up in trip by ${by200}`, trip)] : [by(`comes back ${by200} in distance`, trip), by(`drops back in trip by ${by200}`, trip)]) }
  const [late, early] = [own('mean late figure of its last three starts'), own('mean early figure of its last three starts')]
  if (late?.rank && late.rank.of > 3 && late.rank.place === 1 && !notes.tied(late)) add('for', 'late', 0.5, [by(`has been the strongest finisher ${within(late)} of late${figure(late)}`, late), by(`has the best recent late figure ${within(late)}${figure(late)}`, late)])
  else if (early?.rank && early.rank.of > 3 && early.rank.place === 1 && !notes.tied(early)) add('for', 'early', 0.35, [by(`has the best recent early speed ${within(early)}${figure(early)}`, early)])
  const groups = new Set<string>()
  return points.sort((a, b) => b.weight - a.weight).filter(({ group }) => (groups.has(group) ? false : (groups.add(group), true)))
}
