import { registerEnumType } from 'type-graphql'
import type { CommentaryKind, CommentarySource, Length, Tone } from '../../commentary/commentary'
import { OTHER_TOPICS, type FactTopic } from '../../commentary/fact'
import { CATEGORIES } from '../../features/registry'
import { wordOf } from '../feature/feature-name.enum'

export const CommentaryKindEnum: { readonly [K in CommentaryKind]: K } = { PREVIEW: 'PREVIEW', RUNNER: 'RUNNER', CHANGE: 'CHANGE', REVIEW: 'REVIEW' }
export const ToneEnum: { readonly [T in Tone]: T } = { NEUTRAL: 'NEUTRAL', LIVELY: 'LIVELY', ANALYTICAL: 'ANALYTICAL' }
export const LengthEnum: { readonly [L in Length]: L } = { SHORT: 'SHORT', MEDIUM: 'MEDIUM', LONG: 'LONG' }
export const CommentarySourceEnum: { readonly [S in CommentarySource]: S } = { MODEL: 'MODEL', TEMPLATE: 'TEMPLATE' }

type OtherTopic = (typeof OTHER_TOPICS)[number]
const OTHERS: Readonly<Record<OtherTopic, string>> = {
  card: 'What the card says, beyond features.', pastRuns: 'Earlier runs.', price: 'Prices.', prediction: 'What a model makes of it.', rule: 'Why a model thinks so.',
  change: 'What changed since the card came out.', result: 'How the race ended.',
}
const TOPICS: readonly (readonly [FactTopic, string])[] = [...CATEGORIES.map(({ category, description }) => [category, description] as const), ...OTHER_TOPICS.map((topic) => [topic, OTHERS[topic]] as const)]
export const topicWord = (topic: FactTopic): string => wordOf(topic)
export const FactTopicEnum: Readonly<Record<string, string>> = Object.fromEntries(TOPICS.map(([topic]) => [topicWord(topic), topicWord(topic)]))

registerEnumType(CommentaryKindEnum, {
  name: 'CommentaryKind', description: 'What a commentary is about.',
  valuesConfig: {
    PREVIEW: { description: 'The race, before it is run.' }, RUNNER: { description: 'Each of its runners, one after the other.' },
    CHANGE: { description: 'What a scratching, a change of the card or a big move of prices means for the race.' }, REVIEW: { description: 'What came of the race.' },
  },
})
registerEnumType(ToneEnum, {
  name: 'CommentaryTone', description: 'How a commentary speaks.',
  valuesConfig: { NEUTRAL: { description: 'As a racing page does.' }, LIVELY: { description: 'With more colour.' }, ANALYTICAL: { description: 'With more numbers.' } },
})
registerEnumType(LengthEnum, {
  name: 'CommentaryLength', description: 'How much a commentary says.',
  valuesConfig: { SHORT: { description: 'The one thing that matters most.' }, MEDIUM: { description: 'A paragraph of a race, a sentence or two of a runner.' }, LONG: { description: 'All that is worth telling.' } },
})
registerEnumType(CommentarySourceEnum, {
  name: 'CommentarySource', description: 'Who speaks.',
  valuesConfig: { MODEL: { description: 'A language model. Sentences of it that do not hold against the facts are left out.' }, TEMPLATE: { description: 'Sentences that are filled in from facts, without any language model.' } },
})
registerEnumType(FactTopicEnum, {
  name: 'FactTopic', description: 'What a fact is about: a category of features, or what no feature says.',
  valuesConfig: Object.fromEntries(TOPICS.map(([topic, description]) => [topicWord(topic), { description }])),
})
