// Unpacks the Chromium that the browser tests use, and prints where it lies and which folder holds its libraries, one a line.
// Once: the folder is named by the version, and is renamed into its place when it is whole, so two at once do no harm.
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-fs';

const modules = fileURLToPath(new URL('node_modules/', import.meta.url));
const source = join(modules, '@sparticuz/chromium');
const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
const place = join(modules, `.chromium-${version}`);

if (!existsSync(place)) {
  mkdirSync(modules, { recursive: true });
  const unfinished = mkdtempSync(join(modules, '.chromium-unfinished-'));
  const packed = (name) => createReadStream(join(source, 'bin', name)).pipe(createBrotliDecompress());
  await Promise.all([
    pipeline(packed('chromium.br'), createWriteStream(join(unfinished, 'chromium'))),
    pipeline(packed('al2023.tar.br'), extract(join(unfinished, 'al2023'))),
    pipeline(packed('swiftshader.tar.br'), extract(unfinished)),
    pipeline(packed('fonts.tar.br'), extract(join(unfinished, 'fonts'))),
  ]);
  await chmod(join(unfinished, 'chromium'), 0o755);
  try {
    renameSync(unfinished, place);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(place)) throw error;
  }
}

console.log(join(place, 'chromium'));
console.log(join(place, 'al2023', 'lib'));
