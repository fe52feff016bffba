const RIGHT_TO_LEFT_LANGUAGES = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);
const RIGHT_TO_LEFT_SCRIPTS = new Set(['arab', 'hebr', 'thaa']);

/**
 * The way a page in this language runs, from its BCP 47 tag. Not `Intl.Locale`'s answer: that depends on the Unicode
 * data of the running Node, and a report must come out as the same bytes everywhere.
 */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const [primary = '', ...subtags] = language.toLowerCase().split('-');
  // A named script wins over the habit of the language: Uyghur is written in Latin and Cyrillic letters too.
  const script = subtags.find((subtag) => /^[a-z]{4}$/.test(subtag));
  const rightToLeft = script ? RIGHT_TO_LEFT_SCRIPTS.has(script) : RIGHT_TO_LEFT_LANGUAGES.has(primary);
  return rightToLeft ? 'rtl' : 'ltr';
}
