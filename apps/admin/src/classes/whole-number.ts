import { AppError } from '@unseen/domain';

/** A whole number out of a query string. @throws AppError `invalid_request` outside its bounds */
export function wholeNumber(field: string, text: string, min: number, max: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  const message = `must be a whole number from ${min} to ${max}`;
  throw new AppError('invalid_request', `${field}: ${message}.`, { errors: [{ field, message }] });
}
