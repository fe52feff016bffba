/** "The company", "the force", "the files": which of the bodies and documents named before can be meant. */
import { wordSet } from '../word-set.ts';

interface Generic {
  /** What the description may be. */
  readonly words: ReadonlySet<string>;
  /** What the noun in the body's own name may be. */
  readonly nouns: ReadonlySet<string>;
  /** Whether a name without any known noun ("Halden", "UPD") will do. */
  readonly bareName: boolean;
}

const GENERICS: readonly Generic[] = [
  {
    words: wordSet(
      'company firm operator developer manufacturer maker retailer supplier carrier airline business contractor builder',
    ),
    nouns: wordSet(
      `company firm operator developer manufacturer maker retailer supplier carrier airline business corporation supermarket port airport railway
       brewery bank group utility insurer builder holding`,
    ),
    bareName: true,
  },
  { words: wordSet('union'), nouns: wordSet('union federation'), bareName: true },
  {
    words: wordSet('charity group organisation organization campaign ngo'),
    nouns: wordSet(
      'trust foundation society association fund federation alliance charity group campaign coalition organisation organization',
    ),
    bareName: true,
  },
  {
    words: wordSet('document file paper record leak data material cache trove archive'),
    nouns: wordSet('document file paper record leak data material cache trove archive'),
    bareName: false,
  },
  {
    words: wordSet('document paper'),
    nouns: wordSet(
      'report study paper review audit survey analysis inquiry investigation trial account research assessment',
    ),
    bareName: false,
  },
  { words: wordSet('force'), nouns: wordSet('police constabulary'), bareName: false },
  {
    words: wordSet('agency watchdog regulator'),
    nouns: wordSet('agency commission office bureau authority inspectorate watchdog regulator'),
    bareName: false,
  },
  { words: wordSet('board authority body'), nouns: wordSet('board authority'), bareName: false },
];

const GENERICS_OF = new Map<string, Generic[]>();
for (const generic of GENERICS)
  for (const word of generic.words) GENERICS_OF.set(word, [...(GENERICS_OF.get(word) ?? []), generic]);

/** Whether any body or document can be called `description`. */
export const isGeneric = (description: string): boolean => GENERICS_OF.has(description);

/** Whether a body whose name holds `noun`, or no known noun, can be called `description`. */
export const canBeCalled = (description: string, noun: string | null): boolean =>
  GENERICS_OF.get(description)?.some(({ nouns, bareName }) =>
    noun === null ? bareName : nouns.has(noun),
  ) === true;
