// The tabs that GraphiQL opens with. test/app/http/graphiql.test.ts holds them against the schema.
// They ask for nothing by id or date, so that they answer over any data.

const card = `# The latest meeting that was run: every race,
# its runners and results, and the last five runs
# of each horse before that race.
query RaceCard {
  meetings(first: 1, filter: { kinds: [FLAT], status: [FINISHED] }) {
    nodes {
      date
      name
      source
      venue { name country }
      races {
        number
        name
        scheduledStart
        distance(unit: METRE)
        runners {
          nodes {
            number
            barrier
            weight(unit: KG)
            horse { id name sex }
            jockey { name }
            trainer { name }
            result { status position beatenLengths }
            pastRuns(first: 5) {
              nodes { date venue { name } distanceM result { position } }
            }
          }
        }
      }
    }
  }
}
`

const upcoming = `# The next races to start, with their fields
# and what the form says.
query NextToJump($first: Int = 3) {
  nextToJump(first: $first) {
    number
    name
    scheduledStart
    fieldSize
    meeting { date venue { name timezone } }
    runners {
      nodes {
        number
        barrier
        status
        formString(last: 6)
        daysSinceLastRun
        isFirstUp
        horse { name }
        jockey { name }
      }
    }
  }
}
`

const search = `# Horses, jockeys, trainers, owners and venues by
# name; small typing errors do not matter.
# For horses: breeding, and the latest runs.
query Search($text: String!) {
  search(text: $text, first: 5) {
    __typename
    ... on Horse {
      id
      name
      sex
      colour
      sire { name }
      dam { name }
      runs(first: 5) {
        nodes { date venue { name } distanceM weightKg result { status position marginLengths } }
      }
    }
    ... on Jockey { id name }
    ... on Trainer { id name }
    ... on Venue { code name country }
  }
}
`

const live = `# What happens to races, as it happens: scratchings,
# changes, status, results. Odds of a race are
# oddsUpdated(raceIds: ["..."]), chances predictionUpdated;
# /live shows both of the next race.
subscription RaceUpdates {
  raceUpdated {
    sequence
    snapshot
    at
    status
    event { kind text }
    race { number name source scheduledStart meeting { venue { name } } }
  }
}
`

export const examples = [
  { query: card, variables: {} },
  { query: upcoming, variables: { first: 3 } },
  { query: search, variables: { text: 'star' } },
  { query: live, variables: {} },
]
