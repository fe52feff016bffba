/** The closed word classes of English that bound a noun phrase or a clause, as bits so that one look-up answers all. */
export const DETERMINER = 1;
export const PREPOSITION = 2;
/** Opens a subordinate clause. */
export const SUBORDINATOR = 4;
/** "and", "but", "or". */
export const COORDINATOR = 8;
/** "has", "had", "having": may stand between a speaker and the verb. */
export const HAVE = 16;
export const BE = 32;
/** Modals, "do" and negations: what follows is not said, or not yet. */
export const MODAL = 64;
export const PRONOUN = 128;
export const RELATIVE = 256;
export const ADVERB = 512;
export const TIME = 1024;
/** Finite verbs that report nothing and that no noun shares its form with: they end a noun phrase. */
export const OTHER_VERB = 2048;
/** May tie a noun phrase to the one before: "a spokesman for the ministry". */
export const ATTACHES = 4096;

const LISTS: readonly (readonly [number, string])[] = [
  [
    DETERMINER,
    `the a an this that these those his her its their our my your some any several many most each every another both all no one two three four
     five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty
     dozens`,
  ],
  [
    PREPOSITION,
    `of for in at from with by to on near behind against inside under over about into onto during within without through between among across
     via despite amid like toward towards upon alongside outside along around beyond throughout per concerning regarding including
     following besides unlike beside above below beneath`,
  ],
  [
    ATTACHES,
    'of for in at from with by near behind inside on to against representing about beside above below under between',
  ],
  [
    SUBORDINATOR,
    `because although though while whereas if unless when whenever where after before since until as once than whether so lest why how`,
  ],
  [COORDINATOR, 'and but or nor yet'],
  [HAVE, "has have had having 've"],
  [BE, 'is are was were be been being am'],
  [
    MODAL,
    `will would can could may might must shall should did do does not never cannot to won't wouldn't couldn't didn't don't doesn't can't
     shouldn't mustn't hasn't haven't hadn't isn't wasn't weren't aren't won’t wouldn’t couldn’t didn’t don’t doesn’t can’t shouldn’t mustn’t hasn’t haven’t hadn’t isn’t wasn’t
     weren’t aren’t`,
  ],
  [PRONOUN, 'he she it they we i you him them us me himself herself itself themselves there who whom'],
  [RELATIVE, 'who which that whose whom what'],
  [
    ADVERB,
    `also later then still now again further earlier recently previously repeatedly often once always just only even however meanwhile
     moreover furthermore instead nevertheless nonetheless therefore thus indeed too first already long soon yet afterwards elsewhere
     reportedly allegedly apparently clearly publicly privately initially finally eventually originally simply quickly strongly
     likewise otherwise anyway consistently since subsequently today yesterday tonight tomorrow separately similarly here perhaps maybe quietly briefly together
     formally officially almost nearly bluntly angrily calmly wrongly rightly falsely correctly explicitly openly twice`,
  ],
  [
    TIME,
    `monday tuesday wednesday thursday friday saturday sunday january february april june july august september october november
     december today yesterday tonight tomorrow morning afternoon evening night week month year weekend`,
  ],
  [
    OTHER_VERB,
    `became began brought built bought came got grew hid kept knew led lost made met paid ran rose sold spent spoke stood struck took
     went won gave saw heard stayed failed opened closed arrived resigned appeared seemed remained happened killed died comes goes takes
     makes gets gives keeps leads loses meets pays rises sells spends speaks wins sees hears stays becomes begins brings builds buys
     come remains appears seems happens involves requires provides owns belongs consists lies fell chose drew drove ate flew froze
     rang sank sang shook slept stole swam threw tore wore woke broke caught dealt fought hung laid lent meant sent slid sought
     swung taught wept include includes contain contains`,
  ],
];

const CLASSES = new Map<string, number>();
for (const [bit, words] of LISTS)
  for (const word of words.split(/\s+/)) CLASSES.set(word, (CLASSES.get(word) ?? 0) | bit);

const FIRST_NAMES = new Set(['Will', 'Drew', 'Rose']);

/** "May" and "March" are months and "Will" is a man, "may", "march" and "will" are not. */
export function classesOf(word: string, lower: string): number {
  if (word === 'May' || word === 'March') return TIME;
  return FIRST_NAMES.has(word) ? 0 : (CLASSES.get(lower) ?? 0);
}
