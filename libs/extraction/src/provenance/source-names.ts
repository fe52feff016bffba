/** Names of outlets, agencies and bodies as a source: "the Daily Ledger", "University of Kell", "example.org". */
import { isNoName } from '../matching/names.ts';

const TOKEN = String.raw`(?:(?:\p{Lu}\.){1,4}|[\p{Lu}\p{N}][\p{L}\p{M}\p{N}&’'-]*(?:\.(?=\p{Ll})[\p{L}\p{N}.-]*\p{L})?)`;
/** Languages and nationalities, which say of what sort a source is: "the Swedish daily Norrbladet". */
export const NATIONAL = `(?:Afghan|Albanian|Algerian|American|Arabic?|Argentin(?:e|ian)|Armenian|Australian|Austrian|Azerbaijani|Bangladeshi|Basque|Belarusian|Belgian|Bolivian|Bosnian|Brazilian|British|Bulgarian|Cambodian|Canadian|Catalan|Chilean|Chinese|Colombian|Croatian|Cuban|Cypriot|Czech|Danish|Dutch|Egyptian|English|Estonian|Ethiopian|European|Finnish|Flemish|French|Georgian|German|Ghanaian|Greek|Hebrew|Hindi|Hungarian|Icelandic|Indian|Indonesian|Iranian|Iraqi|Irish|Israeli|Italian|Japanese|Jordanian|Kazakh|Kenyan|Korean|Kurdish|Kyrgyz|Latvian|Lebanese|Libyan|Lithuanian|Malaysian|Maltese|Mandarin|Mexican|Mongolian|Moroccan|Nepali|Nigerian|Norwegian|Pakistani|Palestinian|Persian|Peruvian|Polish|Portuguese|Romanian|Russian|Saudi|Scottish|Serbian|Slovak|Slovenian|Somali|Spanish|Sudanese|Swahili|Swedish|Swiss|Syrian|Taiwanese|Tamil|Thai|Tibetan|Tunisian|Turkish|Ukrainian|Urdu|Uyghur|Uzbek|Venezuelan|Vietnamese|Welsh)(?:-language)?`;
const NOUN = String.raw`(?!(?:and|as|at|by|for|from|in|of|on|or|to|with) )\p{Ll}[\p{Ll}-]*`;
const SORT = String.raw`(?:${NATIONAL} (?:by|in|on) (?:the )?|(?:(?:[Tt]he|[Aa]n?) )?${NATIONAL} (?:${NOUN} ){1,2}|(?:[Tt]he|[Aa]n?) (?:\p{Ll}[\p{Ll}-]* ){0,2})`;
const SOURCE = new RegExp(
  String.raw`^${SORT}?(?<name>[a-z\d-]{2,40}(?:\.[a-z]{2,12}){1,3}(?!\p{L}|\.\p{L})|(?=\p{Lu}|\d+\p{Ll}*\p{Lu})${TOKEN}(?: (?:(?:of|and) the |(?:of|for|and|&|de|la|du|der|the) )?${TOKEN}){0,7})`,
  'u',
);
/** "The German government", "French readers": a sort of which no name is told. */
const NAMELESS = new RegExp(String.raw`^(?:(?:[Tt]he|[Aa]n?) )?${NATIONAL} ${NOUN}`, 'u');
const NATIONAL_ALONE = new RegExp(`^${NATIONAL}$`, 'u');
/** "Le Monde", "El País", "Der Spiegel": outlets that look like people. */
export const FOREIGN_TITLE = /^(?:Le|La|Les|El|Los|Il|Die|Der|Das|De|Het) \p{Lu}/u;

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
  if (NATIONAL_ALONE.test(name) && NAMELESS.test(text)) return null;
  return { name, end: match[0].length };
}

/** "May", "October 2018", "Here", "Dr". */
export const isNobody = (name: string): boolean =>
  name.split(' ').every((word) => isNoName(word) || /^\d+$/.test(word));
