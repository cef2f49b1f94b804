import type { Fact, FactSheet, FactTopic } from '../../commentary/fact'
import { ABLATED, ARMS, NEVER_TOLD, type AskedArm } from './plan'

/** Topic and label of a fact. */
type Label = readonly [topic: FactTopic, label: string]
const PLAIN_RACE: readonly Label[] = [['card', 'race number'], ['card', 'name of the race'], ['card', 'course'], ['card', 'day'], ['card', 'class'], ['distance', 'distance'], ['race', 'surface'], ['race', 'runners']]
const PLAIN_RUNNER: readonly Label[] = [['card', 'horse']]
const CARD_RACE: readonly Label[] = [...PLAIN_RACE, ['class', 'ratings that may run'], ['class', 'prize money'], ['class', 'standing'], ['race', 'conditions'], ['track', 'going'], ['track', 'rail position']]
const CARD_RUNNER: readonly Label[] = [
  ...PLAIN_RUNNER, ['card', 'number'], ['card', 'jockey'], ['card', 'trainer'], ['barrier', 'barrier'], ['weight', 'weight carried'], ['horse', 'official rating'], ['horse', 'career record'],
  ['pastRuns', 'recent finishes, the latest last'], ['gear', 'gear'], ['gear', 'gear for the first time'], ['gear', 'gear taken off'],
]

export interface ArmDefinition {
  readonly arm: AskedArm
  readonly about: string
  /** What of a sheet it is told of the race and of each runner, beside what nobody is; null: all. */
  readonly tells: { readonly race: readonly Label[]; readonly runner: readonly Label[] } | null
  readonly leaveOut: readonly FactTopic[]
  readonly anonymous: boolean
}
const arm = (name: AskedArm, about: string, more: Partial<Omit<ArmDefinition, 'arm' | 'about'>> = {}): ArmDefinition => ({ arm: name, about, tells: null, leaveOut: NEVER_TOLD, anonymous: false, ...more })

export const ARM_DEFINITIONS: readonly ArmDefinition[] = [
  arm('plain', 'The language model with the race and the names of its horses alone.', { tells: { race: PLAIN_RACE, runner: PLAIN_RUNNER } }),
  arm('card', 'The language model with what anybody finds in a racecard: people, barrier, weight, rating, record, recent finishes, gear.', { tells: { race: CARD_RACE, runner: CARD_RUNNER } }),
  arm('ours', 'The language model with all that racegraph knows before the off but prices and chances.'),
  arm('ours-anonymous', 'The same with all names, the day and the words of others taken away.', { anonymous: true }),
  ...ABLATED.map((category) => arm(`ours-without-${category}`, `The same as ours without ${category}.`, { leaveOut: [...NEVER_TOLD, category] })),
]
export function armNamed(name: AskedArm): ArmDefinition {
  const found = ARM_DEFINITIONS.find((one) => one.arm === name)
  if (found === undefined) throw new RangeError(`there is no arm ${name}: there are ${[...ARMS, ...ABLATED.map((category) => `ours-without-${category}`)].join(', ')}`)
  return found
}

/** The sheet with what an arm may be told; ids of facts stay. */
export const toldTo = ({ tells, leaveOut }: ArmDefinition, sheet: FactSheet): FactSheet => ({ ...sheet, facts: sheet.facts.filter((fact) => !leaveOut.includes(fact.topic) && isAmong(tells, fact)) })
const isAmong = (tells: ArmDefinition['tells'], { runnerId, topic, label }: Fact): boolean => tells === null || (runnerId === null ? tells.race : tells.runner).some(([ofTopic, name]) => ofTopic === topic && name === label)
