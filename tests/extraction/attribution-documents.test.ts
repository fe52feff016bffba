import { expect, test } from '@jest/globals';
import { attributed, speakers } from './attribution-article.ts';

/** Invented sentences; '' is the outlet's own voice. */
test.each([
  ['The files set out how the quarry was filled.', 'the files'],
  ['The plan spells out which wards are to close.', 'the plan'],
  ['The minutes make clear that nobody objected.', 'the minutes'],
  ['The handbook lays down how long a visitor may stay.', 'the handbook'],
  ['The register marks 40 of the pupils as absent.', 'the register'],
  ['The database classifies the villages by income.', 'the database'],
  ['The circular orders inspectors to count the lamps.', 'the circular'],
  ['A memo dated 12 June 2017 forbids overtime.', 'a memo'],
  ['An order of 3 May tells drivers to wait.', 'an order'],
  ['A report from that month records 12 leaks.', 'a report'],
  ['A note beside the figure says it was guessed.', 'a note beside the figure'],
  ['A memo about the fire says the doors were locked.', 'a memo about the fire'],
  ['A column headed “Cause” gives no cause.', 'a column'],
  ['The list that the harbour office drew up names 40 boats.', 'the list'],
  ['A cable sent from the embassy on 9 May warned of a flood.', 'a cable sent from the embassy'],
  ['A study of the files published this week by economists estimates the loss.', 'a study of the files'],
  ['The plan envisages the closure of nine wards.', 'the plan'],
  ['The papers also shed new light on the fall of one foreman.', 'the papers'],
  ['Among these records, a table titled “homes to go first” lists 40 addresses with “arrears”.', 'a table'],
  ['As the memo puts it, “the river is patient”.', 'the memo'],
])('what documents do: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test.each([
  ['The law forbids overtime.', ''],
  ['The number marked a turn for the club.', ''],
  ['The flood laid bare the old wall.', ''],
  ['The rates, set in May, rose again.', ''],
])('%j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test('"it" is what the report cites, not what cites', () => {
  expect(speakers('The inspectors cleared the yard, and their report, published in May, cites it.')).toEqual([
    '',
    'the inspectors’ report',
  ]);
});

test.each([
  ['The quarry is described last in the report as a lake.', 'the report'],
  ['The toll is put at 38 in the files.', 'the files'],
  ['The mayor is described as “for sale” in the same cable.', 'the same cable'],
  ['Officers were told, in a note from headquarters, to wait.', 'a note from headquarters'],
  ['Of the 212 loans in the ledger, 190 are recorded as repaid.', 'the ledger'],
  ['Nets and ropes are among the items listed in one inventory.', 'one inventory'],
  ['The old keys were found in a file.', ''],
])('in which documents it stands: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test.each([
  ['In an email, Ines Duarte defended the price as “fair”.', 'Ines Duarte < an email'],
  ['In a letter sent to all schools, the ministry withdrew the book.', 'the ministry < a letter'],
  ['In a speech dated June 12, 2017, the mayor attacked the union.', 'the mayor < a speech'],
  ['In a statement, the club blamed the weather.', 'the club < a statement'],
  ['In an email from May, staff were told to wait.', 'an email'],
  ['In the minutes of a meeting on 4 May, the pumps are called old.', 'the minutes of a meeting'],
  ['Under a directive dated 12 June, drivers were to report every stop.', 'a directive'],
  ['Under the new law, drivers must report every stop.', ''],
  ['On page 4 of the plan, two wards have a cross.', 'page 4 of the plan'],
  ['In a recording, the mayor is heard telling a driver to wait.', 'the mayor < a recording'],
  ['The mayor is quoted in the minutes as saying that the dyke was new.', 'the mayor < the minutes'],
])('documents that lead in: the chain of %j is %j', (sentence, chain) => {
  expect(speakers(sentence)).toEqual([chain]);
});

test.each<[string, string, string[]]>([
  [
    'entries of a list are in the list',
    'The spreadsheet lists 40 homes. One entry reads “gone”. Another entry describes a wedding.',
    ['the spreadsheet', 'one entry in the spreadsheet', 'another entry in the spreadsheet'],
  ],
  [
    'a document that was only spoken of',
    'Kofi Mensah was handed a spreadsheet. It lists 40 homes.',
    ['', 'a spreadsheet'],
  ],
  [
    'behind somebody who spoke between',
    'The files show 40 payments. “They were gifts,” the mayor said. They list the dates as well.',
    ['the files', 'the mayor', 'the files'],
  ],
  [
    'they are not one report',
    'A report found that 40 homes were damp. They list three kinds of mould.',
    ['a report', ''],
  ],
  [
    'what is entered without saying where',
    'The register lists 40 pupils. Twelve are marked as gone. No reason is given. He is said to have left.',
    ['the register', 'the register', 'the register', 'the register'],
  ],
  [
    'what is ordered without saying where',
    'The circular tells guards to count the keys. Lamps are to be left on. Visitors must wait.',
    ['the circular', 'the circular', 'the circular'],
  ],
  [
    'what should be done',
    'The manual has two parts. The manual lists 40 rules. Every door should have two locks.',
    ['', 'the manual', 'the manual'],
  ],
  [
    'what the outlet adds',
    'The register lists 40 pupils. The school was pulled down two years ago.',
    ['the register', ''],
  ],
])('%s', (_name, text, expected) => {
  expect(speakers(text)).toEqual(expected);
});

test('a document that forbids something demands it', () => {
  const [first] = attributed('The circular forbids overtime.');
  expect(first?.attribution.stance).toBe('demands');
});

test.each([
  [
    'The tapes revealed a private speech by the province’s minister of mines confirming that the shafts were flooded.',
    'the province’s minister of mines < the tapes',
  ],
  [
    'The cables detail the urgent pleas from Marta Oliveira, the former head of the port, to close the basin.',
    'Marta Oliveira < the cables',
  ],
  ['The files list complaints from tenants that the lifts were stuck.', 'tenants < the files'],
  ['The files list complaints from tenants about noise.', 'the files'],
  ['The documents detail the payments from Marta Oliveira to the yard.', 'the documents'],
])('whose words a document holds: the chain of %j is %j', (sentence, chain) => {
  expect(speakers(sentence)).toEqual([chain]);
});

test('one name is enough for the author of a confession, once the text has told of them', () => {
  const text = 'Rui Oliveira ran the port. The crews were angry, according to a confession by Oliveira.';
  expect(speakers(text)[1]).toBe('Rui Oliveira < a confession');
});

test('“it” can be a heap of papers', () => {
  const text =
    'The huge cache of data contains thousands of photographs. It shows the use of dogs at the gates.';
  expect(speakers(text)).toEqual(['', 'the huge cache']);
});
