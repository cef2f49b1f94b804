import { rule } from '../define'
import { moreRivals } from '../words'

export const formStyle = [
  rule({
    id: 'form-style.fromBehind', version: 1, title: 'Form from behind tells more',
    because: 'Whoever beats many from behind does it without the run of the race, and whoever beats few from there has no excuse; in front form is made or spoilt by how the race was run, and tells less.',
    categories: ['form', 'style'], reads: ['form.fadingBeatenShare', 'style.expectedRank', 'race.fieldSize'], silent: null, directness: 'own', sample: null,
    signal: (x, field) => Math.tanh(7.5 * (2 * x['style.expectedRank'] / x['race.fieldSize'] - 1) * (x['form.fadingBeatenShare'] - field['form.fadingBeatenShare'])),
    say: (x, field) => `to be expected ${x['style.expectedRank']} of ${x['race.fieldSize']} early on, having beaten ${moreRivals(x['form.fadingBeatenShare'] - field['form.fadingBeatenShare'], 'its')} the others here did of theirs`,
  }),
]
