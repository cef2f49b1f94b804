import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { schemaText } from '../app/schema-text'
import { examples } from './examples'
import type { CliContext } from './cli-context'

export const addSchema = (program: Command, { output }: CliContext): void => {
  const schema = program.command('schema').description('The GraphQL schema.')
  const print = schema.command('print')
    .description('Print the schema in SDL, as in schema/schema.graphql.')
    .option('--json', 'print the introspection result as JSON')
    .option('--out <file>', 'write to a file')
    .action(({ json = false, out }: { json?: boolean; out?: string }) => {
      const text = schemaText(json ? 'introspection' : 'sdl')
      if (out === undefined) output.answer(text)
      else writeFileSync(out, text)
    })
  examples(print, [['npx racegraph schema print', 'to look at'], ['npx racegraph schema print --json > schema.json', 'for a code generator']])
}
