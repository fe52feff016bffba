import { describeSurvival } from './survival.ts';

describeSurvival('postgres');
