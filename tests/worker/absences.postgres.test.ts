import { describeAbsences } from './absences.ts';

describeAbsences('postgres');
