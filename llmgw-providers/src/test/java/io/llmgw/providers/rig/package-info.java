/** What the tests of the transport are made of: lone calls, and servers that misbehave. */
package io.llmgw.providers.rig;
