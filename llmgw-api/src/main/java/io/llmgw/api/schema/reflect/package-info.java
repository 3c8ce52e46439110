/**
 * What Java types say by reflection. Not exported. Start with {@link
 * io.llmgw.api.schema.reflect.TypeUse}, a type as it stands somewhere; {@link
 * io.llmgw.api.schema.reflect.Declared} holds the name and words that annotations give, and {@link
 * io.llmgw.api.schema.reflect.Records} makes and reads records.
 */
@NullMarked
package io.llmgw.api.schema.reflect;

import org.jspecify.annotations.NullMarked;
