import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const LYCEUM = resolve(import.meta.dirname, '../../.venv/bin/lyceum');
const READY = /^Lyceum is ready: (\S+)$/;
const READY_WITHIN_MS = 120_000;

/**
 * Starts a whole site, `lyceum up` on a free port and a new data folder, before the first test, and stops it after
 * the last. With BASE_URL (and LYCEUM_HOME for its accounts) set, the site that runs there is tested instead.
 */
export default async function startSite(): Promise<() => Promise<void>> {
  if (process.env['BASE_URL']) {
    return () => Promise.resolve();
  }
  const home = mkdtempSync(join(tmpdir(), 'lyceum-e2e-'));
  const site = spawn(LYCEUM, ['up', '--port', '0', '--home', home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((done) => site.once('exit', () => done()));
  const stop = async () => {
    site.kill('SIGTERM');
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  try {
    process.env['BASE_URL'] = await readAddress(site.stdout);
    process.env['LYCEUM_HOME'] = home;
  } catch (failure) {
    await stop();
    throw failure;
  }
  return stop;
}

async function readAddress(output: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: output });
  const late = setTimeout(() => lines.close(), READY_WITHIN_MS);
  try {
    for await (const line of lines) {
      const address = READY.exec(line)?.[1];
      if (address) {
        output.resume();
        return address;
      }
    }
  } finally {
    clearTimeout(late);
  }
  throw new Error('`lyceum up` did not get ready; what it said is above.');
}
