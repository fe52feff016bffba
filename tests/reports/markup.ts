/**
 * Reads HTML as crudely as an attacker could hope for: every `<` outside of a script or style begins a tag, or is an
 * error. Gives the tags in their order, with the names of their attributes and without the values.
 */
export function markupOf(html: string): string[] {
  const tags: string[] = [];
  let rest = html.replace(/^<!doctype html>/, '').replace(/(<(script|style)\b[^>]*>).*?(<\/\2>)/gs, '$1$3');
  for (let at = rest.indexOf('<'); at !== -1; at = rest.indexOf('<')) {
    rest = rest.slice(at);
    const [tag, name = '', attributes = ''] =
      /^<(\/?[a-z][a-z0-9]*)((?: [a-zA-Z:-]+(?:="[^"<>]*")?)*)\/?>/.exec(rest) ?? [];
    if (!tag) throw new Error(`a stray "<": ${rest.slice(0, 80)}`);
    tags.push(`${name}${attributes.replace(/="[^"]*"/g, '')}`);
    rest = rest.slice(tag.length);
  }
  return tags;
}

/** What is in the `<script>` elements of a page. */
export const scriptsOf = (html: string): string[] =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, data = '']) => data);
