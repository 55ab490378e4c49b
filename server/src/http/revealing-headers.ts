import type { FastifyRequest } from 'fastify';

/** Headers that can tell devices apart. In Firefox the origin of a request is different in every installation. */
const REVEALING = ['origin', 'cookie', 'authorization'];

/** Whether a request that should be like all others is not. */
export const isRevealing = ({ headers }: FastifyRequest): boolean =>
  REVEALING.some((header) => headers[header] !== undefined);
