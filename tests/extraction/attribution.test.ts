import { expect, test } from '@jest/globals';
import { attributed, speakers } from './attribution-article.ts';

/** Invented sentences; '' is the outlet's own voice. */
test.each([
  ['The ministry said on 4 March that 12 homes were flooded.', 'the ministry'],
  ['“The dam held for 12 days,” said Tomas Brandt, a spokesman for the River Board.', 'Tomas Brandt'],
  ['Ines Duarte, a hydrologist in Varnholm, said the dam failed in 2019.', 'Ines Duarte'],
  ['Ines Duarte, 45, who has led the trust since May, told the hearing that it failed.', 'Ines Duarte'],
  ['The head of the trust, Ines Duarte, told the hearing that it failed.', 'Ines Duarte'],
  ['Ines Duarte, of Austin, Texas, said the dam failed.', 'Ines Duarte'],
  ['Ines Duarte (Harlow West) said the dam failed.', 'Ines Duarte'],
  ['Transport Minister Jana Hofer has repeatedly warned that the bridge is unsafe.', 'Jana Hofer'],
  ['The bridge is unsafe, the regional police chief Jana Hofer warned on Tuesday.', 'Jana Hofer'],
  ['Two of the nine authors said they had been paid.', 'two of the nine authors'],
  ['In the spring of 2014 the mayor said the bridge was safe.', 'the mayor'],
  ['On Monday residents of Pell Lane said they had not been told.', 'residents of Pell Lane'],
  ['Unions and employers said the talks had failed.', 'unions and employers'],
  ['Two million people live downstream, according to the census bureau.', 'the census bureau'],
  ['According to figures from the port authority, 40 ships were late.', 'figures from the port authority'],
  ['The audit found that £3m had been spent twice.', 'the audit'],
  ['The table lists 330 towns.', 'the table'],
  ['The audit details failings at 12 schools.', 'the audit'],
  ['Nurse Ada Finch claims managers knew.', 'Ada Finch'],
  ['The minutes, of which the Herald has a copy, show that nobody objected.', 'the minutes'],
  ['A survey of 1,200 nurses has found that half want to leave.', 'a survey of 1,200 nurses'],
  ['Paris said the treaty had been broken.', 'Paris'],
  ['Rights groups say the law is too broad.', 'Rights groups'],
  ['A former official who asked not to be named said the valves were open.', 'a former official'],
  ['People familiar with the talks said a deal was near.', 'people familiar with the talks'],
  ['The officer who sent the email said nobody had trained her.', 'the officer'],
  ['The figure was confirmed by the Bank of Varnholm.', 'Bank of Varnholm'],
  ['The World Rowing Federation (WRF) said it had tested 40 crews.', 'World Rowing Federation'],
  ['The mayor opened the bridge and said it would last 100 years.', 'the mayor'],
  ['The coach resigned on Friday, saying the club had broken its word.', 'the coach'],
  ['The vaccine worked in 90 per cent of cases, the study’s authors reported.', 'the study’s authors'],
  ['The striker will miss the final, coach Luis Pardo told reporters.', 'Luis Pardo'],
  ['Kofi Mensah: “We were never asked.”', 'Kofi Mensah'],
  ['“We were never asked,” added Kofi Mensah.', 'Kofi Mensah'],
  ['The photographs appear to show the valves open.', 'the photographs'],
  ['Emails showing that the valves were open were kept from the board for years.', 'emails'],
  ['The payment is listed in the club’s accounts.', 'the club’s accounts'],
  ['In one recording, two men plan the theft.', 'one recording'],
  ['The mayor issued a statement saying the bridge is safe.', 'the mayor'],
  ['The police force went on to say that nobody was hurt.', 'the police force'],
  ['“We were never asked,’’ Kofi Mensah, chair of the trust, told the hearing.', 'Kofi Mensah'],
  ['The Office for Rural Roads and Bridges said the bridge is unsafe.', 'Office for Rural Roads and Bridges'],
  ['Secretary of State Jana Hofer said the bridge is unsafe.', 'Jana Hofer'],
  ['“Nobody is to be told,” warns a circular that inspectors received in May.', 'a circular'],
  ['The council never meant to pay, believes Ines Duarte, who led the trust.', 'Ines Duarte'],
  ['There are 40 homes that the council declared closed, leaked papers show.', 'leaked papers'],
  ['The River Board dismissed the papers as a forgery.', 'River Board'],
  ['A court ruled last year that the council owed £8m.', 'a court'],
  ['The port broke off the talks, citing two officials.', 'two officials'],
  ['The pilots’ leader, Ines Duarte, doubted that anybody had looked.', 'Ines Duarte'],
  ['Ines Duarte called the publication of the files unlawful.', 'Ines Duarte'],
  ['“There were four more below,” Kofi Mensah retorted at a rally.', 'Kofi Mensah'],
  ['A lawyer for the port said by telephone that the gates had been shut.', 'a lawyer for the port'],
  ['A diver, speaking in a hall where the press was not allowed, said the water rose.', 'a diver'],
  ['The board met only twice that year, said Ines Duarte.', 'Ines Duarte'],
  ['The mayor did confirm that two valves were open.', 'the mayor'],
  ['State television there said the valves were open.', 'state television'],
  ['The ministry had earlier spoken of four dead.', 'the ministry'],
  ['The dam is eight months late, the audit office found in May.', 'the audit office'],
  ['The dam is late, according to four current and former officials.', 'four current and former officials'],
  ['Ines Duarte said the newspaper had apologised for a mistake.', 'Ines Duarte'],
  ['Not all engineers think so: Ines Duarte says the dam held.', 'Ines Duarte'],
  ['The Pilots’ Association said 40 flights were late.', 'Pilots’ Association'],
  ['The bridge had failed, Ines Duarte told public radio in Varnholm.', 'Ines Duarte'],
  ['The audit office last went there in 2012, it told the hearing.', 'the audit office'],
])('%j is said by %j', (sentence, speaker) => {
  expect(speakers(sentence)).toEqual([speaker]);
});

