import { registerEnumType } from 'type-graphql'
import { GoingLabel, RaceKind, RacePattern, RaceStatus, TempoRating, WeightCondition } from '../../domain/vocabulary'

registerEnumType(RaceStatus, {
  name: 'RaceStatus',
  description: 'How far a race has come.',
  valuesConfig: {
    SCHEDULED: { description: 'In the programme.' }, OPEN: { description: 'Fields final, betting open.' }, DELAYED: { description: 'The start is put back.' }, JUMPED: { description: 'Off.' },
    INTERIM: { description: 'Placings announced, not yet official.' }, PROTEST: { description: 'A protest or inquiry is being heard.' }, FINAL: { description: 'Official (weighed in, all clear).' },
    ABANDONED: { description: 'Not run.' }, VOID: { description: 'Run, and declared void.' },
  },
})
registerEnumType(RaceKind, {
  name: 'RaceKind',
  description: 'What sort of contest. BARRIER_TRIAL and JUMP_OUT are rehearsals: no betting, no prize, never counted in a record.',
  valuesConfig: {
    FLAT: { description: 'Flat race.' }, HURDLE: { description: 'Over hurdles.' }, CHASE: { description: 'Over fences.' }, NH_FLAT: { description: 'National Hunt flat race (bumper).' },
    BARRIER_TRIAL: { description: 'Official trial from the barriers.' }, JUMP_OUT: { description: 'Unofficial trial.' },
  },
})
registerEnumType(RacePattern, {
  name: 'RacePattern',
  description: 'Black-type standing of a race, best first.',
  valuesConfig: {
    GROUP_1: { description: 'Group 1 (Grade 1).' }, GROUP_2: { description: 'Group 2 (Grade 2).' }, GROUP_3: { description: 'Group 3 (Grade 3).' }, LISTED: { description: 'Listed.' },
    GRADED_OTHER: { description: 'Graded locally, outside the international pattern.' }, NONE: { description: 'No black type.' },
  },
})
registerEnumType(WeightCondition, {
  name: 'WeightCondition',
  description: 'What decides the weights.',
  valuesConfig: {
    HANDICAP: { description: 'The handicapper, after each horse\'s rating.' }, SET_WEIGHTS: { description: 'Age and sex.' }, SET_WEIGHTS_PENALTIES: { description: 'Age and sex, with penalties for past wins.' },
    WEIGHT_FOR_AGE: { description: 'The weight-for-age scale.' }, QUALITY: { description: 'A handicap within a compressed range of weights.' }, CLAIMING: { description: 'The price at which the horse may be claimed.' },
    AUCTION: { description: 'The price at which the horse was sold.' }, OTHER: { description: 'Something else, or the source does not say.' },
  },
})
registerEnumType(GoingLabel, {
  name: 'GoingLabel',
  description: 'State of the ground: the union of the Australian, British / Irish and Hong Kong words. The Australian 1-10 scale is in TrackRating.number.',
  valuesConfig: {
    FIRM: { description: 'Dry and hard. Australian 1-2.' }, GOOD_TO_FIRM: { description: 'Firmer side of good.' }, GOOD: { description: 'Australian 3-4.' }, GOOD_TO_SOFT: { description: 'Softer side of good.' },
    GOOD_TO_YIELDING: { description: 'Between good and yielding.' }, YIELDING: { description: 'Some give: Ireland and Hong Kong.' }, YIELDING_TO_SOFT: { description: 'Between yielding and soft.' },
    SOFT: { description: 'Australian 5-7.' }, HEAVY: { description: 'Australian 8-10.' }, SLOW: { description: 'All-weather or dirt: slower than standard; in older Australian records, turf between good and heavy.' },
    STANDARD: { description: 'All-weather: as usual.' }, FAST: { description: 'All-weather or dirt: at its quickest.' }, SLOPPY: { description: 'Dirt with standing water.' }, MUDDY: { description: 'Wet, deep dirt.' },
    WET_FAST: { description: 'Wet dirt on a firm base.' }, WET_SLOW: { description: 'Wet dirt that has softened.' }, WET: { description: 'Wet, not further described.' }, SYNTHETIC: { description: 'All-weather, not rated.' },
  },
})
registerEnumType(TempoRating, {
  name: 'TempoRating',
  description: 'How fast a race was run early on, for its class and distance.',
  valuesConfig: {
    VERY_SLOW: { description: 'A crawl, then a sprint.' }, SLOW: { description: 'Below average.' }, MODERATE: { description: 'A little below average.' }, GENUINE: { description: 'True: as expected.' },
    FAST: { description: 'Above average.' }, VERY_FAST: { description: 'Leaders are likely to tire.' },
  },
})
