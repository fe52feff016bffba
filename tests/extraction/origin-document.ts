/** A document of a few body lines, read as extraction reads it, for tests of what documents rest on. */
import { labelledArticle } from '../../bench/eval/labelled-article.ts';
import { voicesIn } from '../../libs/extraction/src/attribution/attribute.ts';
import { StoryGate } from '../../libs/extraction/src/matching/stories.ts';
import { creditsOf } from '../../libs/extraction/src/provenance/credits.ts';
import type { OriginDocument } from '../../libs/extraction/src/provenance/origins.ts';
import { upstreamOf } from '../../libs/extraction/src/provenance/upstream.ts';

export function originDocument(
  publisher: string,
  publishedAt: string,
  ...lines: readonly string[]
): OriginDocument {
  const about = { publisher, publishedAt };
  const read = labelledArticle({ lines: lines.map((line) => ['body', line]), ...about });
  const upstream = upstreamOf(read, voicesIn(read));
  return { id: publisher, text: lines.join('\n'), ...about, credits: creditsOf(read), upstream };
}

export const tellOneStory = (a: OriginDocument, b: OriginDocument): boolean =>
  new StoryGate([a, b]).isSameStory(a.id, b.id);
