import { gearText } from '../../domain/gear'
import { GoingLabel, type ChangeKind } from '../../domain/vocabulary'
import { cleanComment, cleanName } from '../untrusted'
import { draft, type Draft } from './draft'
import type { ChangeMaterial } from './material'
import { readable } from './words'

export const CHANGE_LABELS: Readonly<Record<ChangeKind, string>> = {
  SCRATCHING: 'scratching', REINSTATEMENT: 'reinstatement', JOCKEY_CHANGE: 'jockey change', WEIGHT_CHANGE: 'weight change', GEAR_CHANGE: 'gear change', BARRIER_CHANGE: 'barrier change', TIME_CHANGE: 'change of the start',
  TRACK_CHANGE: 'going change', RAIL_CHANGE: 'rail change', TRAINER_CHANGE: 'trainer change', ABANDONMENT: 'abandonment',
}
const going = (text: string | null): string | null => {
  const [, label = '', number] = /^([A-Z_]+)(?: (\d{1,2}))?$/.exec(text ?? '') ?? []
  return label in GoingLabel ? `${readable(label)}${number === undefined ? '' : ` ${number}`}` : null
}
const kilos = (text: string | null): string | null => { const [, number] = /^(\d{1,3}(?:\.\d{1,2})?)(?: ?kg)?$/.exec(text ?? '') ?? []; return number === undefined ? null : `${number} kg` }
const whole = (text: string | null): string | null => (/^\d{1,3}$/.test(text ?? '') ? text : null)
const gear = (text: string | null): string | null => {
  if (text === null) return null
  const worn = text.split(', ').flatMap((one) => { const [, code = '', rest = ''] = /^([A-Z]{1,3})( first time| off)?$/.exec(one) ?? []; return code === '' || gearText(code) === code ? [] : [`${gearText(code)}${rest === ' first time' ? ' for the first time' : rest}`] })
  return worn.length === 0 ? null : worn.join(' and ')
}
const named = (text: string | null): string | null => { const name = text === null ? '' : cleanName(text); return name === '' ? null : name }
const fromTo = (what: string, before: string | null, after: string | null): string => (after === null ? `${what} changed` : before === null ? `${what} now ${after}` : `${what} from ${before} to ${after}`)

function said({ kind, before, after }: ChangeMaterial): { readonly text: string; readonly also: readonly string[] } {
  const put = (what: string, read: (text: string | null) => string | null): { readonly text: string; readonly also: readonly string[] } => {
    const [was, is] = [read(before), read(after)]
    return { text: fromTo(what, was, is), also: [was, is].flatMap((one) => (one === null ? [] : [one])) }
  }
  const alone = (text: string): { readonly text: string; readonly also: readonly string[] } => ({ text, also: [] })
  switch (kind) {
    case 'SCRATCHING': return alone('scratched')
    case 'REINSTATEMENT': return alone('back in the field')
    case 'ABANDONMENT': return alone('abandoned')
    case 'JOCKEY_CHANGE': {
      const [was, is] = [named(before), named(after)]
      return { text: is === null ? (was === null ? 'the jockey changed' : `${was} does not ride`) : was === null ? `${is} rides` : `${is} rides instead of ${was}`, also: [was, is].flatMap((one) => (one === null ? [] : [one])) }
    }
    case 'TRAINER_CHANGE': return put('trainer', named)
    case 'WEIGHT_CHANGE': return put('weight', kilos)
    case 'BARRIER_CHANGE': return put('barrier', whole)
    case 'TRACK_CHANGE': return put('going', going)
    case 'GEAR_CHANGE': return put('gear', gear)
    case 'TIME_CHANGE': return alone('the start was moved')
    case 'RAIL_CHANGE': return alone('the rail was moved')
  }
}

/** What changed since the card came out, oldest first. What strangers gave as a reason is told as data. */
export const changeFacts = (changes: readonly ChangeMaterial[], known: ReadonlySet<number>): readonly Draft[] => changes.flatMap((change): readonly Draft[] => {
  const { kind, runnerId, reason } = change
  if (runnerId !== null && !known.has(runnerId)) return []
  const [label, why] = [CHANGE_LABELS[kind], reason === null ? '' : cleanComment(reason)]
  return [draft({ runnerId, topic: 'change', label, ...said(change) }), ...(why === '' ? [] : [draft({ runnerId, topic: 'change', label: `reason given for the ${label}`, text: why, untrusted: true })])]
})
