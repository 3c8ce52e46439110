/** What the values of requests are held to. Not exported. */
@NullMarked
package io.llmgw.api.request.rule;

import org.jspecify.annotations.NullMarked;
