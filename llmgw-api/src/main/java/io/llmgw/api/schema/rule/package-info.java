/**
 * How a JSON value is checked against a schema. Not exported. Start with {@link
 * io.llmgw.api.schema.rule.SchemaCompiler}, which reads a schema into {@link
 * io.llmgw.api.schema.rule.SchemaNode}s.
 */
@NullMarked
package io.llmgw.api.schema.rule;

import org.jspecify.annotations.NullMarked;
