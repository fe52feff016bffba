import { expect, test } from '@jest/globals';
import { speakers } from './attribution-article.ts';

/** Subjects that stand far from their verbs. Invented sentences. */
test.each([
  ['The photograph numbered 12 shows a man on a bench.', 'the photograph'],
  [
    'Photographs taken in the spring of 2020 show cracks in the wall.',
    'photographs taken in the spring of 2020',
  ],
  [
    'An order signed on 2 May 2018 by the board’s head, Ines Duarte, instructs wardens to “wait”.',
    'an order',
  ],
  ['Directives seen by the Courier set deadlines for schools.', 'directives < Courier'],
  ['One sheet, headed “Rates, second half”, sets a rate of 40 crowns for each box.', 'one sheet'],
  ['The 2020 report “The Low Dyke” documented 53 leaks.', 'the 2020 report'],
  [
    'A review by Halden, a firm, which the Post commissioned, concluded that the dyke was weak.',
    'a review by Halden',
  ],
  [
    'An invoice of March 2019, which the paper printed in part, puts the price at 1.1 million crowns.',
    'an invoice',
  ],
  ['A memo stamped as received on 4 June asks whether the dyke can wait.', 'a memo'],
  [
    'A clause in its contract, signed in 2015, obliges the board to return the money.',
    'a clause in its contract',
  ],
  [
    'Figures released last year under an old act put the cost of the dyke, which took six years, at between £2m and £3m.',
    'figures',
  ],
  [
    'An audit by Harlow Fire and Rescue Service, carried out in May, found that two doors did not close.',
    'an audit by Harlow Fire and Rescue Service',
  ],
])('papers that are narrowed or described: %j is what %j say', (sentence, document) => {
  expect(speakers(sentence)).toEqual([document]);
});

test.each([
  ['The report they signed in May shows nothing new about the dyke, Ines Duarte said.', 'Ines Duarte'],
  ['The leak “shows in plain words a policy of neglect,” said Ines Duarte, a lawyer.', 'Ines Duarte'],
  ['The records, which cover 2018 to 2023, include logs of every flood.', ''],
  ['Clerks compared the stamps with 30 orders that the council had printed in the spring.', ''],
])('nor what only stands near them: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test.each([
  [
    '"No names are to be taken," Bram Oduya, then its deputy head, wrote to wardens on 4 March.',
    'Bram Oduya',
  ],
  ['Reached by telephone, Oduya, who left in 2021, confirmed that he wrote the note.', 'Oduya'],
  [
    'One resident who got out, retired postman Bram Oduya, 83, told Radio Port that he crawled.',
    'Bram Oduya < Radio Port',
  ],
  ['Nine hours later, a clerk filed a report saying that the man had gone home.', 'a clerk'],
  [
    'In May 2019 the Care Authority, the national regulator, closed it, noting that staff "slept".',
    'Care Authority',
  ],
  ['Inspector Ines Duarte would say only that four men had been seen.', 'Ines Duarte'],
  [
    'The cable was cut, two people familiar with it told the Courier.',
    'two people familiar with it < Courier',
  ],
  [
    'The old dyke was weak in places, an official in its registry found after leafing through the books.',
    'an official in its registry',
  ],
  ['It was the Courier that first reported that the dyke was weak.', 'Courier'],
  [
    'The mayor has "lost four clerks in nine years", points out Ines Duarte of the Dyke Society.',
    'Ines Duarte',
  ],
  ['Not one seal was broken, says Ines van Duarte, a chemist in Oslo.', 'Ines van Duarte'],
  ['“I left at dawn,” she sobbed.', ''],
  ['Bram O., a baker whose name, like those of the others, has been changed, said he left.', 'Bram O'],
])('people: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test.each([
  'Varnholm has recalled its ambassador from Estral.',
  'Ines Duarte learned from the paper that a picture of her brother existed.',
  'The president, in power since 2003, has said nothing.',
  'More than 200,000 people are held, six times as many as the ministry admits.',
])('nobody says it: %j', (sentence) => {
  expect(speakers(sentence)).toEqual(['']);
});

test('a woman is not a spokesman, and several are not one clerk', () => {
  const text = 'Its spokesman said the dyke held. The mails, she wrote, were forged.';
  expect(speakers(text)).toEqual(['its spokesman', '']);
  const clerk = 'A clerk said the dyke was weak. They added that it leaked.';
  expect(speakers(clerk)[1]).toBe('');
});

test.each([
  ['“The man before me said no,” said a 26-year-old stitcher at Halden.', 'a 26-year-old stitcher at Halden'],
  ['“Whole lanes have vanished,” alleged Ines Duarte, who leads the party.', 'Ines Duarte'],
  ['The largest table, entitled “Persons covered”, lists 11,477 residents.', 'the largest table'],
  [
    'Of eight former officials who were asked, seven said they had never heard the name.',
    'eight former officials',
  ],
  ['The source claimed to have acted alone.', 'the source'],
  ['Halden Foods at first denied having bought from either mill.', 'Halden Foods'],
  ['By her own count, Ines Duarte typed some 400 of the lists herself, she said.', 'Ines Duarte'],
  ['Ines Duarte has read the files and says they contradict evidence given to her.', 'Ines Duarte'],
  ['Nothing in the file says how many have come home.', ''],
  ['Requests were refused four times, according to its chair, Ines Duarte.', 'Ines Duarte'],
  ['“They were refused four times,” said its chair, Ines Duarte.', 'Ines Duarte'],
  ['The metadata of the file names a clerk as its author.', 'the metadata of the file'],
])('other subjects: %j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

test('of whom a paper tells in the same paragraph, "he said" may be said', () => {
  const text = 'The minutes show that Bram Oduya left. “I went home on 4 March,” he said.';
  expect(speakers(text)).toEqual(['the minutes', 'Bram Oduya']);
});

test('"the man" is who has just spoken', () => {
  const text =
    'Bram Oduya, a clerk, says the list is real. “They knew,” says the man, who has left the town.';
  expect(speakers(text)).toEqual(['Bram Oduya', 'Bram Oduya']);
});

test('what an outlet introduces, and what its author did, is no part of an account', () => {
  const told = 'The files list 40 men. Varnholm, a town of 900, was closed in May.';
  expect(speakers(told)).toEqual(['the files', '']);
  const own = 'The files list 40 men. With two colleagues I matched the names.';
  expect(speakers(own)).toEqual(['the files', '']);
});

test('the capitals of a headline name nobody', () => {
  const text = 'Secret Lists Trace Varnholm Prisoners\n\nVarnholm was quiet. It said nothing new.';
  expect(speakers(text, ['headline'])).not.toContain('Secret Lists Trace Varnholm');
});
