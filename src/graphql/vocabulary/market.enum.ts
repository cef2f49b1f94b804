import { registerEnumType } from 'type-graphql'
import { MarketStatus, MarketType, OddsFormat, PriceSource, RepricingReason, SelectionStatus } from '../../domain/vocabulary'

registerEnumType(MarketType, {
  name: 'MarketType',
  description: 'What is bet on.',
  valuesConfig: {
    WIN: { description: 'The winner.' }, PLACE: { description: 'A placed runner (first three, or two in small fields).' }, EACH_WAY: { description: 'Half to win, half to be placed.' },
    QUINELLA: { description: 'First two, any order.' }, QUINELLA_PLACE: { description: 'Two of the first three, any order.' }, EXACTA: { description: 'First two in order.' }, TRIFECTA: { description: 'First three in order.' },
    FIRST_FOUR: { description: 'First four; in order, but in Hong Kong in any order.' }, TIERCE: { description: 'First three in order (Hong Kong).' }, TRIO: { description: 'First three, any order (Hong Kong).' },
    QUARTET: { description: 'First four in order (Hong Kong).' }, DOUBLE: { description: 'Winners of two races.' }, TREBLE: { description: 'Winners of three races.' }, DOUBLE_TRIO: { description: 'Trio in two races.' },
    TRIPLE_TRIO: { description: 'Trio in three races.' }, SIX_UP: { description: 'First or second in six races.' }, QUADDIE: { description: 'Winners of four races.' }, COMPOSITE_WIN: { description: 'The winner comes from a group of runners.' },
    JOCKEY_CHALLENGE: { description: 'The jockey with most points at the meeting.' }, TRAINER_CHALLENGE: { description: 'The trainer with most points at the meeting.' }, FORECAST: { description: 'First two in order (Britain).' },
    TRICAST: { description: 'First three in order (Britain).' }, OTHER: { description: 'A pool without a word of its own here: see Dividend.pool.' },
  },
})
registerEnumType(PriceSource, {
  name: 'PriceSource',
  description: 'Who makes a price.',
  valuesConfig: {
    FIXED: { description: 'A bookmaker\'s fixed odds.' }, TOTE: { description: 'Approximate pari-mutuel dividend.' }, EXCHANGE: { description: 'Last price matched on an exchange.' }, STARTING_PRICE: { description: 'Official starting price.' },
    BSP: { description: 'Betfair starting price.' }, FORECAST: { description: 'Published before betting opened.' },
  },
})
registerEnumType(OddsFormat, {
  name: 'OddsFormat',
  description: 'How odds are written. They are stored decimal.',
  valuesConfig: {
    DECIMAL: { description: 'Return on a unit staked, the stake included: `3.50`.' }, FRACTIONAL: { description: 'Profit to stake, on the nearest rung of the bookmakers\' ladder: `5/2`.' },
    AMERICAN: { description: 'Profit on 100, or the stake that wins 100: `+250`, `-200`.' }, HONG_KONG: { description: 'Profit on a unit staked: `2.50`.' },
  },
})
registerEnumType(MarketStatus, {
  name: 'MarketStatus',
  description: 'How a betting market stands.',
  valuesConfig: {
    INACTIVE: { description: 'Not open for betting yet.' }, OPEN: { description: 'Bets are taken.' }, SUSPENDED: { description: 'No bets are taken for now, e.g. after a withdrawal or as the race starts.' }, CLOSED: { description: 'Over; settled or about to be.' },
  },
})
registerEnumType(SelectionStatus, {
  name: 'SelectionStatus',
  description: 'How a runner of a betting market stands.',
  valuesConfig: {
    ACTIVE: { description: 'Can be bet on while the market is open.' }, WINNER: { description: 'Settled as a winner.' }, LOSER: { description: 'Settled as a loser.' }, PLACED: { description: 'Settled as placed, in markets that tell that apart.' },
    REMOVED: { description: 'Withdrawn: prices of the others may be reduced.' }, HIDDEN: { description: 'Not shown by the source.' },
  },
})
registerEnumType(RepricingReason, {
  name: 'RepricingReason',
  description: 'Why a prediction was made anew.',
  valuesConfig: {
    START: { description: 'It is the first since the race is watched.' }, PRICE: { description: 'A price moved.' }, SCRATCHING: { description: 'A runner was withdrawn or came back.' }, TRACK_CHANGE: { description: 'The track, the going or the rail changed.' },
    CARD_CHANGE: { description: 'Something else on the card changed, e.g. a jockey or a weight.' }, MODEL_CHANGE: { description: 'Another model, or another version of it, took its place.' },
  },
})
