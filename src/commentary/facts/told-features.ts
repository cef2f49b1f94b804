import type { FeatureName } from '../../features/registry'

/**
 * How a value is put: `value`: as people read it. `above`: a difference, by what it is above and below of (`2.3 kg more than at its last start`); nothing where it is 0.
 * `times`: a quotient that is 1 by chance. `place`: a rank, as `3rd of 12`. `yes`: words for what is so, nothing where it is not. `step`: `2nd run of the preparation`.
 * `early`: where in the field it is to be expected. `gain`: share of the field that it passes. `some`: a value, where it is above 0.
 */
export type How =
  | { readonly as: 'value' | 'some' | 'times' | 'place' | 'early' | 'gain' }
  | { readonly as: 'above'; readonly more: string; readonly less: string }
  | { readonly as: 'yes' | 'step'; readonly words: string }
/** `ranked`: its place in the field says something. `ofRace`: told once, of the race. */
export interface Told { readonly name: FeatureName; readonly label: string; readonly how: How; readonly ranked?: boolean; readonly ofRace?: boolean }

const told = (name: FeatureName, label: string, how: How['as'] & ('value' | 'some' | 'times' | 'place' | 'early' | 'gain'), more: Pick<Told, 'ranked' | 'ofRace'> = {}): Told => ({ name, label, how: { as: how }, ...more })
const yes = (name: FeatureName, label: string, words: string, ofRace = false): Told => ({ name, label, how: { as: 'yes', words }, ofRace })
const above = (name: FeatureName, label: string, more: string, less: string): Told => ({ name, label, how: { as: 'above', more, less } })
const ranked = { ranked: true }
const ofRace = { ofRace: true }

/** Features that people can read and that a sentence may be made of, in the order in which they are told within their category. The other ones are for models. */
export const TOLD: readonly Told[] = [
  told('form.beatenShare3', 'rivals beaten in its last three starts', 'value', ranked), told('form.lengths3', 'mean beaten distance of its last three starts', 'value'),
  told('form.daysSinceWin', 'time since its last win', 'value'), told('form.elo', 'rating by whom it has beaten', 'value', ranked),
  told('speed.best3', 'best speed figure of its last three starts', 'value', ranked), told('speed.last', 'speed figure of its last start', 'value', ranked), told('speed.mean3', 'mean speed figure of its last three starts', 'value', ranked),
  told('speed.bestAtDistance', 'best speed figure at the distance', 'value', ranked), above('speed.overClassPar', 'best recent speed figure against winners of the class', 'above', 'below'),
  yes('horse.debut', 'debut', 'no earlier start is known'), told('horse.age', 'age', 'value'), told('horse.rating', 'official rating', 'value', ranked), above('horse.ratingChange', 'change of its official rating', 'higher than at its last start', 'lower than at its last start'),
  above('class.change', 'class against its last start', 'higher than at its last start', 'lower than at its last start'), told('class.runsAtOrAbove', 'earlier starts in this class or a better one', 'value'), told('class.prizePerStartRank', 'prize money won a start', 'place'),
  yes('jockey.apprentice', 'apprentice', 'an apprentice rides'), yes('trainer.newStable', 'new stable', 'first start for this trainer'),
  yes('chemistry.reunited', 'reunited', 'its jockey rode it before, but not in its last start'), yes('chemistry.firstTimeTogether', 'new jockey', 'this jockey has not ridden it before'),
  told('fitness.daysSinceRun', 'time since its last run', 'value'), yes('fitness.firstUp', 'first-up', 'first run after a spell'), yes('fitness.secondUp', 'second-up', 'second run after a spell'), { name: 'fitness.prepRun', label: 'stage of the preparation', how: { as: 'step', words: 'run of its preparation' } },
  yes('fitness.quickBackUp', 'quick return', 'it runs again within 8 days'), told('fitness.runs90', 'starts in the last 90 days', 'value'),
  yes('distance.firstTime', 'first time at the distance', 'it has not raced at the distance before'), above('distance.change', 'distance against its last start', 'farther than at its last start', 'shorter than at its last start'), { name: 'distance.overLongest', label: 'farther than ever', how: { as: 'above', more: 'farther than it has ever run', less: '' } },
  told('track.going', 'going', 'value', ofRace), told('track.railOffset', 'rail out', 'some', ofRace), told('track.insideImpact', 'wins from the inner third of the draw here, against chance', 'times', ofRace), told('track.frontImpact', 'wins of front-runners here, against chance', 'times', ofRace),
  yes('venue.firstTime', 'first time at the course', 'it has not raced at the course before'),
  told('barrier.number', 'barrier', 'value'), told('barrier.rank', 'place from the rail', 'place'), told('barrier.thirdImpact', 'wins from this third of the draw here, against chance', 'times'),
  told('weight.carried', 'weight carried', 'value', ranked), above('weight.change', 'weight against its last start', 'more than at its last start', 'less than at its last start'), above('weight.overField', 'weight against the field', 'more than the mean of the field', 'less than the mean of the field'),
  told('weight.claim', 'claim', 'some'), told('weight.overweight', 'overweight', 'some'), above('weight.bodyChange', 'body weight against its last start', 'heavier than at its last start', 'lighter than at its last start'),
  told('style.expectedSettled', 'early place to be expected', 'early'), told('style.expectedRank', 'expected order early on, from the front', 'place'), yes('style.loneLeader', 'lone leader', 'the only one of the field that often leads'), told('style.leaders', 'how many often lead', 'value', ofRace),
  told('sectionals.late3', 'mean late figure of its last three starts', 'value', ranked), told('sectionals.early3', 'mean early figure of its last three starts', 'value', ranked), told('sectionals.gain3', 'progress through the field in its last three starts', 'gain'),
  yes('gear.blinkersFirstTime', 'first-time blinkers', 'blinkers for the first time'), yes('gear.blinkersBackOn', 'blinkers back on', 'blinkers back on'),
  told('trials.sinceRun', 'trials since its last start', 'some'), told('trials.daysSince', 'time since its latest trial', 'value'), told('trials.lastLengths', 'beaten distance in its latest trial', 'some'), yes('trials.won', 'trial winner', 'first in a trial since its last start'),
  told('market.rank', 'place in the betting', 'place'), told('market.chance', 'chance by the betting', 'value'), yes('market.favourite', 'favourite', 'no price of the field is shorter'),
  told('weather.temperature', 'temperature', 'value', ofRace), told('weather.rain24h', 'rain of the last 24 hours', 'some', ofRace), told('weather.wind', 'wind', 'value', ofRace), told('weather.humidity', 'humidity', 'value', ofRace),
  yes('race.evening', 'evening', 'it starts in the evening', true), told('race.favouriteWinRate', 'races won by favourites in the last 12 months', 'value', ofRace),
]
