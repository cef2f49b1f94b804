import type { Sentence } from '../../commentary/commentary'
import type { FactSheet } from '../../commentary/fact'
import type { Card } from './tell-commentary'

const textOf = (sentences: readonly Sentence[]): string => sentences.map(({ text }) => text).join(' ')
const ofRunners = ({ runners }: FactSheet, sentences: readonly Sentence[]): readonly string[] => runners.flatMap(({ runnerId, number, horse }) => {
  const own = sentences.filter((sentence) => sentence.runnerId === runnerId)
  return own.length === 0 ? [] : [`- **${number === null ? '' : `${number}. `}${horse}**: ${textOf(own)}`]
})
const modelOf = ({ facts }: FactSheet): string | null => facts.find(({ runnerId, label }) => runnerId === null && label === 'model')?.text ?? null

/** The page of cards, with the commands that make it. */
export const cardsPage = (cards: readonly Card[]): string => `${[
  '# Commentary cards', '',
  `Previews and comments on runners as the template writes them: ${cards.length} real races of Hong Kong before their off, spread over seasons and both courses, tones in turn, medium length. No language model wrote any of it; every`,
  'sentence is made of facts that it cites, and nothing in it became known at the off or later. Without other models the chances are those of the ones that racegraph comes with, which were trained on invented racing: how well they do on Hong Kong is not claimed here. None of it is advice on betting.', '',
  'Made by these commands, which give the same page for the same data:', '', '```sh', 'npx racegraph import hkjc ../shared/hkjc', 'npx racegraph commentary docs --out docs/commentary-cards.md', '```', '',
  'One race, in any style: `npx racegraph commentary <race> --kind preview --tone lively --length long`.',
  ...cards.flatMap(({ race, sheet, tone, preview, runners }) => {
    const model = modelOf(sheet)
    return ['', `## ${sheet.venue}, race ${race.number}, ${race.date}`, '', `\`${race.sourceId}\`, ${tone.toLowerCase()}${model === null ? '' : `; chances by: ${model}`}.`, '', textOf(preview), '', ...ofRunners(sheet, runners)]
  }),
].join('\n')}\n`
