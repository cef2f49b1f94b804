import type { Length, Sentence } from '../commentary'
import type { Fact, SheetRunner } from '../fact'
import type { Notes } from './notes'
import { recordIn } from './past-run'
import { by, list, possessive, say, sentence, type Piece } from './piece'

const COUNTS: Readonly<Record<Length, number>> = { SHORT: 2, MEDIUM: 4, LONG: 6 }

/** What changed, and what that means as far as facts say so; nothing where nothing changed. */
export function writeChange(notes: Notes, length: Length): readonly Sentence[] {
  const { sheet } = notes
  const lively = notes.tone === 'LIVELY'
  const news: Sentence[] = []
  const meaning: Sentence[] = []
  const put = (into: Sentence[], runner: SheetRunner | null, piece: Piece | null): void => { const made = piece === null ? null : sentence(sheet, runner?.runnerId ?? null, piece); if (made !== null && !into.some(({ text }) => text === made.text)) into.push(made) }
  const changed = sheet.facts.filter(({ topic, untrusted, label }) => (topic === 'change' || label === 'market move') && !untrusted)
  const out = sheet.runners.filter((runner) => changed.some(({ runnerId, label }) => runnerId === runner.runnerId && label === 'scratching'))
  const outFacts = out.map((runner) => ({ runner, fact: changed.find(({ runnerId, label }) => runnerId === runner.runnerId && label === 'scratching') }))
  if (out.length > 0) {
    const names = outFacts.map(({ runner, fact }): Piece => ({ text: runner.horse, facts: fact === undefined ? [] : [fact] }))
    const left = notes.race('runners')
    const [only] = out
    if (names.length <= 6) put(news, out.length === 1 ? only ?? null : null, lively ? say`${list(names)} ${names.length === 1 ? 'is' : 'are'} out${left === null ? '' : say`, and ${left} remain`}` : say`${list(names)} ${names.length === 1 ? 'has' : 'have'} been scratched${left === null ? '' : say`, which leaves ${left}`}`)
    const lone = notes.starters.find((runner) => notes.own(runner, 'lone leader') !== null)
    const fact = lone === undefined ? null : notes.own(lone, 'lone leader')
    if (lone !== undefined && fact !== null) put(meaning, lone, lively ? say`That leaves ${notes.name(lone)} as ${fact}` : say`As the field now stands, ${notes.name(lone)} is ${fact}`)
  }
  for (const fact of changed) {
    if (fact.label === 'scratching') continue
    const runner = sheet.runners.find(({ runnerId }) => runnerId === fact.runnerId) ?? null
    if (runner === null) { put(news, null, ofRace(fact)); for (const one of fact.label === 'going change' ? onGround(notes) : []) put(meaning, one.runner, one.text) }
    else { put(news, runner, ofRunner(notes, runner, fact)); put(meaning, runner, meant(notes, runner, fact)) }
  }
  const [top] = notes.ranking
  const chance = top === undefined || sheet.finished ? null : notes.own(top, 'win chance')
  if (news.length > 0 && top !== undefined && chance?.rank?.place === 1 && length !== 'SHORT') put(meaning, top, lively ? say`${notes.name(top)} is now the one to beat by the model, with a chance of ${chance}` : notes.tone === 'ANALYTICAL' ? say`With that, ${notes.name(top)} heads the model's list with a chance of ${chance}` : say`The model now has ${notes.name(top)} on top, with a chance of ${chance}`)
  const most = COUNTS[length]
  const told = news.slice(0, length === 'SHORT' ? 2 : most)
  return [...told, ...meaning].slice(0, most)
}
function ofRace(fact: Fact): Piece {
  const { label, text } = fact
  if (label === 'abandonment') return by('The race has been abandoned', fact)
  if (label === 'going change') return say`The ${{ ...by(text.replace(/^going (from|now) /, 'going has changed $1 ').replace('changed now', 'been changed to'), fact) }}`
  if (label === 'change of the start') return by('The start of the race has been moved', fact)
  if (label === 'rail change') return by('The rail has been moved', fact)
  return say`The race has a change: ${fact}`
}
function ofRunner(notes: Notes, runner: SheetRunner, fact: Fact): Piece {
  const { label, text } = fact
  const name = notes.name(runner)
  const own: Piece = { ...name, text: possessive(name.text) }
  switch (label) {
    case 'reinstatement': return say`${name} is ${fact}`
    case 'jockey change': return / rides instead of | rides$/.test(text) ? by(`${text.replace(/ rides( instead of |$)/, ` now rides ${runner.horse}$1`)}`, fact, ...name.facts) : text.startsWith('the jockey') ? say`${own} jockey has changed${by('', fact)}` : by(`${text.replace(/ does not ride$/, ` no longer rides ${runner.horse}`)}`, fact, ...name.facts)
    case 'market move': return notes.tone === 'LIVELY' ? say`${text.startsWith('drifted') ? 'On the drift' : 'There is money about'}: ${name} has ${text.startsWith('drifted') ? '' : 'been '}${fact}` : say`${name} has ${text.startsWith('drifted') ? '' : 'been '}${fact}`
    default: {
      const [, what, rest] = /^(trainer|weight|barrier|gear) (from .+|now .+|changed)$/.exec(text) ?? []
      if (what === undefined || rest === undefined) return say`There is a change to ${name}: ${fact}`
      return rest === 'changed' ? by(`${own.text} ${what} has changed`, fact, ...name.facts) : rest.startsWith('now ') ? by(`${own.text} ${what} is ${rest}`, fact, ...name.facts) : by(`${own.text} ${what} has changed ${rest}`, fact, ...name.facts)
    }
  }
}
/** What a change to a runner means, by its other facts. */
function meant(notes: Notes, runner: SheetRunner, { label }: Fact): Piece | null {
  if (runner.scratched) return null
  const name = notes.name(runner)
  if (label === 'jockey change') {
    const [jockey, year, first, reunited] = ['jockey', 'jockey over 12 months', 'new jockey', 'reunited'].map((one) => notes.own(runner, one) ?? null)
    const record = recordIn(year ?? null)
    const parts = [...(first ? [by('has not ridden it before', first)] : reunited ? [by('has ridden it before', reunited)] : []), ...(record === null ? [] : [by(`has had ${record.said} over the past year`, record.fact)])]
    return !jockey || parts.length === 0 ? null : say`${jockey} ${list(parts)}`
  }
  if (label === 'barrier change') { const [rank, third] = [notes.own(runner, 'place from the rail'), notes.own(runner, 'wins from this third of the draw here, against chance')]; return rank === null ? null : third === null ? say`${name} is now ${rank} from the rail` : say`${name} is now ${rank} from the rail, in a part of the draw that wins ${third} as often as chance would have it` }
  if (label === 'weight change') { const over = notes.own(runner, 'weight against the field'); return over === null ? null : say`${name} carries ${over}` }
  if (label === 'market move') { const rank = notes.own(runner, 'place in the betting'); const favourite = notes.own(runner, 'favourite'); const chance = notes.own(runner, 'win chance'); return favourite !== null ? say`That makes it the favourite${by('', favourite)}` : rank !== null ? say`It is now ${rank} in the betting` : chance !== null ? say`The model gives it a chance of ${chance}` : null }
  return null
}
/** Who has won on ground like that of today. */
function onGround(notes: Notes): readonly { readonly runner: SheetRunner; readonly text: Piece }[] {
  return notes.ranking.flatMap((runner) => {
    const record = recordIn(notes.own(runner, 'record on wet ground') ?? notes.own(runner, 'record on similar ground'))
    return record === null || record.wins === 0 ? [] : [{ runner, record }]
  }).sort((a, b) => b.record.wins / b.record.starts - a.record.wins / a.record.starts).slice(0, 3).map(({ runner, record }) => ({ runner, text: say`${notes.name(runner)} has ${by(record.said, record.fact)} on such ground` }))
}
