import { Injectable, ParseUUIDPipe } from '@nestjs/common';
import { AppError } from '@unseen/domain';

/** Takes an id out of an address only when it is a UUID, and says so in words otherwise. @throws AppError `invalid_request` */
@Injectable()
export class UuidPipe extends ParseUUIDPipe {
  constructor() {
    super({
      exceptionFactory: () => new AppError('invalid_request', 'The id in the address is not a UUID.'),
    });
  }
}
