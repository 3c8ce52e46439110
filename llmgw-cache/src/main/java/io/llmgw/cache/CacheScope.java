package io.llmgw.cache;

/**
 * Who shares the answers of a cache. Callers without a tenant share with each other alone, and the
 * keys of calls that are {@linkplain Idempotency made once} are apart by tenant in any case.
 */
public enum CacheScope {
  /** Callers of the same tenant; the default. */
  TENANT,
  /** Nobody: each user of each tenant, and each of its applications, has his own. */
  USER,
  /** All callers of the client, whatever their tenant. */
  EVERYBODY
}
