/** What all hosts share: compiled by each of them, against what it resolved itself. */
package io.llmgw.hosts;
