import { modelStore } from '../../../src/storage/models/model-store'
import { artefactOf } from '../artefact'

/** Writes versions of one model into a folder until it is killed, or as many as it is told to; says the number of each. */
const main = async (folder: string, most: number): Promise<void> => {
  const store = modelStore(folder, null)
  const files = { 'model.json': '{"kind":"market"}', ...Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`members/${i}/model.json`, 'x'.repeat(20_000)])) }
  for (let done = 0; done < most;) {
    const version = await store.nextVersion('market')
    try { await store.write(artefactOf({ name: 'market', version }, files)) } catch (error) {
      if (version < await store.nextVersion('market')) continue
      throw error
    }
    done++
    process.stdout.write(`${version}\n`)
  }
}
void main(String(process.argv[2]), Number(process.argv[3] ?? Infinity))
