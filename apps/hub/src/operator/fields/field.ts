import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsString, Matches, Max, MaxLength, Min, MinLength, ValidateIf } from 'class-validator';

/** What every field says of itself. */
export interface FieldOptions {
  readonly description: string;
  /** The field may be left out. */
  readonly optional?: boolean;
  /** The field may be null; class-validator's own IsOptional would allow that to every optional field. */
  readonly nullable?: boolean;
}

/** Control characters and bidirectional overrides, which make names lie in consoles and logs. */
const PLAIN_TEXT = /^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u;

/** Declares a field once, for validation and for the OpenAPI document. */
export function Field(of: FieldOptions, api: object, ...validators: PropertyDecorator[]): PropertyDecorator {
  const schema = {
    description: of.description,
    required: of.optional !== true,
    nullable: of.nullable === true,
    ...api,
  };
  const isWanted = (_: object, value: unknown): boolean =>
    !(value === undefined && of.optional === true) && !(value === null && of.nullable === true);
  return applyDecorators(ValidateIf(isWanted), ApiProperty(schema), ...validators);
}

/** Text of one line. */
export function TextField(
  of: FieldOptions & { readonly maxLength: number; readonly minLength?: number; readonly example?: string },
): PropertyDecorator {
  const { minLength = 1, maxLength } = of;
  const example = of.example === undefined ? {} : { example: of.example };
  return Field(
    of,
    { type: String, minLength, maxLength, ...example },
    IsString(),
    MinLength(minLength),
    MaxLength(maxLength),
    Matches(PLAIN_TEXT, { message: '$property must not contain control characters' }),
  );
}

/** Text of a fixed shape, named in words for those who get it wrong. */
export function ShapedField(
  of: FieldOptions & { readonly shape: RegExp; readonly inWords: string; readonly example: string },
): PropertyDecorator {
  return Field(
    of,
    { type: String, pattern: of.shape.source, example: of.example },
    Matches(of.shape, { message: `$property must be ${of.inWords}` }),
  );
}

/** An integer between two bounds, both included. */
export function WholeNumberField(
  of: FieldOptions & { readonly min: number; readonly max: number; readonly fallback?: number },
): PropertyDecorator {
  const { min, max, fallback } = of;
  const schema = {
    type: 'integer',
    minimum: min,
    maximum: max,
    ...(fallback === undefined ? {} : { default: fallback }),
  };
  return Field(of, schema, IsInt(), Min(min), Max(max));
}

/** True or false. */
export function YesNoField(of: FieldOptions): PropertyDecorator {
  return Field(of, { type: Boolean }, IsBoolean());
}

/** One of the given texts, exactly. */
export function OneOfField(values: readonly string[], of: FieldOptions): PropertyDecorator {
  return Field(of, { type: String, enum: [...values] }, IsIn([...values]));
}
