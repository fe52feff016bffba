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
  [
    'Unions and local media, including the Courier, have reported that hospital files show 12 deaths.',
    'unions and local media < hospital files',
  ],
  [
    'Councils and charities, among them the Shelter Fund, have warned that leaked minutes show a plan to close homes.',
    'councils and charities < leaked minutes',
  ],
  [
    'But unions and foreign media, including the Courier, have reported that the yards are guarded at night.',
    'unions and foreign media',
  ],
  ['But unions and foreign media have reported that the yards are guarded.', 'unions and foreign media'],
  [
    'The parents and the head of the school, who met on Monday, said the roof leaked.',
    'the parents and the head of the school',
  ],
])('the outermost reporter: the chain of %j is %j', (sentence, chain) => {
  expect(speakers(sentence)).toEqual([chain]);
});

test.each([
  ['The trove of leaked letters shows that the dyke was weak.', 'the trove of leaked letters'],
  ['A cache of files seen by the Courier reveals that the dyke was weak.', 'a cache of files < Courier'],
  ['Hundreds of pages of minutes show that the council knew.', 'Hundreds of pages of minutes'],
  ['A batch of published emails suggests that the council knew.', 'a batch of published emails'],
  ['The dyke was weak, according to a series of letters.', 'a series of letters'],
  ['A number of residents said the dyke was weak.', 'a number of residents'],
])('measure nouns: the chain of %j is %j', (sentence, chain) => {
  expect(speakers(sentence)).toEqual([chain]);
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
])('%j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test.each([
  ['The trust has refused to confirm that 12 beds are missing.', 'denies'],
  ['The hospital issued a denial.', 'denies'],
  ['Ines Duarte cast doubt on the figures.', 'denies'],
  ['The hospital was forced to admit that 12 beds were missing.', 'endorses'],
  ['Doctors have raised concerns that the wards are full.', 'asserts'],
])('in %j the speaker %s', (sentence, stance) => {
  expect(attributed(sentence)[0]?.attribution.stance).toBe(stance);
});

test.each([
  [
    'The council, the court and the audit office have ruled that the dyke was built unlawfully.',
    'the council, the court and the audit office',
  ],
  [
    'The council, the court, and the audit office have ruled that the dyke was built unlawfully.',
    'the council, the court, and the audit office',
  ],
  ['The dyke failed, the court and the audit office said.', 'the court and the audit office'],
  ['In Varnholm, the court and the audit office said the dyke failed.', 'the court and the audit office'],
  ['The dyke was weak, according to a letter by Ines Duarte.', 'Ines Duarte < a letter'],
  ['A memo by the engineer Ines Duarte says the dyke was weak.', 'Ines Duarte < a memo'],
  ['The dyke was weak, according to a report by Ines Duarte.', 'a report by Ines Duarte'],
])('lists and authors: the chain of %j is %j', (sentence, chain) => {
  expect(speakers(sentence)).toEqual([chain]);
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
  ['Ines Duarte (Harlow West), a former minister, said the dyke was weak.', 'Ines Duarte'],
  ["Ines Duarte - the mayor's friend and neighbour - told a hearing that the dyke was weak.", 'Ines Duarte'],
  ['While Bram Oduya promised a new dyke, Ines Duarte insisted that it was weak.', 'Ines Duarte'],
  ['81-year-old Ines Duarte, a former minister, said the dyke was weak.', 'Ines Duarte'],
  ['The dyke, a range of engineers say, is too low.', 'a range of engineers'],
  ['Shortly after the flood, Ines Duarte issued a statement saying the dyke was weak.', 'Ines Duarte'],
])('past asides and openings: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
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

test.each([
  ['Ines Duarte and her husband, Kofi, say the bank was wrong.', 'Ines Duarte and her husband, Kofi'],
  ['Critics such as Ines Duarte, a lawyer, say the law is bad.', 'critics such as Ines Duarte'],
  ['“It is all there,” said one of them, Ines Duarte.', 'Ines Duarte'],
  ['A woman in her forties, whose name is known to us, said she had to sign.', 'a woman in her forties'],
  ['Someone who worked there said the road was closed.', 'someone'],
  ['A relative of one of the men said he was gone.', 'a relative of one of the men'],
  ['A mother of three said she was shown the list.', 'a mother of three'],
  ['A man whose brother was held there said the list was real.', 'a man'],
  ['A nurse who left in May said the wards were full.', 'a nurse'],
  ['In Duarte’s view, the dyke was weak.', 'Duarte'],
  ['By the mine’s own count, 41 men died.', 'the mine'],
  [
    'Late last month, the club opened a shop, saying that it was what members had wanted for years.',
    'the club',
  ],
])('who speaks without a simple name: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
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
