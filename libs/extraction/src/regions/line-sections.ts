/** In which parts of a page the lines stand that are not its article: comments, links, forms. */
import type { LineShape } from './line-shape.ts';

/** Short lines that open a part of the page that is not the article, and how many lines it reaches; comments go on to the end. */
const SECTIONS: readonly (readonly [name: string, reach: number, pattern: RegExp])[] = [
  [
    'comments',
    Number.POSITIVE_INFINITY,
    /^\W*(?:(?:\d+|view|show|read|post|add|leave an?|write an?|join the|reader|all)\s+)*(?:comments?|responses?|repl(?:y|ies)|conversation|discussion|thoughts on)(?:\W|$)/iu,
  ],
  [
    'related',
    8,
    /^\W*(?:related|recommended|more (?:from|on|in|news|stories|like|to)|read (?:more|next|also|this next)|see also|also (?:read|on)|most (?:read|popular|viewed|shared)|trending|popular|top (?:stories|news|videos?)|latest|you (?:may|might)|up next|don['’]t miss|editors?['’]?s?['’]? (?:picks?|choice)|promoted|sponsored|from our partners|around the web|elsewhere)(?:\W|$)/iu,
  ],
  [
    'sign-up',
    8,
    /^\W*(?:sign (?:up|in)|log ?in|subscribe|register|registration|create (?:an? )?account|newsletters?|get (?:the|our)|join us|follow us|share this|stay (?:informed|connected|up to date))(?:\W|$)/iu,
  ],
];
const LONGEST_SECTION_NAME = 9;

/** For each line the sections it stands in, with the distance to their first line where that is short. */
export function sectionsOf(shapes: readonly LineShape[]): string[][] {
  const openedAt = new Map<string, number>();
  return shapes.map(({ text, words }, i) => {
    if (words.count <= LONGEST_SECTION_NAME)
      for (const [name, , pattern] of SECTIONS) if (pattern.test(text)) openedAt.set(name, i);
    return SECTIONS.flatMap(([name, reach]) => {
      const distance = i - (openedAt.get(name) ?? Number.NEGATIVE_INFINITY);
      return distance <= reach ? [`${name} ${Math.min(distance, 4)}`] : [];
    });
  });
}
