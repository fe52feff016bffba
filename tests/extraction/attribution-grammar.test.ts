import { expect, test } from '@jest/globals';
import { attributed, speakers } from './attribution-article.ts';

/** Invented sentences; '' is the outlet's own voice. */
test.each([
  ['Doctors have for years been warning that the wards are full.', 'doctors'],
  ['Nurses have long been saying that the wards are full.', 'nurses'],
  ['The union has repeatedly accused the hospital of hiding the figures.', 'the union'],
  ['The mayor has, for months, insisted that the dyke is safe.', 'the mayor'],
  ['The council has on three occasions warned that the dyke is weak.', 'the council'],
  ['The ministry is warning that the dyke will not hold.', 'the ministry'],
  ['Farmers were by then claiming that the gates had been shut.', 'farmers'],
  ['The ministry continues to deny that the dyke is weak.', 'the ministry'],
  ['The ministry is continuing to deny that the dyke is weak.', 'the ministry'],
  ['The mayor began to claim that the flood had been foreseen.', 'the mayor'],
  ['The mayor began claiming that the flood had been foreseen.', 'the mayor'],
  ['The hospital kept insisting that nobody had died.', 'the hospital'],
  ['Ines Duarte was keen to stress that the dyke had held.', 'Ines Duarte'],
  ['The hospital was forced to admit that 12 beds were missing.', 'the hospital'],
  ['The trust has refused to confirm that 12 beds are missing.', 'the trust'],
  ['The council declined to say whether the school will close.', 'the council'],
])('behind auxiliaries and catenatives: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test.each([
  ['Doctors have raised concerns that the wards are full.', 'doctors'],
  ['Residents raised fears that the dyke would break.', 'residents'],
  ['Two councillors voiced doubts about the cost of the dyke.', 'two councillors'],
  ['The union has expressed serious alarm that 40 nurses left in May.', 'the union'],
  ['The hospital issued a denial.', 'the hospital'],
  ['The council made the claim that 40 homes were dry.', 'the council'],
  ['Ines Duarte cast doubt on the figures.', 'Ines Duarte'],
  ['Concerns were raised by nurses that the wards were full.', 'nurses'],
])('by a verb and a noun: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test.each([
  ['Mara Lindt, director of the institute since 2011, retired in May.', ''],
  ['The storm raised the water by 2 metres.', ''],
  ['The council issued 40 fines in May.', ''],
  ['The flood raised questions about the dyke.', ''],
  ['The council was being accused of neglect.', ''],
  ['The auditors declined to confirm that the club can go on.', ''],
  ['The mayor is expected to say that the dyke is safe.', ''],
  ['Police are not saying who had called them.', ''],
  ['The harbour authority neither confirmed nor denied that guards had been suspended.', ''],
])('%j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test.each([
  ['The trust has refused to confirm that 12 beds are missing.', 'denies'],
  ['The hospital issued a denial.', 'denies'],
  ['Ines Duarte cast doubt on the figures.', 'denies'],
  ['The hospital was forced to admit that 12 beds were missing.', 'endorses'],
  ['Doctors have raised concerns that the wards are full.', 'asserts'],
  ['The mill said it was not true that 14 workers had been dismissed.', 'denies'],
  ['The mill said the report that 14 workers had been dismissed in May was false.', 'denies'],
  ['Ines Duarte said that was false.', 'denies'],
  ['Ines Duarte described that as “a lie from start to finish”.', 'denies'],
  ['Ines Duarte said that the report was true.', 'asserts'],
  ['Ines Duarte said that was not enough.', 'asserts'],
  ['Ines Duarte described it as a good year.', 'asserts'],
])('in %j the speaker %s', (sentence, stance) => {
  expect(attributed(sentence)[0]?.attribution.stance).toBe(stance);
});

test.each([
  ["''The dyke is sound,'' said Ines Duarte. ''Nobody need leave.''", ['Ines Duarte', 'Ines Duarte']],
  ['“The dyke is sound,” said Ines Duarte. “Very sound.”', ['Ines Duarte', 'Ines Duarte']],
  ['“The dyke is sound,” said one neighbour involved in the survey.', ['one neighbour']],
  ['“The dyke is sound,” said Ines Duarte of the northern delegation.', ['Ines Duarte']],
  ['“The dyke is sound,” said beekeeper Ines Duarte.', ['Ines Duarte']],
  ['“The dyke is sound,” said Halden beekeeper Ines Duarte.', ['Ines Duarte']],
  ['The way the town is run is bad, said Drew Lindqvist, a member of the board.', ['Drew Lindqvist']],
])('around quotations: %j is said by %j', (text, found) => {
  expect(speakers(text)).toEqual(found);
});

