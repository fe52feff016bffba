/** Names of outlets, agencies and bodies as a source: "the Daily Ledger", "University of Kell", "example.org". */
import { isNoName } from '../matching/names.ts';

const TOKEN = String.raw`(?:(?:\p{Lu}\.){1,4}|[\p{Lu}\p{N}][\p{L}\p{M}\p{N}&’'-]*(?:\.(?=\p{Ll})[\p{L}\p{N}.-]*\p{L})?)`;
const SOURCE = new RegExp(
  String.raw`^(?:(?:[Tt]he|[Aa]n?) (?:\p{Ll}[\p{Ll}-]* ){0,2})?(?<name>[a-z\d-]{2,40}(?:\.[a-z]{2,12}){1,3}(?!\p{L}|\.\p{L})|(?=\p{Lu}|\d+\p{Ll}*\p{Lu})${TOKEN}(?: (?:(?:of|and) the |(?:of|for|and|&|de|la|du|der|the) )?${TOKEN}){0,7})`,
  'u',
);

export interface SourceName {
  /** Without its article or description: of "the charity Pedal Watch" the last two words. */
  readonly name: string;
  /** Where it ends in the text it was read from, in UTF-16 units. */
  readonly end: number;
}

/** The name that a text begins with, case counting; null when it begins with none. */
export function sourceNamed(text: string): SourceName | null {
  const match = SOURCE.exec(text);
  const name = match?.groups?.['name'];
  if (!match || name === undefined || isNobody(name)) return null;
  return { name, end: match[0].length };
}

/** "May", "October 2018", "Here", "Dr". */
export const isNobody = (name: string): boolean =>
  name.split(' ').every((word) => isNoName(word) || /^\d+$/.test(word));
