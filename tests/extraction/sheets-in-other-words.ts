import { pair, type SheetCase } from './sheets-cases.ts';

/** One thing told in other words, as reports of one story do. */
export const IN_OTHER_WORDS: readonly SheetCase[] = [
  pair(
    'passengers, and people on board',
    'The ferry was carrying 212 passengers when it sank.',
    'The ferry had 230 people aboard.',
  ),
  pair(
    'survivors, and people saved',
    'Rescuers pulled 140 survivors from the water.',
    'Fishermen saved 152 people.',
  ),
  pair('drowned', 'Thirty-one people drowned.', 'The sinking killed 38 people.'),
  pair('bodies', 'Rescuers recovered 62 bodies from the wreck.', 'The wreck killed 45 people.'),
  pair(
    'people who left their homes',
    'About 6,400 people had to leave their homes.',
    'Some 8,000 residents were evacuated.',
  ),
  pair('held', 'The files list 2,800 detainees of the camp.', 'Some 3,400 people were held in the camp.'),
  pair('held as hostages', 'Fourteen guards were taken hostage.', 'Prisoners held nine guards as hostages.'),
  pair('burned down', 'Twelve houses were destroyed.', 'Some 30 homes burned down.'),
  pair(
    'only said to be there',
    'Water flooded 23 villages.',
    'After the dam broke, 31 villages were under water.',
  ),
  pair(
    'who is trapped, not said',
    'Another 29 were trapped below ground.',
    'Rescuers were trying to reach 40 men still trapped below ground.',
  ),
  pair(
    'who they are is enough',
    'Two hundred firefighters with 34 engines are fighting the flames.',
    'Some 340 firefighters are on the scene.',
  ),
  pair(
    'a measure with its noun alone',
    'Turnout was 63 per cent, the commission said.',
    'Turnout reached 58%.',
  ),
  pair(
    'who offers',
    'The health board has offered 4.5 per cent over two years.',
    "The board's offer stands at 6 per cent.",
  ),
  pair('worth and value', 'The works are worth €12 million.', 'Insurers put their value at €19 million.'),
  pair(
    'cost and cost',
    'The new road would be 2.4 km long and cost £38 million.',
    'The road is to cost £52 million.',
  ),
  pair(
    'debt and owing',
    'The debt of the council stands at £85 million.',
    'The authority owes £110 million.',
  ),
  pair('what lasted', 'Inmates rioted for seven hours.', 'The riot lasted eleven hours.'),
  pair(
    'how long it took',
    'The fault was repaired after four hours.',
    'It took seven hours to repair the fault.',
  ),
  pair(
    'a temperature',
    'The temperature in Tolva reached 43.2 degrees on Friday.',
    'In Tolva 41.8 degrees were measured on Friday.',
  ),
  pair('a magnitude', 'A quake of magnitude 6.1 struck the region.', 'The quake had a magnitude of 5.3.'),
  pair(
    'a place that the other sentence tells',
    'A pipeline near Holme leaked 900 barrels of oil into the river.',
    'The operator said 450 barrels had spilled into the river at Holme.',
  ),
  pair(
    'what an aside tells',
    'The mine employs 860 people.',
    'The pit, which has 1,150 employees, was fined in 2019.',
  ),
  pair(
    'the nearest estimate',
    'Repairs would have cost €18 million.',
    'In 2020 engineers put the cost of repairs at €25 million.',
    ['2023-10-02', '2023-10-02'],
  ),
  pair(
    'a group by its name',
    'He put the number of Kareni and members of other groups who were detained in camps at 40,000.',
    'Some 70,000 Kareni were held in camps.',
  ),
  pair('brought out alive', 'Eighteen people were rescued.', 'They brought out 31 people alive.'),
  pair('held for a while', 'Nine journalists were held for hours.', 'Police detained 13 reporters.'),
  pair('victims found', 'The report names 497 victims.', 'Lawyers found 560 victims.'),
  pair('who measured it', 'Seismologists measured a magnitude of 2.3.', 'The tremor had a magnitude of 1.9.'),
  pair(
    'in another unit',
    'The gas comes up in an area one kilometre wide.',
    'The bubbles cover an area 700 metres wide.',
  ),
  pair('an age of all', 'The retirement age will go up to 64.', 'The pension age is to rise to 67.'),
  pair('a second verb', 'The plan cuts 140 jobs and closes three libraries.', 'Four libraries are to shut.'),
];

/** Parts, wholes and roundings that the wider reading must not set against each other. */
export const STILL_OTHERS: readonly SheetCase[] = [
  pair(
    'seats won, and all seats',
    'The Liberals took 27 seats in the 90-seat parliament.',
    'The Liberals got 27 of the 90 seats.',
  ),
  pair('some of the inmates', 'The camp held 402 inmates.', 'In the camp 318 of the inmates were women.'),
  pair(
    'the others',
    'The Courant and 11 other newsrooms read the files.',
    'The files were read by 12 newsrooms.',
  ),
  pair('rounded to a whole per cent', 'Its shares fell 7%.', 'Its shares fell by 7.4%.'),
  pair('how many there are', 'The bank will close 400 branches.', 'The bank has 640 branches.'),
  pair(
    'children among them',
    'Forty bodies were found, among them 22 children.',
    'The wreck killed 40 people.',
  ),
  pair('passengers among the dead', 'Twelve passengers were killed.', 'The crash killed 15 people.'),
  pair('two actors', 'The union organised 400 meetings.', 'The company held 520 meetings.'),
  pair('he and she', 'He was paid £40,000.', 'She was paid £55,000.'),
  pair(
    'people of whom nothing in common is told',
    'He let 700 people out of the camps, the authorities write.',
    'A table of the authorities counts 330 people who were fined.',
  ),
  pair(
    'what is not named',
    'He put those whom ideas had gravely affected at two million.',
    'An assessment had estimated one million.',
  ),
  pair(
    'two periods of years',
    'From 2010 to 2015 the plague killed 584 people.',
    'Between 2009 and 2018 the plague killed 11 people.',
  ),
  pair('at once', 'They were taken at once.', 'They were let in at once, and met twice.'),
  pair(
    'tested and missing',
    'We tested 212 of them and found one error.',
    'He puts the number of missing people at 250.',
  ),
];
