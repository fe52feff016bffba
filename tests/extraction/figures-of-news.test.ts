/** Forms of news English in which a figure was once read wrongly, each with those that look like it. */
import { expect, test } from '@jest/globals';
import { figuresOfSentence } from './figures-of-sentence.ts';

/** A Thursday. */
const PUBLISHED = '2024-03-14';

test.each([
  ['The firm said it would close the plant on 30 September.', '2024-09-30'],
  ['The airline said flights would resume on Monday.', '2024-03-18'],
  ['The hearing was adjourned until 2 p.m. on Monday, April 8.', '2024-04-08'],
  ['The hearing was adjourned on Monday.', '2024-03-11'],
  ['A preliminary hearing is set for April 9.', '2024-04-09'],
  ['He is to appear in court on Friday.', '2024-03-15'],
  ['He said on Monday it would rain.', '2024-03-11'],
  ['She would have turned eighty on 5 May.', '2023-05-05'],
  ['He plans to retire in November.', '2024-11'],
  ['The council voted to close the pool in November.', '2023-11'],
  ['In the year to the end of September, thefts rose.', '2022-10'],
  ['Tickets go on sale on Friday, Dec. 6.', '2024-12-06'],
  ['Tickets went on sale on Wednesday 6 December.', '2023-12-06'],
  ['It happened on Christmas Eve.', '2023-12-24'],
])('%s is on %s', (sentence, from) => {
  const dates = figuresOfSentence(sentence, PUBLISHED).filter(({ kind }) => kind === 'date');
  expect(dates.map((date) => ('from' in date ? date.from : null))).toEqual([from]);
});

test.each<[string, readonly string[]]>([
  ['Complaints rose by 9% to 12,400.', ['percent 9 percent', 'count 12400 complaint']],
  ['Turnout rose from 9% to 12%.', ['percent 9 percent', 'percent 12 percent']],
  ['They were let in at once.', []],
  ['They met once.', ['count 1 time']],
  ['A mother of five was found.', ['count 5 null']],
  ['A man of 42 was found.', ['age 42 year']],
  ['The suspect, Dan Roper, is 62.', ['age 62 year']],
  ['Dan Roper is 62.', ['age 62 year']],
  ['The score of Real Madrid is 62.', ['count 62 null']],
  ['A crew of 12 was rescued.', ['count 12 person']],
  ['He was jailed for six years and three months.', ['duration 6.25 year']],
  ['He was jailed for six years and banned for three months.', ['duration 6 year', 'duration 3 month']],
  ['It lasted two years or six months.', ['duration 2 year', 'duration 6 month']],
  ['The baby weighed 7lb 4oz.', ['measurement 7.25 pound (weight)']],
  ['It was 6ft 6in tall.', ['measurement 6.5 foot']],
  ['It was found 6ft in the ground.', ['measurement 6 foot']],
  ['The 1,200-page report was leaked.', ['count 1200 page']],
  ['The eight-member panel met.', ['count 8 person']],
  ['A 200-strong crowd came.', ['count 200 person']],
  ['They paid €20.000 for it.', ['money 20000 EUR']],
  ['Oil rose to $80 a barrel.', ['money 80 USD per barrel']],
  ['It costs 15 euros per square metre.', ['money 15 EUR per square metre']],
  ['Petrol costs €1.459 a litre.', ['money 1.459 EUR per litre']],
  ['The waiting list rose to 7.6m.', ['count 7600000 null']],
  ['The river rose to 7.6m.', ['measurement 7.6 metre']],
  ['More than 3m have fled.', ['count 3000000 null']],
  ['He ran 400m in the final.', ['measurement 400 metre']],
  ['Rates went up to 5.25%.', ['percent 5.25 percent']],
  ['A Boeing 737 jet crashed.', []],
  ['A Category 5 storm hit the coast.', []],
  ['He was convicted under section 20 of the Offences Against the Person Act.', []],
  ['Each week 40 are treated.', ['count 40 null']],
  ['The death toll from the storm has risen to 31.', ['count 31 null']],
])('%s gives %j', (sentence, expected) => {
  const quantities = figuresOfSentence(sentence, PUBLISHED).flatMap((figure) =>
    figure.kind === 'date' ? [] : [`${figure.kind} ${figure.min} ${figure.unit}`],
  );
  expect(quantities).toEqual(expected);
});

test('where a number went is a value, how far it may go a bound', () => {
  const [level] = figuresOfSentence('The fare will go up to £2.');
  const [bound] = figuresOfSentence('Fines of up to £200 apply.');
  expect(level).toMatchObject({ operator: '=', min: 2, max: 2 });
  expect(bound).toMatchObject({ operator: '<=', max: 200 });
});

test.each([
  ['There were 12 cases per 100,000 people.', 12, 'case per 100000 person'],
  ['The rate rose to 3.2 deaths per 1,000 births.', 3.2, 'death per 1000 birth'],
  ['The rate was 0.6 deaths per million tonnes of ore.', 0.6, 'death per 1000000 tonne'],
  ['The rate was 340 per 100,000.', 340, 'per 100000'],
])('a rate is one quantity, and what it is reckoned by counts nothing: %s', (sentence, value, unit) => {
  expect(figuresOfSentence(sentence, PUBLISHED)).toMatchObject([{ min: value, max: value, unit }]);
});

test.each([
  ['The mother of three, 42, was found.', 42, 'mother'],
  ['The father-of-two, 35, was held.', 35, 'father'],
  ['A mum-of-two (29) was held.', 29, 'mum'],
])('the age is the parent’s: %s', (sentence, age, measure) => {
  expect(figuresOfSentence(sentence, PUBLISHED)).toContainEqual(
    expect.objectContaining({ kind: 'age', min: age, max: age, measure }),
  );
});

test.each(['It cost Rs 500.', 'It cost Rs. 500.', 'It cost Rs.500.'])('rupees: %s', (sentence) => {
  expect(figuresOfSentence(sentence, PUBLISHED)).toMatchObject([
    { kind: 'money', min: 500, max: 500, unit: 'INR' },
  ]);
});

test.each(['between the ages of 18 and 45', 'between ages 18 and 45', 'between about 18 and 45 years old'])(
  'men %s are of one range of ages',
  (text) => {
    expect(figuresOfSentence(`Men ${text} were held.`)).toEqual([
      expect.objectContaining({ kind: 'age', text, operator: 'range', min: 18, max: 45 }),
    ]);
  },
);
