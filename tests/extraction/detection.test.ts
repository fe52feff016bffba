import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeSentence, type Judgement } from '../../libs/extraction/src/detection/judge-sentence.ts';
import type { HardNegative } from '../../libs/extraction/src/detection/hard-negatives.ts';
import { namesIn } from '../../libs/extraction/src/detection/names.ts';
import type { RegionLabel, Sentence } from '../../libs/extraction/src/types.ts';

/** Invented sentences on invented places. */
const sentence = (text: string, label: RegionLabel = 'body'): Sentence => ({
  start: 0,
  end: Array.from(text).length,
  text,
  label,
});
const nothing = { quantities: 0, dates: 0, attributed: false, names: new Set<string>() };
const judge = (text: string, found: Partial<typeof nothing> = {}, label: RegionLabel = 'body'): Judgement =>
  judgeSentence(sentence(text, label), { ...nothing, ...found });

test.each([
  ['More than 1,200 homes were flooded in Harlow County.', { quantities: 1 }],
  ['The inspector signed the order in March 2019 and sent it to the River Board.', { dates: 1 }],
  ['The list names 330 towns, more than any list before it.', { quantities: 1 }],
  ['Records of the port show that the ship never arrived in Varnholm.', {}],
  // Reports of what somebody did stand in the wording of news, which the debates do not know.
  ['The goalkeeper left the club last summer after a row with the chairman.', {}],
  ['The judge ordered the clinic to hand over its files.', {}],
  ['The memo was obtained by the Varnholm Courier.', {}],
  ['The plant supplies the county’s hospitals with oxygen.', {}],
  // Speech acts that are news in themselves.
  ['The mayor denied that the contract should have been put out to tender.', { attributed: true }],
  ['The union accused the company of a disgraceful cover-up.', { attributed: true }],
  ['Minister Ada Finch pledged that no school would close.', { attributed: true }],
  ['The commission said it would study the judgment.', { attributed: true }],
  // Hedges limit a claim and do not unmake it.
  ['The driver allegedly ignored a red signal at Pell Lane.', {}],
  ['The fire reportedly started in the boiler room.', {}],
  ['The virus appears to have spread through the ward’s water pipes.', {}],
  // What is in force is a fact, and so is a plan that the outlet reports.
  ['Under the new contract drivers must rest for eleven hours.', { quantities: 1 }],
  ['Car parks in the town centre will no longer be free after six.', {}],
  ['Repairs to the bridge may cost 90 million crowns, a report by the auditor estimates.', { quantities: 1 }],
  // A fact beside a feeling, a wish or a plan is still a fact.
  ['The bridge, which was built in 1964, will be beautiful again.', { dates: 1 }],
  ['“I was proud when the team won the cup in Varnholm,” he said.', {}],
  ['Residents had to leave their homes.', {}],
  // Words that look like a guess, a wish or an opinion and are none.
  ['The plant closes its gates for good in May.', {}],
  ['Great Yarmouth supplies the county with fish.', {}],
  ['Smokers are more likely to fall ill.', {}],
  ['Profits are lower than expected.', {}],
  ['The fire may have started in the kitchen.', {}],
  ['Divers could not reach the wreck.', {}],
  ['Perhaps 40 people live on the island.', { quantities: 1 }],
  ['The tablet lowers the risk of heart disease.', {}],
  ['The company makes a better margin than its rivals.', {}],
  ['There are not enough nurses on the ward.', {}],
  ['US regulators are members of the board.', {}],
  ['Support for the party is weaker in the north.', {}],
  ['Demand for gas is lower than a year ago.', {}],
  ['Nobody was hurt.', {}],
  ['The firm imports steel from the coast.', {}],
  ['The trial will be held in Otterby, judge Ada Finch says.', { attributed: true }],
])('is a claim: %s', (text, found) => {
  expect(judge(text, found).rejected).toBeNull();
});

test.each<[string, HardNegative]>([
  ['Will the river rise again before the 12 towns are rebuilt?', 'question'],
  ['“Why did it take so long?” asked the lawyer.', 'question'],
  ['Call the mayor of Harlow now!', 'imperative'],
  ['Please do not feed the seals.', 'imperative'],
  ['Councillors should publish the minutes.', 'norm'],
  ['Ministers must act without delay, the union demanded.', 'norm'],
  ['It is time to think about the youth of this town.', 'norm'],
  ['Clubs need to invest in young players.', 'norm'],
  ['If the vote fails, the coalition would be finished.', 'conditional'],
  ['Costs could rise, and nobody would notice.', 'prediction'],
  ['More showers are expected overnight.', 'prediction'],
  ['“The people of this city will not be cheated,” she said.', 'prediction'],
  ['I hope they all come home to Harlow soon.', 'feeling'],
  ['“Our thoughts are with the families tonight.”', 'feeling'],
  ['We believe in a better Harlow for everybody.', 'feeling'],
  ['“This is a shameful decision,” said Imran Webb, a cardiologist who was not involved.', 'evaluation'],
  ['It is an insult to every nurse in the county.', 'evaluation'],
  ['Enough is enough for the people of Otterby.', 'rhetoric'],
  ['That is not how you run a football club.', 'rhetoric'],
  ['Such is life.', 'vague'],
  ['Nobody really knows why.', 'vague'],
  ['Photograph: Ola Brink/Alamo', 'fragment'],
  ['By Ines Calder, Local Democracy Reporter', 'fragment'],
  ['Sign in to read all 40 articles of the Harlow Times.', 'furniture'],
  ['© Harlow Media', 'furniture'],
])('is no claim: %s', (text, reason) => {
  const { rejected, features, score } = judge(text);
  expect(rejected).toBe(reason);
  expect(features).toContainEqual({ code: reason, contribution: expect.any(Number) });
  expect(score).toBeLessThan(judge('The board closed the mill in 2019.').score);
});

