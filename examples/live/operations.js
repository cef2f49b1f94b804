// What the page asks. test/examples/live-page.test.ts holds them against the schema.

export const NEXT_RACE = /* GraphQL */ `
  query LiveRace($id: ID!, $known: Boolean!) {
    nextToJump(first: 1) @skip(if: $known) { ...Card }
    race(id: $id) @include(if: $known) { ...Card }
  }
  fragment Card on Race {
    id number name scheduledStart source status
    meeting { venue { name } }
    runners { nodes { id number status horse { name } } }
  }
`

export const ODDS = /* GraphQL */ `
  subscription LiveOdds($races: [ID!]!, $fromSequence: Int) {
    oddsUpdated(raceIds: $races, markets: [WIN], fromSequence: $fromSequence) {
      snapshot sequence at status inPlay stale overround
      prices { runnerId status previous lastTraded price { decimal } back(depth: 1) { price size } lay(depth: 1) { price size } }
    }
  }
`

export const PREDICTIONS = /* GraphQL */ `
  subscription LivePredictions($races: [ID!]!, $fromSequence: Int) {
    predictionUpdated(raceIds: $races, fromSequence: $fromSequence) {
      snapshot sequence at
      changed { runnerId probability rank }
    }
  }
`

export const STATUS = /* GraphQL */ `
  subscription LiveStatus($races: [ID!]!, $fromSequence: Int) {
    raceUpdated(raceIds: $races, fromSequence: $fromSequence) {
      snapshot sequence status
      event { text }
    }
  }
`
