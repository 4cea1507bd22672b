import { S3Client } from '@aws-sdk/client-s3';

/** Milliseconds to wait for a connection, and for an answer. */
const CONNECT_MS = 3_000;
const ANSWER_MS = 15_000;

/** Where an S3-compatible store is. */
export interface S3Place {
  /** Address of the store, e.g. `https://s3.example.com`; absent: Amazon's own of the region. */
  readonly endpoint?: string;
  /** Absent: what the environment says. */
  readonly region?: string;
  /** Absent: what the environment offers, such as the role of a machine. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A client that any S3-compatible store understands; nothing is sent yet. */
export function createS3Client({ endpoint, region, credentials }: S3Place): S3Client {
  return new S3Client({
    endpoint,
    region,
    // A copy: the client writes into what it is given, and a configuration is frozen.
    credentials: credentials && { ...credentials },
    // Buckets as folders of the path: what every compatible store understands, whatever its host name.
    forcePathStyle: endpoint !== undefined,
    // Checksums beyond what a request needs are unknown to many compatible stores.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
    },
  });
}
