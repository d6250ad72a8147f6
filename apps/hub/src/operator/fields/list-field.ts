import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsObject, ValidateNested } from 'class-validator';
import { applyDecorators, type Type as Class } from '@nestjs/common';
import { Type } from 'class-transformer';
import { Field, type FieldOptions } from './field.js';

/** A list of different texts out of a fixed set. */
export function SomeOfField(values: readonly string[], of: FieldOptions): PropertyDecorator {
  const schema = { type: String, isArray: true, enum: [...values], uniqueItems: true };
  return Field(of, schema, IsArray(), ArrayUnique(), IsIn([...values], { each: true }));
}

/** A list of different texts that each fulfil further validators. */
export function TextsField(
  of: FieldOptions & { readonly maxItems: number; readonly example: readonly string[] },
  ...each: PropertyDecorator[]
): PropertyDecorator {
  const schema = { type: String, isArray: true, maxItems: of.maxItems, uniqueItems: true, example: of.example };
  return Field(of, schema, IsArray(), ArrayMaxSize(of.maxItems), ArrayUnique(), ...each);
}

/** A list of objects of one class. */
export function ObjectsField(
  itemClass: () => Class,
  of: FieldOptions & { readonly minItems: number; readonly maxItems: number },
): PropertyDecorator {
  const { minItems, maxItems } = of;
  return applyDecorators(
    Field(
      of,
      { type: itemClass, isArray: true, minItems, maxItems },
      IsArray(),
      ArrayMinSize(minItems),
      ArrayMaxSize(maxItems),
      // Else a list in the list would be validated item by item and taken for an object.
      IsObject({ each: true }),
      ValidateNested({ each: true }),
    ),
    Type(itemClass),
  );
}

/** An object of one class. */
export function ObjectField(itemClass: () => Class, of: FieldOptions): PropertyDecorator {
  return applyDecorators(Field(of, { type: itemClass }, IsObject(), ValidateNested()), Type(itemClass));
}
