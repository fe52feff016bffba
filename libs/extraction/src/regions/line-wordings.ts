/** What a line is by its wording: a link, the rights in the page, a credit, the caption of a picture. */
import { WordedPatterns, type Worded } from './worded-patterns.ts';

/** Links to other articles inside this one, and the path of the page in its site. */
const LINK_OR_PATH: Worded = [
  ': ： > › » → click',
  /^\W*(?:related|recommended|(?:see|read|watch|listen)(?: more| also| next| this)?|also(?: read| see)?|more|up next|don['’]t miss|play(?: video| audio)?|in pictures|trending|tags?|topics?|categor(?:y|ies)|keywords|filed under)\s?[:：]\s?\S|^\S[^.]{0,60}\s[>›»→]\s\S|^click (?:here|to)\b/iu,
];

const RIGHTS =
  /\ball rights reserved\b|[©®]\s?(?:copyright\s)?(?:19|20)\d\d|^[©®].*\b(?:(?:19|20)\d\d|ltd|limited|inc|llc|media|group)\b|copyright\b/iu;
/** Links in a row, the last of them the owner: "Terms | Products | © Owner". */
const FOOTER = /\s[|·]\s[^|·]{0,80}\s[|·]\s[^|·]{0,40}©/u;
const MAY_HAVE_RIGHTS = /[©®]|rights|copyright/i;

/** Who else worked on the text, and where else it stood. */
const CREDIT: Worded = [
  'reporting writing editing contribution contributions permission contributed appeared published',
  /^\W*(?:additional |with )?(?:reporting|writing|editing|contributions?) by\b|\b(?:republished|reprinted|reproduced)\b.{0,30}\bpermission\b|\bcontributed (?:reporting|to this (?:report|story|article))\b|\bfirst (?:appeared|published) (?:in|on|at|by)\b/iu,
];

const AGENCY = String.raw`(?:getty|reuters|afp|associated press|\bap\b|\bepa\b|\bpa\b|alamy|shutterstock|istock|bloomberg|xinhua|\bdpa\b|\bansa\b|handout|courtesy|file photo|supplied)`;
/** The credit of a picture, at the end of what is said about it or alone on its line. */
const CAPTION: readonly Worded[] = [
  ['( [ / |', new RegExp(String.raw`[([/|][^()[\]]{0,60}${AGENCY}[^()[\]]{0,40}[)\]]?\s*$`, 'iu')],
  [
    'photo photos photograph photographs image picture pic illustration graphic video credit',
    /[([](?:photo(?:graph)?s?|image|picture|pic|illustration|graphic|video|credit)\b[^()[\]]{0,80}[)\]]\s*$/iu,
  ],
  [
    'photo photos photograph photographs image images picture pictures illustration illustrations video videos',
    /\b(?<!\bin )(?:photo(?:graph)?|image|picture|illustration|video)(?: credit)?s?(?:\s?:|\s(?:by|courtesy of|via)\s+(?:the\s)?)\s?\p{Lu}.{0,60}$/iu,
  ],
  [
    'photo photos photograph photographs image picture pictured illustration caption file',
    /^(?:photo(?:graph)?s?|image|picture|pictured|illustration|caption|file)(?: credit)?\s?[:：]/iu,
  ],
  ['credit', /\bcredit\s?[:：][^.]{0,60}$/iu],
  ['© ®', new RegExp(String.raw`[©®]\s?(?!\s?(?:19|20)\d\d\b)[^.]{0,60}$`, 'iu')],
];
/** Every caption has one of these, and most lines none: asked before the patterns, which are slower. */
const MAY_BE_CAPTION = /[([/|©®]|photo|image|pic|illustration|caption|graphic|file|video|credit/i;

export const WORDINGS = new WordedPatterns([LINK_OR_PATH, CREDIT, ...CAPTION]);
const [LINK_BIT, CREDIT_BIT] = [1, 2];
const CAPTION_BITS = ~(LINK_BIT | CREDIT_BIT);

/** `asked`: what the words and marks of the line ask for. */
export const isLinkOrPath = (text: string, asked: number): boolean =>
  WORDINGS.someMatches(asked & LINK_BIT, text);

export const hasRights = (text: string): boolean =>
  MAY_HAVE_RIGHTS.test(text) && (RIGHTS.test(text) || FOOTER.test(text));

export const isCredit = (text: string, asked: number): boolean =>
  WORDINGS.someMatches(asked & CREDIT_BIT, text);

export const isCaption = (text: string, asked: number): boolean =>
  (asked & CAPTION_BITS) !== 0 &&
  MAY_BE_CAPTION.test(text) &&
  WORDINGS.someMatches(asked & CAPTION_BITS, text);