test.each([
  ['In a Courier poll released on Monday, 40 percent of residents wanted a new dyke.', 'a Courier poll'],
  ['The mayor leads by 5 points in a Courier survey.', 'a Courier survey'],
  ['A survey conducted on Monday by the Courier shows that 40 homes are wet.', 'a survey < Courier'],
  ['Based on the minutes, 40 homes are wet.', 'the minutes'],
  ['The letters underscore that the dyke was weak.', 'the letters'],
  ['47% say the dyke should be raised.', '47%'],
  ['About four in 10 said the dyke should be raised.', 'about four in 10'],
])('polls and papers: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test.each([
  ['The mayor won most Southern states in May.'],
  ['The towns award delegates by complicated rules, so nobody knows who leads.'],
  ['The court has 40 refugee claims.'],
  ['Ines Duarte reported from Harlow.'],
  ['The mayor lost Harlow to Ines Duarte, who added to her lead.'],
  ['The boat took part in the poll of 2019 and left.'],
])('words that only look like reports: %j is the outlet’s own', (sentence) => {
  expect(speakers(sentence)).toEqual(['']);
});

test.each([
  ['The laboratory that tested the water said it was clean.', 'the laboratory'],
  ['“The wards,” she went on, “were full.”', ''],
  ['As Ines Duarte put it, “nobody counted”.', 'Ines Duarte'],
  ['The mayor was quoted as saying that the dyke was new.', 'the mayor'],
  ['Ines Duarte slammed the plan as “late and dear”.', 'Ines Duarte'],
  ['The club released a statement saying the match was off.', 'the club'],
  ['Policemen said the doors were locked.', 'policemen'],
  ['At a rally in Austin, Texas, on Monday, the mayor promised more, saying the dyke was old.', 'the mayor'],
  ['“We were six,” said a senior Halden engineer.', 'a senior Halden engineer'],
  ['“We were six,” said one of two witnesses who hid.', 'one of two witnesses'],
  ['In May, a senior UN official said the dyke was weak.', 'a senior UN official'],
  ['A Monday editorial said the dyke was weak.', 'a Monday editorial'],
  ['While not all the mayor says is so, the union said the dyke was weak.', 'the union'],
  ['The figures include 40 boats.', ''],
  ['Nothing was burned, the company maintains.', 'the company'],
])('further verbs and places: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test.each<[string, string, string[]]>([
  [
    'a single name with an age is somebody’s',
    'Mira, 34, lives by the dam. “It was at ten,” she recalled.',
    ['', 'Mira'],
  ],
  [
    'whoever is the subject before a colon',
    'Kofi Mensah remembers it otherwise: he said the doors were open.',
    ['Kofi Mensah'],
  ],
  [
    'what is quoted in part is the subject’s, not the title of a book',
    'Kofi Mensah wants the council to “open every single drawer”. He starred in a long film of that year, “The Man Who Came Late”.',
    ['Kofi Mensah', ''],
  ],
  [
    'a part of a sentence is its own subject’s, not the last speaker’s',
    '“It was dry,” said the mayor. Ines Duarte likened it to “a bath with the tap on and no plug”.',
    ['the mayor', 'Ines Duarte'],
  ],
  [
    'headlines are others’',
    'Kofi Mensah ran a paper full of headlines such as “who stole our river from us”.',
    [''],
  ],
  ['a quoted description is nobody’s', 'Kofi Mensah won the “now or never again” round.', ['']],
  [
    'what somebody else calls it',
    'Kofi Mensah read out a letter in which she calls it “the best we could get”.',
    [''],
  ],
])('%s', (_name, text, expected) => {
  expect(speakers(text)).toEqual(expected);
});

test.each<[string, string, string[]]>([
  [
    'in his view',
    'Kofi Mensah said the dyke was weak. The aim, in his view, was to save money.',
    ['Kofi Mensah', 'Kofi Mensah'],
  ],
  [
    'somebody’s career is the outlet’s to tell',
    'Kofi Mensah said the dyke was weak. It had cracks, he added. Mensah was made a minister in May.',
    ['Kofi Mensah', 'Kofi Mensah', ''],
  ],
  [
    'a first name gives way to the whole',
    'Mira, 34, lives by the dam. Mira Addo said the dyke was weak. “It was at ten,” Mira said.',
    ['', 'Mira Addo', 'Mira Addo'],
  ],
])('%s', (_name, text, expected) => {
  expect(speakers(text)).toEqual(expected);
});
