import { SetMetadata } from '@nestjs/common';
import type { KeyScope } from '@unseen/domain';

export const SCOPE_METADATA = 'unseen:scope';
export const PUBLIC_METADATA = 'unseen:public';
export const SESSION_METADATA = 'unseen:session';

/** Names the scope a route needs. Every route has one or is {@link Public}: the gate refuses the rest. */
export const RequireScope = (...scopes: KeyScope[]) => SetMetadata(SCOPE_METADATA, scopes);

/** Lets a browser in by its session, too: for pages that only read, and cannot send a key with each request. */
export const AcceptSession = () => SetMetadata(SESSION_METADATA, true);

/** Opens a route to everyone: health and metrics only. */
export const Public = () => SetMetadata(PUBLIC_METADATA, true);
