import { describeAbsences } from './absences.ts';

describeAbsences('redis');
