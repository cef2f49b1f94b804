/** A route with a document of ours: what it selects is part of the interface, and changes like the schema does. */
export interface FixedRoute {
  /** As Fastify writes it. */
  readonly path: string
  readonly text: string
  readonly summary: string
  readonly description: string
  /** In words, by name. */
  readonly parameters: Readonly<Record<string, string>>
  /** A parameter that is looked up and becomes a variable: its name, and that of the variable, which is none of the parameters. */
  readonly lookUp?: { readonly parameter: string; readonly variable: string }
  /** Field of the root that is answered. */
  readonly field: string
  /** Those of its hits that are of this type and have the name that was asked for: the answer is `name` and a list. */
  readonly named?: { readonly type: string; readonly parameter: string; readonly list: string }
}

const VENUE = 'venue { id code name country timezone }'
const RESULT = 'status position deadHeat marginLengths beatenLengths finishTimeMs startingPriceDecimal'

export const RACE: FixedRoute = {
  path: '/rest/race/:id', field: 'race',
  summary: 'A race with its runners, and its result once there is one',
  description: 'Runners are in the order of their numbers, scratched ones and reserves among them: look at `status`. Horses, jockeys and trainers have ids of the graph.',
  parameters: { id: 'Id of a race, as answers of REST and of the graph have it.' },
  text: `query RestRace($id: ID!) {
  race(id: $id) {
    id source number name kind status scheduledStart scheduledStartEstimated actualStart distance surface trackName courseLayout direction fieldSize
    conditions { pattern raceClass { code text ratingLow ratingHigh } ageRestriction sexRestriction }
    prizeTotal { amount currency }
    trackRating { label number text }
    meeting { id date kind status ${VENUE} }
    runners {
      nodes {
        id number saddleCloth barrier emergencyNumber status weight handicapRating ageAtRace formString
        horse { id name brand sex countryOfBirth }
        jockey { id name }
        trainer { id name }
        result { ${RESULT} }
      }
    }
    result { official knownAt winningTimeMs }
    updatedAt revision
  }
}`,
}

export const HORSE: FixedRoute = {
  path: '/rest/horse/:name', field: 'search', named: { type: 'Horse', parameter: 'name', list: 'horses' },
  summary: 'Horses of a name, with their last runs',
  description: 'Case and repeated blanks do not matter; the name must be whole. Several horses may have one name: all of them are told, up to 20, and `foalingDate`, `brand`, `countryOfBirth` and `source` tell them apart. Where there is none, `near` of the problem has names that are like it.',
  parameters: { name: 'The whole name of a horse, 2 to 100 characters.' },
  text: `query RestHorse($name: String!) {
  search(text: $name, first: 20) {
    __typename
    ... on Horse {
      id source name formerNames brand countryOfBirth foalingDate age sex gelded colour sireText damText retired
      sire { id name }
      dam { id name }
      trainer { id name }
      prizeMoney { amount currency }
      runs(first: 5) {
        nodes {
          date distanceM weightKg barrier isTrial
          ${VENUE}
          race { id number name }
          jockey { id name }
          result { ${RESULT} }
        }
      }
    }
  }
}`,
}

export const PREDICT: FixedRoute = {
  path: '/rest/predict', field: 'race',
  summary: 'Who may win a race, by a model',
  description: '`predictions` is a RacePrediction, or a NoPrediction that says why there is none: look at `__typename`. Probabilities of winning sum to 1 over the starters.',
  parameters: {
    race: 'Id of a race, as answers of REST and of the graph have it.',
    model: 'Name of a model (its newest version), `name@version`, or an alias: `champion` is the best of all, `fundamentals` the best that sees no price of the race.',
    asOf: 'Only from what was known before this instant, which cannot lie in the future; now when left out.',
  },
  text: `query RestPredict($race: ID!, $model: String = "champion", $asOf: DateTime) {
  race(id: $race) {
    id number name status scheduledStart
    predictions(model: $model, asOf: $asOf) {
      __typename
      ... on RacePrediction {
        generatedAt asOf marketAsOf stale degraded featureSet
        model { name version }
        confidence { value sentence }
        predictions {
          rank probability fairOdds
          interval { low high level }
          runner { id number barrier status horse { id name } jockey { id name } trainer { id name } }
        }
      }
      ... on NoPrediction { reason message }
    }
  }
}`,
}

export const MEETINGS: FixedRoute = {
  path: '/rest/meetings', field: 'meetings', lookUp: { parameter: 'venue', variable: 'venues' },
  summary: 'Meetings with their races, the newest day first',
  description: 'The next page begins after `pageInfo.endCursor`: give it as `after`, with the same other parameters.',
  parameters: {
    date: 'Only those of this day, in the time zone of the venue.',
    venue: 'Only those at this venue: its code, e.g. `ST`, or its whole name, e.g. `Sha Tin`; upper or lower case.',
    first: 'At most this many, 0 to 100.',
    after: 'Cursor of the meeting after which the page begins.',
  },
  text: `query RestMeetings($date: Date, $venues: [ID!], $first: Int = 10, $after: String) {
  meetings(first: $first, after: $after, filter: { dates: { from: $date, to: $date }, venues: $venues }) {
    nodes {
      id source date name kind status raceCount
      ${VENUE}
      currentTrackRating { label number text }
      races { id number name status scheduledStart distance surface fieldSize }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
}

export const FIXED_ROUTES: readonly FixedRoute[] = [RACE, HORSE, PREDICT, MEETINGS]

/** What `venue` of the meetings is looked up by. */
export const VENUES = 'query RestVenue($venue: String!) { search(text: $venue, first: 20) { ... on Venue { id code name } } }'
