/**
 * The profiles in the shared files of AWS: {@link io.llmgw.providers.aws.profile.SharedFiles} finds
 * and reads them, {@link io.llmgw.providers.aws.profile.WatchedProfile} reads one again when it has
 * changed.
 */
@NullMarked
package io.llmgw.providers.aws.profile;

import org.jspecify.annotations.NullMarked;
