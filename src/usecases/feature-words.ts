import { featureNamed, type FeatureName } from '../features/registry'
import { valueText } from '../features/value-text'
import type { FeaturePart } from './explanation'

type Feature = ReturnType<typeof featureNamed>

/** Where descriptions go on to how a value was worked out. */
const HOW = /[;:]| \(|, (?:each )?drawn| drawn (?:by|toward)|, ln\(|, over fading|, damped|, (?:each )?20 at most|, [01] (?:=|for|in|inner|where|rail|last)|, 1 firm|, from metropolitan|, decimal|, e\.g|, over-round|, by the card|, as far|, in its currency|, in standard|\. |\.$/
const LOGARITHM = /^(?:Natural l|L)ogarithm of the /
const COUNTED = /ln\(1 \+ (?:n|days)\)/
/** Differences: what is above 0 has a plus. */
const SIGNED = /\bless (?:that|the|its|half|weight)\b|^Change |beyond|above what|, in standard deviations/
/** Quotients that are 1 by chance. */
const QUOTIENT = /over those (?:of|that)/

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
/** Those that their description does not put into few words. */
const PHRASES: Readonly<Partial<Record<FeatureName, string>>> = {
  'race.dayShare': 'Share of the day\'s races that went before', 'race.startHour': 'Start by the clock of the venue', 'race.seasonSine': 'Time of year, spring against autumn', 'race.seasonCosine': 'Time of year, new year against July', 'race.tier': 'Rank of the meeting',
  'class.pattern': 'Group or listed', 'class.lnPrizeOverUsual': 'Prize money over what it usually ran for',
  'track.going': 'Going', 'track.winnersBarrier': 'Where past winners on this course and rail position were drawn, from the rail out', 'barrier.byFieldSize': 'Places from the middle of the draw, outside above 0', 'barrier.share': 'Place in the draw, from the rail out',
  'jockey.placeImpact': 'The rider\'s places of 365 days over those of pure chance', 'jockey.beatenShare': 'Mean share of rivals that the rider beat', 'jockey.actualVsExpectedYear': 'The rider\'s wins of 365 days over those that starting prices promised', 'jockey.impact': 'The rider\'s wins over those of pure chance',
  'trainer.beatenShare': 'Mean share of rivals that the stable\'s starters beat', 'speed.best3': 'Best speed figure of the last three starts', 'speed.mean3': 'Mean speed figure of the last three starts', 'speed.bestAtDistance': 'Best speed figure within ten per cent of the distance', 'race.surface': 'Surface',
  'jockey.residual': 'The rider\'s wins a ride beyond what starting prices promised', 'trainer.residual': 'The stable\'s wins a starter beyond what starting prices promised', 'weight.claim': 'Claim of the apprentice', 'weight.overweight': 'Overweight',
  'trainer.heat': 'How hot the stable is, in standard deviations', 'trials.lastFigure': 'Time figure of the latest trial', 'distance.band': 'Band of distance',
  'style.settled': 'Mean place at the first call, from the front back', 'style.expectedSettled': 'Place to be expected at the first call, from the front back', 'style.wideRisk': 'Risk of racing wide without cover', 'style.pacePressure': 'How many want to be in front',
  'style.expectedTempo': 'Highest mean early figure in the field', 'style.leadShare': 'Chance to be in front', 'sectionals.finishingSpeed3': 'Speed over the last 600 m against that over the whole', 'sectionals.early3': 'Mean early figure of the last three starts',
  'sectionals.lateLast': 'Late figure of the last start', 'fitness.stageEdge': 'Share of rivals beaten at this stage of a preparation less that at other stages', 'trainer.winRateAtStage': 'Share of starters won at this stage of a preparation',
  'trainer.blinkersEdge': 'Win rate of the stable with first-time blinkers less that of its career', 'gear.blinkersFirstTimeImpact': 'Wins of all horses in first-time blinkers over those of chance',
  'chemistry.jockeyChange': 'Win rate of this jockey less that of the last one', 'market.opening': 'First price', 'market.openness': 'How open the betting says the race is', 'weather.apparentTemperature': 'How hot it feels', 'weather.dryingPower': 'Drying power of the air, in hPa',
  'barrier.thirdImpactOverField': 'Impact of the own third of the draw less the mean of the field', 'barrier.stallImpactOverField': 'Impact of the very barrier less the mean of the field', 'form.eloOverField': 'Rating by whom the horse beat less the mean of the field', 'form.lengths3': 'Mean lengths behind the winner in the last three starts',
}
/** What a feature measures, in a few words; a capital first, no full stop. */
export function phraseOf(name: FeatureName): string {
  const { description } = featureNamed(name)
  return PHRASES[name] ?? upper(description.replace(LOGARITHM, '').split(HOW, 1)[0] ?? description)
}

const plain = (value: number, digits: number): string => { const text = Math.abs(value).toFixed(digits); return value < 0 && /[1-9]/.test(text) ? `-${text}` : text }
/** The value as it is said: logarithms undone, a plus before differences above 0. NaN has none. */
export function saidValue(name: FeatureName, value: number): string {
  const feature = featureNamed(name)
  const { description, unit } = feature
  if (COUNTED.test(description)) return valueText({ unit: description.includes('days') && name === 'fitness.logDaysSinceRun' ? 'days' : 'count' }, Math.round(Math.expm1(value))) ?? ''
  if (name === 'race.startHour') return `${Math.floor(value + 1 / 120)}:${String(Math.round(value * 60) % 60).padStart(2, '0')}`
  if (name === 'class.lnPrize') return valueText({ unit: 'currency' }, Math.exp(value)) ?? ''
  if (name === 'market.logPrice') return plain(Math.exp(value), 2)
  if (unit === 'lnOdds' || name === 'class.lnPrizeOverUsual') return `${plain(Math.exp(value), 2)} times`
  if (unit === 'ratio' && QUOTIENT.test(description) && !SIGNED.test(description)) return `${plain(value, 2)} times`
  const text = valueText(feature, value) ?? ''
  return SIGNED.test(description) && unit !== 'flag' && value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** What is so of a runner, and what is so when it is not. */
const FLAGS: Readonly<Partial<Record<FeatureName, readonly [yes: string, no: string]>>> = {
  'race.evening': ['The race starts in the evening', 'The race starts before the evening'], 'race.handicap': ['The race is a handicap', 'The race is not a handicap'], 'race.ageRestricted': ['The race is for horses of one age', 'The race is for horses of several ages'],
  'race.sexRestricted': ['The race is for horses of some sexes alone', 'The race is open to both sexes'], 'track.wet': ['The ground is wet', 'The ground is dry'], 'jockey.apprentice': ['An apprentice rides', 'No apprentice rides'],
  'trainer.newStable': ['Its last start was for another trainer', 'Its last start was for the same trainer'], 'horse.female': ['It is a filly or mare', 'It is not a filly or mare'], 'horse.debut': ['No earlier start of it is known', 'It has raced before'],
  'style.loneLeader': ['It is the only one of the field that often leads', 'It is not a lone leader'], 'fitness.firstUp': ['It is its first run after a spell', 'It is not its first run after a spell'], 'fitness.secondUp': ['It is its second run after a spell', 'It is not its second run after a spell'],
  'fitness.quickBackUp': ['It runs again within 8 days', 'It does not run again within 8 days'], 'trials.won': ['It was first in a trial since its last start', 'It was not first in a trial since its last start'],
  'distance.firstTime': ['It has not raced at the distance before', 'It has raced at the distance before'], 'venue.firstTime': ['It has not raced at the venue before', 'It has raced at the venue before'], 'venue.moved': ['Its last start was at another venue', 'Its last start was at this venue'],
  'gear.blinkers': ['It wears blinkers', 'It wears no blinkers'], 'gear.visor': ['It wears a visor', 'It wears no visor'], 'gear.hood': ['It wears a hood', 'It wears no hood'], 'gear.tongueTie': ['It wears a tongue tie', 'It wears no tongue tie'], 'gear.cheekPieces': ['It wears cheek pieces', 'It wears no cheek pieces'],
  'gear.firstTime': ['It wears something for the first time', 'It wears nothing for the first time'], 'gear.blinkersFirstTime': ['It wears blinkers for the first time', 'It does not wear blinkers for the first time'],
  'gear.removed': ['Something that it wore in its last run is off', 'Nothing that it wore in its last run is off'], 'gear.blinkersBackOn': ['It is back in blinkers', 'It is not back in blinkers'],
  'chemistry.reunited': ['Its jockey rode it before, but not in its last start', 'It is not reunited with a jockey of earlier starts'], 'chemistry.firstTimeTogether': ['It has raced, but never under this jockey', 'It has run under this jockey before, or has not raced yet'],
  'market.favourite': ['It is the favourite', 'It is not the favourite'],
}
const RANKLESS: ReadonlySet<Feature['unit']> = new Set(['rank', 'code', 'flag', 'month', 'weekday'])
/** `3rd highest of 14`; nothing where a rank says no more than the value, or there is none. */
function rankText({ unit, scope }: Feature, rank: number | null, known: number): string {
  if (rank === null || scope === 'race' || RANKLESS.has(unit)) return ''
  return rank === 1 ? `, highest of ${known}` : rank === known ? `, lowest of ${known}` : `, ${ordinal(rank)} highest of ${known}`
}
/** `1st`, `2nd`, `3rd`, `11th`, `22nd`. */
export function ordinal(n: number): string {
  const teen = n % 100 > 10 && n % 100 < 14
  return `${n}${teen ? 'th' : ['th', 'st', 'nd', 'rd'][n % 10] ?? 'th'}`
}
/** From the rail, since that is how draws are told: rank 1 is the highest barrier. */
function drawText(rank: number | null, known: number): string {
  if (rank === null) return ''
  const place = known - rank === 0 ? ', innermost' : rank === 1 ? ', outermost' : known - rank === 1 ? ', innermost but one' : rank === 2 ? ', outermost but one' : ''
  return ` (${known - rank + 1} of ${known} from the rail${place})`
}

/** What is known of a runner by a feature, the first part of a sentence: `Weight carried: 57.5 kg, 3rd highest of 14`. */
export function featureWords({ feature: name, value, rank, known }: Omit<FeaturePart, 'effect'>): string {
  const feature = featureNamed(name)
  if (Number.isNaN(value)) return `${phraseOf(name)}: not known; the model ${takes(feature)}`
  const flag = FLAGS[name]
  if (flag !== undefined) return value === 0 ? flag[1] : flag[0]
  if (name === 'barrier.number') return `Barrier ${saidValue(name, value)}${drawText(rank, known)}`
  return `${phraseOf(name)}: ${saidValue(name, value)}${rankText(feature, rank, known)}`
}
/** What stands in the place of a missing value. */
function takes({ name, unit, missing, ...rest }: Feature): string {
  if ('flag' in missing && missing.flag === true) return 'goes by its being missing'
  switch (missing.policy) {
    case 'fieldMean': return 'takes the mean of the field'
    case 'constant': return unit === 'flag' ? `takes it for a ${missing.value === 0 ? 'no' : 'yes'}` : `takes ${saidValue(name as FeatureName, missing.value)}`
    case 'trainingMean': case 'never': return 'words' in rest && rest.words !== undefined ? 'takes what is usual' : 'takes the usual value'
  }
}
