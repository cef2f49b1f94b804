/**
 * One run of a horse as later races see it: a row of numbers, NaN where unknown. The same row is a slice of memory in a
 * pass over all of history and a value of the table `run_lines`, so what is added here is added at the end and raises
 * `HISTORY_VERSION`.
 */
export const RUN_COLUMNS = {
  raceId: 'Race.',
  at: 'Off, milliseconds since 1970.',
  localDay: 'Day of the meeting where it was held, days since 1970.',
  position: 'Official position, 1 = won; NaN without a finish.',
  fieldSize: 'Starters.',
  won: '1 or 0; 0 without a finish. Each winner of a dead heat has 1.',
  beaten: 'Share of rivals beaten, 1 = all, 0 = none or no finish; NaN alone in the field.',
  beatenLengths: 'Lengths behind the winner, 0 for the winner.',
  wonByLengths: 'Winner only: lengths to the next; NaN for others and in dead heats.',
  timeMs: 'Own finish time.',
  distanceM: 'Distance.',
  surface: 'Index in Surface.',
  direction: 'Index in TrackDirection.',
  venueId: 'Venue.',
  layout: 'Course as `layoutOf` tells courses apart.',
  wetness: 'Ground as `wetness` measures it, 0 firm to 10 heavy.',
  classRating: 'Class as `classRating` measures it, points of a benchmark rating.',
  pattern: 'Index in RacePattern.',
  prizeTotal: 'Prize money of the race.',
  prize: 'Prize won; 0 for who won none where prizes of the race are known.',
  rating: 'Official rating carried into the race.',
  weightKg: 'Carried.',
  weightOverMean: 'Carried, less the mean of the field, kg.',
  barrier: 'Barrier, 1 = at the rail.',
  barrierShare: '0 = innermost starter, 1 = outermost.',
  bodyWeightKg: 'Weight of the horse.',
  jockeyId: 'Jockey.',
  trainerId: 'Trainer.',
  apprentice: '1 when an apprentice rode.',
  claimKg: 'Claim.',
  startingPrice: 'Decimal.',
  marketShare: 'Chance by the starting prices, 1 / price made to sum to 1 over the race.',
  marketRank: '1 = favourite; ties share the better rank.',
  settled: 'Place at the first call, 0 = led, 1 = last.',
  turned: 'Place at the last call, 0 = led, 1 = last.',
  settledLengths: 'Lengths behind the leader at the first call.',
  gearBits: 'Gear worn, as `gearBits` packs it; NaN where no gear of the field is known.',
  sincePrevious: 'Days since the run before; NaN at the first start.',
  prepRun: 'Run of the preparation, 1 = first-up or debut.',
  careerRun: 'Start of the career, 1 = debut.',
  figure: 'Speed figure, points: 10 are one per cent of time; 100 is what an average runner of class 60 is expected to run over the course and distance on the day. Not adjusted for weight. Of trials, see `rateTrials`.',
  earlyFigure: 'Pace figure from the start to 800 m from home, same scale.',
  middleFigure: 'Pace figure from 800 m to 400 m from home.',
  lateFigure: 'Pace figure of the last 400 m, of the last 600 m where 400 was not taken.',
  finishingSpeed: 'Per cent: speed of the last 400 or 600 m against the whole.',
  tempo: 'Early pace figure of the leader, against leaders: above 100 the race was run fast.',
  fieldFigure: 'Mean figure of the field.',
  elo: 'Rating of the horse after the run, by whom it beat; 1500 is a debutant.',
  opposition: 'Mean Elo of the rivals before the race.',
} as const
export type RunColumn = keyof typeof RUN_COLUMNS

export const RUN_NAMES = Object.keys(RUN_COLUMNS) as readonly RunColumn[]
/** Numbers a row. */
export const RUN_STRIDE = RUN_NAMES.length
/** Where each column stands in a row. */
export const RUN = Object.freeze(Object.fromEntries(RUN_NAMES.map((name, i) => [name, i]))) as Readonly<Record<RunColumn, number>>

/** Raised when rows or tallies come to mean something else: what is stored is then built anew. */
export const HISTORY_VERSION = 4
