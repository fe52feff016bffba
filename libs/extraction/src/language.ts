/** Which language a text is in, and whether its claims can be found by program. */

/** The languages that the rules and models of this library were made for. */
const SUPPORTED: ReadonlySet<string> = new Set(['en']);
/** ISO 639: undetermined. */
const UNKNOWN = 'und';
/** Menus and forms may speak another language than the article, so the text is sampled in several places. */
const SAMPLES = 8;
/** UTF-16 units of one sample: some fifty words. */
const SAMPLE_LENGTH = 300;
const FEWEST_LETTERS = 6;

export interface IdentifiedLanguage {
  /** ISO 639-1 code where there is one ("en", "zh"); "und" when the text gives no hold. */
  readonly language: string;
  /** Share of the samples in this language, 0 to 1000. */
  readonly confidence: number;
  readonly supported: boolean;
  /** What to tell the person who sent the text; null when the language is supported. */
  readonly refusal: { readonly code: 'language-not-supported'; readonly sentence: string } | null;
}

/** Read when the first text is asked about: its table costs each process half a second, and most of them never ask. */
const detector = async () => (await import('eld/medium')).eld;

/**
 * `declared` is what the document says of itself, BCP 47; pages are often wrong about it, so it only counts where most of
 * the text gives no hold: it is short, or in a language that is not among the sixty known ones.
 */
export async function identifyLanguage(
  text: string,
  declared: string | null = null,
): Promise<IdentifiedLanguage> {
  const eld = await detector();
  const votes = new Map<string, number>();
  let samples = 0;
  for (const sample of samplesOf(text)) {
    if ((sample.match(/\p{L}/gu) ?? []).length < FEWEST_LETTERS) continue;
    samples += 1;
    const result = eld.detect(sample);
    if (result.isReliable()) votes.set(result.language, (votes.get(result.language) ?? 0) + 1);
  }
  const [winner] = [...votes].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  if (winner && winner[1] * 2 >= samples)
    return identified(winner[0], Math.round((1000 * winner[1]) / samples));
  return identified(primaryLanguage(declared) ?? UNKNOWN, 0);
}

function identified(language: string, confidence: number): IdentifiedLanguage {
  const supported = SUPPORTED.has(language);
  return { language, confidence, supported, refusal: supported ? null : refusalFor(language) };
}

function refusalFor(language: string): NonNullable<IdentifiedLanguage['refusal']> {
  const what =
    language === UNKNOWN
      ? 'The language of this text cannot be told'
      : `${nameOf(language)} is not supported`;
  return { code: 'language-not-supported', sentence: `${what}: paste its claims by hand.` };
}

const names = new Intl.DisplayNames('en', { type: 'language' });
const nameOf = (language: string): string => names.of(language) ?? language;

/** "en-GB" is English; null for what is no language tag. */
function primaryLanguage(declared: string | null): string | null {
  if (declared === null) return null;
  try {
    const { language } = new Intl.Locale(declared.trim().replaceAll('_', '-'));
    // Longer ones are well-formed too, and nobody has registered any: "english".
    return language === UNKNOWN || language.length > 3 ? null : language;
  } catch {
    return null;
  }
}

/** Evenly over the text. */
function* samplesOf(text: string): Generator<string> {
  const count = Math.min(SAMPLES, Math.ceil(text.length / SAMPLE_LENGTH));
  const step = count > 1 ? (text.length - SAMPLE_LENGTH) / (count - 1) : 0;
  for (let i = 0; i < count; i++) {
    const start = Math.round(i * step);
    yield text.slice(start, start + SAMPLE_LENGTH).toWellFormed();
  }
}
