import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { readFields, rulesOf } from '@unseen/api';

/** Checks bodies, queries and path parameters whose type is a class of `@unseen/api` by the rules of its fields. */
@Injectable()
export class RequestPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || metatype === undefined) return value;
    const request = metatype as new () => object;
    if (rulesOf(request).size === 0) return value;
    // No body is one without fields.
    return readFields(request, value === undefined ? {} : value, type === 'body' ? 'json' : 'text');
  }
}
