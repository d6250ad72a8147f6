/** Column options for whole numbers beyond 32 bits, such as ms since the epoch: MySQL hands its bigint out as text. */
export const WIDE_INTEGER = {
  type: 'bigint',
  transformer: {
    to: (value: unknown): unknown => value,
    from: (value: unknown): number | null => (value === null || value === undefined ? null : Number(value)),
  },
} as const;
