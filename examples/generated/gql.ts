/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query RunnerForm($race: ID!, $runs: Int = 5) {\n  race(id: $race) {\n    id\n    name\n    runners {\n      nodes {\n        id\n        number\n        horse {\n          id\n          name\n        }\n        formString(last: 6)\n        statistics {\n          career {\n            starts\n            wins\n            placeRate\n          }\n          trackDistance {\n            starts\n            wins\n          }\n        }\n        pastRuns(first: $runs) {\n          nodes {\n            date\n            venue {\n              code\n            }\n            distanceM\n            weightKg\n            result {\n              position\n              beatenLengths\n            }\n          }\n        }\n      }\n    }\n  }\n}": typeof types.RunnerFormDocument,
    "query NextToJump($first: Int = 3) {\n  serverTime\n  nextToJump(first: $first) {\n    id\n    name\n    scheduledStart\n    source\n    meeting {\n      id\n      venue {\n        name\n        country\n      }\n    }\n  }\n}": typeof types.NextToJumpDocument,
    "query RaceCard($date: Date!, $venue: String!) {\n  meeting(date: $date, venue: $venue) {\n    id\n    date\n    source\n    venue {\n      code\n      name\n      timezone\n    }\n    races {\n      id\n      number\n      name\n      status\n      scheduledStart\n      distance\n      runners {\n        nodes {\n          ...CardRunner\n        }\n      }\n    }\n  }\n}\n\nfragment CardRunner on Runner {\n  id\n  number\n  barrier\n  weight\n  status\n  horse {\n    id\n    name\n  }\n  jockey {\n    id\n    name\n  }\n  trainer {\n    id\n    name\n  }\n  result {\n    position\n    status\n    startingPriceDecimal\n  }\n}": typeof types.RaceCardDocument,
    "query RaceFeatures($id: ID!, $asOf: DateTime) {\n  race(id: $id) {\n    number\n    name\n    featureMatrix(categories: [BARRIER, WEIGHT], asOf: $asOf) {\n      set\n      asOf\n      units\n      runnerIds\n      rows\n    }\n    runners {\n      nodes {\n        id\n        number\n        horse {\n          name\n        }\n        features(\n          names: [BARRIER_NUMBER, BARRIER_THIRD_IMPACT, FITNESS_DAYS_SINCE_RUN]\n          asOf: $asOf\n        ) {\n          asOf\n          features {\n            definition {\n              path\n              unit\n            }\n            value\n            text\n            fieldMean\n            fieldRank\n          }\n        }\n      }\n    }\n  }\n}": typeof types.RaceFeaturesDocument,
    "query RaceList($first: Int!, $after: String, $filter: RaceFilter, $counted: Boolean = false) {\n  races(\n    first: $first\n    after: $after\n    filter: $filter\n    orderBy: [{by: START, direction: ASC}]\n  ) {\n    totalCount @include(if: $counted)\n    nodes {\n      id\n      number\n      name\n      scheduledStart\n      distance(unit: FURLONG)\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.RaceListDocument,
};
const documents: Documents = {
    "query RunnerForm($race: ID!, $runs: Int = 5) {\n  race(id: $race) {\n    id\n    name\n    runners {\n      nodes {\n        id\n        number\n        horse {\n          id\n          name\n        }\n        formString(last: 6)\n        statistics {\n          career {\n            starts\n            wins\n            placeRate\n          }\n          trackDistance {\n            starts\n            wins\n          }\n        }\n        pastRuns(first: $runs) {\n          nodes {\n            date\n            venue {\n              code\n            }\n            distanceM\n            weightKg\n            result {\n              position\n              beatenLengths\n            }\n          }\n        }\n      }\n    }\n  }\n}": types.RunnerFormDocument,
    "query NextToJump($first: Int = 3) {\n  serverTime\n  nextToJump(first: $first) {\n    id\n    name\n    scheduledStart\n    source\n    meeting {\n      id\n      venue {\n        name\n        country\n      }\n    }\n  }\n}": types.NextToJumpDocument,
    "query RaceCard($date: Date!, $venue: String!) {\n  meeting(date: $date, venue: $venue) {\n    id\n    date\n    source\n    venue {\n      code\n      name\n      timezone\n    }\n    races {\n      id\n      number\n      name\n      status\n      scheduledStart\n      distance\n      runners {\n        nodes {\n          ...CardRunner\n        }\n      }\n    }\n  }\n}\n\nfragment CardRunner on Runner {\n  id\n  number\n  barrier\n  weight\n  status\n  horse {\n    id\n    name\n  }\n  jockey {\n    id\n    name\n  }\n  trainer {\n    id\n    name\n  }\n  result {\n    position\n    status\n    startingPriceDecimal\n  }\n}": types.RaceCardDocument,
    "query RaceFeatures($id: ID!, $asOf: DateTime) {\n  race(id: $id) {\n    number\n    name\n    featureMatrix(categories: [BARRIER, WEIGHT], asOf: $asOf) {\n      set\n      asOf\n      units\n      runnerIds\n      rows\n    }\n    runners {\n      nodes {\n        id\n        number\n        horse {\n          name\n        }\n        features(\n          names: [BARRIER_NUMBER, BARRIER_THIRD_IMPACT, FITNESS_DAYS_SINCE_RUN]\n          asOf: $asOf\n        ) {\n          asOf\n          features {\n            definition {\n              path\n              unit\n            }\n            value\n            text\n            fieldMean\n            fieldRank\n          }\n        }\n      }\n    }\n  }\n}": types.RaceFeaturesDocument,
    "query RaceList($first: Int!, $after: String, $filter: RaceFilter, $counted: Boolean = false) {\n  races(\n    first: $first\n    after: $after\n    filter: $filter\n    orderBy: [{by: START, direction: ASC}]\n  ) {\n    totalCount @include(if: $counted)\n    nodes {\n      id\n      number\n      name\n      scheduledStart\n      distance(unit: FURLONG)\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.RaceListDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RunnerForm($race: ID!, $runs: Int = 5) {\n  race(id: $race) {\n    id\n    name\n    runners {\n      nodes {\n        id\n        number\n        horse {\n          id\n          name\n        }\n        formString(last: 6)\n        statistics {\n          career {\n            starts\n            wins\n            placeRate\n          }\n          trackDistance {\n            starts\n            wins\n          }\n        }\n        pastRuns(first: $runs) {\n          nodes {\n            date\n            venue {\n              code\n            }\n            distanceM\n            weightKg\n            result {\n              position\n              beatenLengths\n            }\n          }\n        }\n      }\n    }\n  }\n}"): (typeof documents)["query RunnerForm($race: ID!, $runs: Int = 5) {\n  race(id: $race) {\n    id\n    name\n    runners {\n      nodes {\n        id\n        number\n        horse {\n          id\n          name\n        }\n        formString(last: 6)\n        statistics {\n          career {\n            starts\n            wins\n            placeRate\n          }\n          trackDistance {\n            starts\n            wins\n          }\n        }\n        pastRuns(first: $runs) {\n          nodes {\n            date\n            venue {\n              code\n            }\n            distanceM\n            weightKg\n            result {\n              position\n              beatenLengths\n            }\n          }\n        }\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query NextToJump($first: Int = 3) {\n  serverTime\n  nextToJump(first: $first) {\n    id\n    name\n    scheduledStart\n    source\n    meeting {\n      id\n      venue {\n        name\n        country\n      }\n    }\n  }\n}"): (typeof documents)["query NextToJump($first: Int = 3) {\n  serverTime\n  nextToJump(first: $first) {\n    id\n    name\n    scheduledStart\n    source\n    meeting {\n      id\n      venue {\n        name\n        country\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RaceCard($date: Date!, $venue: String!) {\n  meeting(date: $date, venue: $venue) {\n    id\n    date\n    source\n    venue {\n      code\n      name\n      timezone\n    }\n    races {\n      id\n      number\n      name\n      status\n      scheduledStart\n      distance\n      runners {\n        nodes {\n          ...CardRunner\n        }\n      }\n    }\n  }\n}\n\nfragment CardRunner on Runner {\n  id\n  number\n  barrier\n  weight\n  status\n  horse {\n    id\n    name\n  }\n  jockey {\n    id\n    name\n  }\n  trainer {\n    id\n    name\n  }\n  result {\n    position\n    status\n    startingPriceDecimal\n  }\n}"): (typeof documents)["query RaceCard($date: Date!, $venue: String!) {\n  meeting(date: $date, venue: $venue) {\n    id\n    date\n    source\n    venue {\n      code\n      name\n      timezone\n    }\n    races {\n      id\n      number\n      name\n      status\n      scheduledStart\n      distance\n      runners {\n        nodes {\n          ...CardRunner\n        }\n      }\n    }\n  }\n}\n\nfragment CardRunner on Runner {\n  id\n  number\n  barrier\n  weight\n  status\n  horse {\n    id\n    name\n  }\n  jockey {\n    id\n    name\n  }\n  trainer {\n    id\n    name\n  }\n  result {\n    position\n    status\n    startingPriceDecimal\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RaceFeatures($id: ID!, $asOf: DateTime) {\n  race(id: $id) {\n    number\n    name\n    featureMatrix(categories: [BARRIER, WEIGHT], asOf: $asOf) {\n      set\n      asOf\n      units\n      runnerIds\n      rows\n    }\n    runners {\n      nodes {\n        id\n        number\n        horse {\n          name\n        }\n        features(\n          names: [BARRIER_NUMBER, BARRIER_THIRD_IMPACT, FITNESS_DAYS_SINCE_RUN]\n          asOf: $asOf\n        ) {\n          asOf\n          features {\n            definition {\n              path\n              unit\n            }\n            value\n            text\n            fieldMean\n            fieldRank\n          }\n        }\n      }\n    }\n  }\n}"): (typeof documents)["query RaceFeatures($id: ID!, $asOf: DateTime) {\n  race(id: $id) {\n    number\n    name\n    featureMatrix(categories: [BARRIER, WEIGHT], asOf: $asOf) {\n      set\n      asOf\n      units\n      runnerIds\n      rows\n    }\n    runners {\n      nodes {\n        id\n        number\n        horse {\n          name\n        }\n        features(\n          names: [BARRIER_NUMBER, BARRIER_THIRD_IMPACT, FITNESS_DAYS_SINCE_RUN]\n          asOf: $asOf\n        ) {\n          asOf\n          features {\n            definition {\n              path\n              unit\n            }\n            value\n            text\n            fieldMean\n            fieldRank\n          }\n        }\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RaceList($first: Int!, $after: String, $filter: RaceFilter, $counted: Boolean = false) {\n  races(\n    first: $first\n    after: $after\n    filter: $filter\n    orderBy: [{by: START, direction: ASC}]\n  ) {\n    totalCount @include(if: $counted)\n    nodes {\n      id\n      number\n      name\n      scheduledStart\n      distance(unit: FURLONG)\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): (typeof documents)["query RaceList($first: Int!, $after: String, $filter: RaceFilter, $counted: Boolean = false) {\n  races(\n    first: $first\n    after: $after\n    filter: $filter\n    orderBy: [{by: START, direction: ASC}]\n  ) {\n    totalCount @include(if: $counted)\n    nodes {\n      id\n      number\n      name\n      scheduledStart\n      distance(unit: FURLONG)\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;