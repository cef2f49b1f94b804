import type { Command } from 'commander'
import { cardsPage } from '../app/commentary/cards-page'
import { STYLES, tellCards, tellCommentary, type ToldRace } from '../app/commentary/tell-commentary'
import { writeWhole } from '../app/write-whole'
import { AppError } from '../domain/errors'
import type { CliContext } from './cli-context'
import { examples } from './examples'
import { withModels } from './with-models'

interface Options { readonly kind: string; readonly tone: string; readonly length: string; readonly json?: boolean }
const CARDS = 10

function oneOf<T extends string>(option: string, text: string, known: readonly T[]): T {
  const found = known.find((one) => one === text.toUpperCase())
  if (found === undefined) throw new AppError('BAD_USER_INPUT', `${option} is ${JSON.stringify(text)}: it must be one of ${words(known)}.`)
  return found
}
const words = (known: readonly string[]): string => known.map((one) => one.toLowerCase()).join(', ')
const joined = (sentences: ToldRace['sentences']): string => sentences.map(({ text }) => text).join(' ')
function printCommentary({ race, style, sheet, sentences }: ToldRace): string {
  const asOf = new Date(sheet.asOf).toISOString()
  const body = sentences.length === 0 ? [`Nothing to tell${style.kind === 'CHANGE' ? ': nothing changed since the card came out' : ''}.`] : style.kind !== 'RUNNER' ? [joined(sentences)] : sheet.runners.flatMap(({ runnerId, number, horse }) => {
    const own = sentences.filter((sentence) => sentence.runnerId === runnerId)
    return own.length === 0 ? [] : [`${number ?? '-'}. ${horse}`, `  ${joined(own)}`]
  })
  return [`${sheet.synthetic ? 'SYNTHETIC  ' : ''}${sheet.venue}, race ${race.number} of ${race.date} (${race.sourceId}, race ${race.raceId}): ${style.kind.toLowerCase()} by the template, as of ${asOf}${sheet.synthetic ? '. Invented horses: nothing of this happened' : ''}.`, '', ...body].join('\n')
}

export const addCommentary = (program: Command, cli: CliContext): void => {
  const command = program.command('commentary').argument('<race>', 'number of the race in the database, or the id that its source gives it')
    .description('Tell of a race as the template does, without a language model: before its off, or what came of it. Every sentence cites the facts that it rests on (--json). Nothing is recorded.')
    .option('--kind <kind>', words(STYLES.kind), 'preview').option('--tone <tone>', words(STYLES.tone), 'neutral').option('--length <length>', words(STYLES.length), 'medium')
    .option('--json', 'print it as JSON, with the facts')
    .action((race: string, { kind, tone, length, json }: Options) => {
      const ask = { race, kind: oneOf('--kind', kind, STYLES.kind), tone: oneOf('--tone', tone, STYLES.tone), length: oneOf('--length', length, STYLES.length) }
      return withModels(cli, async (run) => {
        const told = await tellCommentary(run, ask)
        const cited = new Set(told.sentences.flatMap(({ factIds }) => factIds))
        cli.output.answer(json === true ? JSON.stringify({ race: told.race, ...told.style, synthetic: told.sheet.synthetic, asOf: new Date(told.sheet.asOf).toISOString(), source: 'TEMPLATE', sentences: told.sentences, facts: told.sheet.facts.filter(({ id }) => cited.has(id)) }) : printCommentary(told))
      })
    })
  examples(command, [['npx racegraph commentary 2024-05-01-HV-3', 'a preview'], ['npx racegraph commentary 2024-05-01-HV-3 --kind runner --tone lively --length short', 'a sentence on each runner'], ['npx racegraph commentary 2024-05-01-HV-3 --kind review --json', 'what came of it, with the facts']])
  addDocs(command, cli)
}
const addDocs = (parent: Command, cli: CliContext): void => {
  const command = parent.command('docs').description(`Write the page of ${CARDS} cards: real races of Hong Kong before their off, each with a preview and comments on its runners.`)
    .option('--out <file>', 'the page', 'docs/commentary-cards.md')
    .action(({ out }: { readonly out: string }) => withModels(cli, async (run) => {
      writeWhole(new Map([[out, cardsPage(await tellCards(run, CARDS))]]))
      cli.output.note(`Written: ${out}`)
    }))
  examples(command, [['npx racegraph commentary docs', 'in the project, after "racegraph import hkjc ../shared/hkjc"']])
}
