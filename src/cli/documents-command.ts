import type { Command } from 'commander'
import { AppError } from '../domain/errors'
import type { ClientRelease, StoredDocument } from '../usecases/documents/ports'
import type { PublishReport } from '../usecases/documents/publish'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { columns } from './feature-tables'
import { withRun } from './with-run'

// eslint-disable-next-line @typescript-eslint/no-require-imports -- the graph takes time to load, which other commands need not wait for
const desk = (): typeof import('../app/documents/publish-documents') => require('../app/documents/publish-documents')

interface Shared { readonly json?: boolean }
const FATES = { published: 'new', unchanged: 'known', again: 'stands again' } as const
const clientOption = (text: string | undefined): ClientRelease | null => {
  if (text === undefined) return null
  const [, name, version = null] = /^([\x21-\x3f\x41-\x7e]{1,80})(?:@([\x21-\x7e]{1,80}))?$/.exec(text) ?? []
  if (name === undefined) throw new AppError('BAD_USER_INPUT', `--client is ${JSON.stringify(text)}: give its name and version as it sends them, e.g. web@1.2.0.`)
  return { name, version }
}
const released = ({ name, version }: ClientRelease): string => (version === null ? name : `${name}@${version}`)
const day = (at: number | null): string => (at === null ? '-' : `${new Date(at).toISOString().slice(0, 19)}Z`)

const printReport = ({ dryRun, documents }: PublishReport): string => [
  columns(['operation', 'type', 'cost', 'state', 'id', 'further ids'], documents.map(({ operationName, type, cost, fate, id, aliases }) => [operationName ?? '-', type, String(cost), FATES[fate], id, aliases.join(' ')]), [0, 1, 3, 4, 5]),
  '', `${documents.length} ${documents.length === 1 ? 'document' : 'documents'}, ${documents.filter(({ fate }) => fate !== 'unchanged').length} of them new${dryRun ? '. Nothing was kept (--dry-run).' : '. Servers know them within a second.'}`,
].join('\n')
const printList = (documents: readonly StoredDocument[]): string => (documents.length === 0 ? 'There are no trusted documents: "racegraph documents publish" makes some.' : columns(
  ['operation', 'type', 'published', 'retired', 'clients', 'id', 'further ids'],
  documents.map(({ operationName, type, publishedAt, retiredAt, clients, id, aliases }) => [operationName ?? '-', type, day(publishedAt), day(retiredAt), clients.map(released).join(' ') || '-', id, aliases.join(' ')]), [0, 1, 2, 3, 4, 5, 6],
))

const addPublish = (parent: Command, cli: CliContext): void => {
  const command = parent.command('publish').argument('<manifest...>', 'persisted-documents.json of GraphQL Code Generator, the file of relay-compiler, or Apollo\'s persisted-query-manifest')
    .description('Check documents against the schema and the limits of one operation, and publish all of them, or none where one is wrong. Publishing again changes nothing; what was retired stands again.')
    .option('--client <name@version>', 'the release that they are of').option('--dry-run', 'check, and say what would be new').option('--json', 'print the report as JSON')
    .action((files: readonly string[], options: Shared & { readonly client?: string; readonly dryRun?: boolean }) => {
      const client = clientOption(options.client)
      return withRun(cli, async (run) => {
        const report = await desk().publishDocuments(run, files, { client, dryRun: options.dryRun ?? false })
        cli.output.answer(options.json === true ? JSON.stringify(report) : printReport(report))
      })
    })
  examples(command, [['npx racegraph documents publish src/gql/persisted-documents.json --client web@1.2.0', 'before a release goes out'], ['npx racegraph documents publish persisted-documents.json --dry-run', 'in the checks of a change']])
}
const addList = (parent: Command, cli: CliContext): void => {
  const command = parent.command('list').description('Print documents that stand, with who published them.').option('--retired', 'those too that were retired').option('--json', 'print them as JSON, with their texts')
    .action((options: Shared & { readonly retired?: boolean }) => withRun(cli, async (run) => {
      const documents = await desk().listDocuments(run, options.retired ?? false)
      cli.output.answer(options.json === true ? JSON.stringify(documents) : printList(documents))
    }))
  examples(command, [['npx racegraph documents list', 'what clients may ask for by id']])
}
const addRetire = (parent: Command, cli: CliContext): void => {
  const command = parent.command('retire').argument('<id...>', 'any id of it').description('Take documents back: servers do not know them any more within two seconds. All or none.').option('--json', 'print the ids of those that stood as JSON')
    .action((ids: readonly string[], { json = false }: Shared) => withRun(cli, async (run) => {
      const retired = await desk().retireDocuments(run, ids)
      cli.output.answer(json ? JSON.stringify({ retired }) : retired.length === 0 ? 'They were retired before.' : retired.join('\n'))
    }))
  examples(command, [['npx racegraph documents retire sha256:7dba4bd7…', 'when no release asks for it any more: "racegraph usage" says who does']])
}

export const addDocuments = (program: Command, cli: CliContext): void => {
  const parent = program.command('documents').description('Trusted documents, which clients ask for by id instead of sending them: publish, list, retire.')
  for (const add of [addPublish, addList, addRetire]) add(parent, cli)
}
