/**
 * The snippets of the user guide, compiled and run. {@code SnippetsTest} holds the pages to them.
 */
@NullMarked
package io.llmgw.docs;

import org.jspecify.annotations.NullMarked;
