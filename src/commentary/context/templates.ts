import type { FactTopic } from '../fact'

/**
 * What a topic is to a reader, and how much of a context it may take, in tokens a runner: `least` before any topic gets more, `most` however much room there is.
 * Of what holds words of others a usual length counts, not their own: nobody gains or loses room by what he is called.
 * `quoted`: its texts hold words of others (names of people, horses, courses), so that they stand in the data block as JSON.
 */
export interface TopicTemplate { readonly topic: FactTopic; readonly about: string; readonly least: number; readonly most: number; readonly quoted?: true }
const topic = (name: FactTopic, about: string, least: number, most: number): TopicTemplate => ({ topic: name, about, least, most })
const quoted = (name: FactTopic, about: string, least: number, most: number): TopicTemplate => ({ topic: name, about, least, most, quoted: true })

/** All topics, the 21 categories of features among them, by what matters most to who writes of a race: what is first is cut last. */
export const TEMPLATES: readonly TopicTemplate[] = [
  quoted('card', 'the race and who is in it', 30, Infinity), quoted('change', 'what changed since the card came out', 10, Infinity), quoted('result', 'what came of the race', 30, 160), topic('prediction', 'chances by a model that was fitted to past races', 12, 25),
  quoted('pastRuns', 'newest starts; comments were written by stewards or reporters', 45, 260), topic('horse', 'record, age and official rating', 20, 80), topic('form', 'how it has run lately', 10, 60), topic('speed', 'speed figures: 10 points are one per cent of time', 12, 60),
  topic('class', 'how good the race is and what it has met before', 8, 50), topic('jockey', 'what the rider has done', 16, 70), topic('trainer', 'what the stable has done', 12, 60), topic('price', 'win prices, decimal odds', 10, 60), topic('market', 'what the betting says', 8, 40),
  topic('fitness', 'time since its last run and stage of the preparation', 8, 40), topic('distance', 'the trip and what it has done over it', 8, 50), topic('track', 'the ground and which parts of the track have been winning', 8, 50), topic('barrier', 'where it starts from', 8, 40),
  topic('weight', 'what it carries', 8, 60), topic('rule', 'why the model thinks so', 0, 160), topic('chemistry', 'what horse, jockey and trainer have done together', 0, 50), topic('gear', 'what it wears and what is new', 4, 30), topic('venue', 'what it has done at the course', 0, 40),
  topic('style', 'where in the field it likes to be early on', 8, 40), topic('sectionals', 'how fast it ran parts of its races', 0, 40), topic('trials', 'barrier trials since its last start', 0, 40), topic('pedigree', 'what its relatives have done', 0, 30), topic('race', 'what kind of race it is', 3, 20), topic('weather', 'the weather at the course', 2, 15),
]
