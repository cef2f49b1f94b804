// The GraphiQL page: bundled by script/build-graphiql.js, served by src/app/http/graphiql-routes.ts, asks nothing of any other host.
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { createClient } from 'graphql-ws'
import { GraphiQL } from 'graphiql'
import 'graphiql/style.css'
import { examples } from './examples.js'

const workers = { json: 'json.worker.js', graphql: 'graphql.worker.js' }
globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(`/graphiql/${workers[label] ?? 'editor.worker.js'}`, { name: label }),
}

createRoot(document.getElementById('graphiql')).render(createElement(GraphiQL, {
  fetcher: createGraphiQLFetcher({ url: '/graphql', wsClient: createClient({ url: `${location.origin.replace(/^http/, 'ws')}/graphql` }) }),
  defaultTabs: examples.map(({ query, variables }) => ({ query, variables: JSON.stringify(variables, null, 2) })),
  defaultEditorToolsVisibility: 'variables',
}))
