/**
 * How Java types look in JSON. Not exported. Start with {@link io.llmgw.api.schema.shape.Shape},
 * which writes the schema of a type, reads its values and writes them; {@link
 * io.llmgw.api.schema.shape.ShapeFinder} finds the shape of a type.
 */
@NullMarked
package io.llmgw.api.schema.shape;

import org.jspecify.annotations.NullMarked;
