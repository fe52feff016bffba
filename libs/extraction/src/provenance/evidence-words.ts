/** The words by which English news names what an account rests on, as sources of regular expressions (any case). */
import type { Upstream } from './upstream.ts';

type Kind = Upstream['kind'];

/** Material by the kind it is when nothing says that it was leaked. */
export const MATERIAL: ReadonlyMap<Kind, string> = new Map([
  [
    'document',
    'documents?|files?|records?|e-?mails?|memos?|memorand(?:um|a)|reports?|audits?|papers|letters?|recordings?|footage|videos?|messages|minutes|slides|transcripts?|contracts?|invoices?|correspondence|dossiers?|cache|trove|leaks?|filings?|indictment|ruling|spreadsheets?|logs?|inquiry|review|investigation|statements of account|whistleblower complaint|complaint',
  ],
  [
    'study',
    'stud(?:y|ies)|papers?(?= (?:in|by|from|on|published)\\b)|surveys?|polls?|research|analys[ie]s|trials?|modelling|modeling|experiments?|(?:researchers|scientists|academics|research team)(?= led by\\b)',
  ],
  [
    'dataset',
    'data|dataset|database|figures|statistics|census|satellite (?:images|imagery|photographs)|measurements|readings|estimates',
  ],
  ['broadcast', 'documentary|programme|podcast|broadcast'],
]);

/** Adjectives and nouns that say the material was not meant for the public. */
const NOT_PUBLIC =
  '(?:leak(?:ed|s|ing)?|confidential|classified|secret|internal|unpublished|hacked|whistle-?blowers?|private)';
export const LEAKED = new RegExp(String.raw`\b${NOT_PUBLIC}\b`, 'iu');
/** What no leak and no SPILL is without: quicker to look for, and most sentences have none. */
export const MAY_BE_LEAKED = new RegExp(NOT_PUBLIC, 'iu');

const FLUID =
  '(?:gas|oil|fuel|petrol|diesel|kerosene|water|steam|chemicals?|ammonia|chlorine|methane|hydrogen|acid|coolant|sewage|radiation|radioactive|radioactivity)';
const VESSEL =
  '(?:pipes?|pipelines?|hull|roof|ceiling|tanks?|tanker|valves?|sewer|boiler|reactor|engine|dam|well|wagons?|refinery|plant|depot)';
/** A leak that nobody reads: "a gas leak", "leaks of chlorine", "a leak in the hull", "the leaking tank". */
export const SPILL = new RegExp(
  `\\b(?:(?:${FLUID}|${VESSEL})[ -]leak(?:s|ed|ing)?|leaks? (?:of (?:\\p{L}+ )?${FLUID}|(?:in|from|through|at|on) (?:\\p{L}+ ){0,3}${VESSEL})|leaking (?:${FLUID}|${VESSEL}))\\b`,
  'giu',
);
/** "The leak" alone is evidence when a verb says who holds it, or when it is one of texts. */
export const LEAK = /^leaks?$/iu;
export const LEAK_OF_TEXTS =
  /\b(?:documents?|files?|records?|papers?|e-?mails?|mails?|memos?|letters?|messages?|chats?|cables?|videos?|tapes?|recordings?)\b/iu;
const TEXTS = /\b(?:documents|files|records|papers|pages|e-?mails|memos|photographs|databases?)\b/iu;

/** What an article calls a leak throughout is one of texts when it speaks of texts, and of nothing that runs out. */
export const isOnLeakedTexts = (article: string): boolean =>
  TEXTS.test(article) && article.search(SPILL) === -1;

/** "obtained by Z": Z holds the material. */
export const HELD_BY =
  '(?:exclusively )?(?:obtained|seen|reviewed|viewed|examined|acquired|analy[sz]ed|leaked|passed|handed|provided|given|shown|shared|sent|supplied|published|released|issued|compiled|commissioned|conducted|carried out|produced|prepared|written|collected|drawn up|made public|aired|broadcast)(?: (?:exclusively|jointly|first|on \\p{L}+day|last \\p{L}+|this \\p{L}+|in (?:\\p{L}+ )?\\d{4}))? (?:by|to|with)';
/** Of these, what says by itself that the material came round by no official way. */
export const GOT = /\b(?:obtained|acquired|leaked|passed|handed|seen|viewed|shown)\b/iu;

/** "Z has obtained": active, before the material. */
export const HOLDS =
  '(?:has |have |had )?(?:obtained|acquired|seen|reviewed|received|published|released|examined)';

/** "engineers at Z", "a former employee of Z": the people of a holder. */
export const PEOPLE_OF =
  '(?:an? )?(?:(?:former|senior|own) )?(?:researchers?|scientists?|experts?|academics?|economists?|doctors?|analysts?|engineers?|officials?|employees?|staff|inspectors?|investigators?|journalists?|reporters?|auditors?|lawyers?|consultants?|managers?) (?:at|from|of) ';

/** What evidence does when it is a sentence's subject. */
export const SAYS =
  /^[^.,;:!?“”]{0,40}?\b(?:found|finds|show(?:s|ed|n)?|reveal(?:s|ed)?|suggest(?:s|ed)?|conclude[sd]?|indicate[sd]?|say|says|said|state[sd]?|list(?:s|ed)?|warn(?:s|ed)?|describe[sd]?|detail(?:s|ed)?|record(?:s|ed)?|estimate[sd]?|confirm(?:s|ed)?|according)\b/iu;

/** "Jane Doe, who watched": somebody was there. */
export const WITNESSED =
  '(?:who|that) (?:had )?(?:witnessed|saw|watched|survived|heard|filmed|escaped|was (?:there|present|on board|inside|aboard|in the \\p{L}+)|were (?:there|on board|inside|aboard)|lost|spent|worked|lived|lives)';
export const WITNESS_NOUN =
  '(?:[Aa]n? |[Oo]ne |[Tt]he )?(?:(?:former|local|fellow|lone|only) )?(?:[Ee]ye-?witness|[Ww]itness|[Ss]urvivor|[Pp]assenger|[Rr]esident|[Nn]eighbou?r|[Bb]ystander|[Oo]nlooker|[Vv]illager|[Pp]asser-by|[Ff]ormer (?:employee|inmate|patient|pupil|student|worker|guard))';
export const BROADCASTER =
  /\b(?:radio|tv|television|channel|bbc|cnn|nbc|abc|cbs|itv|sky|pbs|npr|broadcasting|fm|podcast|broadcaster)\b/iu;
