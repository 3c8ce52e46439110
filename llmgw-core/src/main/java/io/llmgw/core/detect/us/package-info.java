/** Numbers that authorities of the United States give to people and employers. */
@NullMarked
package io.llmgw.core.detect.us;

import org.jspecify.annotations.NullMarked;
