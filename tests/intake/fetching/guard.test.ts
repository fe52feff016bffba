import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, Socket, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fetchDocument, isPublicAddress } from '#intake';
import { html, PUBLIC_ADDRESS, redirect, startSites, stopSites, USER_AGENT } from './support/sites.ts';

afterEach(stopSites);

// prettier-ignore
const NOT_PUBLIC = [
  // IPv4, by registry
  '0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.100.100.200', '100.127.255.255',
  '127.0.0.1', '127.255.255.254', '169.254.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1',
  '192.0.0.192', '192.0.2.1', '192.88.99.1', '192.168.0.1', '192.168.255.255', '198.18.0.1', '198.19.255.255',
  '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '168.63.129.16',
  // IPv6, by registry
  '::', '::1', 'fe80::1', 'fe80::1%eth0', '2606:4700::1111%eth0', 'fec0::1', 'fc00::1', 'fd00:ec2::254', 'fdff::1', 'ff02::1', 'ff0e::1',
  '100::1', '2001:db8::1', '3fff::1', '5f00::1', '2001:2::1', '2001:10::1', '2001:20::1', '4000::1', 'e000::1',
  // an IPv4 address inside
  '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:0:127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::10.0.0.1',
  '64:ff9b::169.254.169.254', '64:ff9b:1::1', '2002:7f00:1::', '2002:a00:1::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  // no addresses
  '', 'localhost', '127.1', '0x7f.1', '2130706433', '0177.0.0.1', '8.8.8', '8.8.8.8.8', '::g',
];

