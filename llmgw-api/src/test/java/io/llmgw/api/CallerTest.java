package io.llmgw.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CallerTest {
  @Test
  void growsByCopies() {
    Caller tenant = Caller.tenant("acme");
    Caller user = tenant.application("claims").user("u-17").role("agent").tag("team", "north");

    assertThat(tenant.user()).isNull();
    assertThat(user.tenant()).isEqualTo("acme");
    assertThat(user.application()).isEqualTo("claims");
    assertThat(user.roles()).containsExactly("agent");
    assertThat(user.tags()).containsEntry("team", "north");
    assertThat(user)
        .hasToString(
            "Caller[tenant=acme, application=claims, user=u-17, roles=[agent], tags={team=north}]");
  }

  @Test
  void equalsByWhatItSays() {
    assertThat(Caller.tenant("acme").user("u")).isEqualTo(Caller.tenant("acme").user("u"));
    assertThat(Caller.tenant("acme")).isNotEqualTo(Caller.tenant("other"));
  }

  @Test
  void refusesBlanks() {
    assertThatThrownBy(() -> Caller.tenant(" ")).hasMessageContaining("tenant");
    assertThatThrownBy(() -> Caller.ANONYMOUS.tag("team", "")).hasMessageContaining("team");
  }
}
