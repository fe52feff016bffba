/** Reports of every shape, with any text in every place that a person or a machine fills. */
import fc from 'fast-check';
import {
  FINDING_RESULTS,
  ORIGIN_KINDS,
  OVERRIDABLE,
  RATINGS,
  STANCES,
  type ReportContent,
  type ReportedEvidence,
  type ReportedOrigin,
  type ReportedSource,
  WAIVABLE,
} from '#domain';

const HOSTILE = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '-->',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><style>*{display:none}',
  '</title></head><body onload=alert(1)>',
  '&lt;script&gt;',
  ']]>',
  '\u2028\u2029',
  '\u202Etxt.exe',
  '\0',
  '\uD800',
];

/** Never blank, because a blank text may leave its place out; what is around it is not the text's to change. */
const text = fc
  .oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' }))
  .map((any) => (any.trim() ? any : `${any}.`));
/** Unreadable dates are shown as they are, so they are texts too; readable ones become `<time>`. */
const date = fc.oneof(text, fc.constantFrom('2026-03-09', '2026-03-09T10:00:00.000Z'));
const rating = fc.constantFrom(...RATINGS);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary);
const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 2 });

const source: fc.Arbitrary<ReportedSource> = fc.record(
  {
    title: text,
    publisher: text,
    publishedAt: maybe(date),
    language: fc.constantFrom('en', 'de', 'ar', 'zh-Hant'),
  },
  { requiredKeys: ['title', 'publisher', 'publishedAt'] },
);
const evidence: fc.Arbitrary<ReportedEvidence> = fc.oneof(
  fc.record({
    kind: fc.constant('passage' as const),
    stance: fc.constantFrom(...STANCES),
    quote: text,
    denial: fc.boolean(),
    answer: maybe(text),
    source,
  }),
  fc.record({
    kind: fc.constant('search' as const),
    where: text,
    query: text,
    searchedOn: date,
    result: text,
  }),
  fc.record(
    {
      kind: fc.constant('reply' as const),
      whom: text,
      askedOn: date,
      way: text,
      answer: maybe(text),
      answeredOn: maybe(date),
      denial: fc.boolean(),
      response: text,
    },
    { requiredKeys: ['kind', 'whom', 'askedOn', 'way', 'answer', 'answeredOn', 'denial'] },
  ),
);
const finding = fc.record({
  source,
  result: fc.constantFrom(...FINDING_RESULTS),
  primarySource: fc.boolean(),
  method: text,
  examiner: text,
  limits: text,
  examinedOn: date,
});
const origin: fc.Arbitrary<ReportedOrigin> = fc.record({
  kind: fc.constantFrom(...ORIGIN_KINDS, 'unconfirmed'),
  title: maybe(text),
  publishers: fc.array(text, { minLength: 1, maxLength: 2 }),
});

const claim = fc.record({
  text,
  rating,
  rationales: few(text),
  method: fc.constantFrom('agreement' as const, 'adjudication' as const),
  independentVerdicts: fc.nat(20),
  independentOrigins: fc.nat(20),
  origins: few(origin),
  decidedOn: date,
  occurrences: few(fc.record({ quote: text, speaker: maybe(text), source })),
  evidence: few(evidence),
  findings: few(finding),
  waived: fc.uniqueArray(fc.record({ requirement: fc.constantFrom(...WAIVABLE), reason: text }), {
    selector: ({ requirement }) => requirement,
    maxLength: 3,
  }),
  recalled: few(fc.record({ on: date, reason: text })),
  dissent: few(fc.record({ rating, rationale: text })),
});

const override = fc.record({
  reason: text,
  gates: fc.uniqueArray(
    fc.record({
      gate: fc.constantFrom(...OVERRIDABLE),
      claims: fc.uniqueArray(fc.integer({ min: 1, max: 2 })),
    }),
    { selector: ({ gate }) => gate, minLength: 1 },
  ),
});

export const anyReport: fc.Arbitrary<ReportContent> = fc
  .record({
    slug: text,
    version: fc.integer({ min: 1, max: 99 }),
    title: text,
    summary: text,
    language: fc.oneof(fc.constantFrom('en', 'ar', 'ug-Latn', 'constructor'), text),
    publishedAt: date,
    publishedBy: text,
    correctionsPolicy: text,
    correction: maybe(text),
    overridden: maybe(override),
    claims: few(claim),
  })
  .map(({ overridden, ...report }) => ({
    ...report,
    ...(overridden && { overridden }),
    claims: report.claims.map((one, index) => ({ ...one, number: index + 1 })),
  }));
