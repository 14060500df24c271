// Makes what the browser gets out of the npm packages: two style sheets, three scripts, the icons and the licence.
// Called by Frontend.targets: node Frontend/build.mjs <output folder>
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as sass from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, '..', 'node_modules');
const nhsuk = join(modules, 'nhsuk-frontend');
const out = process.argv[2];

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'images'), { recursive: true });

const icons = new Set();
for (const name of ['participant', 'staff']) {
  const { css } = sass.compile(join(here, `${name}.scss`), { style: 'compressed', loadPaths: [modules], quietDeps: true });
  for (const [, icon] of css.matchAll(/url\("?images\/([\w-]+\.svg)"?\)/g)) icons.add(icon);
  if (/url\("?(\/|https?:)/.test(css)) throw new Error(`${name}.css names an address outside its own folder`);
  writeFileSync(join(out, `${name}.css`), css);
}
for (const icon of icons) {
  cpSync(join(nhsuk, 'dist/nhsuk/assets/images', icon), join(out, 'images', icon));
}

// One module instead of two: a second request, for a file that never changes on its own, would cost every page a round trip.
const library = readFileSync(join(nhsuk, 'dist/nhsuk/nhsuk-frontend.min.js'), 'utf8').replace(/\/\/# sourceMappingURL=.*\s*$/, '');
let found = false;
const bundle = library.replace(/export\s*\{([^{}]*)\};?\s*$/, (_, names) => {
  found = true;
  const members = names.split(',').map(name => name.trim().split(/\s+as\s+/)).map(([own, given]) => given ? `${given}:${own}` : own);
  return `const nhsuk={${members.join(',')}};\n`;
});
if (!found) throw new Error('nhsuk-frontend.min.js does not end with its exports: see how this version is built');
writeFileSync(join(out, 'app.js'), bundle + readFileSync(join(here, 'app.js'), 'utf8'));
for (const own of ['js-enabled.js', 'passkeys.js']) cpSync(join(here, own), join(out, own));

cpSync(join(here, 'NHSUK-LICENCE.txt'), join(out, 'LICENCE.txt'));
