/**
 * The notice that a published page is served with while claims in it are in question. The page's bytes do not change: the
 * notice is put right behind the body's tag, between two comments, and is no part of what the log proves.
 */
const BEGIN = '<!-- notice, not part of the published page -->';
const END = '<!-- end of notice -->';

const TEXT = '[^<>]*';
/**
 * What comes before the notice. Before the body there is only the head, in which every text is escaped. Where no skip
 * link follows, the notice does: so it was served once.
 */
const OPENING = new RegExp(`<body[^>]*>(?:<a class="skip-link" href="#main">${TEXT}</a>)?`);
const CLAIM = `<li><a href="#claim-\\d+">${TEXT}</a>${TEXT}<time dateTime="[\\d-]+" dir="auto">${TEXT}</time>${TEXT}</li>`;
/** Every tag of it: what else may stand between the comments could run, hide the page or change how the rest of it is read. */
const NOTICE = new RegExp(
  `^${BEGIN}<aside class="correction" aria-labelledby="in-question"><h2 id="in-question">${TEXT}</h2><p>${TEXT}</p>` +
    `<ul>(${CLAIM})*</ul><p class="note"><a href="https?://[^"<>]*">${TEXT}</a></p></aside>${END}`,
);

export function addNotice(page: string, markup: string): string {
  // A function: `$` means nothing in a notice.
  return page.replace(OPENING, (opening) => `${opening}${BEGIN}${markup}${END}`);
}

/** What was published, byte for byte, out of what was served. */
export function withoutNotice(served: string): string {
  const opening = OPENING.exec(served);
  if (!opening) return served;
  const at = opening.index + opening[0].length;
  return served.slice(0, at) + served.slice(at).replace(NOTICE, '');
}
