import { describeDashboard } from './dashboard.ts';

describeDashboard('postgres');
