import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { identifyLanguage } from '../../libs/extraction/src/language.ts';

const ENGLISH = 'The council approved the budget on Tuesday after a long debate about the new bridge. ';
const GERMAN = 'Der Stadtrat hat am Dienstag nach langer Debatte den Haushalt beschlossen. ';

test('English is supported, whatever the page declares', async () => {
  expect(await identifyLanguage(ENGLISH.repeat(20), 'de-DE')).toEqual({
    language: 'en',
    confidence: 1000,
    supported: true,
    refusal: null,
  });
});

test('another language is refused in a sentence that says what to do', async () => {
  const { language, supported, refusal } = await identifyLanguage(GERMAN.repeat(20));
  expect({ language, supported }).toEqual({ language: 'de', supported: false });
  expect(refusal).toEqual({
    code: 'language-not-supported',
    sentence: 'German is not supported: paste its claims by hand.',
  });
});

test.each([
  ['zh', '市议会星期二晚上通过了预算，讨论持续了五个小时。'],
  ['ar', 'وافق مجلس المدينة على الميزانية مساء الثلاثاء بعد نقاش طويل.'],
  ['ur', 'سٹی کونسل نے منگل کی شام طویل بحث کے بعد بجٹ کی منظوری دی۔'],
  ['fr', 'Le conseil municipal a adopté le budget mardi soir.'],
])('%s is told from its words', async (language, text) => {
  expect((await identifyLanguage(text)).language).toBe(language);
});

test('a menu in English does not make the article English', async () => {
  const text = `Home News Sport Weather Sign in ${GERMAN.repeat(30)}`;
  expect((await identifyLanguage(text)).language).toBe('de');
});

test('where the text gives no hold the declaration counts, if it is one', async () => {
  expect(await identifyLanguage('12:30', 'en_GB')).toMatchObject({
    language: 'en',
    confidence: 0,
    supported: true,
  });
  expect(await identifyLanguage('12:30', 'english')).toMatchObject({ language: 'und', supported: false });
  expect((await identifyLanguage('', null)).refusal?.sentence).toBe(
    'The language of this text cannot be told: paste its claims by hand.',
  );
});

test('any text and any declaration get an answer', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 2_000 }),
      fc.option(fc.string()),
      async (text, declared) => {
        const { supported, refusal, confidence } = await identifyLanguage(text, declared);
        expect(supported).toBe(refusal === null);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1000);
      },
    ),
  );
});
