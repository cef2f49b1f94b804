import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { addPage } from './page-assets'

/** Nothing from anywhere else; its one connection is to where it came from. */
const policy = [
  "default-src 'none'", "script-src 'self'", "connect-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src data:",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ')

/** The example page of examples/live at /live, from its bundle in `folder`. Gives false, and serves nothing, when the bundle is not there. */
export const addLivePage = (app: FastifyInstance, folder: string): boolean => {
  const html = join(folder, 'index.html')
  if (!existsSync(html)) return false
  addPage(app, { path: '/live', html: readFileSync(html, 'utf8'), policy, folder })
  return true
}
