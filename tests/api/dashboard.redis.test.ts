import { describeDashboard } from './dashboard.ts';

describeDashboard('redis');
