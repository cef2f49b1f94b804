import type { HorseRecord, JockeyRecord, TrainerRecord, VenueRecord } from '../../domain/records'
import type { Draft } from './draft'
import type { IdBlocks } from './id-blocks'
import { KnownRows } from './known-rows'
import { OwnerHistory } from './owner-history'

/** As `numeric(3,1)` will keep it: otherwise the row would seem to change each time. */
const tenth = (value: number | null): number | null => value === null ? null : Math.round(value * 10) / 10
export const pedigreeKey = (name: string): string => `PED:${name.trim().toUpperCase()}`

/** Venues, horses, people and ownerships of one source, as the database has them or is about to. */
export class SharedRows {
  readonly venues: KnownRows
  readonly horses: KnownRows
  readonly jockeys: KnownRows
  readonly trainers: KnownRows
  readonly owners: KnownRows
  readonly history = new OwnerHistory()

  constructor(source: string, ids: IdBlocks) {
    this.venues = new KnownRows('venues', source, ids)
    this.horses = new KnownRows('horses', source, ids)
    this.jockeys = new KnownRows('jockeys', source, ids)
    this.trainers = new KnownRows('trainers', source, ids)
    this.owners = new KnownRows('owners', source, ids)
  }

  remember(before: SharedRows): void {
    for (const table of ['venues', 'horses', 'jockeys', 'trainers', 'owners'] as const) this[table].remember(before[table])
  }

  venue(draft: Draft, venue: VenueRecord, date: string): number {
    const { name, state, country, timezone, surfaces, direction, circumferenceM, straightM, latitude, longitude, tier } = venue
    return this.venues.resolve(draft, venue.code, [name, state, country, timezone, surfaces, direction, circumferenceM, straightM, latitude, longitude, tier], date)
  }
  horse(draft: Draft, horse: HorseRecord, date: string): number {
    const { name, brand, countryOfBirth, foalingDate, sex, colour, importType, owner } = horse
    const id = this.horses.resolve(draft, horse.sourceId, [
      name, brand, countryOfBirth, foalingDate, sex, colour, importType,
      this.ancestor(draft, horse.sire, 'HORSE'), this.ancestor(draft, horse.dam, 'MARE'), this.ancestor(draft, horse.damSire, 'HORSE'),
    ], date)
    if (owner !== null) this.history.note(draft, id, this.owners.resolve(draft, owner.sourceId, [owner.name, owner.colours], date), owner.fromDate)
    return id
  }
  /** A horse known by name alone: what is known of it first stands. */
  private ancestor(draft: Draft, name: string | null, sex: string): number | null {
    if (name === null || name.trim() === '') return null
    const key = pedigreeKey(name)
    return this.horses.idOf(key) ?? this.horses.resolve(draft, key, [name.trim(), null, null, null, sex, null, null, null, null, null], '')
  }
  jockey(draft: Draft, { sourceId, name, country, apprentice, claimKg }: JockeyRecord, date: string): number {
    return this.jockeys.resolve(draft, sourceId, [name, country, apprentice, tenth(claimKg)], date)
  }
  trainer(draft: Draft, { sourceId, name, location, country }: TrainerRecord, date: string): number {
    return this.trainers.resolve(draft, sourceId, [name, location, country], date)
  }
}
