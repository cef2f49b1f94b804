import './global-setup'
import { removeProgram } from './built-program'

export default async (): Promise<void> => {
  await globalThis.racegraphTestServer?.stop()
  removeProgram()
}
