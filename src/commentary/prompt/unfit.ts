import type { FactSheet } from '../fact'
import { CANARY, instructionsFor } from './instructions'

/** Longest sentence, in letters. */
const LONGEST = 400
/** So many words in a row of our instructions, or of what strangers wrote, are no coincidence. */
const LEAKED = 8
const ECHOED = 5

/** What English sentences on racing are written with. Names were taken out before. */
const TEXT = /^(?:\p{Script=Latin}\p{Mn}?|[\p{Nd} .,;:!?'’‘“”"()/%&+£$€½¼¾⅓⅔⅛⅜⅝⅞°–—…-])*$/u
const SPECIAL = /[½¼¾⅓⅔⅛⅜⅝⅞…]/gu
/** Percent signs that are no share, marks in a row as sentences do not have them. */
const ODD = /%(?!$|[\s.,;:)!?–—-])|(?:^|[^\d])%|--|[;:,]['’"]?\s*[;.!?]|['’"]\s*;|\/{2}|[!?]{2}/u
const isPlain = (text: string): boolean => { const left = text.replace(SPECIAL, ''); return TEXT.test(text) && left.normalize('NFKC') === left && !ODD.test(text) }

const ADDRESS = /\b[a-z][a-z0-9+.-]*:\/\/|\bh(?:xx|tt)ps?\b|\bwww\.|\b(?:mailto|javascript|data|tel):|@|\b[a-z0-9-]+\.(?:com|net|org|io|ai|app|dev|co|info|biz|xyz|link|site|online|bet|ly|me|tk|ru|cn|hk|au|uk|example)\b/iu
const INSIDES = /\br\d{1,2}(?:\.\d+)?\b|\brace\.\d+\b|\bslot\b|\b(?:system|developer) (?:prompt|message)\b|\b(?:my|these|the|your|previous) instructions\b|\blanguage model\b|\bas an ai\b/iu
const ADVICE = new RegExp([
  String.raw`\bbets?\b`, String.raw`\b(?:punt|punts|punters?|wager\w*|gambl\w+|bankroll|flutter|tipsters?|tip|tipped|napped|banker|each[- ]way)\b`, String.raw`\btips\b(?! the scales)`,
  String.raw`\b(?:your|some|the|any) (?:money|cash)\b`, String.raw`\bstake (?:on|your|a|it)\b`,
  String.raw`\b(?:should|must|worth|we|i|you|please|one to) (?:\w+ )?(?:back|backing|lay|laying|oppose|opposing|avoid|avoiding|follow|following)\b`, String.raw`\bto (?:back|lay|oppose|avoid) (?:it|him|her|them|this|that|the|Name)\b`, String.raw`^(?:back|lay|oppose|avoid|get|grab) `,
  String.raw`\b(?:good|great|fair|real|some|offers?|is|are|looks?|represents?|outstanding|excellent) value\b`, String.raw`\bvalue (?:bet|play|pick|at)\b`, String.raw`\b(?:over|under)priced\b`, String.raw`\btake the (?:price|odds)\b`,
  String.raw`\b(?:sure thing|can(?:no|')t lose|can(?:no|')t be beaten|guarantee\w*|certain to|will (?:surely |definitely |certainly )?win|nailed[- ]on|invest\w*)\b`,
].join('|'), 'iu')

/** What no fact of ours says, and strangers may want said. */
const HEALTH = /\b(?:lame\w*|injur\w+|bled|bleeders?|unsound|sick|doped?|doping|drug\w*|cheat\w*|fixed|rigged|corrupt\w*|crook\w*|dishonest\w*|fraud\w*|scandal\w*|banned|suspended|cruel\w*)\b/iu
/** A sentence begins and ends like one, and is more than a word or two. */
const SENTENCE = /^[\p{Lu}\p{N}][^]*\s[^]*\s[^]*[.!?]$/u
/** Horses and people are called by less than this: who is called more is told of without a name. */
const isStrange = (name: string): boolean => name.length > 24 && name.split(' ').length >= 5

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
const runsOf = (text: string, length: number): readonly string[] => { const words = wordsOf(text); return words.slice(0, Math.max(0, words.length - length + 1)).map((_, i) => words.slice(i, i + length).join(' ')) }

let ours: ReadonlySet<string> | null = null
const instructionRuns = (): ReadonlySet<string> => (ours ??= new Set((['PREVIEW', 'RUNNER', 'CHANGE', 'REVIEW'] as const).flatMap((kind) => (['NEUTRAL', 'LIVELY', 'ANALYTICAL'] as const).flatMap((tone) => runsOf(instructionsFor({ kind, tone, length: 'MEDIUM', locale: 'en' }), LEAKED)))))
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
const CANARY_LETTERS = letters(CANARY.replace(/^marker /, ''))

/** Whether an answer gives away what it was told, in whatever spelling: then none of it is believed. */
export const leaksCanary = (text: string): boolean => letters(text).includes(CANARY_LETTERS)

/** Why a sentence is not fit to be shown, whatever its numbers; null where it is. Names are what they are: they give no advice. */
export type Unfit = (text: string) => string | null
export function unfitFor({ runners, facts, venue, raceName }: Pick<FactSheet, 'runners' | 'facts' | 'venue' | 'raceName'>): Unfit {
  const people = runners.flatMap(({ horse, jockey, trainer }) => [horse, jockey ?? '', trainer ?? ''])
  const names = [venue, raceName, ...people].filter((name) => name.length > 2 && !isStrange(name)).sort((a, b) => b.length - a.length)
  const echoes = new Set([...facts.filter(({ untrusted }) => untrusted).map(({ text }) => text), ...people.filter(isStrange)].flatMap((text) => runsOf(text, ECHOED)))
  return (text) => {
    if (text === '' || Array.from(text).length > LONGEST) return 'is empty or too long'
    if (leaksCanary(text)) return 'repeats the instructions'
    const plain = names.reduce((left, name) => left.replaceAll(name, 'Name'), text)
    if (ADDRESS.test(plain)) return 'has an address'
    if (!isPlain(plain)) return 'has markup or signs that are not text'
    if (INSIDES.test(plain)) return 'writes of slots, ids or instructions'
    if (runsOf(plain, LEAKED).some((run) => instructionRuns().has(run))) return 'repeats the instructions'
    if (ADVICE.test(plain)) return 'gives advice on betting or calls something certain'
    if (HEALTH.test(plain)) return 'speaks of health or honesty'
    if (runsOf(plain, ECHOED).some((run) => echoes.has(run))) return 'repeats a remark of a stranger word by word'
    return SENTENCE.test(text) ? null : 'is no whole sentence'
  }
}
