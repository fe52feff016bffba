import { expect, test } from '@jest/globals';
import { readDocument } from '#intake';
import { codesOf, expectRefused, hintedOf, textsOf } from './support/expected.ts';
import { pdfFile, type PlacedText } from './support/pdf-file.ts';

/** Lines at the distance of running text, the first at `y`. */
const column = (lines: readonly string[], y = 700, x = 72): PlacedText[] =>
  lines.map((text, i) => ({ text, x, y: y - i * 14 }));

test('paragraphs from lines: divided words made whole, compounds kept, a new paragraph by space, indent or an early end', async () => {
  const reading = await readDocument(
    pdfFile([
      [
        { text: 'Flood defences delayed again', y: 770, size: 22 },
        ...column([
          'The regional water board said on Monday that the flood de-',
          'fences at Harrow Weir will be finished in 2033, two years la-',
          'ter than planned, and that the long-term cost of a well-',
          'known design had doubled.',
        ]),
        ...column(['A second paragraph stands apart from it, with more white space', 'before it.'], 620),
        ...column(
          [
            'It ends early.',
            'The next one starts on the line that follows the early end of it,',
            'and the term is well-known.',
          ],
          560,
        ),
      ],
    ]),
  );
  expect(hintedOf(reading)).toEqual([
    'headline: Flood defences delayed again',
    '-: The regional water board said on Monday that the flood defences at Harrow Weir will be finished in 2033, two years later than planned, and that the long-term cost of a well-known design had doubled.',
    '-: A second paragraph stands apart from it, with more white space before it.',
    '-: It ends early.',
    '-: The next one starts on the line that follows the early end of it, and the term is well-known.',
  ]);
});

test('running heads, footers and page numbers are boilerplate, and do not cut a sentence that goes over the page', async () => {
  const pages = [1, 2, 3].map((number) => [
    { text: `Water Board, annual report ${2030 + number}`, y: 810 },
    ...column([
      `Page ${number} starts with this line that is at least as wide as all the lines`,
      'of the text, and its last sentence goes on to the next page without',
    ]),
    { text: `${number}`, x: 300, y: 30 },
  ]);
  const continued = pages.map((page, i) =>
    i === 0
      ? page
      : page.map((line) => ({
          ...line,
          text: line.text.replace(/^Page \d starts/, 'any stop, and page so-and-so starts'),
        })),
  );
  const hinted = hintedOf(await readDocument(pdfFile(continued)));
  expect(hinted.filter((line) => line.startsWith('boilerplate'))).toEqual([
    'boilerplate: Water Board, annual report 2031',
    'boilerplate: 1',
    'boilerplate: Water Board, annual report 2032',
    'boilerplate: 2',
    'boilerplate: Water Board, annual report 2033',
    'boilerplate: 3',
  ]);
  expect(hinted.filter((line) => line.startsWith('-'))).toEqual([
    '-: Page 1 starts with this line that is at least as wide as all the lines of the text, and its last sentence goes on to the next page without any stop, and page so-and-so starts with this line that is at least as wide as all the lines of the text, and its last sentence goes on to the next page without any stop, and page so-and-so starts with this line that is at least as wide as all the lines of the text, and its last sentence goes on to the next page without',
  ]);
});

test('a second column goes on where the first ends', async () => {
  const reading = await readDocument(
    pdfFile([
      [
        ...column(['The first column holds this text,', 'which is not at its end when the'], 700, 60),
        ...column(['column is, and goes on in the', 'next one.'], 700, 320),
      ],
    ]),
  );
  expect(textsOf(reading)).toEqual([
    'The first column holds this text, which is not at its end when the column is, and goes on in the next one.',
  ]);
});

test('any script survives: Chinese without spaces between lines, astral and combining characters', async () => {
  const reading = await readDocument(
    pdfFile([
      [
        ...column(['市议会周二投票决定关闭两座图书馆', '每年可以节省三十一万元。']),
        { text: 'Ωmega 𝒜 é ś', y: 500 },
      ],
    ]),
  );
  expect(textsOf(reading)).toEqual([
    '市议会周二投票决定关闭两座图书馆每年可以节省三十一万元。',
    'Ωmega 𝒜 é ś',
  ]);
});

test('title and author from the file, unless they name the file; never its date', async () => {
  const content = [column(['A statement of the transport authority on the new timetable.'])];
  expect(
    await readDocument(
      pdfFile(content, {
        info: { Title: 'Timetable 2031', Author: 'Transport Authority', CreationDate: 'D:20310402' },
      }),
    ),
  ).toMatchObject({
    mediaType: 'application/pdf',
    title: 'Timetable 2031',
    author: 'Transport Authority',
    publishedAt: null,
  });
  expect(
    await readDocument(pdfFile(content, { info: { Title: 'Microsoft Word - draft7.docx' } })),
  ).toMatchObject({ title: null });
});

test('pages over the limit and pages without text are named', async () => {
  const text = column(['A page with a line of text that is long enough to count.']);
  const reading = await readDocument(pdfFile([text, [], text, text]), { limits: { pages: 3 } });
  expect(codesOf(reading)).toEqual(['page-limit', 'pages-without-text']);
  expect(textsOf(reading)).toHaveLength(2);
});

test('refused: pictures only, a password, damage', async () => {
  expectRefused(await readDocument(pdfFile([[], []])), 'no-text-layer');
  const encrypt =
    '/Encrypt << /Filter /Standard /V 1 /R 2 /O (01234567890123456789012345678901) /U (01234567890123456789012345678901) /P -4 >> /ID [(a) (b)]';
  expectRefused(await readDocument(pdfFile([column(['secret'])], { trailer: encrypt })), 'encrypted');
  expectRefused(await readDocument(new TextEncoder().encode('%PDF-1.7\nnothing follows')), 'damaged');
});

test('a file cut off at any place is read as far as it goes or refused', async () => {
  const whole = pdfFile([
    column(['The first page has this line of text.']),
    column(['The second page has this one.']),
  ]);
  for (let length = 0; length < whole.length; length += 97) {
    const { kind } = await readDocument(whole.subarray(0, length));
    expect(['read', 'refused']).toContain(kind);
  }
});
