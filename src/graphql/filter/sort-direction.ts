import { registerEnumType } from 'type-graphql'

export const SortDirection = { ASC: 'ASC', DESC: 'DESC' } as const
export type SortDirection = keyof typeof SortDirection

registerEnumType(SortDirection, {
  name: 'SortDirection',
  description: 'Which end comes first. Items without a value come last in either direction; ties are broken by id.',
  valuesConfig: { ASC: { description: 'Smallest, earliest or A first.' }, DESC: { description: 'Largest, latest or Z first.' } },
})
