import { describeSurvival } from './survival.ts';

describeSurvival('redis');
