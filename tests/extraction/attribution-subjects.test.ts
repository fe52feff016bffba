import { expect, test } from '@jest/globals';
import { speakers } from './attribution-article.ts';

/** Whom the words before or after a reporting verb name. Invented sentences. */
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

test.each([
  [
    'Ridge News and other local papers reported that the mill had closed.',
    'Ridge News and other local papers',
  ],
  ['The mill had closed, RNA and two other agencies reported.', 'RNA and two other agencies'],
  ['The Harn Post and other newspapers said the mill had closed.', 'the Harn Post and other newspapers'],
  ['Ines Duarte and other councillors said the dyke was weak.', 'Ines Duarte and other councillors'],
  [
    'Ridge News, the Harn Post and other papers said the mill had closed.',
    'Ridge News, the Harn Post and other papers',
  ],
  [
    'Reports by Ridge News and other local papers say that 41 men died.',
    'reports by Ridge News and other local papers',
  ],
  ['According to RNA and other media, 41 men died.', 'RNA and other media'],
  ['According to RNA, the Harn Post and other media, 41 men died.', 'RNA, the Harn Post and other media'],
  ['41 men died, according to Ines Duarte and other councillors.', 'Ines Duarte and other councillors'],
  ['Residents of Harlow and other towns said the dyke was weak.', 'residents of Harlow and other towns'],
  ['The mayor of Harlow and other officials said so.', 'the mayor of Harlow and other officials'],
  ['According to the ministry and the mayor resigned.', 'the ministry'],
  ['According to RNA, Acme and other banks, which fund the dam, lied.', 'RNA'],
  ['According to RNA, Acme and other firms cheat.', 'RNA'],
  ['According to the report, Acme and other firms, backed by the state, dumped 12 tonnes.', 'the report'],
  ['According to the mayor, Ines Duarte and other residents left early.', 'the mayor'],
])('who is named before others is one of them: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test.each([
  ['Ines Duarte of the regional Transport Department said the bridge was safe.', 'Ines Duarte'],
  ['“The bridge is safe,” Ines Duarte from the city Fire Brigade said.', 'Ines Duarte'],
  ['Ines Duarte of Harlow’s regional Water Board said the bridge was safe.', 'Ines Duarte'],
  ['Ines Duarte of Harlow town Fire Brigade said the bridge was safe.', 'Ines Duarte'],
  ['The head of the city Fire Brigade said the bridge was safe.', 'the head of the city Fire Brigade'],
])('who is of a body speaks, not the body: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test.each([
  'Teachers were to say that the pupils had caught a ‘fever’ of activist thought.',
  'They were to say that the strike was a “plague” of extremist thought and would pass.',
  'The camp was full of violent extremist thought.',
  'A school of socialist thought held that the strike was wrong.',
  'Extremist thought spread in the camps.',
  'In the north, violent extremist thought spread in 2017.',
  'Western thought was spreading in the camps.',
  'Western thought changed the law of the north.',
])('a word that only describes the next says nothing: %j', (sentence) => {
  expect(speakers(sentence)).toEqual(['']);
});

test.each([
  ['Extremist thought spread in the camps, the report said.', 'the report'],
  ['The teacher thought 40 houses were lost.', 'the teacher'],
  ['Officials thought the dyke was safe.', 'officials'],
  ['But teachers and pupils thought the roof was safe.', 'teachers and pupils'],
  ['Neighbours thought Mohammed in Harlow had left.', 'neighbours'],
  ['Officials thought Reed the culprit.', 'officials'],
])('who thinks something says it: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test.each([
  ['Reuters and two local broadcasters said the mill had closed.', 'Reuters and two local broadcasters'],
  ['The mayor of Harlow and the head of the mill said so.', 'the mayor of Harlow and the head of the mill'],
  ['The composer and conductor Ines Duarte said the hall was shut.', 'Ines Duarte'],
  ['The storm hit and Ines Duarte said the bridge was shut.', 'Ines Duarte'],
  ['The teachers’ union said 40 posts were cut.', 'the teachers’ union'],
  ["According to the miners' families, 40 posts were cut.", "the miners' families"],
  ['Farmers’ groups and the ministry say that 40 posts were cut.', 'farmers’ groups and the ministry'],
])('"and" and the apostrophe of a plural join: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test('an adjective with its preposition tells which people are cited', () => {
  const [chain] = speakers('Citing three people close to the talks, the Harn Post reported a sale.');
  expect(chain).toBe('three people close to the talks < Harn Post');
  expect(speakers('Citing police violence in the north, the mayor left.')).toEqual(['']);
});
