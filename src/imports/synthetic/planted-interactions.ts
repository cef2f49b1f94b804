/** A way in which two things work on each other in the invented world, and the rules of the matrix (by id) that should find it. Their signals are for the runner: each must come out above 0. */
export interface PlantedInteraction { readonly what: string; /** Where it is in this folder. */ readonly where: string; readonly rules: readonly string[] }

/**
 * What the hidden structure (docs/synthetic.md) has of interactions. Rules that are not here look for what was never put in, or for what any sum of the parts says as well; they must come out near 0.
 */
export const PLANTED: readonly PlantedInteraction[] = [
  { what: 'The inside gains by course and distance, more with the rail out.', where: 'strength: drawPoints', rules: ['barrier-track.insideBias'] },
  { what: 'The inside loses where it is chopped up on wet turf.', where: 'strength: drawPoints', rules: ['barrier-track.wetOutside'] },
  { what: 'The more horses want to lead, the faster, and the better for those behind.', where: 'strength: paceOf', rules: ['race-style.pacePressure', 'race-style.loneLeader', 'sectionals-style.closerInFastRace'] },
  { what: 'Of those drawn wide, neither leaders nor backmarkers are caught wide without cover.', where: 'race-run: troubleOf', rules: ['barrier-style.crossesOver'] },
  { what: 'Leaders gain with the rail out, closers on long straights.', where: 'strength: paceOf', rules: ['style-track.frontBias'] },
  { what: 'Each horse has a liking for wet ground or against it.', where: 'strength: pointsOf, going', rules: ['horse-track.suitsWetGround', 'speed-track.fasterOnThis'] },
  { what: 'That liking is inherited.', where: 'horses', rules: ['pedigree-track.wetBlood', 'distance-pedigree-track.bredForBoth'] },
  { what: 'Each horse has a best trip.', where: 'strength: distancePoints', rules: ['distance-speed.fasterOverThis', 'distance-venue.likesBoth'] },
  { what: 'The best trip is inherited.', where: 'horses', rules: ['distance-pedigree.bredForTheTrip', 'distance-pedigree-track.bredForBoth'] },
  { what: 'Horses are left- or right-handed, and courses turn one way.', where: 'strength: pointsOf, direction', rules: ['speed-venue.fasterHere', 'distance-venue.likesBoth'] },
  { what: 'Stables have a home course, and lose by travelling to another state.', where: 'strength: pointsOf, travel', rules: ['trainer-venue.specialist', 'trainer-venue.bringsNewcomers', 'chemistry-venue.stableAtANewVenue'] },
  { what: 'Rider and stable make something together, beyond what each is worth.', where: 'people: partnershipPoints', rules: ['chemistry-jockey.partnershipBeyondTheRider'] },
  { what: 'Some stables have their horses ready first-up, and some do not.', where: 'career: fitnessPoints', rules: ['fitness-trainer.firstUp', 'fitness-trainer.stableOfTheFresh'] },
  { what: 'How forward a horse is in its first two runs of a preparation shows in its trials.', where: 'strength: readiness', rules: ['fitness-trials.trialOfTheFresh', 'horse-trials.trialOfADebutant'] },
  { what: 'Some stables do well with first-time blinkers, and some do not.', where: 'gear: gearPoints', rules: ['gear-trainer.firstBlinkers'] },
]
const BY_RULE: ReadonlySet<string> = new Set(PLANTED.flatMap(({ rules }) => rules))
/** 1 where what the rule says was planted, 0 where it was not. */
export const plantedSign = (ruleId: string): 0 | 1 => (BY_RULE.has(ruleId) ? 1 : 0)
