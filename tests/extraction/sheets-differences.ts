import { pair, type SheetCase } from './sheets-cases.ts';
import { IN_OTHER_WORDS } from './sheets-in-other-words.ts';

/** Two reports of one story that give different figures of one measure. */
export const DIFFERENCES: readonly SheetCase[] = [
  ...IN_OTHER_WORDS,
  pair(
    'one firm under two names',
    'Norvik Steel was fined £40,000 for polluting the river.',
    'Norvik was fined £90,000 for polluting the river.',
  ),
  pair(
    'a name and a description',
    'Rolf Mertens was sentenced to nine years in prison for fraud.',
    'The banker was sentenced to four years in prison for fraud.',
  ),
  pair(
    'a toll that rose and the dead counted',
    '46 people have died in the ferry disaster.',
    'The death toll in the ferry disaster has risen to 31.',
  ),
  pair(
    'a number of people that rose',
    'The number of people killed in the mill fire rose to 12.',
    'Nine people were killed in the mill fire.',
  ),
  pair(
    'lives claimed',
    'The storm claimed 46 lives on the coast.',
    'The storm killed 31 people on the coast.',
  ),
  pair(
    'tolls from one storm',
    'The death toll from the storm reached 46.',
    'The death toll from the storm stands at 31.',
  ),
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
  pair(
    'confirmed cases',
    'Health officials confirmed 36 cases of measles in the city.',
    'There are now 52 confirmed cases of measles in the city.',
  ),
  pair(
    'buried houses',
    'The landslide buried 14 houses.',
    'At least 20 houses were buried by the landslide, mayor Toth said.',
  ),
  pair(
    'the size of a crowd',
    'Organisers put the crowd at 120,000.',
    'Police estimated the crowd at 45,000.',
  ),
  pair(
    'the cost of a project',
    'The project will cost 2.1 billion euros.',
    'The cost of the project has been put at 2.8 billion euros.',
  ),
  pair(
    'cancelled flights',
    'The airline cancelled 140 flights on Friday.',
    'Some 210 flights were cancelled by the airline on Friday.',
  ),
  pair(
    'age of a suspect',
    'The suspect, Karl Meier, 42, was arrested at home.',
    'Karl Meier, 45, was arrested.',
  ),
  pair('length of a bridge', 'The bridge is 1.4 km long.', 'The bridge, 1.8 km long, links two islands.'),
  pair('effect of a drug', 'The drug cut deaths by 27%.', 'The drug cut deaths by 12%, the agency says.'),
  pair(
    'stranded passengers',
    'Nearly 400 passengers were stranded overnight.',
    'About 650 passengers were stranded at the airport overnight.',
  ),
  pair('closed branches', 'The bank will close 88 branches.', 'The bank is closing 112 branches.'),
  pair(
    'days of a blockade',
    'Strikers blocked the port for 11 days.',
    'The port was blocked for 16 days by strikers.',
  ),
  pair(
    'injured passengers',
    'The derailment left 19 passengers injured.',
    'The derailed train injured 34 passengers, rail officials said.',
  ),
  pair(
    'visitors',
    'The museum was visited by 310,000 people last year.',
    'Some 270,000 people visited the museum last year.',
  ),
  pair(
    'operations on children',
    'The surgeon had operated on 64 children.',
    'The surgeon operated on 81 children, the inquiry heard.',
  ),
  pair(
    'households without power',
    'The storm cut power to 90,000 households.',
    'Power was cut to 140,000 households by the storm.',
  ),
  pair(
    'hiring',
    'The chip maker plans to hire 4,000 engineers.',
    'The chip maker will hire 2,500 engineers.',
  ),
  pair('length of an eruption', 'The volcano last erupted for 12 days.', 'The volcano erupted for 20 days.'),
  pair(
    'inflation',
    'Inflation in the country reached 9.1% in June.',
    'Inflation reached 11.4% in June in the country.',
  ),
  pair(
    'an insured painting',
    'The painting is insured for $30 million.',
    'The painting was insured for $45 million.',
  ),
  pair(
    'people moved and brought to safety',
    'Some 900 residents have been moved to sports halls.',
    'About 1,300 people had been brought to safety since Thursday, the ministry said.',
  ),
  pair(
    'joined and took part',
    'In all 60 soldiers joined the search for the missing hikers.',
    'More than 110 soldiers took part in the search.',
  ),
  pair(
    'left out, in two words for it',
    'The union has counted 46 unreported deaths since 2015.',
    'The minutes record 38 deaths at four sites that were missing from the safety reports for 2015 to 2019.',
  ),
];
