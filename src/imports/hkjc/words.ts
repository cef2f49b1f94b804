import type { FinishStatus, GoingLabel, MarketType, RacePattern, RunnerStatus, Sex } from '../../domain/vocabulary'

type Words<T> = Readonly<Record<string, T>>

export const GOING: Words<GoingLabel> = {
  GOOD: 'GOOD', 'GOOD TO FIRM': 'GOOD_TO_FIRM', FIRM: 'FIRM', 'GOOD TO YIELDING': 'GOOD_TO_YIELDING', YIELDING: 'YIELDING', 'YIELDING TO SOFT': 'YIELDING_TO_SOFT',
  SOFT: 'SOFT', HEAVY: 'HEAVY', FAST: 'FAST', SLOW: 'SLOW', 'WET FAST': 'WET_FAST', 'WET SLOW': 'WET_SLOW', WET: 'WET', SLOPPY: 'SLOPPY', MUDDY: 'MUDDY',
  好地: 'GOOD', 好地至快地: 'GOOD_TO_FIRM', 好地至黏地: 'GOOD_TO_YIELDING', 黏地: 'YIELDING', 黏地至軟地: 'YIELDING_TO_SOFT', 軟地: 'SOFT', 大爛地: 'HEAVY',
  快地: 'FAST', 慢地: 'SLOW', 濕快地: 'WET_FAST', 濕慢地: 'WET_SLOW', 濕地: 'WET',
}

/** Withdrawn: WV on veterinary grounds, WX on others. The suffix -A, WXNR (declared a non-runner) and WR (by the starter) mark the late ones. */
export const WITHDRAWN: Words<RunnerStatus> = { WV: 'SCRATCHED', WX: 'SCRATCHED', 'WV-A': 'LATE_SCRATCHED', 'WX-A': 'LATE_SCRATCHED', WXNR: 'LATE_SCRATCHED', WR: 'LATE_SCRATCHED' }

/** TNP took no part: under starter's orders, bets stood, the horse did not leave the gate. */
export const NOT_FINISHED: Words<FinishStatus> = {
  PU: 'PULLED_UP', UR: 'UNSEATED', DNF: 'DID_NOT_FINISH', FE: 'FELL', TNP: 'LEFT_AT_START', DISQ: 'DISQUALIFIED', VOID: 'VOID', 'Unseated Rider': 'UNSEATED',
}

export const PATTERN: Words<RacePattern> = { G1: 'GROUP_1', G2: 'GROUP_2', G3: 'GROUP_3', HKG1: 'GROUP_1', HKG2: 'GROUP_2', HKG3: 'GROUP_3', 香港一級賽: 'GROUP_1', 香港二級賽: 'GROUP_2', 香港三級賽: 'GROUP_3' }

/** Code of `results_zh.race_class` in the words of form_records. */
export const ZH_CLASS: Words<string> = { 第一班: '1', 第二班: '2', 第三班: '3', 第四班: '4', 第五班: '5', '第三班（條件限制）': '3R', '第四班（條件限制）': '4R', 香港一級賽: 'HKG1', 香港二級賽: 'HKG2', 香港三級賽: 'HKG3' }

export const CLASS_TEXT: Words<string> = {
  1: 'Class 1', 2: 'Class 2', 3: 'Class 3', 4: 'Class 4', 5: 'Class 5', '3R': 'Class 3 (Restricted)', '4R': 'Class 4 (Restricted)', '3S': 'Class 3 (Special Condition)', '4S': 'Class 4 (Special Condition)',
  R: 'Restricted Race', GRIFFIN: 'Griffin Race', '4YO': 'Four-Year-Olds', G1: 'Group 1', G2: 'Group 2', G3: 'Group 3', HKG1: 'Hong Kong Group 1', HKG2: 'Hong Kong Group 2', HKG3: 'Hong Kong Group 3',
}

const POOLS: Words<MarketType> = {
  WIN: 'WIN', PLACE: 'PLACE', QUINELLA: 'QUINELLA', 'QUINELLA PLACE': 'QUINELLA_PLACE', FORECAST: 'FORECAST', TIERCE: 'TIERCE', TRIO: 'TRIO', 'FIRST 4': 'FIRST_FOUR', QUARTET: 'QUARTET',
  獨贏: 'WIN', 位置: 'PLACE', 連贏: 'QUINELLA', 位置Q: 'QUINELLA_PLACE', 二重彩: 'FORECAST', 三重彩: 'TIERCE', 單T: 'TRIO', 四連環: 'FIRST_FOUR', 四重彩: 'QUARTET', 三寶: 'TREBLE', 三T: 'TRIPLE_TRIO', '三T(安慰獎)': 'TRIPLE_TRIO', 六環彩: 'SIX_UP',
}
const NUMBERED_POOLS: readonly (readonly [RegExp, MarketType])[] = [
  [/^第.+口孖寶$/u, 'DOUBLE'], [/^第.+口孖T$/u, 'DOUBLE_TRIO'], [/^第.+口三寶$/u, 'TREBLE'], [/組合獨贏/u, 'COMPOSITE_WIN'], [/^騎師王/u, 'JOCKEY_CHALLENGE'], [/^練馬師王/u, 'TRAINER_CHALLENGE'],
]
/** A pool that is not known is OTHER: its own word is kept beside. */
export const marketOf = (pool: string): MarketType => POOLS[pool] ?? NUMBERED_POOLS.find(([pattern]) => pattern.test(pool))?.[1] ?? 'OTHER'

/** Birth countries by their racing codes. */
export const COUNTRY: Words<string> = {
  澳洲: 'AUS', 紐西蘭: 'NZL', 愛爾蘭: 'IRE', 英國: 'GBR', 法國: 'FRA', 日本: 'JPN', 美國: 'USA', 南非: 'RSA', 德國: 'GER', 巴西: 'BRA', 阿根廷: 'ARG', 意大利: 'ITA', 智利: 'CHI', 西班牙: 'ESP', 加拿大: 'CAN',
  AUS: 'AUS', NZ: 'NZL', IRE: 'IRE', GB: 'GBR', FR: 'FRA', JPN: 'JPN', USA: 'USA', SAF: 'RSA', GER: 'GER', BRZ: 'BRA', ARG: 'ARG', ITY: 'ITA', SPA: 'ESP', CAN: 'CAN', GR: 'GRE',
}
/** PP bought after racing abroad, PPG bought unraced, ISG from the Hong Kong sale, VIS a visitor. */
export const IMPORT_TYPE: Words<string> = { 自購馬: 'PP', 自購新馬: 'PPG', 國際拍賣會新馬: 'ISG', 訪港馬匹: 'VIS', PP: 'PP', PPG: 'PPG', ISG: 'ISG', SG: 'SG', VIS: 'VIS' }
export const SEX: Words<Sex> = { 閹: 'GELDING', 雄: 'HORSE', 雌: 'MARE', 隱睪: 'RIG', Gelding: 'GELDING', Horse: 'HORSE', Colt: 'COLT', Mare: 'MARE', Filly: 'FILLY', Rig: 'RIG' }
const COLOUR: Words<string> = { 棗: 'Bay', 栗: 'Chestnut', 棕: 'Brown', 灰: 'Grey', 黑: 'Black', 深棗: 'Dark Bay', 沙: 'Roan' }
/** `棗／棕` is `Bay/Brown`; null when a part is not known. */
export const colourOf = (text: string): string | null => {
  const parts = text.split('／').map((part) => COLOUR[part.trim()])
  return parts.some((part) => part === undefined) ? null : parts.join('/')
}
