import { DAM_NAMES_FROM, horseName, ownerName, personName, SIRE_NAMES_FROM } from '../../../src/imports/synthetic/names'
import { BOOKMAKERS } from '../../../src/imports/synthetic/market'
import { VENUES } from '../../../src/imports/synthetic/venues'

/** Names that everyone in racing knows; none may turn up. */
const REAL_HORSES = ['Winx', 'Black Caviar', 'Phar Lap', 'Makybe Diva', 'So You Think', 'Sunline', 'Octagonal', 'Lonhro', 'Might And Power', 'Kingston Town', 'Carbine', 'Golden Sixty', 'Romantic Warrior', 'Ka Ying Rising', 'Silent Witness', 'Beauty Generation', 'Frankel', 'Enable',
  'Galileo', 'Secretariat', 'Redoutes Choice', 'I Am Invincible', 'Snitzel', 'Zoustar', 'Written Tycoon', 'Nature Strip', 'Anamoe', 'Verry Elleegant', 'Via Sistina', 'Mr Brightside', 'Vow And Declare', 'Gold Trip', 'Deep Impact', 'Danehill', 'Northern Dancer', 'Sadlers Wells', 'Red Rum', 'Desert Orchid', 'Tulloch', 'Gunsynd']
const REAL_PEOPLE = ['James McDonald', 'Damien Oliver', 'Hugh Bowman', 'Zac Purton', 'Joao Moreira', 'Craig Williams', 'Jamie Kah', 'Blake Shinn', 'Kerrin McEvoy', 'Tommy Berry', 'Glen Boss', 'Chris Waller', 'Gai Waterhouse', 'Ciaron Maher', 'Bart Cummings', 'John Size', 'Caspar Fownes', 'Lloyd Williams', 'Peter Moody', 'Danny OBrien', 'Frankie Dettori', 'Ryan Moore', 'William Buick', 'Aidan OBrien']
const REAL_VENUES = ['Flemington', 'Caulfield', 'Moonee Valley', 'Sandown', 'Randwick', 'Royal Randwick', 'Rosehill', 'Warwick Farm', 'Canterbury', 'Eagle Farm', 'Doomben', 'Morphettville', 'Ascot', 'Belmont', 'Elwick', 'Gold Coast', 'Newcastle', 'Kembla Grange', 'Ballarat', 'Bendigo', 'Geelong', 'Cranbourne', 'Pakenham', 'Hawkesbury', 'Gosford', 'Ipswich', 'Toowoomba', 'Murray Bridge', 'Gawler', 'Sha Tin', 'Happy Valley', 'Wyong', 'Scone', 'Dubbo', 'Wagga', 'Albury', 'Gundagai', 'Mudgee', 'Oakbank', 'Strathalbyn', 'Balaklava']
const REAL_BOOKMAKERS = ['Sportsbet', 'Ladbrokes', 'TAB', 'Bet365', 'PointsBet', 'Unibet', 'Neds', 'BlueBet', 'Betfair', 'Palmerbet', 'Betr']

describe('invented names', () => {
  const horses = (seed: string): string[] => [...Array.from({ length: 30 }, (_, year) => Array.from({ length: 700 }, (_, i) => horseName(seed, (15 + year) * 1000 + i))).flat(), ...Array.from({ length: 100 }, (_, i) => horseName(seed, SIRE_NAMES_FROM + i)), ...Array.from({ length: 900 }, (_, i) => horseName(seed, DAM_NAMES_FROM + i))]

  test.each(['1', '42', 'sample'])('no two horses share a name, and none is a famous one (seed %s)', (seed) => {
    const names = horses(seed)
    expect(new Set(names).size).toBe(names.length)
    const famous = new Set(REAL_HORSES.map((n) => n.toLowerCase()))
    expect(names.filter((n) => famous.has(n.toLowerCase()))).toEqual([])
    expect(names.every((n) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(n) && n.length <= 24)).toBe(true)
  })
  test.each(['1', '42', 'sample'])('no two people share a name, and none is a famous one (seed %s)', (seed) => {
    const people = Array.from({ length: 2000 }, (_, i) => personName(seed, i)), owners = Array.from({ length: 500 }, (_, i) => ownerName(seed, i))
    expect(new Set([...people, ...owners]).size).toBe(2500)
    expect(people.filter((n) => REAL_PEOPLE.includes(n))).toEqual([])
  })
  test('seeds name their horses differently', () => { expect(horseName('1', 40_000)).not.toBe(horseName('2', 40_000)) })
  test('a name beyond the space is refused, not repeated', () => { expect(() => horseName('1', 10_000_000)).toThrow(RangeError) })
  test('venues and bookmakers are not real ones, codes are unique and none of Hong Kong', () => {
    expect(VENUES.filter((v) => REAL_VENUES.some((real) => v.name.toLowerCase().includes(real.toLowerCase())))).toEqual([])
    expect(BOOKMAKERS.filter((b) => REAL_BOOKMAKERS.some((real) => b.toLowerCase().includes(real.toLowerCase())))).toEqual([])
    expect(new Set(VENUES.map((v) => v.code)).size).toBe(VENUES.length)
    expect(VENUES.map((v) => v.code).filter((code) => ['ST', 'HV', 'CH'].includes(code))).toEqual([])
  })
})
