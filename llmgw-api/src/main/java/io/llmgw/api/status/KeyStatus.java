package io.llmgw.api.status;

/**
 * A key that rests. Keys of different callers may have one alias: each is listed.
 *
 * @param alias of the key, never its secret
 * @param keyId tells it from others of that alias: the one that events have for it, as {@link
 *     io.llmgw.api.observe.GatewayEvent.KeyQuarantined#keyId}
 * @param everywhere whether it rests at all models of its provider
 * @param quarantined whether its provider refuses it, there or everywhere, so that somebody has to
 *     look at it: as the event {@code KeyQuarantined} tells; false when it has reached a limit, and
 *     where its provider knows no model of that name
 * @param rest why, and until when
 */
public record KeyStatus(
    String alias, String keyId, boolean everywhere, boolean quarantined, RestStatus rest) {}
