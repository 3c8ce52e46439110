package io.llmgw.providers.aws;

import io.llmgw.api.Caller;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.aws.profile.SharedFiles;
import io.llmgw.providers.aws.profile.WatchedProfile;
import io.llmgw.providers.aws.temporary.RenewedKeys;
import io.llmgw.providers.aws.temporary.RetiredKeysException;
import io.llmgw.providers.aws.temporary.Temporary;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The credentials that a profile has, or says how to get. */
final class ProfileKeys implements KeySource {
  private final WatchedProfile<KeySource> watched;

  /**
   * Those of this profile.
   *
   * @param variables of the environment, which say where services are
   * @throws IllegalArgumentException when it is not there, or has none that can be used
   */
  ProfileKeys(String profile, SharedFiles files, Map<String, String> variables, TimeSource time) {
    ProfileIssuers issuers = new ProfileIssuers(files, variables, time);
    this.watched =
        new WatchedProfile<>(
            files,
            profile,
            settings -> source(profile, settings, issuers, time),
            ProfileKeys::retire,
            time);
  }

  private static void retire(KeySource before) {
    if (before instanceof RenewedKeys renewed) {
      renewed.retire();
    }
  }

  @Override
  public List<ApiKey> keysFor(Caller caller) {
    while (true) {
      try {
        return watched.current().keysFor(caller);
      } catch (RetiredKeysException changed) {
        // the files, while it was asked: there is another one by now
      }
    }
  }

  @Override
  public boolean isReady(Caller caller) {
    return watched.current().isReady(caller);
  }

  @Override
  public void stopFetching() {
    watched.latest().stopFetching();
  }

  private static KeySource source(
      String profile, Map<String, String> settings, ProfileIssuers issuers, TimeSource time) {
    Temporary lasting = ProfileIssuers.lasting(settings);
    if (lasting == null) {
      return AwsKeys.renewed(profile, issuers.of(profile, settings), time);
    }
    List<ApiKey> keys = List.of(AwsKeys.credentials(lasting).toKey(profile));
    return caller -> keys;
  }

  /** Whether the profile is there and says how it gets its credentials, rightly or not. */
  static boolean saysHow(String profile, SharedFiles files) {
    try {
      return ProfileIssuers.sayHow(files.read(profile));
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "ProfileKeys[" + watched + "]";
  }
}
