import { officialAge } from '../../src/domain/horse-age'

describe('officialAge', () => {
  test.each([
    ['north, day before its birthday', '2019-03-10', '2022-12-31', 'IRE', 3],
    ['north, on 1 January', '2019-03-10', '2023-01-01', 'IRE', 4],
    ['south, on 31 July', '2019-09-20', '2023-07-31', 'AUS', 3],
    ['south, on 1 August', '2019-09-20', '2023-08-01', 'AUS', 4],
    ['south, foaled in July is of the crop before', '2019-07-31', '2020-08-01', 'NZ', 2],
    ['unknown country goes by 1 January', '2019-09-20', '2023-01-01', null, 4],
    ['before it was foaled', '2019-09-20', '2018-01-01', 'AUS', 0],
  ])('%s', (_, foaled, on, country, expected) => { expect(officialAge(foaled, on, country)).toBe(expected) })
})
