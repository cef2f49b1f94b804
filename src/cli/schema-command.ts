import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { openApiText, priceSchemaText, schemaText } from '../app/schema-text'
import { examples } from './examples'
import type { CliContext } from './cli-context'

export const addSchema = (program: Command, { output }: CliContext): void => {
  const schema = program.command('schema').description('The GraphQL schema, that of REST, and that of documents of prices.')
  const give = (text: string, out: string | undefined): void => {
    if (out === undefined) output.answer(text)
    else writeFileSync(out, text)
  }
  const print = schema.command('print')
    .description('Print the schema in SDL, as in schema/schema.graphql.')
    .option('--json', 'print the introspection result as JSON')
    .option('--out <file>', 'write to a file')
    .action(({ json = false, out }: { json?: boolean; out?: string }) => { give(schemaText(json ? 'introspection' : 'sdl'), out) })
  examples(print, [['npx racegraph schema print', 'to look at'], ['npx racegraph schema print --json > schema.json', 'for a code generator']])
  const prices = schema.command('prices')
    .description('Print the JSON Schema of fixed-odds prices that pollers read and senders post, as in schema/prices.schema.json.')
    .option('--out <file>', 'write to a file')
    .action(({ out }: { out?: string }) => { give(priceSchemaText(), out) })
  examples(prices, [['npx racegraph schema prices --out prices.schema.json', 'for a bookmaker who sends prices']])
  const openapi = schema.command('openapi')
    .description('Print the OpenAPI 3.1 document of REST, as in schema/openapi.json. /rest/openapi.json of a server has its trusted documents, too.')
    .option('--out <file>', 'write to a file')
    .action(async ({ out }: { out?: string }) => { give(await openApiText(), out) })
  examples(openapi, [['npx racegraph schema openapi --out openapi.json', 'for a generator of clients']])
}
