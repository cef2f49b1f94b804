import { registerEnumType } from 'type-graphql'
import type { NoPredictionReason } from '../../usecases/prediction'

export const PredictionTarget = { WIN: 'WIN', PLACE: 'PLACE', TOP_2: 'TOP_2', TOP_3: 'TOP_3', TOP_4: 'TOP_4' } as const
export type PredictionTarget = keyof typeof PredictionTarget

/** Why there is no prediction: of a race, or of one runner of it. */
export type NoPredictionWord = NoPredictionReason | 'NOT_STARTING'
export const NoPredictionReasonEnum: { readonly [W in NoPredictionWord]: W } = {
  NO_MODEL: 'NO_MODEL', MODEL_UNUSABLE: 'MODEL_UNUSABLE', PRICES_MISSING: 'PRICES_MISSING', NO_RULES: 'NO_RULES', NO_CONTRIBUTIONS: 'NO_CONTRIBUTIONS', NO_RUNNERS: 'NO_RUNNERS', HISTORY_NOT_READY: 'HISTORY_NOT_READY', ABANDONED: 'ABANDONED', NO_OPINION: 'NO_OPINION', NOT_STARTING: 'NOT_STARTING',
}

registerEnumType(PredictionTarget, {
  name: 'PredictionTarget', description: 'What a probability is of. Models tell the winner; the other targets are worked out from the chances of winning.',
  valuesConfig: {
    WIN: { description: 'Wins.' },
    PLACE: { description: 'Is placed: one of the first three of eight or more starters, of the first two of five to seven, else the winner.' },
    TOP_2: { description: 'Is one of the first two, however many start.' }, TOP_3: { description: 'Is one of the first three, however many start.' }, TOP_4: { description: 'Is one of the first four, however many start.' },
  },
})
registerEnumType(NoPredictionReasonEnum, {
  name: 'NoPredictionReason', description: 'Why there is no prediction.',
  valuesConfig: {
    NO_MODEL: { description: 'There is no model of this name, or the alias points at none.' },
    MODEL_UNUSABLE: { description: 'The model is there and cannot be used: its files are damaged, or it was made for other features.' },
    PRICES_MISSING: { description: 'The model reads prices, and not every runner had one at the instant.' },
    NO_RULES: { description: 'The model has no rules on top of what its features say, and rules were asked for.' },
    NO_CONTRIBUTIONS: { description: 'The model cannot say what its chances are made of.' },
    NO_RUNNERS: { description: 'Nobody was to start at the instant.' },
    HISTORY_NOT_READY: { description: 'Earlier runs are still being gathered. Ask again in a minute.' },
    ABANDONED: { description: 'The race was abandoned or declared void.' },
    NO_OPINION: { description: 'No language model was asked about the race, or its field is another one since.' },
    NOT_STARTING: { description: 'Of one runner: it was not to start at the instant, being scratched or a reserve.' },
  },
})
