import { faultEnding, type Head, fieldsOf, nameOf, readResponse, textOf, toldFault } from './openai-response'
import type { Answer } from './provider'

const TERMINAL = new Set(['response.completed', 'response.incomplete', 'response.failed'])

/** Reads a stream up to the event that ends it. A stream without one was cut, however quietly. @throws whatever the stream throws: a cut socket, an error event */
export async function readStream(events: AsyncIterable<unknown>, head: Head, onText: (piece: string) => void, onModel: (model: string) => void): Promise<Answer> {
  const asides = new Set<string>()
  let text = ''
  let refusal: string | null = null
  for await (const one of events) {
    const event = fieldsOf(one)
    const type = textOf(event['type'])
    const item = fieldsOf(event['item'])
    if (type !== null && TERMINAL.has(type)) return readResponse(event['response'], head, { text, refusal })
    if (type === 'response.created') { const model = nameOf(fieldsOf(event['response'])['model'], head.key); if (model !== null) onModel(model) }
    if (type === 'response.output_item.added' && item['phase'] === 'commentary') asides.add(textOf(item['id']) ?? '')
    if (type === 'response.output_text.delta' && !asides.has(textOf(event['item_id']) ?? ' ')) { const piece = textOf(event['delta']) ?? ''; text += piece; if (piece !== '') onText(piece) }
    if (type === 'response.refusal.delta') refusal = (refusal ?? '') + (textOf(event['delta']) ?? '')
    if (type === 'error') {
      const told = toldFault(event['error'] ?? event, null)
      return { ending: faultEnding(told, head.key), model: null, status: head.status, code: nameOf(told.code, head.key), requestId: head.requestId, usage: null }
    }
  }
  return { ending: { kind: 'fault', fault: 'truncated', problem: 'the stream ended without saying how', retryAfterMs: null }, model: null, status: head.status, code: null, requestId: head.requestId, usage: null }
}
