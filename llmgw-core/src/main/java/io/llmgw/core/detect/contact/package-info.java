/** How people are reached: addresses of mail, phone numbers, names in social networks. */
@NullMarked
package io.llmgw.core.detect.contact;

import org.jspecify.annotations.NullMarked;
