/** Pages that stand before the article instead of showing it. Only pages with next to no text are judged. */
import type { RefusalCode } from './reading.ts';

type PageText = { readonly text: string };

export interface PageSigns {
  readonly hasPassword: boolean;
  readonly hasScript: boolean;
  /** What stands in for the page where programs do not run, is no text of the page, and often says why. */
  readonly withoutScript: string;
}

/** Characters of running text that make a page worth reading whatever else it asks for. */
const ARTICLE_LENGTH = 600;
/** A line of this length, and the sentence it is, may be an article's. */
const PROSE_LENGTH = 80;
const PAGE_LENGTH = 3_000;
/** A page without its program shows a name, a menu, perhaps a spinner. */
const SHELL_LENGTH = 300;

const SIGN_IN =
  /\b(?:sign|log) ?in\b|\blogin\b|\bpassword\b|\bsubscribers? only\b|\bcreate (?:an )?account\b|\bregister to (?:read|continue)\b/i;
const ROBOT_CHECK =
  /\bcaptcha\b|\bverify(?:ing)? (?:that )?you are (?:a )?human\b|\bchecking your browser\b|\bare you a robot\b|\bnot a robot\b|\benable javascript and cookies to continue\b|\bunusual traffic\b/i;
const CONSENT =
  /\b(?:accept|agree|reject|allow)\b[^.]{0,40}\b(?:all|cookies|continue)\b|\bbefore you continue\b|\bmanage (?:options|preferences|choices)\b/i;
const CONSENT_TOPIC = /\bcookies?\b|\bconsent\b|\bprivacy\b/i;
const SCRIPT_NEEDED =
  /\b(?:enable|requires?|needs?|turn on|without) java ?script\b|\bjava ?script (?:is |must be )?(?:disabled|enabled|required|needed|not)\b/i;
const SENTENCE = /(?:\S+ ){4}\S*[.!?…]["”’)]?$/;

export function wallOf(
  lines: readonly PageText[],
  { hasPassword, hasScript, withoutScript }: PageSigns,
): RefusalCode | null {
  if (lines.length === 0) return hasScript ? 'needs-script' : 'empty';
  const length = lines.reduce((sum, { text }) => sum + text.length, 0);
  if (length > PAGE_LENGTH) return null;
  const all = lines.map(({ text }) => text).join('\n');
  const isLong = proseLength(lines) >= ARTICLE_LENGTH;
  if (ROBOT_CHECK.test(all) && !isLong) return 'robot-check';
  const article = proseLength(lines.filter(({ text }) => !isAboutAccess(text)));
  if (article >= ARTICLE_LENGTH) return null;
  if (hasPassword && SIGN_IN.test(all)) return 'login-wall';
  if (CONSENT.test(all) && CONSENT_TOPIC.test(all) && article < PROSE_LENGTH) return 'consent-wall';
  if (SIGN_IN.test(all) && article < PROSE_LENGTH && isMostlyAccess(lines) && !isLong) return 'login-wall';
  const isShell = length < SHELL_LENGTH && !lines.some(({ text }) => SENTENCE.test(text));
  if (hasScript && article < PROSE_LENGTH && (isShell || SCRIPT_NEEDED.test(`${all}\n${withoutScript}`)))
    return 'needs-script';
  return null;
}

const isAboutAccess = (text: string): boolean =>
  SIGN_IN.test(text) || CONSENT_TOPIC.test(text) || SCRIPT_NEEDED.test(text);

const isMostlyAccess = (lines: readonly PageText[]): boolean =>
  lines.filter(({ text }) => isAboutAccess(text)).length * 4 >= lines.length;

const proseLength = (lines: readonly PageText[]): number =>
  lines.reduce((sum, { text }) => sum + (text.length >= PROSE_LENGTH ? text.length : 0), 0);
