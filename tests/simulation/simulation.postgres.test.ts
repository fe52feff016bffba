import { describeSimulation } from './simulation.ts';

describeSimulation('postgres');
