/** Invented pairs of reports: what a figure sheet must set against each other, and what only looks as if it should. */

export interface SheetCase {
  readonly why: string;
  /** One text per document, published on one day unless a later one is given. */
  readonly texts: readonly [string, string];
  /** YYYY-MM-DD of both documents, or of each. */
  readonly published?: readonly [string, string];
}

const pair = (why: string, one: string, other: string, published?: readonly [string, string]): SheetCase => ({
  why,
  texts: [one, other],
  ...(published ? { published } : {}),
});

/** Two reports of one story that give different figures of one measure. */
export const DIFFERENCES: readonly SheetCase[] = [
  pair(
    'dead',
    'Twelve people were killed when the ferry sank.',
    'The sinking of the ferry killed 15 people, the coastguard said.',
  ),
  pair('dead, in other words', 'Four people have died in the fire.', 'The fire has left seven dead.'),
  pair(
    'injured',
    'A gas explosion injured 31 people in Marlow Street.',
    'Some 50 people were injured by the explosion in Marlow Street.',
  ),
  pair(
    'moved',
    'About 3,000 people were evacuated overnight.',
    'The army evacuated 4,500 people, a spokesman said.',
  ),
  pair(
    'flooded homes',
    'More than 1,200 homes were flooded.',
    'The river board said 840 homes were flooded.',
  ),
  pair(
    'money spent',
    'The council spent £3.2m on the new library.',
    'The new library cost the council £4.1m, a report says: it spent £4.1m on the library.',
  ),
  pair(
    'price of a stadium',
    'The stadium was sold for $12 million.',
    'The club sold the stadium for $15 million.',
  ),
  pair('turnout', 'Turnout in the mayoral election was 43%.', 'Turnout in the election was 51 per cent.'),
  pair(
    'unemployment',
    'The unemployment rate rose to 6.1 per cent in the region.',
    'The unemployment rate stood at 7.4% in the region.',
  ),
  pair('youngest', 'The youngest player in the squad is 16.', 'The youngest player of the squad was 18.'),
  pair('oldest', 'The oldest runner, aged 84, finished the marathon.', 'The oldest runner was 79.'),
  pair(
    'age of a person',
    'Maria Holt, 31, was rescued from the cave.',
    'Rescuers found Maria Holt, 34, on Sunday.',
  ),
  pair('age, surname alone', 'Holt, 31, had trained as a diver.', 'Maria Holt, 29, had trained as a diver.'),
  pair(
    'sentence',
    'He was sentenced to 15 years in prison for the fraud.',
    'The court sentenced the banker to 12 years in prison for the fraud.',
  ),
  pair(
    'length of a closure',
    'The tunnel was closed for six weeks after the fire.',
    'The tunnel was closed for three months after the fire.',
  ),
  pair(
    'height of a river',
    'The river reached 7.4 metres at the old bridge.',
    'The river reached 6.2 metres at the old bridge.',
  ),
  pair(
    'magnitude',
    'A magnitude 6.2 earthquake shook the island.',
    'The magnitude 5.8 earthquake shook the island.',
  ),
  pair('patients', 'The trial enrolled 5,400 patients.', 'The trial enrolled 4,900 patients.'),
  pair(
    'votes',
    'Ferreira won by 214 votes after the recount.',
    'Ferreira won by 341 votes after the recount.',
  ),
  pair('jobs', 'The plant will cut 350 jobs.', 'Some 600 jobs will be cut at the plant.'),
  pair(
    'estimates',
    'Between one and two million birds winter on the lagoon.',
    'Between three and four million birds winter on the lagoon.',
  ),
  pair(
    'bound and value',
    'More than 500 firefighters battled the blaze.',
    'The blaze was battled by 320 firefighters.',
  ),
  pair(
    'opposite bounds',
    'Fewer than 100 people attended the rally.',
    'At least 400 people attended the rally.',
  ),
  pair(
    'arrests',
    'Police arrested 41 protesters at the march.',
    'Police arrested 66 protesters at the march.',
  ),
  pair(
    'tonnes',
    'The tanker spilled 300 tonnes of oil into the bay.',
    'The tanker spilled 1,100 tonnes of oil into the bay.',
  ),
  pair(
    'shares of voters',
    'A third of voters backed the plan, the poll found.',
    'The poll found that 48% of voters backed the plan.',
  ),
  pair(
    'part larger than its whole',
    'Forty children were killed in the collapse.',
    'Thirty people were killed in the collapse.',
  ),
  pair(
    'a total below a plain figure',
    'In total, 220 athletes were tested.',
    'Officials tested 310 athletes.',
  ),
  pair('documents', 'The leaked archive holds 11,000 invoices.', 'The leaked archive holds 14,500 invoices.'),
  pair(
    'units of time',
    'The outage lasted 90 minutes, the network operator said.',
    'The outage lasted four hours, the network operator said.',
  ),
];

