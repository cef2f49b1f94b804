/** Codes of the Hong Kong Jockey Club, which the synthetic season uses too. */
const GEAR: Readonly<Record<string, string>> = {
  B: 'blinkers', BO: 'blinker on one side', CC: 'cornell collar', CO: 'sheepskin cheek piece on one side', CP: 'sheepskin cheek pieces', E: 'ear plugs', H: 'hood',
  P: 'pacifiers', PC: 'pacifiers with cowls', PS: 'pacifier with one cowl', SB: 'sheepskin browband', SR: 'shadow roll', TT: 'tongue tie', V: 'visor', VO: 'visor on one side',
  XB: 'cross-over nose band',
}

/** English words for a gear code; a code that is not known is given back as it is. */
export const gearText = (code: string): string => GEAR[code] ?? code

/** What changed since the horse's last run: `blinkers first time`, `tongue tie removed`; null when nothing did. */
export const gearChange = (code: string, firstTime: boolean, removed: boolean): string | null =>
  firstTime ? `${gearText(code)} first time` : removed ? `${gearText(code)} removed` : null
