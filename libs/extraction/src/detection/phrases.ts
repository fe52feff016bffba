/** Set phrases that the rules look for, each with its key words, so that a sentence without any need not be searched. */

/**
 * Key words, and the phrase around one of them: it stands for "{}", between spaces or at an edge of words, so that
 * wherever the phrase is one of its keys is a word of the text.
 */
type Wordings = Readonly<Record<string, string>>;

interface Phrases {
  readonly keys: readonly string[];
  readonly pattern: RegExp;
}

/** What stands around a phrase: by default the edges of words. */
interface Edges {
  readonly start: string;
  readonly end: string;
}
const WORDS: Edges = { start: '\\b', end: '\\b' };
const NO_LETTER = '(?![\\p{L}-])';

function phrases(wordings: Wordings, { start, end } = WORDS): Phrases {
  const alternatives = Object.entries(wordings).map(([keys, wording]) =>
    wording.replace('{}', `(?:${keys.replaceAll(' ', '|')})`),
  );
  return {
    keys: Object.keys(wordings).flatMap((keys) => keys.split(' ')),
    pattern: new RegExp(`${start}(?:${alternatives.join('|')})${end}`, 'iu'),
  };
}

export const PHRASES = {
  heading: phrases(
    {
      'home menu newsletter newsletters featured related advertisement comment comments topics': '{}',
      read: 'most {}',
    },
    { start: '^\\W*', end: '\\W*$' },
  ),
  invitation: phrases(
    {
      read: '{} (?:more|next|also)',
      see: '{} also',
      share: '{} (?:this|on)',
      follow: '{} us',
      sign: '{} (?:in|up)',
      log: '{} in',
      'login subscribe register': '{}',
      skip: '{} to',
      'leave post': '{} a comment',
    },
    { start: '^\\W*', end: NO_LETTER },
  ),
  /** What only an order opens with, and nouns too when what an order takes follows: "share prices", "help for farmers". */
  order: phrases(
    {
      please: '{}',
      let: "{}['’]s",
      do: '{} not',
      don: "{}['’]t",
      'ask bring click come consider contact donate enjoy enter forget get give go imagine join keep learn listen remember send sign stay tell think try wait':
        '{} (?:the|an?|this|that|these|those|your|our|my|us|me|it|them|him|her|here|to|up|now|more|not|and|for|out|in|back|all|about)',
      'call check demand download email end find follow help hold leave look make note pay put read save see share show stop support take turn use visit vote watch write':
        '{} (?:the|an?|this|that|these|those|your|our|my|us|me|it|them|him|her)',
    },
    { start: `^["“‘']?`, end: NO_LETTER },
  ),
  pageNotice: phrases({
    'cookies unsubscribe recaptcha': '{}',
    cookie: '{} (?:policy|settings|notice)',
    privacy: '{} (?:policy|notice)',
    terms: '{} (?:of|and) (?:use|service|conditions)',
    rights: 'all {} reserved',
    valid: '{} e-?mail',
    your: '{} (?:password|inbox|e-?mail)',
  }),
  /** "The commission said it would study the judgment": saying so is the news. */
  pledge: phrases(
    {
      'would will':
        '(?:said|says|added|told \\p{L}+(?: \\p{L}+)?) (?:that )?(?:it|he|she|they) {}(?: not)? (?!be\\b|have\\b|take\\b|need\\b|become\\b|mean\\b|make\\b)',
    },
    { start: '\\b', end: '' },
  ),
  need: phrases({
    'need needs': '{} (?:to|a|an|more|less|better|urgent)',
    'has have ought': '{} to',
    'deserve deserves': '{}',
    time: "(?:it is|it['’]s|is) (?:high |about )?{}",
    let: "{}['’]s",
    better: 'had {}',
    'important vital essential crucial necessary imperative': '{} (?:that|to|for)',
    well: 'would do {} to',
    'needed required': 'is {} (?:now|to)',
  }),
  rhetoric: phrases({
    enough: '{} is enough',
    nobody: '{} (?:can|should)',
    one: 'no {} can',
    knows: '(?:everyone|everybody|who) {}',
    again: 'never {}',
    never: 'must {}',
    day: 'at the end of the {}',
    mistake: 'make no {}',
    'truth fact': 'the {} is',
    tell: 'time will {}',
    remains: '{} to be seen',
    history: '{} will',
    thing: 'one {} is (?:clear|certain)',
    only: '{} time',
    speaks: '{} for itself',
    beyond: '{} (?:words|belief)',
    slap: '{} in the face',
    iceberg: 'tip of the {}',
    dark: 'in the {}',
    'excuse surprise': 'no {}',
    matters: 'what {}',
    'hard difficult easy tempting impossible worth better best right wrong fair':
      "it(?: is|['’]s| was| would be| will be) (?:\\p{L}+ )?{} to",
  }),
  cause: phrases({
    'because cause caused causes causing triggered prompted blamed blames': '{}',
    'due led leads leading owing thanks attributed': '{} to',
    'resulted results': '{} in',
    result: 'as a {}',
    blame: '{} (?:on|for)',
  }),
} as const satisfies Readonly<Record<string, Phrases>>;

export type PhraseName = keyof typeof PHRASES;
// Object.keys gives string[]; the keys of this literal are exactly PhraseName.
export const PHRASE_NAMES = Object.keys(PHRASES) as PhraseName[];

const SEPARATORS = /[^A-Za-zſ\u212A]+/u;

/**
 * The words that a phrase would find in the text: it takes ASCII letters alone for a word's, but for the long s and the sign of
 * kelvin, which without regard to case are an s and a k.
 */
export const wordsForPhrases = (text: string): string[] =>
  text.split(SEPARATORS).map((word) => word.toLowerCase().replaceAll('ſ', 's'));
