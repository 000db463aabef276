import { exactText } from '../../protocol/exactText';
import { isObject, list, objects, text, type JsonObject } from '../../protocol/json';

const PLACES: Readonly<Record<string, string>> = {
  session: 'in this session',
  localSettings: 'in this project',
  projectSettings: 'in this project, for everyone',
  userSettings: 'everywhere',
};

const MODES: Readonly<Record<string, string>> = {
  acceptEdits: 'accept all edits from now on',
  bypassPermissions: 'ask for nothing from now on',
  dontAsk: 'ask for nothing from now on',
  auto: 'let it decide by itself from now on',
  plan: 'go on planning',
  default: 'ask each time from now on',
};

/** Says in plain words what an agent would remember if it were allowed with this suggestion. */
export function rememberText(suggestion: unknown): string {
  if (!isObject(suggestion)) return `Allow, and remember ${raw(suggestion)}`;
  const where = placeOf(suggestion);
  switch (text(suggestion, 'type') ?? '') {
    case 'addRules':
      return rules(suggestion, verb(suggestion), where);
    case 'replaceRules':
      return `Allow, and replace the rules ${where}: ${rules(suggestion, 'only', '')}`;
    case 'removeRules':
      return `Allow, and drop the rule ${ruleNames(suggestion)} ${where}`.trim();
    case 'addDirectories':
      return `Allow, and trust ${directories(suggestion)} ${where}`.trim();
    case 'removeDirectories':
      return `Allow, and no longer trust ${directories(suggestion)} ${where}`.trim();
    case 'setMode':
      return `Allow, and ${mode(suggestion)} ${where}`.trim();
    default:
      return `Allow, and remember ${raw(suggestion)}`;
  }
}

/** The same once it is done: `always allow npm test:* in this project`. */
export function rememberedText(suggestion: unknown): string {
  const words = rememberText(suggestion).replace(/^Allow(?:, and(?: remember)?| now, but) /, '');
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function rules(suggestion: JsonObject, verb: string, where: string): string {
  return `${verb} ${ruleNames(suggestion)} ${where}`.trim();
}

function verb(suggestion: JsonObject): string {
  switch (text(suggestion, 'behavior') ?? '') {
    case 'deny':
      return 'Allow now, but always deny';
    case 'ask':
      return 'Allow now, but always ask for';
    default:
      return 'Always allow';
  }
}

/** A shell command is known by itself; the rules of other tools need their tool's name. */
function ruleNames(suggestion: JsonObject): string {
  const names = objects(suggestion, 'rules').map((rule) => {
    const tool = text(rule, 'toolName') ?? 'every tool';
    const content = text(rule, 'ruleContent');
    if (content === undefined) return exactText(tool);
    return exactText(tool === 'Bash' ? content : `${tool} ${content}`);
  });
  return names.length === 0 ? raw(suggestion) : names.join(', ');
}

function directories(suggestion: JsonObject): string {
  const names = list(suggestion, 'directories').filter((name) => typeof name === 'string');
  return names.length === 0 ? raw(suggestion) : names.map(exactText).join(', ');
}

function mode(suggestion: JsonObject): string {
  const name = text(suggestion, 'mode') ?? 'another';
  return (Object.hasOwn(MODES, name) && MODES[name]) || `go on in the mode ${exactText(name)}`;
}

function placeOf(suggestion: JsonObject): string {
  const name = text(suggestion, 'destination') ?? '';
  return (Object.hasOwn(PLACES, name) && PLACES[name]) || exactText(name && `in ${name}`);
}

function raw(value: unknown): string {
  return exactText(JSON.stringify(value));
}
