import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type DemoRole = 'student' | 'instructor' | 'admin';

export interface DemoAccount {
  readonly username: string;
  readonly password: string;
}

/** Reads one of the demo accounts that the site under test made on its first start. */
export function demoAccount(role: DemoRole): DemoAccount {
  const home = process.env['LYCEUM_HOME'];
  if (!home) {
    throw new Error('LYCEUM_HOME must name the data folder of the site at BASE_URL.');
  }
  const lines = readFileSync(join(home, 'demo-accounts.txt'), 'utf8').split('\n');
  const [, username, password] =
    lines.map((line) => line.split(' ')).find((words) => words[0] === role) ?? [];
  if (!username || !password) {
    throw new Error(`There is no demo account for ${role}.`);
  }
  return { username, password };
}