// A long word is read anew at each place.
test.each(['Secretaries', 'Spokespersons'])('an office and its holders are one: %s', (office) => {
  expect(speakers(`${office} of State ${office} Jana Hofer said the bridge is unsafe.`)).toEqual([
    'Jana Hofer',
  ]);
});

test.each([
  ['The dam failed in Varnholm in 2019 and 12 homes were lost.'],
  ['A Harlow Herald investigation found that the dam leaked.'],
  ['Our count finds 48 leaks since 2019.'],
  ['This newspaper reported the leak in 2019.'],
  ['No engineer believes the dam held.'],
  ['Ines Duarte and Tomas Brandt testified before the panel on Monday.'],
  ['Counsel Ines Duarte asked the captain about the valves.'],
  ['The engineer quickly responded to the alarm in the hall.'],
  ['The River Papers, named after a house, were sent to the office in May.'],
  ['The storm claimed 12 lives.'],
  ['The club added a striker to its list.'],
  ['The council rejected the budget by 20 votes to 12.'],
  ['Police did not say who had called them.'],
  ['The report is said to be 400 pages long.'],
  ['He was told to leave.'],
  ['The bridge was closed after the ministry said it was unsafe.'],
  ['The alleged thief was an estimated 40 years old.'],
  ['Their reported income rose to £40,000.'],
  ['Trains run according to schedule.'],
  ['Other estimates are in the same range.'],
  ['The blog comments were closed.'],
  ['The mayor has written to the minister.'],
  ['The bridge was closed in a letter posted on Monday.'],
  ['The bridge is unsafe, the Herald can reveal.'],
  ['It is understood that the club is for sale.'],
  ['The man who said he was a doctor was arrested.'],
])('%j is said by nobody', (sentence) => {
  expect(speakers(sentence)).toEqual(['']);
});

