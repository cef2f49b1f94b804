import type { CardMeeting, CardRunner } from './card-file'

/** `2026-11-25-ST`; meetings that are not flat racing carry their kind, as a venue may hold trials on a race day. */
export const meetingKey = (meeting: Pick<CardMeeting, 'date' | 'venue' | 'kind'>): string =>
  [meeting.date, meeting.venue.code, ...(meeting.kind === undefined || meeting.kind === 'FLAT' ? [] : [meeting.kind])].join('-')

/** A name without case, accents and punctuation: `Étoile d'Or (FR)` is `etoile-d-or-fr`. */
export const nameKey = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || name

/** A string stands for an object that has only a name. */
export const named = <T extends { readonly name: string }>(value: string | T): T | { readonly name: string } => typeof value === 'string' ? { name: value } : value

/** The identity of a horse, jockey, trainer or owner: its id, else its name key. */
export const identity = (value: string | { readonly id?: string; readonly name: string }): string =>
  typeof value === 'string' ? nameKey(value) : value.id ?? nameKey(value.name)

/** How messages name a runner: `7 Copper Lantern`. */
export const runnerLabel = (runner: Pick<CardRunner, 'number' | 'horse'>): string =>
  [runner.number, runner.horse === undefined ? undefined : named(runner.horse).name].filter((part) => part !== undefined).join(' ')
