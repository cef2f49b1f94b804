import { ledgerBytes, ledgerHash, type StoredEntry } from '../../../src/storage/ledger/ledger-bytes'

/** The hash was worked out by the program in docs/ledger.md, in another language. */
const ENTRY: StoredEntry = {
  sequence: 38, raceId: 2, source: 'HKJC', raceSourceId: 'R2', date: '2099-03-01', venueCode: 'ST', raceNumber: 2, offAt: '4076028000000', modelName: 'm', modelVersion: 1, featureSet: 'set',
  asOf: '4076024400000', marketAt: '4076024400000', generatedAt: '4076024400000', recordedAt: '1795375979209', runnerIds: [201, 202, 203], runnerNumbers: [1, null, 3], runnerSourceIds: ['R2-H201', 'Ünï,code', 'R2-H203'],
  chances: [5.263157894736843e-11, 0.5, 0.49999999994736843], inputsDigest: Buffer.from('a7f7d102d910dc507912375dfaa30e04469af960cccc4d532200079f171281d8', 'hex'),
  previousHash: Buffer.from('59aee280b066fa564bdfcae4ff0dad84a683e55688233990c2fc247f0a87c041', 'hex'), hash: Buffer.from('e2534f08bca31fe20c52b8209a042c7ceda0b793ea13c24c6d67e2ff40d42310', 'hex'),
}
test('the hash of an entry is the one that others work out', () => { expect(ledgerHash(ENTRY)).toEqual(ENTRY.hash) })
test('fields stand after their lengths', () => {
  expect(ledgerBytes(ENTRY).subarray(0, 22)).toEqual(Buffer.from('\0\0\0\x12racegraph-ledger-1', 'latin1'))
  expect(ledgerBytes(ENTRY).subarray(22, 26)).toEqual(Buffer.from([0, 0, 0, 32]))
})
test.each([
  ['a comma in an id', { runnerSourceIds: ['R2-H201,Ünï', 'code', 'R2-H203'] }],
  ['a runner without a number', { runnerNumbers: [1, 3, null] }],
  ['a text that runs into the next', { modelName: 'm1', featureSet: 'set' }],
  ['a digit moved from one number to the next', { raceNumber: 24, offAt: '076028000000' }],
  ['the last bit of a chance', { chances: [5.263157894736843e-11, 0.5000000000000001, 0.49999999994736843] }],
])('%s changes the hash', (_, part) => { expect(ledgerHash({ ...ENTRY, ...part })).not.toEqual(ENTRY.hash) })
