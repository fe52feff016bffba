/** "The company", "the force", "the files": which of the bodies and documents named before can be meant. */

interface Generic {
  /** What the description may be. */
  readonly words: ReadonlySet<string>;
  /** What the noun in the body's own name may be. */
  readonly nouns: ReadonlySet<string>;
  /** Whether a name without any known noun ("Halden", "UPD") will do. */
  readonly bareName: boolean;
}

const set = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

const GENERICS: readonly Generic[] = [
  {
    words: set(
      'company firm operator developer manufacturer maker retailer supplier carrier airline business contractor builder',
    ),
    nouns: set(
      `company firm operator developer manufacturer maker retailer supplier carrier airline business corporation supermarket port airport railway
       brewery bank group utility insurer builder holding`,
    ),
    bareName: true,
  },
  { words: set('union'), nouns: set('union federation'), bareName: true },
  {
    words: set('charity group organisation organization campaign ngo'),
    nouns: set(
      'trust foundation society association fund federation alliance charity group campaign coalition organisation organization',
    ),
    bareName: true,
  },
  {
    words: set('document file paper record leak data material cache trove archive'),
    nouns: set('document file paper record leak data material cache trove archive'),
    bareName: false,
  },
  {
    words: set('document paper'),
    nouns: set(
      'report study paper review audit survey analysis inquiry investigation trial account research assessment',
    ),
    bareName: false,
  },
  { words: set('force'), nouns: set('police constabulary'), bareName: false },
  {
    words: set('agency watchdog regulator'),
    nouns: set('agency commission office bureau authority inspectorate watchdog regulator'),
    bareName: false,
  },
  { words: set('board authority body'), nouns: set('board authority'), bareName: false },
];

/** Whether a body whose name holds `noun`, or no known noun, can be called `description`. */
export function canBeCalled(description: string, noun: string | null): boolean {
  return GENERICS.some(
    ({ words, nouns, bareName }) => words.has(description) && (noun === null ? bareName : nouns.has(noun)),
  );
}
