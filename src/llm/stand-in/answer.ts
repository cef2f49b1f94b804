import { randomBits } from '../../domain/random-bits'
import { readFacts, slotsIn, type ToldFact } from './read-facts'

/** How far apart chances are: nats between the best and the worst of ranks. */
const SPREAD = 2.4
const WHOLE = 1_000
/** Sentences of a race beside those on runners, and facts told of a runner. */
const OF_RACE = 2
const OF_RUNNER = 2
const RUNNERS_OF_RACE = 4

const slotOf = ({ id }: ToldFact): string => id.slice(0, id.indexOf('.'))
/** What the words on a runner add, so that chances differ where there are no ranks. */
const BY_WORDS = 0.2
const noise = (words: string): number => BY_WORDS * (randomBits(words)() / 4294967296 - 0.5)
/** By the mean of its ranks, which are of no meaning: the highest value is not always the best. */
function chancesOf(slots: readonly string[], facts: readonly ToldFact[]): readonly number[] {
  const scores = slots.map((slot) => {
    const own = facts.filter((fact) => slotOf(fact) === slot)
    const places = own.flatMap(({ place }) => place ?? [])
    return (places.length === 0 ? 0.5 : 1 - places.reduce((sum, one) => sum + one, 0) / places.length) + noise(own.map(({ text }) => text).join('\n'))
  })
  const weights = scores.map((score) => Math.exp(SPREAD * score))
  const total = weights.reduce((sum, one) => sum + one, 0)
  return weights.map((weight) => Math.max(1, Math.round((WHOLE * weight) / total)))
}

interface Said { readonly runner: string; readonly facts: readonly string[]; readonly text: string }
const told = (fact: ToldFact): string => `${fact.label}: ${fact.text}`
function sentencesOf(slots: readonly string[], facts: readonly ToldFact[], ofEach: boolean): readonly Said[] {
  const nameOf = (slot: string): ToldFact | undefined => facts.find((fact) => slotOf(fact) === slot && fact.topic === 'card' && fact.label === 'horse')
  const plain = facts.filter(({ topic }) => topic !== 'card' && topic !== 'rule')
  const race = ofEach ? [] : plain.filter((fact) => slotOf(fact) === 'race').slice(0, OF_RACE).map((fact): Said => ({ runner: 'race', facts: [fact.id], text: `Of the race: ${told(fact)}.` }))
  const chances = chancesOf(slots, facts)
  const chosen = ofEach ? slots : [...slots].sort((a, b) => (chances[slots.indexOf(b)] ?? 0) - (chances[slots.indexOf(a)] ?? 0)).slice(0, RUNNERS_OF_RACE)
  const runners = chosen.flatMap((slot): readonly Said[] => {
    const name = nameOf(slot)
    return name === undefined ? [] : plain.filter((fact) => slotOf(fact) === slot).slice(0, OF_RUNNER).map((fact) => ({ runner: slot, facts: [name.id, fact.id], text: `Of ${name.text}: ${told(fact)}.` }))
  })
  return [...race, ...runners]
}

/**
 * What the stand-in says: read off the message by rules, always the same. It is no language model, and its chances are no opinion. By the name of the schema that is asked for; null for one that it does not know.
 */
export function standInAnswer(schema: string, instructions: string, input: string): unknown {
  const [slots, facts] = [slotsIn(input), readFacts(input)]
  switch (schema) {
    case 'win_chances': return { p: Object.fromEntries(chancesOf(slots, facts).map((chance, i) => [slots[i], chance])) }
    case 'winner': return { winner: slots[0] }
    case 'commentary': return { sentences: sentencesOf(slots, facts, instructions.includes('Comment on every runner')) }
    default: return null
  }
}
