import { objects, text, type JsonObject } from '../../protocol/json';

/** What an editing tool replaces with what, by the field names that agents use. */
export function editsOf(input: JsonObject): readonly (readonly [string, string])[] {
  return [input, ...objects(input, 'edits')].flatMap((edit) => {
    const before = text(edit, 'old_string') ?? text(edit, 'oldString');
    const after = text(edit, 'new_string') ?? text(edit, 'newString');
    return before === undefined && after === undefined ? [] : [[before ?? '', after ?? '']];
  });
}
