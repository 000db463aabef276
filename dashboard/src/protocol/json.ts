import { plainText } from './plainText';

/**
 * Reads fields of JSON whose shape is not trusted. A field of the wrong type reads as absent, so
 * that one odd value never hides the rest of an object.
 */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under its own key; inherited names such as `constructor` read as absent. */
export function field(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function text(object: JsonObject, key: string): string | undefined {
  const value = field(object, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A text for people to read: it cannot turn its line around, or hide what it says. */
export function words(object: JsonObject, key: string): string | undefined {
  const value = plainText(text(object, key) ?? '');
  return value === '' ? undefined : value;
}

export function number(object: JsonObject, key: string): number | undefined {
  const value = field(object, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A count: absent, negative and broken numbers read as 0. */
export function count(object: JsonObject, key: string): number {
  return Math.max(0, number(object, key) ?? 0);
}

export function flag(object: JsonObject, key: string): boolean {
  return field(object, key) === true;
}

export function child(object: JsonObject, key: string): JsonObject {
  const value = field(object, key);
  return isObject(value) ? value : {};
}

export function list(object: JsonObject, key: string): readonly unknown[] {
  const value = field(object, key);
  return Array.isArray(value) ? value : [];
}

export function objects(object: JsonObject, key: string): readonly JsonObject[] {
  return list(object, key).filter(isObject);
}

export function texts(object: JsonObject, key: string): readonly string[] {
  return list(object, key)
    .filter((value) => typeof value === 'string')
    .map(plainText);
}

export function numbers(object: JsonObject, key: string): readonly number[] {
  return list(object, key).filter((value) => typeof value === 'number');
}

/** Milliseconds since 1970, or absent when the text is not a time. */
export function time(object: JsonObject, key: string): number | undefined {
  const value = text(object, key);
  if (value === undefined) return undefined;
  const millis = Date.parse(value);
  return Number.isNaN(millis) ? undefined : millis;
}

export function oneOf<T extends string>(
  object: JsonObject,
  key: string,
  choices: readonly T[],
): T | undefined {
  const value = field(object, key);
  return choices.find((choice) => choice === value);
}

/** The object without its undefined values: absent means absent, as on the wire. */
export function compact<T extends object>(object: T): Compact<T> {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Compact<T>;
}

/** `{a: string | undefined}` becomes `{a?: string}`. */
export type Compact<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
