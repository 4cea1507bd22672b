import { SetMetadata } from '@nestjs/common';
import type { KeyScope } from './caller.ts';

export const SCOPE_METADATA = 'unseen:scope';
export const PUBLIC_METADATA = 'unseen:public';

/** Names the scope a route needs. Every route has one or is {@link Public}: the guard refuses the rest. */
export const RequireScope = (...scopes: KeyScope[]) => SetMetadata(SCOPE_METADATA, scopes);

/** Opens a route to everyone: health and metrics only. */
export const Public = () => SetMetadata(PUBLIC_METADATA, true);
