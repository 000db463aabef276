import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const INSTALLED = join(import.meta.dirname, '../../target/agents');
const INSTALL_MILLIS = 240_000;

/** A program in a package of npm. */
export interface NpmProgram {
  readonly package: string;
  readonly version: string;
  /** Where the program lies below `node_modules`. */
  readonly file: string;
}

/** The program from npm, installed once; undefined, with the reason said, where npm cannot. */
export async function install(name: string, program: NpmProgram): Promise<string | undefined> {
  const folder = join(INSTALLED, `${name}-${program.version}`);
  const file = join(folder, 'node_modules', program.file);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const wanted = `${program.package}@${program.version}`;
  // Programs lie in optional packages for the platform; npm's install scripts only move them, and
  // they bring what they run on with them, whatever Node this is.
  const options = [
    '--prefix',
    folder,
    '--no-save',
    '--ignore-scripts',
    '--engine-strict=false',
    '--no-audit',
    '--no-fund',
  ];
  try {
    await run('npm', ['install', ...options, wanted], { timeout: INSTALL_MILLIS });
  } catch (fault) {
    console.log(`skipped: npm could not install ${wanted}: ${String(fault).slice(0, 300)}`);
    return undefined;
  }
  if (existsSync(file)) return file;
  console.log(`skipped: ${wanted} has no program for ${process.platform} on ${process.arch}`);
  return undefined;
}
