import { describeSimulation } from './simulation.ts';

describeSimulation('redis');
