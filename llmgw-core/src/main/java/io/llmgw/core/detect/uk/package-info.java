/** Numbers that authorities of the United Kingdom give to people and vehicles. */
@NullMarked
package io.llmgw.core.detect.uk;

import org.jspecify.annotations.NullMarked;
