/** The part of racegraph's schema that the questions use, so that racegraph and this server take the same documents. */
export const SCHEMA = `
scalar Date
scalar DateTime
type Query {
  meeting(date: Date!, venue: String!): Meeting
  race(id: ID!): Race
  races(first: Int!): RaceConnection!
}
type Meeting { date: Date! status: String! venue: Venue! races: [Race!]! }
type Venue { name: String! }
type Race { number: Int! name: String! scheduledStart: DateTime! status: String! kind: String! distance: Float fieldSize: Int! runners: RunnerConnection! }
type RaceConnection { nodes: [Race!]! }
type Runner { number: Int barrier: Int status: String! weight: Float horse: Horse! jockey: Jockey trainer: Trainer pastRuns(first: Int!): RunConnection! }
type RunnerConnection { nodes: [Runner!]! }
type Run { race: Race! venue: Venue! jockey: Jockey result: Result }
type RunConnection { nodes: [Run!]! }
type Result { status: String! position: Int }
type Horse { name: String! sex: String! }
type Jockey { name: String! }
type Trainer { name: String! }
`