test.each(NOT_PUBLIC)('%s is not a public address', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

// prettier-ignore
const PUBLIC = [
  '1.1.1.1', '93.184.215.14', '172.15.0.1', '172.32.0.1', '100.63.0.1', '169.253.0.1', '223.255.255.254',
  '2606:4700::1111', '2a00:1450:4001:80b::200e', '64:ff9b::808:808',
];

test.each(PUBLIC)('%s is a public address', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

// prettier-ignore
const SPELLINGS = [
  'http://127.0.0.1/', 'http://127.1/', 'http://2130706433/', 'http://0177.0.0.1/', 'http://0x7f.1/',
  'http://0x7f000001/', 'http://127.0.0.1./', 'http://①②⑦.⓪.⓪.①/', 'http://127。0。0。1/', 'http://%31%32%37.0.0.1/',
  'http:127.0.0.1', 'http:\\\\127.0.0.1\\', ' \thttp://127.0.\n0.1/', 'http://0/', 'http://0.0.0.0/',
  'http://[::1]/', 'http://[::]/', 'http://[::ffff:127.0.0.1]/', 'http://[64:ff9b::7f00:1]/', 'http://[fd00:ec2::254]/',
  'http://169.254.169.254/latest/meta-data/', 'http://2852039166/', 'http://metadata.google.internal/',
  'http://localhost/', 'http://LOCALHOST./', 'http://a.localhost/', 'http://printer.local/', 'http://exam\tple.local/',
  'http://intranet/', 'http://router.lan/', 'http://nas.home.arpa/',
];

test.each(SPELLINGS)('%j is refused, and nobody is asked or connected to', async (address) => {
  const sites = await startSites({});
  expect(await sites.fetch(address)).toMatchObject({ code: 'address-not-public', tryLater: false });
  expect(sites.dialled).toEqual([]);
});

test.each([
  ['ftp://news.example/a', 'url-scheme'],
  ['file:///etc/passwd', 'url-scheme'],
  ['data:text/html,<p>', 'url-scheme'],
  ['javascript:alert(1)', 'url-scheme'],
  ['gopher://news.example/', 'url-scheme'],
  ['http://user@news.example/', 'url-credentials'],
  ['http://user:secret@news.example/', 'url-credentials'],
  ['http://news.example@127.0.0.1/', 'url-credentials'],
  ['http://news.example:22/', 'url-port'],
  ['https://news.example:8443/', 'url-port'],
  ['http://news.example:6379/', 'url-port'],
  ['not an address', 'url-malformed'],
  ['', 'url-malformed'],
  ['http://', 'url-malformed'],
  ['http://256.256.256.256/', 'url-malformed'],
])('%s is refused as %s', async (address, code) => {
  const sites = await startSites({});
  const refusal = await sites.fetch(address);
  expect(refusal).toMatchObject({ kind: 'refused', code });
  expect(JSON.stringify(refusal)).not.toContain('secret');
  expect(sites.dialled).toEqual([]);
});

test('an address longer than any page has is refused', async () => {
  const sites = await startSites({});
  const address = `http://news.example/${'a'.repeat(4_090)}`;
  expect(await sites.fetch(address)).toMatchObject({ code: 'url-too-long' });
});

test('without an allowance the real network refuses a server on this machine, which hears nothing of it', async () => {
  let heard = 0;
  const canary = createServer(() => (heard += 1));
  await once(canary.listen(0, '127.0.0.1'), 'listening');
  // A TCP server's address is never the path of a pipe.
  const { port } = canary.address() as AddressInfo;
  for (const host of ['127.0.0.1', 'localhost', '2130706433', '[::ffff:7f00:1]']) {
    const refusal = await fetchDocument(`http://${host}:${port}/`, { userAgent: USER_AGENT, ports: [port] });
    expect(refusal).toMatchObject({ code: 'address-not-public' });
  }
  expect(heard).toBe(0);
  await once(canary.close(), 'close');
});

test('an allowance is for exactly the address it names', async () => {
  const server = createHttpServer((_, response) => response.end('<p>In our own house.</p>'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // as above
  const options = {
    userAgent: USER_AGENT,
    ports: [port],
    allowAddress: (address: string) => address === '127.0.0.1',
  };
  expect(await fetchDocument(`http://127.0.0.1:${port}/`, options)).toMatchObject({ kind: 'fetched' });
  expect(await fetchDocument(`http://127.0.0.2:${port}/`, options)).toMatchObject({
    code: 'address-not-public',
  });
  await once(server.close(), 'close');
});

test('DNS rebinding: the address that was checked is the one connected to, and the next answer is checked anew', async () => {
  const sites = await startSites(
    { 'http://news.example/': html('<p>Ours.</p>') },
    { 'news.example': [[PUBLIC_ADDRESS], ['127.0.0.1']] },
  );
  // The first answer serves robots.txt; the page itself would go to the second.
  expect(await sites.fetch('http://news.example/')).toMatchObject({ code: 'address-not-public' });
  expect(sites.dialled).toEqual([PUBLIC_ADDRESS]);
});

test.each([
  [[PUBLIC_ADDRESS, '127.0.0.1']],
  [['10.0.0.1', PUBLIC_ADDRESS]],
  [[PUBLIC_ADDRESS, '::1']],
  [[PUBLIC_ADDRESS, 'fe80::1%lo']],
])('a name with the addresses %j is refused whole', async (addresses) => {
  const sites = await startSites({}, { 'mixed.example': addresses });
  expect(await sites.fetch('http://mixed.example/')).toMatchObject({ code: 'address-not-public' });
  expect(sites.dialled).toEqual([]);
});

test.each([
  ['http://127.0.0.1/', 'address-not-public'],
  ['//169.254.169.254/latest/', 'address-not-public'],
  ['http://inner.example/', 'address-not-public'],
  ['http://news.example:8080/', 'url-port'],
  ['file:///etc/passwd', 'url-scheme'],
  ['gopher://news.example/', 'url-scheme'],
  ['http://user:secret@news.example/', 'url-credentials'],
  ['http://', 'url-malformed'],
])('a redirect to %s is refused as %s', async (location, code) => {
  const sites = await startSites(
    { 'http://news.example/': redirect(location) },
    { 'inner.example': ['192.168.1.7'] },
  );
  expect(await sites.fetch('http://news.example/')).toMatchObject({ kind: 'refused', code });
  expect(sites.dialled).toEqual([PUBLIC_ADDRESS, PUBLIC_ADDRESS]);
});

test('a name that nobody has is said to have no site', async () => {
  const network = {
    resolve: () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })),
    dial: () => new Socket(),
  };
  expect(await fetchDocument('http://nobody.example/', { userAgent: USER_AGENT, network })).toMatchObject({
    code: 'host-not-found',
    sentence: 'There is no site named nobody.example.',
  });
});

test('when one address of a site is down, the next is tried', async () => {
  const sites = await startSites({ 'http://news.example/': html('<p>Up.</p>') });
  const down = '2606:4700::1111';
  const tried: string[] = [];
  const network = {
    resolve: async () => [down, PUBLIC_ADDRESS],
    dial: (address: string, port: number) => {
      tried.push(address);
      return address === down ? refusingSocket() : sites.network.dial(address, port);
    },
  };
  expect(await sites.fetch('http://news.example/', { network })).toMatchObject({ kind: 'fetched' });
  expect(tried).toEqual([down, PUBLIC_ADDRESS, down, PUBLIC_ADDRESS]);
});

test('a certificate for another name, or by nobody known, is refused before a word is said', async () => {
  const sites = await startSites({});
  expect(await sites.fetch('https://other.example/')).toMatchObject({ code: 'certificate-invalid' });
  expect(await sites.fetch('https://1.1.1.1/')).toMatchObject({ code: 'certificate-invalid' });
  const network = sites.network;
  const known = await fetchDocument('https://news.example/', { userAgent: USER_AGENT, network });
  expect(known).toMatchObject({ code: 'certificate-invalid' });
  expect(sites.requests).toEqual([]);
});

test('a site that is named by its address proves that it has this address', async () => {
  const sites = await startSites({ [`https://${PUBLIC_ADDRESS}/`]: html('<p>A site without a name.</p>') });
  expect(await sites.fetch(`https://${PUBLIC_ADDRESS}/`)).toMatchObject({ kind: 'fetched' });
});

test('whatever is typed in, the answer is a refusal or a page', async () => {
  const network = { resolve: async () => [PUBLIC_ADDRESS], dial: refusingSocket };
  const address = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }).map((rest) => `http://${rest}`),
    fc.string({ unit: 'binary', maxLength: 60 }).map((rest) => `http://news.example/${rest}`),
    fc.ipV4Extended().map((ip) => `http://${ip}/`),
    fc.ipV6().map((ip) => `http://[${ip}]/`),
  );
  await fc.assert(
    fc.asyncProperty(address, async (text) => {
      const answer = await fetchDocument(text, { userAgent: USER_AGENT, network });
      expect(answer).toMatchObject({ kind: 'refused', sentence: expect.stringMatching(/./) });
    }),
    { numRuns: 500 },
  );
});

/** A socket whose other side refuses. */
function refusingSocket(): Socket {
  return new Socket().destroy(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
}
