import { expect, test } from '@jest/globals';
import { readDocument } from '#intake';
import { bytesOf, codesOf, expectRead, hintedOf, readText, textsOf } from './support/expected.ts';

const message = (headers: readonly string[], body: string): string =>
  [
    'Received: from mail.example by desk.example',
    'From: =?UTF-8?Q?B=C3=B6rje_Quill?= <press@board.example>',
    'To: desk@gazette.example',
    'Subject: =?UTF-8?B?RmFyZXMgcmlzZSDigJMgYnkgNCAl?=',
    'Date: Tue, 4 Mar 2031 23:30:00 -0500',
    'MIME-Version: 1.0',
    ...headers,
    '',
    body,
  ].join('\r\n');

test('subject, sender and date in the sender’s own time zone; the plain form before the page; files named', async () => {
  const reading = await readText(
    message(
      ['Content-Type: multipart/mixed; boundary=outer'],
      [
        '--outer',
        'Content-Type: multipart/alternative; boundary=inner',
        '',
        '--inner',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Fares rise by 4 % =E2=80=93 from May.',
        '--inner',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<p>The page</p>',
        '--inner--',
        '--outer',
        'Content-Type: application/pdf; name=fares.pdf',
        'Content-Disposition: attachment; filename=fares.pdf',
        'Content-Transfer-Encoding: base64',
        '',
        'JVBERi0xLjc=',
        '--outer--',
      ].join('\r\n'),
    ),
  );
  expect(hintedOf(reading)).toEqual([
    'headline: Fares rise – by 4 %',
    'metadata: From: Börje Quill',
    'metadata: Date: Tue, 4 Mar 2031 23:30:00 -0500',
    '-: Fares rise by 4 % – from May.',
  ]);
  expect(reading).toMatchObject({
    mediaType: 'message/rfc822',
    title: 'Fares rise – by 4 %',
    publisher: 'Börje Quill',
    publishedAt: '2031-03-04',
  });
  expect(expectRead(reading).warnings).toEqual([
    {
      code: 'attachments-left-out',
      sentence: 'Attached files were not read: fares.pdf. Send each as a document of its own.',
    },
  ]);
});

test('a page alone is read as one; an old charset is read rightly', async () => {
  const html = await readText(
    message(['Content-Type: text/html; charset=utf-8'], '<p>One</p><script>x</script><p>Two</p>'),
  );
  expect(textsOf(html).slice(3)).toEqual(['One', 'Two']);
  const old = await readText(
    message(
      ['Content-Type: text/plain; charset=windows-1252', 'Content-Transfer-Encoding: quoted-printable'],
      '=93Caf=E9=94 =80 5',
    ),
  );
  expect(textsOf(old).slice(3)).toEqual(['“Café” € 5']);
});

test('lines that a mail program broke are whole again, and others stay', async () => {
  const body = `The transport board said on Tuesday that single fares will rise by four
per cent from May, the second rise in three years, and that passes for
pupils stay as they are. The rise brings 2.1 million crowns a year, of
which half pays for the new depot.

- one item
- another item

Press office`;
  const reading = await readText(message(['Content-Type: text/plain'], body.replaceAll('\n', '\r\n')));
  expect(textsOf(reading).slice(3)).toEqual([
    'The transport board said on Tuesday that single fares will rise by four per cent from May, the second rise in three years, and that passes for pupils stay as they are. The rise brings 2.1 million crowns a year, of which half pays for the new depot.',
    '- one item',
    '- another item',
    'Press office',
  ]);
});

test('a page that a browser saved in this form has the page’s own date and outlet', async () => {
  const page =
    '<html><head><meta property="og:site_name" content="Harbour News"><meta property="article:published_time" content="2030-06-01"></head><body><p>The harbour bridge is closed until Friday, the port authority said in a statement.</p></body></html>';
  const reading = await readText(
    `From: <Saved by a browser>\r\nSnapshot-Content-Location: https://harbour.example/\r\nSubject: Bridge\r\nDate: Fri, 1 Oct 2032 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${page}\r\n--b--\r\n`,
  );
  expect(reading).toMatchObject({
    mediaType: 'text/html',
    publisher: 'Harbour News',
    publishedAt: '2030-06-01',
  });
});

test('a letter in plain text that begins like a message is text', async () => {
  const letter = 'From: the mayor\nTo: all\n\nThe office is closed on Friday.';
  expect(await readText(letter)).toMatchObject({ mediaType: 'text/plain' });
  expect(await readText(letter, { fileName: 'letter.eml' })).toMatchObject({ mediaType: 'message/rfc822' });
});

test('parts nested without end and headers without end are refused or read, not followed', async () => {
  let nested = 'Content-Type: text/plain\r\n\r\nend';
  for (let i = 0; i < 500; i++)
    nested = `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n${nested}\r\n--b${i}--`;
  for (const hostile of [message([nested], ''), message([`X-Long: ${'a'.repeat(3_000_000)}`], 'end')])
    expect(['read', 'refused']).toContain((await readDocument(bytesOf(hostile))).kind);
});

test('no warning where the message says all', async () => {
  expect(codesOf(await readText(message(['Content-Type: text/plain'], 'All of it.')))).toEqual([]);
});
