/** How far two mentions of evidence speak of one thing: by the names beside them, their own words, and what they are about. */
import { isGeneric, namesOf } from '../matching/names.ts';
import { contentWords, stem, wordsOf } from '../matching/stems.ts';
import type { OriginDocument } from './origins.ts';
import type { Upstream } from './upstream.ts';

/** With the document it stands in. */
export type Mention = readonly [OriginDocument, Upstream];

/** How many telling words two mentions share. */
export interface Likeness {
  /** Of the names beside them. */
  readonly names: number;
  /** Of what they are called. */
  readonly description: number;
  /** Numbers in what they are called: "a study of 1,260 patients". */
  readonly numbers: number;
  /** Of what their sentences say besides. */
  readonly matter: number;
  /** The one is e-mails and the other an audit: two bundles of papers, or two parts of one. */
  readonly areOtherTexts: boolean;
}

interface Words {
  readonly names: ReadonlySet<string>;
  readonly description: ReadonlySet<string>;
  readonly matter: ReadonlySet<string>;
  readonly texts: ReadonlySet<string>;
  /** Of the holder's name. */
  readonly holder: readonly string[];
}

/** Words that any evidence may be described by, as stems. */
const GENERIC = new Set(
  contentWords(
    `document documents file files record records report reports paper papers material data figures official study
     research researchers published publish obtained seen leaked leak released reviewed new according internal page
     pages statement told interview witness resident survivor passenger thousands hundreds year week month newspaper
     website site magazine programme broadcaster confidential secret exclusively examined acquired viewed passed handed
     provided given shown shared sent supplied issued compiled commissioned conducted produced prepared written
     collected`,
  ).map(stem),
);
/** Of one sort each; "files" may be any of them. */
const TEXTS = new Set(
  contentWords(
    `email emails memo memos memorandum letter letters audit audits recording recordings video videos footage message
     messages minutes transcript transcripts contract contracts invoice invoices spreadsheet payslips filing indictment
     ruling`,
  ).map(stem),
);
/** Where the sentence around a mention is cut off, in UTF-16 units. */
const REACH = 300;

/** `holder`: whom both have it from, whose name then says nothing; null when they have not. */
export function likenessOf([a, one]: Mention, [b, other]: Mention, holder: string | null): Likeness {
  const held = new Set(contentWords(holder ?? '').map(stem));
  const [words, others] = [wordsAround(a, one), wordsAround(b, other)];
  const common = (key: Exclude<keyof Words, 'holder'>): string[] =>
    [...words[key]].filter((word) => others[key].has(word) && !held.has(word));
  return {
    names: common('names').length,
    description: common('description').length,
    numbers: common('description').filter((word) => /^\d{2}/.test(word)).length,
    matter: common('matter').length,
    areOtherTexts: areOtherTexts(words, others),
  };
}

/** The holder of one in full beside the other: "auditors from Brewer Lane found, documents seen by the Ledger show". */
export function namesHolder([a, one]: Mention, [b, other]: Mention): boolean {
  const [words, others] = [wordsAround(a, one), wordsAround(b, other)];
  const isNamed = words.holder.length >= 2 && words.holder.every((word) => other.names.includes(word));
  return isNamed && !areOtherTexts(words, others);
}

const areOtherTexts = ({ texts }: Words, others: Words): boolean =>
  texts.size > 0 && others.texts.size > 0 && ![...texts].some((text) => others.texts.has(text));

/** By mention: each is held against those of hundreds of documents. */
const known = new WeakMap<Upstream, Words>();

function wordsAround(document: OriginDocument, mention: Upstream): Words {
  const before = known.get(mention);
  if (before) return before;
  const names = new Set(mention.names.map(stem));
  const called = stemsOf(mention.description.replace(mention.holder ?? '', ' '));
  const telling = (stems: readonly string[]): Set<string> =>
    new Set(stems.filter((word) => !GENERIC.has(word) && !names.has(word)));
  const own = new Set([...stemsOf(mention.description), ...wordsOf(mention.holder ?? '').map(stem)]);
  const beside = stemsOf(sentenceAround(document.text, mention.description));
  const words = {
    names,
    description: telling(called),
    matter: telling(beside.filter((word) => !own.has(word) && !isGeneric(word) && !/^\d/.test(word))),
    texts: new Set(called.filter((word) => TEXTS.has(word))),
    holder: namesOf(`of ${mention.holder ?? ''}`).flatMap((name) => name.words),
  };
  known.set(mention, words);
  return words;
}

const stemsOf = (text: string): string[] =>
  contentWords(text.replaceAll(/\be-(?=mails?\b)/giu, 'e')).map(stem);

/** Empty for what stands in a headline. */
function sentenceAround(text: string, description: string): string {
  const at = text.indexOf(description);
  if (at < 0) return '';
  const end = at + description.length;
  const before = text.slice(Math.max(0, at - REACH), at).split(/[.!?]\s|\n/u);
  const after = text.slice(end, end + REACH).split(/[.!?](?:\s|$)|\n/u);
  return `${before.at(-1) ?? ''}${description}${after[0] ?? ''}`;
}
