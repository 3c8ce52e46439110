package io.llmgw.api.observe;

import java.time.Duration;

/**
 * A wait of a call for its turn within the limits that a target declares, as it ends.
 *
 * @param target where it waited, as {@code provider/model}
 * @param took how long it has waited
 * @param granted whether it had its turn; false where it was refused in the end, or the call was
 *     cancelled meanwhile, so that no attempt came of it
 */
public record ObservedWait(String target, Duration took, boolean granted) {}
