import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { normalise } from '../../libs/extraction/src/detection/normalise.ts';
import type {
  Attribution,
  AttributionLink,
  DateFigure,
  Sentence,
  SpeakerKind,
} from '../../libs/extraction/src/types.ts';

/** Somewhere in a text. */
const START = 40;
const sentence = (text: string): Sentence => ({
  start: START,
  end: START + Array.from(text).length,
  text,
  label: 'body',
});

const said = (
  over: Partial<Attribution> = {},
  name = 'Ines Duarte',
  kind: SpeakerKind = 'person',
): Attribution => {
  const speaker: AttributionLink = { role: 'speaker', name, kind, span: { start: 0, end: 11 } };
  const outlet: AttributionLink = { role: 'outlet', name: 'Harlow Courier', kind: 'outlet', span: null };
  return { chain: [speaker, outlet], mode: 'indirect', stance: 'asserts', carried: true, ...over };
};

const dated = (text: string, found: string, over: Partial<DateFigure> = {}): DateFigure => {
  const at = START + Array.from(text.slice(0, text.indexOf(found))).length;
  return {
    kind: 'date',
    text: found,
    start: at,
    end: at + Array.from(found).length,
    from: '2024-03-05',
    to: '2024-03-05',
    certainty: 'resolved',
    ...over,
  };
};

test.each<[string, Attribution, string]>([
  ['He said the dam failed.', said(), 'Ines Duarte said the dam failed.'],
  ['She later told the board that it failed.', said(), 'Ines Duarte later told the board that it failed.'],
  [
    'It also found that 12 valves were open.',
    said({}, 'the audit', 'document'),
    'The audit also found that 12 valves were open.',
  ],
  // Who left is not who speaks.
  ['He left the club in 2019.', said(), 'He left the club in 2019.'],
  ['It said the dam failed.', said(), 'It said the dam failed.'],
  ['He said the dam failed.', said({}, 'the ministry', 'government'), 'He said the dam failed.'],
  // Named in the sentence itself: nothing to add.
  ['Ines Duarte said the dam failed.', said({ carried: false }), 'Ines Duarte said the dam failed.'],
  // Inside a quotation that other sentences open or close.
  ['The valves were open.', said({ mode: 'direct' }), 'Ines Duarte: “The valves were open.”'],
  ['“The valves were open.', said({ mode: 'direct' }), 'Ines Duarte: “The valves were open.”'],
  ['The valves were open.”', said({ mode: 'direct' }), 'Ines Duarte: “The valves were open.”'],
  ['“The valves were open.”', said({ mode: 'direct' }), 'Ines Duarte: “The valves were open.”'],
  // Its own marks are all there.
  [
    '“The valves were open,” she said.',
    said({ mode: 'direct' }),
    'Ines Duarte: “The valves were open,” she said.',
  ],
  [
    '"The valves were open," she said.',
    said({ mode: 'direct' }),
    'Ines Duarte: "The valves were open," she said.',
  ],
  ['“Open,” she said. “The valves', said({ mode: 'direct' }), 'Ines Duarte: “Open,” she said. “The valves”'],
  ['The valves should be shut.', said({ mode: 'direct', stance: 'demands' }), 'The valves should be shut.'],
  ['The  dam\u00A0allegedly\tfailed. ', said({ carried: false }), 'The dam allegedly failed.'],
])('%j', (text, attribution, expected) => {
  expect(normalise(sentence(text), attribution, [])).toBe(expected);
});

test('a resolved weekday gets its date, after an astral character too', () => {
  const text = '😀 The board met on Tuesday in Harlow.';
  expect(normalise(sentence(text), null, [dated(text, 'Tuesday')])).toBe(
    '😀 The board met on Tuesday (5 March 2024) in Harlow.',
  );
});

test.each<[string, string, Partial<DateFigure>]>([
  ['The board met on Tuesday.', 'Tuesday', { certainty: 'vague', from: null, to: null }],
  ['The board met on Tuesday, 5 March 2024.', 'Tuesday, 5 March 2024', { certainty: 'explicit' }],
  ['The board met last month.', 'last month', { from: '2024-02', to: '2024-02' }],
  ['The board met on Monday and Tuesday.', 'Monday and Tuesday', { from: '2024-03-04' }],
])('%j stays as it is', (text, found, over) => {
  expect(normalise(sentence(text), null, [dated(text, found, over)])).toBe(text);
});

test('every number, name and hedge of the sentence stands in its wording, in order', () => {
  const word = fc.constantFrom(
    'He',
    'She',
    'It',
    'said',
    'allegedly',
    'may',
    'not',
    'Harlow',
    'Ada',
    'Finch',
    '12',
    '3.5',
    '£9.3m',
    'Tuesday',
    '“',
    '”',
    '"',
    '😀',
    'denied',
    ',',
    '\n',
    '\u00A0',
    'reportedly',
    'found',
  );
  const attribution = fc.record({
    mode: fc.constantFrom('direct' as const, 'indirect' as const, 'mixed' as const, 'none' as const),
    stance: fc.constantFrom('asserts' as const, 'denies' as const, 'endorses' as const, 'demands' as const),
    carried: fc.boolean(),
    kind: fc.constantFrom('person' as const, 'document' as const, 'government' as const),
  });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 25 }), fc.option(attribution), (words, found) => {
      const text = words.join(' ');
      const given = found && said(found, 'Ines Duarte', found.kind);
      const figures = text.includes('Tuesday') ? [dated(text, 'Tuesday')] : [];
      const wording = normalise(sentence(text), given, figures);
      const told = words.filter((one) => one.trim());
      const wanted = /^(?:He|She|It)$/.test(told[0] ?? '') ? told.slice(1) : told;
      let at = 0;
      for (const one of wanted) {
        const next = wording.indexOf(one, at);
        expect({ one, found: next >= at }).toEqual({ one, found: true });
        at = next + one.length;
      }
      expect(wording).not.toMatch(/[^\S ]| {2}/);
    }),
    { numRuns: 500 },
  );
});
