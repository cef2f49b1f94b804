/**
 * The stuff that invented names are made of. Stems are one-vowel heads joined to tails that begin with a vowel, so two different pairs can never spell the
 * same word. The results are no words of any language that the author knows, which is the point: nobody should take them for real.
 */
export const STEM_HEADS = ['Bramb', 'Corv', 'Delv', 'Fenn', 'Garr', 'Halv', 'Jorv', 'Kelb', 'Lorv', 'Morv', 'Narb', 'Orl', 'Pelv', 'Quenn', 'Rasm', 'Selv', 'Tarv', 'Ulv', 'Varn', 'Wend', 'Yarb', 'Zell',
  'Drax', 'Gwynn', 'Thorv', 'Skelm', 'Plenv', 'Brisk', 'Clav', 'Fros', 'Grem', 'Vash', 'Mirv', 'Nolv', 'Pars', 'Rund', 'Sorb', 'Trev', 'Wolv', 'Kesh'] as const
export const STEM_TAILS = ['ador', 'amere', 'andra', 'arel', 'aviel', 'edin', 'elane', 'elio', 'ember', 'enza', 'erra', 'evar', 'idane', 'iko', 'illon', 'imar', 'inda', 'isca', 'ivo', 'odan', 'olane', 'ombra', 'oria', 'osan',
  'ovari', 'ubel', 'ulane', 'undo', 'urra', 'yssa'] as const
export const HORSE_WORDS = ['Anthem', 'Arrow', 'Atlas', 'Banner', 'Beacon', 'Boulder', 'Breeze', 'Canyon', 'Cavalier', 'Chorus', 'Cinder', 'Comet', 'Compass', 'Copper', 'Courier', 'Crest', 'Dancer', 'Diary', 'Dispatch', 'Domino', 'Drift', 'Drum',
  'Echo', 'Ember', 'Empire', 'Errand', 'Fable', 'Falcon', 'Fandango', 'Feather', 'Fiddle', 'Flint', 'Folly', 'Frontier', 'Gallant', 'Gambit', 'Garnet', 'Glider', 'Granite', 'Gull', 'Harbour', 'Harvest', 'Heron', 'Horizon', 'Impulse', 'Ink',
  'Isle', 'Jester', 'Jetty', 'Jigsaw', 'Jubilee', 'Kestrel', 'Kite', 'Lantern', 'Larkspur', 'Ledger', 'Legend', 'Lodestar', 'Lyric', 'Magnet', 'Mandolin', 'Marble', 'Mariner', 'Meadow', 'Meteor', 'Mirage', 'Mosaic', 'Motto', 'Nectar', 'Nomad', 'Oasis',
  'Opal', 'Orchard', 'Outpost', 'Pageant', 'Parade', 'Parcel', 'Pepper', 'Pilot', 'Plume', 'Prairie', 'Promise', 'Quarry', 'Quartz', 'Quiver', 'Ranger', 'Ransom', 'Rascal', 'Rebel', 'Riddle', 'Ripple', 'Rocket', 'Rumour', 'Saffron', 'Sage', 'Satchel', 'Sentry',
  'Signal', 'Sketch', 'Skipper', 'Sonnet', 'Sparrow', 'Spindle', 'Summit', 'Talon', 'Tempo', 'Thicket', 'Thistle', 'Topaz', 'Torrent', 'Trumpet', 'Tundra', 'Velvet', 'Verse', 'Voyage', 'Wager', 'Whisper', 'Willow', 'Winter', 'Zephyr'] as const
export const GIVEN_NAMES = ['Abel', 'Ada', 'Alec', 'Anya', 'Barney', 'Bea', 'Billie', 'Brock', 'Cass', 'Clem', 'Cody', 'Dara', 'Darcy', 'Del', 'Dulcie', 'Edie', 'Eli', 'Elsa', 'Ewan', 'Fergus', 'Flora', 'Gil', 'Greta', 'Hank', 'Hattie', 'Ines', 'Ivy', 'Jago', 'Jem',
  'Josie', 'Kit', 'Lachie', 'Leda', 'Lorna', 'Mack', 'Mira', 'Monty', 'Nell', 'Nico', 'Olive', 'Orson', 'Pip', 'Quinn', 'Ralph', 'Rhea', 'Rory', 'Sal', 'Sid', 'Tamsin', 'Ted', 'Una', 'Vince', 'Wes', 'Zara'] as const
export const SURNAME_HEADS = ['Ashb', 'Blenk', 'Crunt', 'Dorl', 'Eld', 'Frank', 'Grist', 'Hask', 'Inkl', 'Jask', 'Kirb', 'Lund', 'Mald', 'Norb', 'Oxl', 'Prend', 'Quarl', 'Rusk', 'Stolb', 'Trang', 'Umb', 'Vint', 'Wrenf', 'Yeld', 'Zand', 'Bolt', 'Clutt', 'Draft', 'Fosk', 'Glend'] as const
export const SURNAME_TAILS = ['abyn', 'adine', 'aker', 'ander', 'arrow', 'elby', 'ellow', 'endale', 'erfield', 'erick', 'ersby', 'ibold', 'ifer', 'igan', 'imore', 'ingale', 'iston', 'ival', 'oban', 'oldby', 'ombe', 'onder', 'orby', 'ovan', 'owick', 'ulby', 'umber', 'urrow', 'ydell', 'yster'] as const
export const OWNER_KINDS = ['Syndicate', 'Bloodstock', 'Racing Club', 'Partnership', 'Stud', 'Family'] as const
export const COLOURS = ['red', 'royal blue', 'navy blue', 'white', 'black', 'yellow', 'orange', 'emerald green', 'purple', 'pink', 'grey', 'maroon', 'lime', 'gold', 'teal'] as const
export const PATTERNS = ['hoops', 'chevrons', 'spots', 'stars', 'sash', 'braces', 'quarters', 'diamonds', 'stripes', 'cross sashes'] as const
export const COATS = ['bay', 'bay', 'bay', 'brown', 'chestnut', 'chestnut', 'bay or brown', 'grey', 'black'] as const
/** Fictional race sponsors. */
export const SPONSORS = ['Brindle Feeds', 'Quoll Creek Water Tanks', 'Tarpaulin Bros', 'Wombadale Bakery', 'Lamplight Hotel', 'Saltbush Saddlery', 'Gumleaf Insurance', 'Rusty Gate Fencing', 'Pelican Point Motors', 'Bluewren Plumbing', 'Ironbark Timber', 'Old Mill Cordials'] as const
