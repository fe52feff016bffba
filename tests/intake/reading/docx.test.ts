import { expect, test } from '@jest/globals';
import { readDocument } from '#intake';
import { expectRefused, hintedOf, textsOf } from './support/expected.ts';
import { paragraph, wordFile } from './support/word-file.ts';
import { zipFile } from './support/zip-file.ts';

const header = (name: string, text: string) => ({
  name,
  data: `<w:hdr xmlns:w="w">${paragraph(text)}</w:hdr>`,
});

test('paragraphs in order with the hints of their styles, whatever language their ids are in; headers, notes and footers kept', async () => {
  const reading = await readDocument(
    wordFile(
      [
        paragraph('Report on the bus fire', 'Titel'),
        paragraph('Findings', 'berschrift1'),
        paragraph('Six people were treated & sent home.'),
        paragraph('The depot in May', 'Beschriftung'),
      ].join(''),
      [
        header('word/header1.xml', 'Transport Board'),
        header('word/footer1.xml', 'Confidential'),
        header('word/footnotes.xml', 'Counted until 6 p.m.'),
        {
          name: 'docProps/core.xml',
          data: '<cp><dc:title>Template</dc:title><dc:creator>B. Quill</dc:creator><dcterms:created>2031-01-01</dcterms:created></cp>',
        },
      ],
    ),
  );
  expect(hintedOf(reading)).toEqual([
    'boilerplate: Transport Board',
    'headline: Report on the bus fire',
    '-: Findings',
    '-: Six people were treated & sent home.',
    'caption: The depot in May',
    '-: Counted until 6 p.m.',
    'boilerplate: Confidential',
  ]);
  expect(reading).toMatchObject({ title: 'Report on the bus fire', author: 'B. Quill', publishedAt: null });
});

test('what prints and nothing else: no deletions, hidden text, field codes or second drawings', async () => {
  const run = (inner: string, properties = '') => `<w:r>${properties}${inner}</w:r>`;
  const text = (words: string) => `<w:t xml:space="preserve">${words}</w:t>`;
  const reading = await readDocument(
    wordFile(`
      <w:p>${run(text('The fare is '))}<w:del>${run('<w:delText>two</w:delText>')}</w:del><w:ins>${run(text('three'))}</w:ins>${run(text(' crowns.'))}</w:p>
      <w:p>${run(text('shown'))}${run(text('hidden'), '<w:rPr><w:vanish/></w:rPr>')}${run('<w:tab/>')}${run(text('again'), '<w:rPr><w:vanish w:val="0"/></w:rPr>')}</w:p>
      <w:p>${run('<w:instrText>PAGE</w:instrText>')}${run(`${text('one')}<w:br/>${text('two')}`)}</w:p>
      <w:p>${run(`<mc:AlternateContent><mc:Choice><w:txbxContent>${paragraph('In a box')}</w:txbxContent></mc:Choice><mc:Fallback>${paragraph('In a box')}</mc:Fallback></mc:AlternateContent>`)}</w:p>`),
  );
  expect(textsOf(reading)).toEqual(['The fare is three crowns.', 'shown again', 'one', 'two', 'In a box']);
});

test('a row of a table reads as one line, unless its cells hold paragraphs', async () => {
  const cell = (...texts: string[]) => `<w:tc>${texts.map((text) => paragraph(text)).join('')}</w:tc>`;
  const reading = await readDocument(
    wordFile(`<w:tbl><w:tr>${cell('Ward')}${cell('Votes')}</w:tr><w:tr>${cell('Mill Lane')}${cell('1,204')}</w:tr>
      <w:tr>${cell('First.', 'Second.')}${cell('Third.')}</w:tr></w:tbl>`),
  );
  expect(textsOf(reading)).toEqual(['Ward Votes', 'Mill Lane 1,204', 'First.', 'Second.', 'Third.']);
});

test('any script survives', async () => {
  const lines = ['𝒜 🏳️‍🌈 ends.', 'قال الوزير إن ٢٤ شخصًا أُصيبوا.', '市议会周二投票。', 'नगर परिषद'];
  expect(textsOf(await readDocument(wordFile(lines.map((line) => paragraph(line)).join(''))))).toEqual(lines);
});

const MEGABYTE = 2 ** 20;
const SPACES = ' '.repeat(4 * MEGABYTE);

test('bombs are not unpacked: by ratio, by number, by what the directory says in all, by lying about it', async () => {
  const document = paragraph('A document.');
  const bombs = {
    ratio: wordFile(document, [{ name: 'word/media/a.xml', data: SPACES }]),
    entries: wordFile(
      document,
      Array.from({ length: 10_001 }, (_, i) => ({ name: `word/${i}`, data: '' })),
    ),
    total: wordFile(document, [{ name: 'a', data: 'x', statedBytes: 0xfffffff0 }]),
    lie: wordFile('', [
      { name: 'word/document.xml', data: `<w:document>${document}${SPACES}`, statedBytes: 500 },
    ]),
  };
  for (const bomb of Object.values(bombs)) expectRefused(await readDocument(bomb), 'decompression-bomb');
});

test('other office files, archives, and files that a password protects are refused by name', async () => {
  expectRefused(
    await readDocument(
      zipFile([
        { name: 'mimetype', data: '' },
        { name: 'content.xml', data: '' },
      ]),
    ),
    'odt',
  );
  expectRefused(await readDocument(zipFile([{ name: 'xl/workbook.xml', data: '' }])), 'office');
  expectRefused(await readDocument(zipFile([{ name: 'a.txt', data: 'text' }])), 'archive');
  expectRefused(
    await readDocument(zipFile([{ name: 'word/document.xml', data: 'x', encrypted: true }])),
    'encrypted',
  );
  expectRefused(await readDocument(wordFile('<w:p/>')), 'empty');
});

test('a file cut off or changed at any place is read or refused', async () => {
  const whole = wordFile(paragraph('Six people were treated and sent home.'));
  for (let at = 0; at < whole.length; at += 7) {
    expect(['read', 'refused']).toContain((await readDocument(whole.subarray(0, at))).kind);
    expect(['read', 'refused']).toContain((await readDocument(whole.with(at, 255 - (whole[at] ?? 0)))).kind);
  }
});