/** Reports whose figures look as if they differed, and do not, or are not of one thing. */
export const LOOK_ALIKES: readonly SheetCase[] = [
  pair('rounding', 'More than 90 homes were flooded.', 'The 92 homes were flooded within an hour.'),
  pair('rounded up', 'Nearly 2,000 people were evacuated.', 'Police evacuated 1,960 people.'),
  pair('a rounded million', 'About 1.2 million people voted.', 'Some 1,204,330 people voted.'),
  pair('lower bounds', 'More than 300 people were injured.', 'At least 700 people were injured.'),
  pair(
    'a lower bound and a value above it',
    'At least 40 boats were lost.',
    'The storm cost the town 65 boats; 65 boats were lost.',
  ),
  pair('vague', 'Dozens of houses were destroyed.', 'Fire destroyed 48 houses.'),
  pair('vague thousands', 'Thousands of fans marched.', 'More than 7,000 fans marched.'),
  pair(
    'arithmetic',
    'The strike lasted 18 months, the port said.',
    'The strike lasted a year and a half, the port said.',
  ),
  pair(
    'units',
    'The ship dropped anchor 10 miles off the coast.',
    'The ship dropped anchor 16 km off the coast.',
  ),
  pair(
    'percent and fraction',
    'A quarter of pupils were absent on Friday.',
    'Some 25% of pupils were absent on Friday.',
  ),
  pair('a number in words', 'Twenty-one wells were tested.', 'Officials tested 21 wells.'),
  pair(
    'an example and an extreme',
    'Patients such as a 40-year-old teacher waited for hours.',
    'The oldest patient was 88.',
  ),
  pair(
    'two examples',
    'Runners included people like a 23-year-old nurse.',
    'Runners such as a 61-year-old baker took part.',
  ),
  pair('youngest and oldest', 'The youngest victim was 14.', 'The oldest victim was 73.'),
  pair(
    'a place and the whole',
    'In Ostby district alone, 1,150 people were evacuated.',
    'Across the valley 4,000 people were evacuated.',
  ),
  pair(
    'a place and no place',
    'Some 120 homes were flooded in Lower Marsh.',
    'In all, 840 homes were flooded.',
  ),
  pair('two places', 'In Leeds, 300 people were arrested.', 'In York, 45 people were arrested.'),
  pair('part of the people', 'Twelve children were killed in the crash.', 'The crash killed 40 people.'),
  pair('part of the schools', 'Twelve primary schools were closed.', 'Some 30 schools were closed.'),
  pair(
    'part by what happened',
    'Of the homes on the estate, 71 were flooded homes.',
    'The estate has 96 homes.',
  ),
  pair('killed and injured', 'The blast killed 12 people.', 'The blast injured 40 people.'),
  pair('missing and dead', 'Eleven people are missing.', 'Four people have died.'),
  pair('another year', 'In 2014, 86 pairs bred on the island.', 'In 2023, 1,370 pairs bred on the island.'),
  pair(
    'another year after the figure',
    'The council built 120 homes in 2018.',
    'The council built 310 homes in 2021.',
  ),
  pair(
    'another event',
    'A similar crash in May killed seven people.',
    'The crash on Sunday killed three people.',
  ),
  pair('the previous strike', 'The previous strike lasted 11 days.', 'The strike lasted 40 days.'),
  pair(
    'a change and a level',
    'Rents rose 5% in the city last year.',
    'Rents rose to 34% of income in the city last year.',
  ),
  pair(
    'a rise and a fall',
    'Sales of diesel cars fell by 12% in March.',
    'Sales of diesel cars rose by 3% in March.',
  ),
  pair('from and to', 'Unemployment fell from 7.1% to 6.4%.', 'Unemployment fell to 6.4% from 7.1%.'),
  pair('two persons', 'Ana Lopez, 31, was hurt.', 'Luis Lopez, 44, was hurt.'),
  pair('two victims', 'A 45-year-old woman was found in a car.', 'A woman of 81 was found in her cellar.'),
  pair(
    'money of two kinds',
    'Damage to roads may reach 90 million euros.',
    'The dam cost 150 million euros to build.',
  ),
  pair('a budget and a fine', 'The council has a £20m budget for schools.', 'The firm was given a £3m fine.'),
  pair('per month and per year', 'A driver earns €3,000 a month.', 'A driver earns €36,000 a year.'),
  pair('two currencies', 'The painting was sold for $12 million.', 'The painting was sold for €11 million.'),
  pair('years and numbers', 'The bridge was built in 1987.', 'The bridge carries 1,990 lorries.'),
  pair('scores', 'Rovers won 3-1 against Vale.', 'Rovers won 2-0 against Vale.'),
  pair('labels', 'Section 12 of the Act applies to ports.', 'Section 40 of the Act applies to ports.'),
  pair('an average and an extreme', 'The average award was £600.', 'The largest award was £4,700.'),
  pair(
    'a range and a value in it',
    'Between 30,000 and 40,000 flats were built with the panels.',
    'Some 35,000 flats were built with the panels.',
  ),
  pair(
    'an upper bound',
    'Up to 190 litres of rain fell in the hills.',
    'Some 150 litres of rain fell in the hills.',
  ),
  pair(
    'votes of two candidates',
    'Ferreira had 61,902 votes.',
    'Her rival Ruivo got 61,688 ballots in Santa Clara.',
  ),
  pair('bounds of age', 'Children aged 5 to 11 were vaccinated.', 'Children aged 12 to 15 were vaccinated.'),
  pair('times', 'The council met twice in June.', 'The council met five times in 2019.'),
  pair('percentage points', 'Support rose by 3 percentage points.', 'Support rose by 12 percent.'),
  pair(
    'a plain figure below the total',
    'In total, 310 athletes were tested.',
    'Officials tested 40 athletes.',
  ),
  pair('workers and their union', 'The union has 2,600 members.', 'The port employs 1,900 workers.'),
  pair('the same in both', 'The fire killed 12 people.', 'Twelve people died in the fire.'),
];
