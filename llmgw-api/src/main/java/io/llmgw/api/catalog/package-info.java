/**
 * What is known of models before they are called: windows, modalities, capabilities and prices, as
 * {@link io.llmgw.api.catalog.ModelFacts}, found by {@code provider/model} in a {@link
 * io.llmgw.api.catalog.ModelCatalog}. What is not known stays unknown.
 */
@NullMarked
package io.llmgw.api.catalog;

import org.jspecify.annotations.NullMarked;
