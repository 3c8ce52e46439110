/**
 * JSON Schema, and Java types as JSON. Start with {@link io.llmgw.api.schema.JsonType}: it writes
 * the schema of a record, list, sealed interface or scalar, and turns JSON into values of it.
 * {@link io.llmgw.api.schema.JsonSchema} checks JSON against a schema that is given as such. Both
 * are written for what models send: they bound their work, collect what is wrong instead of
 * stopping at the first, and never quote a value.
 */
@NullMarked
package io.llmgw.api.schema;

import org.jspecify.annotations.NullMarked;
