// Usage: node validate.mjs FILE. Prints the faults of an AsyncAPI document; exits with 1 if any.
import { readFile } from 'node:fs/promises';
import { Parser } from '@asyncapi/parser';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const file = process.argv[2];
const { document, diagnostics } = await new Parser().parse(await readFile(file, 'utf8'));

// Severity 0 and 1 are errors and warnings. A newer version of the format is not a fault.
const flaws = diagnostics
  .filter(({ severity, code }) => severity <= 1 && code !== 'asyncapi-latest-version')
  .map(({ code, message, path, range }) => `${range.start.line + 1}: ${message} (${code} at ${path.join('.')})`);

// The parser compares examples with schemas only in documents of version 2.
const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
for (const message of document?.components().messages().all() ?? []) {
  const examples = message.examples().all();
  if (examples.length === 0) flaws.push(`${message.id()} has no example`);
  const fits = ajv.compile(message.payload().json());
  for (const example of examples) {
    if (!fits(example.payload())) flaws.push(`${message.id()}: its example ${ajv.errorsText(fits.errors)}`);
  }
}

if (flaws.length || !document) {
  flaws.forEach((flaw) => console.error(`${file}: ${flaw}`));
  process.exit(1);
}
console.log(`${document.channels().length} channels, ${document.operations().length} operations, ${document.allMessages().length} messages`);
