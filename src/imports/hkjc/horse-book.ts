import type { HorseRecord } from '../../domain/records'
import { brandYear, nameAndBrand } from './brand'
import type { SideRow } from './side-file'
import type { InfoColumn, StaticColumn } from './side-files'
import { colourOf, COUNTRY, IMPORT_TYPE, SEX } from './words'

type Traits = Pick<HorseRecord, 'countryOfBirth' | 'sex' | 'colour' | 'importType' | 'sire' | 'dam' | 'damSire'>
interface Entry { name: string; rank: number; firstDate: string; traits: Traits; owner: string | null }

const UNKNOWN: Traits = { countryOfBirth: null, sex: 'UNKNOWN', colour: null, importType: null, sire: null, dam: null, damSire: null }
/** Which name of a horse stands: that of results_en, else the trials' English one, else the Chinese one. */
export const NameRank = { CHINESE: 1, TRIAL: 2, RESULTS: 3 } as const

const orNull = (text: string): string | null => text.trim() === '' ? null : text.trim()
/** `a` where it is known, else `b`. */
const merged = (a: Traits, b: Traits): Traits => ({
  countryOfBirth: a.countryOfBirth ?? b.countryOfBirth, sex: a.sex === 'UNKNOWN' ? b.sex : a.sex, colour: a.colour ?? b.colour, importType: a.importType ?? b.importType,
  sire: a.sire ?? b.sire, dam: a.dam ?? b.dam, damSire: a.damSire ?? b.damSire,
})

const staticTraits = (row: SideRow<StaticColumn>): Traits => {
  const [colour = '', sex = ''] = row['毛色___性別'].split(' / ')
  return {
    countryOfBirth: COUNTRY[row.origin] ?? orNull(row.origin), sex: SEX[sex] ?? 'UNKNOWN', colour: colourOf(colour), importType: IMPORT_TYPE[row['進口類別']] ?? orNull(row['進口類別']),
    sire: orNull(row['父系']), dam: orNull(row['母系']), damSire: orNull(row['外祖父']),
  }
}

/** In 73 rows a colour of two words (`Bay / Brown`) pushes every later column one along: `sex` then holds the second colour. */
const infoTraits = (row: SideRow<InfoColumn>): Traits => {
  const country = COUNTRY[row.country] ?? orNull(row.country)
  const sex = SEX[row.sex]
  if (sex === undefined) return { ...UNKNOWN, countryOfBirth: country, colour: orNull(row.sex) === null ? orNull(row.colour) : `${row.colour}/${row.sex}`, importType: IMPORT_TYPE[row.sire] ?? null }
  return { countryOfBirth: country, sex, colour: orNull(row.colour), importType: IMPORT_TYPE[row.import_type] ?? null, sire: orNull(row.sire), dam: orNull(row.dam), damSire: null }
}

/**
 * All horses of the files by `horseId` (`HK_2010_M327`). A brand alone (`M327`) names different horses sixteen
 * years apart, so it is only ever resolved together with a date. Fill results first, then what goes by brand.
 */
export class HorseBook {
  private readonly horses = new Map<string, Entry>()
  private readonly byBrand = new Map<string, string[]>()
  private readonly records = new Map<string, HorseRecord>()
  private readonly texts = new Map<string, string>()

  see(horseId: string, name: string, rank: number, date: string): void {
    const entry = this.horses.get(horseId)
    if (entry === undefined) {
      this.horses.set(horseId, { name, rank, firstDate: date, traits: UNKNOWN, owner: null })
      const brand = horseId.slice(-4)
      this.byBrand.set(brand, [...this.byBrand.get(brand) ?? [], horseId])
      return
    }
    if (rank > entry.rank) { entry.name = name; entry.rank = rank }
    if (date < entry.firstDate) entry.firstDate = date
  }

  /** The horse that carried `brand` on `date`; for one that results_en does not know, the id it would have there. Null for no brand of the Jockey Club. */
  resolve(brand: string, date: string): string | null {
    const year = brandYear(brand, date)
    if (year === null) return null
    const known = this.byBrand.get(brand)?.find((id) => Math.abs(Number(id.slice(3, 7)) - year) <= 1)
    return known ?? `HK_${year}_${brand}`
  }

  /** A row of horses_static belongs to the horse whose form lines, scraped with it, are of `formDate`. */
  describe(row: SideRow<StaticColumn>, formDate: string): void {
    const entry = this.horses.get(this.resolve(row.horse_no, formDate) ?? '')
    if (entry !== undefined) entry.traits = merged(staticTraits(row), entry.traits)
  }

  /** A row of horse_info_2017 belongs to the horse of that brand and that English name. Ratings, age and career there are as of 2017: never read. */
  describeInfo(row: SideRow<InfoColumn>): void {
    const horse = nameAndBrand(row.horse)
    if (horse === null) return
    for (const id of this.byBrand.get(horse.brand) ?? []) {
      const entry = this.horses.get(id)
      if (entry === undefined || entry.name.toUpperCase() !== horse.name.toUpperCase()) continue
      entry.traits = merged(entry.traits, infoTraits(row))
      entry.owner = orNull(row.owner)
    }
  }

  /** One object a horse, the same for all its runs. */
  record(horseId: string): HorseRecord {
    const made = this.records.get(horseId)
    if (made !== undefined) return made
    const { name, firstDate, traits, owner } = this.horses.get(horseId) ?? { name: horseId, firstDate: '', traits: UNKNOWN, owner: null }
    const record: HorseRecord = {
      sourceId: horseId, name, brand: horseId.slice(-4), foalingDate: null, ...traits,
      owner: owner === null ? null : { sourceId: owner, name: owner, colours: null, fromDate: firstDate },
    }
    this.records.set(horseId, record)
    return record
  }

  /** The record as text, for digests. */
  text(horseId: string): string {
    const made = this.texts.get(horseId)
    if (made !== undefined) return made
    const text = JSON.stringify(this.record(horseId))
    this.texts.set(horseId, text)
    return text
  }
}
