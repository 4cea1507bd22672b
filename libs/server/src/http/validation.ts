import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { AppError, type FieldError } from '@unseen/domain';
import { type ValidationError, ValidationPipe } from '@nestjs/common';

/** Validates DTOs: unknown fields are refused by name, nothing is converted behind the caller's back. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => toInvalidRequest(errors),
  });
}

/** One `invalid_request` out of class-validator's findings. */
export function toInvalidRequest(found: readonly ValidationError[]): AppError {
  const errors = found.flatMap((error) => flatten(error, ''));
  const first = errors[0];
  return new AppError(
    'invalid_request',
    first === undefined ? 'The body is not valid.' : `${first.field}: ${first.message}.`,
    {
      errors,
    },
  );
}

function flatten(error: ValidationError, prefix: string): FieldError[] {
  const field = prefix === '' ? error.property : `${prefix}.${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({
    field,
    message: message.startsWith(error.property) ? message.slice(error.property.length).trim() : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, field))];
}

/**
 * Validates a value that did not come through Nest's pipes (multipart fields, say) against a DTO class.
 *
 * @throws AppError `invalid_request` with one entry per wrong field
 */
export async function validateDto<T extends object>(dto: new () => T, value: unknown): Promise<T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('invalid_request', 'The body must be a JSON object.');
  }
  const instance = plainToInstance(dto, value);
  const found = await validate(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
  });
  if (found.length > 0) throw toInvalidRequest(found);
  return instance;
}