test.each([
  ['We feel the 12 rooms are too dark.', 'feeling'],
  ['I felt as if 100 people were watching me.', 'feeling'],
  ['I think the 40 homes are a disgrace.', 'feeling'],
  ['We feel that 12 of the 40 houses were lost.', null],
  ['I think it was 12 metres long.', null],
  ['I feel sad that 40 people died in the flood.', null],
  ['We believe that the 12 rooms are awful, and 4 were burnt.', null],
])('a number is no claim where it only says what a feeling is about: %s', (text, reason) => {
  expect(judge(text, { quantities: 1 }).rejected).toBe(reason);
});

test.each<[RegionLabel]>([['boilerplate'], ['metadata']])('nothing in %s is a claim', (label) => {
  expect(judge('More than 1,200 homes were flooded in Harlow County.', {}, label)).toMatchObject({
    rejected: 'furniture',
    score: 0,
  });
});

test('the score is the sum of what is said to have made it', () => {
  const low = judge('The old mill stands by the river in Harlow.');
  const high = judge('The council of Harlow closed 3 schools last year.', { quantities: 1, dates: 1 });
  const sum = ({ features }: Judgement): number =>
    features.reduce((total, { contribution }) => total + contribution, 0);
  expect(high.score - low.score).toBe(sum(high) - sum(low));
  expect(high.features.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['figure', 'date', 'name', 'act-in-the-past', 'wording']),
  );
});

test('figures and acts are of the high tier, what a headline or a caption repeats of the low one', () => {
  const tierIn = (label: RegionLabel): string =>
    judge('The council cut 340 jobs in Harlow last year.', { quantities: 1, dates: 1 }, label).tier;
  expect(tierIn('body')).toBe('high');
  expect([tierIn('headline'), tierIn('caption')]).toEqual(['low', 'low']);
});

test.each([
  ['Turnout fell to 48 percent in the city.', 1, 'numerical'],
  ['The train derailed because a rail had cracked.', 0, 'causal'],
  ['The senator opposed the amendment.', 0, 'position'],
  ['“The valves were left open all night,” said the engineer.', 0, 'quote'],
  ['The trainer signed a contract with the club in Harlow.', 0, 'event-property'],
])('type of %j', (text, quantities, type) => {
  expect(judge(text, { quantities }).type).toBe(type);
});

test('a word that the text knows as a name is one at the start of a sentence too', () => {
  const names = namesIn(['They came to Harlow on foot in March.', 'On Monday, it rained.']);
  expect([...names]).toEqual(['Harlow']);
  const text = 'Harlow closed the road.';
  const codes = (known: Set<string>): string[] =>
    judge(text, { names: known }).features.map(({ code }) => code);
  expect(codes(names)).toContain('name');
  expect(codes(new Set())).not.toContain('name');
});

const piece = fc.constantFrom(
  '😀 ',
  'I hope ',
  'if ',
  '“',
  '?” ',
  '? ',
  'said ',
  'should ',
  'Bob Li ',
  'told ',
  "n't ",
  '12 ',
  '! ',
  'e\u0301',
  'ش ',
  '事。',
  ', ',
  '- ',
);
const anyText = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
  fc.string({ unit: 'binary' }),
  fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join('')),
);

test('whatever comes in: a whole score in permille, and the same one again', () => {
  fc.assert(
    fc.property(anyText, fc.nat(3), fc.nat(3), fc.boolean(), (text, quantities, dates, attributed) => {
      const found = { quantities, dates, attributed };
      const { score, features, rejected } = judge(text, found);
      expect(Number.isInteger(score) && score >= 0 && score <= 1000).toBe(true);
      expect(features.some(({ code }) => code === rejected)).toBe(rejected !== null);
      expect(judge(text, found)).toEqual({ ...judge(text, found), score, rejected });
    }),
    { numRuns: 500 },
  );
});

test.each(['a ', '? ', '?)', '“', '! ', "n't", 'told a ', 'it is ', 'if ', '1,', '-', '𝒳', '\u0301', '"?" '])(
  'a line of %j without end takes no more time for each of its characters than a short one',
  (unit) => {
    const time = (length: number): number => {
      const text = unit.repeat(length / unit.length);
      const began = performance.now();
      judge(text);
      return performance.now() - began;
    };
    time(20_000);
    const short = Math.min(time(20_000), time(20_000), time(20_000));
    // Sixteen times the text: quadratic work would take 256 times as long.
    expect(time(320_000)).toBeLessThan(100 * Math.max(short, 1));
  },
);
