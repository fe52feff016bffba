/** "The company", "the charity", "the force": which of the bodies named before can be meant. */

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
  const generic = GENERICS.find(({ words }) => words.has(description));
  if (!generic) return false;
  return noun === null ? generic.bareName : generic.nouns.has(noun);
}
