/** The sample data in seeds/, read and held against the shapes that its loader may rely on. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { canonicalText, extractClaims, labelText, type FoundClaim } from '#extraction';

const SEEDS = path.resolve('seeds');

export const rating = z.enum(['verified', 'disputed', 'unverified']);
const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const text = z.string().trim().min(1);
const passage = z.strictObject({
  brief: slug,
  quote: text,
  stance: z.enum(['supports', 'undermines', 'context']),
  answer: text.optional(),
  denial: z.boolean().optional(),
});
const search = z.strictObject({ search: z.strictObject({ where: text, query: text, result: text }) });
const verdict = z.strictObject({ rating, rationale: text, evidence: z.array(z.union([passage, search])) });
const claim = z.strictObject({ brief: slug, contains: text });
const decisionsFile = z.strictObject({
  decisions: z.array(
    z.strictObject({
      claim,
      desk: slug,
      priority: z.number().int().min(0).max(1000),
      verdicts: z.array(verdict).min(1),
      adjudication: verdict.optional(),
    }),
  ),
  declined: z.array(z.strictObject({ claim, reason: text })),
  report: z.strictObject({ slug, title: text, summary: text }),
});
const handle = z.string().regex(/^[a-z]+\.[a-z]+$/);
const workspaceFile = z.strictObject({
  workspace: z.strictObject({ slug, name: text, correctionsPolicy: text }),
  people: z.array(
    z.strictObject({
      handle,
      name: text,
      roles: z.array(z.enum(['editor', 'reviewer', 'adjudicator', 'publisher', 'admin'])).min(1),
      languages: z.array(text).min(1),
    }),
  ),
  desks: z.array(
    z.strictObject({
      slug,
      name: text,
      topic: text,
      languages: z.array(text).min(1),
      independentVerdicts: z.number().int().min(1),
      verifiedOrigins: z.number().int().min(1),
      leaseMinutes: z.number().int().positive(),
      dueHours: z.number().int().positive(),
      wipLimit: z.number().int().positive(),
      members: z.array(handle),
    }),
  ),
  origins: z.array(
    z.strictObject({
      slug,
      title: text,
      kind: z.enum(['leak', 'research']),
      note: text,
      briefs: z.array(slug),
    }),
  ),
  protectedPersons: z.array(z.strictObject({ kind: text, label: text, names: z.array(text).min(1) })),
});
const frontMatter = z.strictObject({
  id: slug,
  title: text,
  publisher: text,
  publishedAt: z.iso.date(),
  language: z.literal('en'),
  rests_on: z.array(slug).min(1),
});

export type Verdict = z.infer<typeof verdict>;
export type WantedClaim = z.infer<typeof claim>;
export type PinnedPassage = z.infer<typeof passage>;
export interface Brief extends z.infer<typeof frontMatter> {
  file: string;
  body: string;
  claims: FoundClaim[];
}

export const { decisions, declined } = decisionsFile.parse(parse(read('decisions.yaml')));
export const { people, desks, origins, protectedPersons } = workspaceFile.parse(
  parse(read('workspace.yaml')),
);
export const briefs = new Map(readdirSync(path.join(SEEDS, 'briefs')).map(readBrief));

export function read(name: string): string {
  return readFileSync(path.join(SEEDS, name), 'utf8');
}

function readBrief(file: string): [string, Brief] {
  const [, head = '', rest = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(read(path.join('briefs', file))) ?? [];
  const body = canonicalText(rest).trim();
  const about = frontMatter.parse(parse(head));
  const { claims } = extractClaims({ text: body, regions: labelText(body), ...about });
  return [about.id, { ...about, file, body, claims: [...claims] }];
}

export function briefOf(id: string): Brief {
  const brief = briefs.get(id);
  if (!brief) throw new Error(`There is no brief “${id}”.`);
  return brief;
}
