/** Names of outlets, agencies and bodies as a source: "the Daily Ledger", "University of Kell", "example.org". */
const TOKEN = String.raw`(?:(?:\p{Lu}\.){1,4}|[\p{Lu}\p{N}][\p{L}\p{M}\p{N}&’'-]*(?:\.(?=\p{Ll})[\p{L}\p{N}.-]*\p{L})?)`;

/** At the start of the text it is tried on, case counting; an article before the name comes along. */
export const SOURCE_NAME = new RegExp(
  String.raw`^(?:(?:[Tt]he|a|an) )?(?:[a-z\d-]{2,40}(?:\.[a-z]{2,12}){1,3}(?!\p{L}|\.\p{L})|${TOKEN}(?: (?:(?:of|for|and|&|de|la|du|der|the) (?:the )?)?${TOKEN}){0,7})`,
  'u',
);
