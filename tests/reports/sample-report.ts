import type { ReportContent, ReportedSource } from '#domain';

const gauge: ReportedSource = {
  title: 'Water over the weir',
  publisher: 'The Gauge',
  publishedAt: '2026-03-03',
};
const weir: ReportedSource = { title: 'Night at the bridge', publisher: 'The Weir', publishedAt: null };

/** An invented report with every part a page can have. */
export const sampleReport = (): ReportContent => ({
  slug: 'flood',
  version: 2,
  title: 'What is known about the flood',
  summary: 'Four statements about one night, and what stands behind them.',
  language: 'en',
  publishedAt: '2026-03-09T10:00:00.000Z',
  publishedBy: 'Test newsroom',
  correctionsPolicy: 'Write to us; we correct within two days and say so.',
  correction: 'The first version gave the wrong bridge.',
  claims: [
    {
      number: 1,
      text: 'The water rose 4.2 metres in one night.',
      rating: 'verified',
      rationales: ['Two who measured agree.', 'The log book and the gauge say the same.'],
      method: 'agreement',
      independentVerdicts: 2,
      independentOrigins: 2,
      decidedOn: '2026-03-05',
      occurrences: [
        { quote: 'the water rose 4.2 metres in one night', speaker: 'the river authority', source: gauge },
      ],
      evidence: [
        {
          kind: 'passage',
          stance: 'supports',
          quote: '4.2 metres at the old bridge',
          denial: false,
          answer: null,
          source: weir,
        },
        {
          kind: 'passage',
          stance: 'undermines',
          quote: 'nobody measured',
          denial: true,
          answer: 'The log book shows it.',
          source: gauge,
        },
        {
          kind: 'passage',
          stance: 'context',
          quote: 'it rained for three days',
          denial: false,
          answer: null,
          source: weir,
        },
      ],
      dissent: [],
    },
    {
      number: 2,
      text: 'Three hundred people were brought to safety.',
      rating: 'disputed',
      rationales: ['The mayor and the fire service count differently.'],
      method: 'adjudication',
      independentVerdicts: 2,
      independentOrigins: 1,
      decidedOn: '2026-03-06',
      occurrences: [{ quote: 'Three hundred people', speaker: null, source: gauge }],
      evidence: [
        {
          kind: 'search',
          where: 'the register',
          query: '2 March',
          searchedOn: '2026-03-04',
          result: 'No list was kept.',
        },
      ],
      dissent: [{ rating: 'unverified', rationale: 'Without a list, neither number can be checked.' }],
    },
  ],
});
