import { isIP } from 'node:net';

/** A value that cannot be run with; the message names the variable and says what to write. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

export type Environment = Record<string, string | undefined>;

/** @throws ConfigError when it is no whole number within the bounds */
export function whole(
  environment: Environment,
  name: string,
  otherwise: number,
  min: number,
  max: number,
): number {
  const text = environment[name];
  if (!text) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max)
    throw new ConfigError(
      `${name} must be a whole number from ${min} to ${max}, for example ${name}=${otherwise}; it is "${text}"`,
    );
  return value;
}

/**
 * The value itself is not repeated in the message: a database's address holds its password.
 * @throws ConfigError when it has none of the protocols
 */
export function url(
  environment: Environment,
  name: string,
  protocols: string[],
  example: string,
): string | undefined {
  const text = environment[name];
  if (!text) return undefined;
  if (!protocols.includes(URL.parse(text)?.protocol ?? ''))
    throw new ConfigError(
      `${name} must be an address that begins with ${protocols.join('// or ')}//, for example ${name}=${example}`,
    );
  return text;
}

/** @throws ConfigError when one of them is no address and no network */
export function addresses(environment: Environment, name: string): string[] {
  const listed = (environment[name] ?? '').split(',').map((entry) => entry.trim());
  return listed.filter(Boolean).map((entry) => {
    const [address = '', bits = '0', ...rest] = entry.split('/');
    const maxBits = isIP(address) === 4 ? 32 : 128;
    if (isIP(address) === 0 || !/^\d+$/.test(bits) || Number(bits) > maxBits || rest.length > 0)
      throw new ConfigError(
        `${name} must be IP addresses or networks with commas between, for example ${name}=10.0.0.1,fd00::/8; "${entry}" is none`,
      );
    return entry;
  });
}

/**
 * The first choice is taken without a word.
 * @throws ConfigError when it is none of the choices
 */
export function oneOf<Choice extends string>(
  environment: Environment,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const text = environment[name] || choices[0];
  const choice = choices.find((one) => one === text);
  if (choice === undefined)
    throw new ConfigError(
      `${name} must be ${choices.join(' or ')}, for example ${name}=${choices[0]}; it is "${text}"`,
    );
  return choice;
}
