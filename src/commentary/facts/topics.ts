import type { FactTopic } from '../fact'

/** Topics in the order in which they matter to who writes of a race. */
export const TOPIC_ORDER: readonly FactTopic[] = [
  'card', 'change', 'result', 'prediction', 'pastRuns', 'horse', 'form', 'speed', 'class', 'jockey', 'trainer', 'price', 'market', 'fitness', 'distance', 'track', 'barrier', 'weight', 'rule', 'chemistry', 'gear', 'venue', 'style', 'sectionals', 'trials', 'pedigree', 'race', 'weather',
]
const PLACE: ReadonlyMap<FactTopic, number> = new Map(TOPIC_ORDER.map((topic, i) => [topic, i]))
export const topicPlace = (topic: FactTopic): number => PLACE.get(topic) ?? TOPIC_ORDER.length
