/** Addresses and numbers of devices in networks, and the credentials that URLs carry. */
@NullMarked
package io.llmgw.core.detect.network;

import org.jspecify.annotations.NullMarked;
