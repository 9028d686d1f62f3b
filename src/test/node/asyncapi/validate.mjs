// Usage: node validate.mjs FILE. Prints what is wrong with an AsyncAPI document; exits with 1 if anything is.
import { readFile } from 'node:fs/promises';
import { Parser } from '@asyncapi/parser';

const file = process.argv[2];
const { document, diagnostics } = await new Parser().parse(await readFile(file, 'utf8'));

// Severity 0 and 1 are errors and warnings. A newer version of the format is no flaw of this file.
const flaws = diagnostics.filter(({ severity, code }) => severity <= 1 && code !== 'asyncapi-latest-version');
for (const { code, message, path, range } of flaws) {
  console.error(`${file}:${range.start.line + 1}: ${message} (${code} at ${path.join('.')})`);
}
if (flaws.length || !document) {
  process.exit(1);
}
console.log(`${document.channels().length} channels, ${document.operations().length} operations, ${document.allMessages().length} messages`);
