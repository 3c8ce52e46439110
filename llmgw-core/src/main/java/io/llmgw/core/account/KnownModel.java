package io.llmgw.core.account;

import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.route.ModelRef;

/**
 * What is known of a model that calls go to.
 *
 * @param ref the model as it is called
 * @param facts what is known of it, perhaps under a broader name
 */
record KnownModel(ModelRef ref, ModelFacts facts) {}
