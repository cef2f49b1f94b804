import { messageOf, partOf, responseOf, type Answered } from './respond'

type Event = Readonly<Record<string, unknown>> & { readonly type: string }
/** Letters of one delta. */
const PIECE = 24

/** The events of a stream, in their order, numbered from 0. */
export function streamEvents(id: string, at: number, body: unknown, answered: Answered): readonly Event[] {
  const { text, isCut } = answered
  const begun = responseOf(id, at, body, null)
  const place = { item_id: `msg_${id}`, output_index: 0, content_index: 0 }
  const pieces = Array.from({ length: Math.ceil(text.length / PIECE) }, (_, i) => text.slice(i * PIECE, (i + 1) * PIECE))
  const events: readonly Event[] = [
    { type: 'response.created', response: begun }, { type: 'response.in_progress', response: begun },
    { type: 'response.output_item.added', output_index: 0, item: { id: place.item_id, type: 'message', role: 'assistant', status: 'in_progress', content: [] } },
    { type: 'response.content_part.added', ...place, part: partOf('') },
    ...pieces.map((delta) => ({ type: 'response.output_text.delta', ...place, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...place, text, logprobs: [] }, { type: 'response.content_part.done', ...place, part: partOf(text) },
    { type: 'response.output_item.done', output_index: 0, item: messageOf(id, answered) },
    { type: isCut ? 'response.incomplete' : 'response.completed', response: responseOf(id, at, body, answered) },
  ]
  return events.map((event, sequence_number) => ({ ...event, sequence_number }))
}
