package io.llmgw.providers.dialect;

import java.util.Set;

/**
 * What models of a host do not take that others of its models do.
 *
 * @param models which they are
 * @param parameters those that they do not take; may be empty
 */
record ModelRefusals(ModelNames models, Set<Parameter> parameters) {}
