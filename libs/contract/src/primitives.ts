import { z } from 'zod';
import { RATINGS, ROLES, STANCES } from '#domain';
import { PROBLEM_CODE_NAMES, PROBLEM_CODES } from './problem-codes.ts';

/** Text that PostgreSQL can store and every reader can encode: no NUL, no lone surrogate. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .min(min)
    .max(max)
    .refine((value) => !value.includes('\0') && value.isWellFormed(), 'holds a character that is not text')
    .refine((value) => min === 0 || value.trim().length > 0, 'is blank');

/** Of a page. One with a password in it is refused here: what is taken stands in the log for good. */
export const webAddress = (max: number) =>
  z
    .url({ protocol: /^https?$/ })
    .max(max)
    .refine((address) => !holdsCredentials(address), 'has a user name or a password in it: leave them out');

/** Of no address it says no: that is another refusal. */
function holdsCredentials(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
}

/** In small letters, as PostgreSQL gives it back: in the log it would be another id, and each check of the log would say so. */
export const Id = z.uuid().overwrite((id) => id.toLowerCase());
export const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes');
export const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a BCP 47 language tag');
export const Instant = z.iso.datetime();
/** The years PostgreSQL and the stored form have in common: it knows no year 0, and four digits end with 9999. */
const YEAR = /^(?!0000)\d{4}-/;
const YEARS = 'its year is from 0001 to 9999';
/** A time that is sent, in the one form that is stored: UTC, whole milliseconds. What is no time is not rewritten. */
export const SentInstant = z.iso
  .datetime({ offset: true, abort: true })
  .overwrite((time) => new Date(time).toISOString())
  .refine((time) => YEAR.test(time), YEARS);
/** A day that is sent. */
export const SentDay = z.iso.date().refine((day) => YEAR.test(day), YEARS);
export const Rating = z.enum(RATINGS).meta({ id: 'Rating' });
export const Role = z.enum(ROLES).meta({ id: 'Role' });
export const Reason = text(2_000);

/** What PostgreSQL counts code points with. */
const OFFSET_MAX = 2_147_483_647;

/** An exact span of one document version. Offsets in Unicode code points, end exclusive. */
export const Passage = z
  .object({
    versionId: Id,
    start: z.int().min(0),
    end: z.int().min(1).max(OFFSET_MAX),
    exact: text(20_000),
    prefix: text(200, 0),
    suffix: text(200, 0),
  })
  .refine(({ start, end }) => start < end, { message: 'ends after it starts', path: ['end'] })
  .meta({ id: 'Passage' });

export const Evidence = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('passage'),
      passage: Passage,
      stance: z.enum(STANCES),
      denial: z.boolean().default(false),
      answer: text(4_000).nullable().default(null),
    }),
    z.object({
      kind: z.literal('search'),
      where: text(500),
      query: text(1_000),
      searchedAt: SentInstant,
      result: text(4_000),
    }),
    // The right of reply: who was asked, when, which way, what they answered, or that they did not, and what is said to a denial.
    z
      .object({
        kind: z.literal('reply'),
        whom: text(300),
        askedAt: SentInstant,
        way: text(100),
        answer: text(4_000).nullable().default(null),
        answeredAt: SentInstant.nullable().default(null),
        denial: z.boolean().default(false),
        response: text(4_000).exactOptional(),
      })
      .refine(({ answer, answeredAt }) => (answer === null) === (answeredAt === null), {
        message: 'an answer has the time it came, and only an answer',
        path: ['answeredAt'],
      })
      .refine(({ answer, denial }) => !denial || answer !== null, {
        message: 'only an answer denies',
        path: ['denial'],
      })
      .refine(({ answer, response }) => response === undefined || answer !== null, {
        message: 'only an answer is responded to',
        path: ['response'],
      })
      .refine(({ askedAt, answeredAt }) => answeredAt === null || askedAt <= answeredAt, {
        message: 'an answer comes after the question',
        path: ['answeredAt'],
      }),
  ])
  .meta({ id: 'Evidence' });

/** The longest that we give: a name of 200 characters, each of which JSON may write in six bytes, and an id, in base64. */
const CURSOR_MAX = 1_700;

/** The cursor of a list is opaque: where the page before ended. */
export const Page = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(CURSOR_MAX).optional(),
});

export const pageOf = <T extends z.ZodType>(item: T, id: string) =>
  z.object({ items: z.array(item), next: z.string().nullable() }).meta({ id });

export const SUBJECTS = [
  'workspace',
  'person',
  'desk',
  'intake',
  'document',
  'claim',
  'match',
  'dependence',
  'report',
  'finding',
  'thread',
  'webhook',
  'rereview',
  'challenge',
  'alias-opening',
] as const;

/** What a command came to. */
export const Outcome = z
  .object({
    subject: z.enum(SUBJECTS),
    id: Id,
    status: z.string().nullable(),
    edition: z.int(),
  })
  .meta({ id: 'Outcome' });

const CODES_MEAN = [
  'Stable. Codes may be added: treat one that you do not know by its status.',
  ...PROBLEM_CODE_NAMES.map(
    (code) => `- \`${code}\` (${PROBLEM_CODES[code].status}): ${PROBLEM_CODES[code].when}`,
  ),
].join('\n');

/** RFC 9457. `code` is stable; `detail` is for the person; `current` is what stands now. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    // Any text, so that a client of today reads a problem of tomorrow.
    code: z.string().meta({ enum: PROBLEM_CODE_NAMES, description: CODES_MEAN }),
    detail: z.string(),
    current: z.string().nullable().optional(),
    unmet: z.array(z.object({ requirement: z.string(), message: z.string() })).optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** The commands that whoever asks may send now. */
export const May = z.array(z.string());
