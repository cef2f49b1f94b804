// The GraphiQL page: bundled by script/build-graphiql.js, served by src/app/http/graphiql-routes.ts, asks nothing of any other host.
import { createElement, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import 'graphiql/style.css'
import { examples } from './examples.js'

const workers = { json: 'json.worker.js', graphql: 'graphql.worker.js' }
globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(`/graphiql/${workers[label] ?? 'editor.worker.js'}`, { name: label }),
}

const lowerCased = (headers = {}) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
/** Headers that are typed go with requests, and with subscriptions as `connectionParams`, whose names are in lower case. */
const makeFetcher = () => {
  const fetcher = createGraphiQLFetcher({ url: '/graphql', subscriptionUrl: `${location.origin.replace(/^http/, 'ws')}/graphql` })
  return (params, options) => fetcher(params, { ...options, headers: lowerCased(options?.headers) })
}

/** Milliseconds without typing before the graph is asked for again. */
const SETTLED_MS = 500
/** The headers in one way of writing them; null while they are being typed. */
const headersIn = (text) => {
  if (text.trim() === '') return '{}'
  try {
    const headers = JSON.parse(text)
    return typeof headers === 'object' && headers !== null ? JSON.stringify(headers) : null
  } catch {
    return null
  }
}

/** What a key may see is shown when it is typed into the headers: a new fetcher makes GraphiQL ask for the graph again. */
const Page = () => {
  const [fetcher, setFetcher] = useState(makeFetcher)
  const known = useRef('{}')
  const settling = useRef(0)
  const onEditHeaders = (text) => {
    clearTimeout(settling.current)
    settling.current = setTimeout(() => {
      const headers = headersIn(text)
      if (headers === null || headers === known.current) return
      known.current = headers
      setFetcher(() => makeFetcher())
    }, SETTLED_MS)
  }
  return createElement(GraphiQL, {
    fetcher, onEditHeaders,
    defaultTabs: examples.map(({ query, variables }) => ({ query, variables: JSON.stringify(variables, null, 2) })),
    defaultEditorToolsVisibility: 'variables',
  })
}

createRoot(document.getElementById('graphiql')).render(createElement(Page))
