import type { ListSource } from '../read/mapping'

type Source = Omit<ListSource, 'kind'>
const byName: Source['orderBy'] = [{ column: 'name', direction: 'ASC' }, { column: 'id', direction: 'ASC' }]

/** Condition on ownership `o`: it held on a day. A day on which it passes on belongs to the new owner. */
export const heldOn = (day: string): string => `o.from_date <= ${day} AND (o.to_date IS NULL OR o.to_date > ${day})`

export const ownersToday: Source = {
  table: 'owners', parent: [{ column: 'id', type: 'int' }], orderBy: byName,
  where: (t, [horse]) => `${t('id')} IN (SELECT o.owner_id FROM ownerships o WHERE o.horse_id = ${horse} AND ${heldOn('current_date')})`,
}
export const ownersAsOfRace: Source = {
  table: 'owners', parent: [{ column: 'horse_id', type: 'int' }, { column: 'race.meeting.date', type: 'date' }], orderBy: byName,
  where: (t, [horse, day]) => `${t('id')} IN (SELECT o.owner_id FROM ownerships o WHERE o.horse_id = ${horse} AND ${heldOn(day ?? 'NULL')})`,
}
