import { COMMENTARY_KINDS, LENGTHS, TONES, type CommentaryStyle } from '../../../src/commentary/commentary'
import { buildCommentaryPrompt, promptVersion } from '../../../src/commentary/prompt/build-prompt'
import { CANARY, instructionsFor } from '../../../src/commentary/prompt/instructions'
import { sentenceSchema } from '../../../src/commentary/prompt/sentence-schema'
import { factSheet, FACTS_OF_RACE, FOUR_RUNNERS, said, sheetOf } from '../../support/fact-sheet'

const STYLE: CommentaryStyle = { kind: 'PREVIEW', tone: 'NEUTRAL', length: 'MEDIUM', locale: 'en' }
const ASK = { budgetTokens: 6_000, nonce: 'abcdef012345' }
const allStyles = COMMENTARY_KINDS.flatMap((kind) => TONES.flatMap((tone) => LENGTHS.map((length): CommentaryStyle => ({ kind, tone, length, locale: 'en' }))))

test('instructions begin alike for all styles, and hold the canary and the rules', () => {
  const texts = allStyles.map(instructionsFor)
  expect(new Set(texts.map((text) => text.slice(0, text.indexOf('\nTask: ')))).size).toBe(1)
  expect(new Set(texts).size).toBe(allStyles.length)
  for (const text of texts) { expect(text).toContain(CANARY); expect(text).toContain('No advice on betting') }
})

test('nothing of a race is in the instructions or the schema, and its names are in the data block alone', () => {
  const { instructions, schema, input } = buildCommentaryPrompt(factSheet(), STYLE, ASK)
  const [before = '', block = '', after = ''] = input.split(/<\/?data-abcdef012345>/)
  for (const name of ['Silver Ledger', 'A Marsh', 'Lantern Handicap', 'Myrtle Park']) {
    for (const text of [instructions, JSON.stringify(schema), before, after]) expect(text).not.toContain(name)
    expect(block).toContain(name)
  }
  expect(instructions).toBe(instructionsFor(STYLE))
  expect(input).not.toContain(CANARY)
})

test('the schema is strict, and says who runs by slots alone', () => {
  expect(sentenceSchema(2).json).toEqual({
    type: 'object', required: ['sentences'], additionalProperties: false, properties: { sentences: { type: 'array', items: {
      type: 'object', required: ['runner', 'facts', 'text'], additionalProperties: false,
      properties: { runner: { type: 'string', enum: ['race', 'r1', 'r2'] }, facts: { type: 'array', items: { type: 'string' } }, text: { type: 'string' } },
    } } },
  })
  expect(buildCommentaryPrompt(factSheet(), STYLE, ASK).schema).toBe(sentenceSchema(4))
})

test('the digest is of what is told, whatever the nonce', () => {
  const digestOf = (sheet = factSheet(), nonce = ASK.nonce): string => buildCommentaryPrompt(sheet, STYLE, { ...ASK, nonce }).digest
  expect(digestOf(factSheet(), '999999999999')).toBe(digestOf())
  expect(digestOf(sheetOf(FOUR_RUNNERS, [...FACTS_OF_RACE, said('weather', 'weather', 'fine')]))).not.toBe(digestOf())
})

test('a change names the facts that are news, those alone that the model is told', () => {
  const { input, digest } = buildCommentaryPrompt(factSheet(), { ...STYLE, kind: 'CHANGE' }, { ...ASK, about: ['r2.10', 'r9.9'] })
  expect(input).toMatch(/\nNews: r2\.10\n$/)
  expect(digest).not.toBe(buildCommentaryPrompt(factSheet(), { ...STYLE, kind: 'CHANGE' }, ASK).digest)
})

test('the version is the same each time, and 16 hexadecimal digits', () => {
  expect(promptVersion()).toMatch(/^[0-9a-f]{16}$/)
  expect(buildCommentaryPrompt(factSheet(), STYLE, ASK).version).toBe(promptVersion())
})

test('a budget that does not hold the names is refused', () => {
  expect(() => buildCommentaryPrompt(factSheet(), STYLE, { ...ASK, budgetTokens: 40 })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
})