test.each([
  ['The minister told the Daily Courier that 12 ships were late.', 'the minister < Daily Courier'],
  [
    'The minister told the Daily Courier that 12 ships were late, a report by the agency Norpress says.',
    'the minister < Daily Courier < a report by the agency Norpress',
  ],
  [
    'Two wells were poisoned, according to documents obtained by the Varnholm Gazette.',
    'documents < Varnholm Gazette',
  ],
  ['Police said the report found no fault with the driver.', 'police < the report'],
  [
    'The ledgers show that wages were held back, Ines Duarte told Radio Port.',
    'Ines Duarte < the ledgers < Radio Port',
  ],
  ['The inspector said the logbook showed that the valve was shut.', 'the inspector < the logbook'],
  ['The Daily Courier said the logbook showed that the valve was shut.', 'the logbook < Daily Courier'],
  [
    'A leak has shed new light on the yards, where foremen were beaten, the Daily Courier reported.',
    'Daily Courier < a leak',
  ],
  ['Norpress reported, citing two officials, that the talks had failed.', 'two officials < Norpress'],
  ['The ministry said in a statement that 12 ships were late.', 'the ministry < a statement'],
  ['In an interview with Radio Port, Ines Duarte said the dam failed.', 'Ines Duarte < Radio Port'],
  ['The dam failed, according to Ines Duarte of the Daily Courier.', 'Ines Duarte < Daily Courier'],
  ['In a speech of 2014 the mayor said the bridge was safe.', 'the mayor < a speech of 2014'],
  ['“We are ready,” the mayor wrote on Facebook.', 'the mayor < Facebook'],
  ['The club said the ticket figures were wrong, according to Radio Harlow.', 'the club < Radio Harlow'],
  ['Ines Duarte told the Harlow Herald that the dam failed.', 'Ines Duarte'],
])('the chain of %j is %j', (sentence, chain) => {
  expect(speakers(sentence)).toEqual([chain]);
});

test('the outlet ends every chain, and is alone where nobody is named', () => {
  const [said, own] = attributed('The mayor said the bridge is safe. It is 40 years old.');
  expect(said?.attribution.chain.at(-1)).toEqual({
    role: 'outlet',
    name: 'Harlow Herald',
    kind: 'outlet',
    span: null,
  });
  expect(own?.attribution).toEqual({
    chain: [{ role: 'outlet', name: 'Harlow Herald', kind: 'outlet', span: null }],
    mode: 'none',
    stance: 'asserts',
    carried: false,
  });
});

test.each([
  ['Jana Hofer said the bridge is unsafe.', 'person'],
  ['The foreign ministry said the treaty had been broken.', 'government'],
  ['Oslo said the treaty had been broken.', 'government'],
  ['The airline said 40 flights were late.', 'organisation'],
  ['The indictment says the money was hidden.', 'document'],
  ['Farmers said the harvest was lost.', 'collective'],
  ['A source said the harvest was lost.', 'anonymous'],
  ['One resident said the water came at night.', 'anonymous'],
  ['A spokeswoman for the airline said 40 flights were late.', 'organisation'],
])('the speaker of %j is of the kind %s', (sentence, kind) => {
  expect(attributed(sentence)[0]?.attribution.chain[0]).toMatchObject({ role: 'speaker', kind });
});

test.each([
  ['“The bridge is unsafe,” the mayor said.', 'direct'],
  ['The mayor said the bridge is unsafe.', 'indirect'],
  ['The mayor said the bridge, built in 1954, was “a danger to everybody” and should be closed.', 'mixed'],
  ['The bridge was built in 1954.', 'none'],
])('%j is %s speech', (sentence, mode) => {
  expect(attributed(sentence)[0]?.attribution.mode).toBe(mode);
});

test.each([
  ['The company denied that it had hidden the test.', 'denies'],
  ['The company rejected the allegation.', 'denies'],
  ['The company dismissed the figure as “invented”.', 'denies'],
  ['The company called the report false.', 'denies'],
  ['The company acknowledged that the test had failed.', 'endorses'],
  ['The mayor confirmed the figure.', 'endorses'],
  ['The union urged the company to reopen the talks.', 'demands'],
  ['The union called on the company to reopen the talks.', 'demands'],
  ['The union said the talks had failed.', 'asserts'],
])('in %j the speaker %s', (sentence, stance) => {
  const [first] = attributed(sentence);
  expect(first?.attribution.chain).toHaveLength(2);
  expect(first?.attribution.stance).toBe(stance);
});
