import { registerEnumType } from 'type-graphql'
import { ChangeKind, FinishStatus, RunnerStatus, Sex, SpellRecordKind } from '../../domain/vocabulary'

registerEnumType(Sex, {
  name: 'Sex',
  description: 'Sex of a horse.',
  valuesConfig: {
    COLT: { description: 'Entire male, three or younger (four in Europe).' }, FILLY: { description: 'Female, three or younger (four in Europe).' }, GELDING: { description: 'Castrated male.' },
    HORSE: { description: 'Entire male, older than a colt.' }, MARE: { description: 'Female, older than a filly.' }, RIG: { description: 'Male with an undescended testicle.' },
    RIDGLING: { description: 'American word for a rig.' }, UNKNOWN: { description: 'The source does not say.' },
  },
})
registerEnumType(RunnerStatus, {
  name: 'RunnerStatus',
  description: 'State of a runner before the off. How its run ended is RunnerResult.status.',
  valuesConfig: {
    DECLARED: { description: 'In the field.' }, EMERGENCY: { description: 'Runs only if others come out (Australia).' }, RESERVE: { description: 'Runs only if others come out; a reserve that never got a run stays one.' },
    STANDBY: { description: 'Stand-by starter (Hong Kong).' }, SCRATCHED: { description: 'Withdrawn before the day\'s deadline.' }, LATE_SCRATCHED: { description: 'Withdrawn late: deductions may apply.' },
    NON_RUNNER: { description: 'Did not take part, for whatever reason.' }, RUNNER: { description: 'Took part.' },
  },
})
registerEnumType(FinishStatus, {
  name: 'FinishStatus',
  description: 'How a run ended. FINISHED and DEAD_HEAT have a position, all others have none.',
  valuesConfig: {
    FINISHED: { description: 'Passed the post.' }, DEAD_HEAT: { description: 'Passed the post level with another: both have the same position.' }, FELL: { description: 'Fell.' },
    UNSEATED: { description: 'Unseated its rider.' }, PULLED_UP: { description: 'Pulled up.' }, BROUGHT_DOWN: { description: 'Brought down by another.' }, REFUSED: { description: 'Refused to jump or to race.' },
    RAN_OUT: { description: 'Left the course.' }, LOST_RIDER: { description: 'Lost its rider.' }, LEFT_AT_START: { description: 'Did not leave the barrier with the rest.' },
    DISQUALIFIED: { description: 'Placing taken away.' }, DID_NOT_FINISH: { description: 'Did not finish, cause unknown.' }, VOID: { description: 'The run does not count.' },
  },
})
registerEnumType(ChangeKind, {
  name: 'ChangeKind',
  description: 'What changed after a card was published.',
  valuesConfig: {
    SCRATCHING: { description: 'A runner came out.' }, REINSTATEMENT: { description: 'A scratched runner is back in.' }, JOCKEY_CHANGE: { description: 'Another rider.' }, WEIGHT_CHANGE: { description: 'Another weight; values in kilograms.' },
    GEAR_CHANGE: { description: 'Equipment put on or taken off.' }, BARRIER_CHANGE: { description: 'Another draw.' }, TIME_CHANGE: { description: 'Another start time.' }, TRACK_CHANGE: { description: 'Another going.' },
    RAIL_CHANGE: { description: 'The rail was moved.' }, TRAINER_CHANGE: { description: 'Another trainer.' }, ABANDONMENT: { description: 'A race or meeting was called off.' },
  },
})
registerEnumType(SpellRecordKind, {
  name: 'SpellRecordKind',
  description: 'Place of a run in a preparation. A spell is 60 days or more without a start; trials are not starts; the preparation of the debut counts in none of the first three.',
  valuesConfig: {
    FIRST_UP: { description: 'First run after a spell.' }, SECOND_UP: { description: 'Second run after a spell.' }, THIRD_UP: { description: 'Third run after a spell.' },
    FRESH: { description: 'After a let-up of 28 to 59 days.' },
  },
})
