import { MaxLength, ValidateBy } from 'class-validator';
import { Field, type FieldOptions } from './field.js';

/** OCPI 2.2.1, Types > URL type: at most 255 characters. */
const MAX_URL_LENGTH = 255;

/** An absolute http or https URL without user and password. Where it may point is asked when it is opened. */
export function UrlField(of: FieldOptions): PropertyDecorator {
  return Field(
    of,
    { type: String, format: 'uri', maxLength: MAX_URL_LENGTH },
    MaxLength(MAX_URL_LENGTH),
    ValidateBy({
      name: 'isWebUrl',
      validator: {
        validate: isWebUrl,
        defaultMessage: () => '$property must be an absolute http or https URL without user and password',
      },
    }),
  );
}

function isWebUrl(value: unknown): boolean {
  // The parser itself would overlook blanks and line breaks.
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value) || !URL.canParse(value)) return false;
  const url = new URL(value);
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
}
