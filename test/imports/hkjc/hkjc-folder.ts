import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportUnit } from '../../../src/domain/records'
import { readHkjc } from '../../../src/imports/hkjc/read-hkjc'

/** Invented rows in the format of the files. Everything can be overridden by a test. */
export const runner = (place: number, over: object = {}): Record<string, unknown> => ({
  placing: place, horseNo: place, horseId: `HK_2016_A00${place}`, brandNo: `A00${place}`, horseName: `INVENTED ${place}`, jockey: `J Rider${place}`, trainer: 'T Trainer',
  actualWeight: 120 + place, declaredHorseWeight: 1000 + place, draw: place, lbw: place - 1, runningPosition: [place, place, place], finishSeconds: 69 + place, winOdds: 2 * place, ...over,
})
export const race = (number: number, over: object = {}): Record<string, unknown> => ({
  raceId: `2017-02-05-ST-${number}`, date: '2017-02-05', racecourse: 'ST', raceNo: number, raceIndex: 400 + number, raceClass: 4, distance: 1200, ratingBand: '60-40', surface: 'TURF',
  course: 'TURF - "A" Course', going: 'GOOD', runners: [1, 2, 3].map((place) => runner(place)), dividends: {}, source: 'https://example.org', ...over,
})

export const HEADERS: Readonly<Record<string, string>> = {
  'results_zh.csv': 'date,venue,race_no,race_meeting_no,race_name,race_class,distance_m,rating_range,going,course,prize_hkd,race_finish_time,sectional_times_header,place,horse_no,horse_name,jockey,trainer,actual_wt_lbs,declared_wt_lbs,draw,lbw,running_position,finish_time,win_odds',
  'sectional_times.csv': `date,venue,race_no,finish_pos,horse_no,horse_name,finish_time,${[1, 2, 3, 4, 5, 6].map((n) => `sec${n}_margin,sec${n}_running_pos,sec${n}_time`).join(',')}`,
  'commentary_gear.csv': 'date,venue,race_no,place,horse_no,horse_name,jockey,gear,commentary',
  'dividends.csv': 'date,venue,race_no,pool,combination,dividend_hkd',
  'form_records.csv': 'iso_date,horse_no,race_index,place,date,racecourse,track,course,distance_m,going,race_class,draw,rating,trainer,jockey,lbw,win_odds,actual_wt_lbs,running_position,finish_time,declared_wt_lbs,gear',
  'horses_static.csv': 'horse_no,name,origin,毛色___性別,進口類別,父系,母系,外祖父',
  'barrier_trials_2015_2017.csv': ',plc,horse,jockey,trainer,draw,gear,lbw,runningpos,time,comment,date,distance,going,raceno,venue,course,result,horse_ch,jockey_ch,trainer_ch,result_ch,comment_ch,going_ch,venue_ch,course_ch',
  'horse_info_2017.csv': ',horse,country,trainer,colour,sex,owner,import_type,current_rating,start_rating,sire,dam,age',
}

export interface Folder { readonly dir: string; readonly meeting: (key: string, races: unknown) => void; readonly side: (name: string, ...rows: string[]) => void; readonly remove: () => void }

/** A folder of the format with all side files empty but for their headers. */
export const makeFolder = (): Folder => {
  const dir = mkdtempSync(join(tmpdir(), 'hkjc-'))
  mkdirSync(join(dir, 'results_en'))
  const side = (name: string, ...rows: string[]): void => { writeFileSync(join(dir, name), [HEADERS[name] ?? '', ...rows, ''].join('\n')) }
  for (const name of Object.keys(HEADERS)) side(name)
  return {
    dir, side, remove: () => { rmSync(dir, { recursive: true }) },
    meeting: (key, races) => { writeFileSync(join(dir, 'results_en', `${key}.json`), typeof races === 'string' ? races : JSON.stringify(races)) },
  }
}

export const unitsOf = async (dir: string): Promise<ImportUnit[]> => {
  const units: ImportUnit[] = []
  for await (const unit of readHkjc(dir)) units.push(unit)
  return units
}
