/** Images, documents and other media, as the bodies of requests have them. */
@NullMarked
package io.llmgw.providers.media;

import org.jspecify.annotations.NullMarked;
