/** What a name or a description tells about who can be meant by "he" and "she". Only ever used to say who cannot be. */
import { pronounOfGivenName } from './given-names.ts';

export type HumanPronoun = 'he' | 'she';

const WORDS: Record<HumanPronoun, string> = {
  he: `mr sir lord king prince duke baron husband father brother son uncle nephew grandfather grandson stepfather stepson stepbrother
    godfather widower boyfriend fiancé dad boy man gentleman monk headmaster waiter male`,
  she: `mrs ms miss lady dame queen princess duchess countess baroness wife mother sister daughter aunt niece grandmother granddaughter
    stepmother stepdaughter stepsister godmother widow girlfriend fiancée mum mom girl woman nun actress headmistress waitress hostess
    heiress stewardess seamstress abbess female`,
};
const PRONOUN_OF = new Map<string, HumanPronoun>();
for (const pronoun of ['he', 'she'] as const)
  for (const word of WORDS[pronoun].split(/\s+/)) PRONOUN_OF.set(word, pronoun);

/** "Wife", "Mr", "policewoman". An ombudsman is a woman as often. */
export function pronounOfWord(lower: string): HumanPronoun | null {
  const known = PRONOUN_OF.get(lower);
  if (known) return known;
  // As both "woman" and "man" do.
  if (!lower.endsWith('man')) return null;
  if (/.{3}woman$/.test(lower)) return 'she';
  return /.{3}(?<!hu)man$/.test(lower) && lower !== 'ombudsman' ? 'he' : null;
}

/** Where what somebody is ends, and what is told of them begins: "a friend | of the king". */
const NARROWED = /\s(?:of|for|in|at|from|with|to|by|on|near|who|whose|and)\s/u;

/** "Jane Doe" is no "he", nor is "the mayor's wife"; null where nothing tells. */
export function pronounOfName(name: string): HumanPronoun | null {
  const words = (name.split(NARROWED)[0] ?? name).split(' ');
  const [first = ''] = words;
  if (/^\p{Lu}/u.test(first)) return pronounOfGivenName(first);
  for (const word of words) {
    // Whose wife she is says nothing of her.
    if (/(?:['’]s?)$/.test(word) || /^\p{Lu}/u.test(word)) continue;
    const pronoun = pronounOfWord(word);
    if (pronoun) return pronoun;
  }
  return null;
}
