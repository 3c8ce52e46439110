package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.docs.ChainPicture.Owner;
import io.llmgw.docs.JavaSource.Member;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pictures of the chain show the slots as they are, and who may stand in them. */
class ChainPictureTest {
  private static final Path IMAGES = Guide.DOCS.resolve("images");

  @Test
  void inLightAndDark() {
    ChainPicture picture = new ChainPicture(owners());

    Guide.hold(IMAGES.resolve("chain-light.svg"), picture.svg(Palette.LIGHT));
    Guide.hold(IMAGES.resolve("chain-dark.svg"), picture.svg(Palette.DARK));
  }

  @Test
  void theFirstPageCountsTheSlotsRight() {
    assertThat(Guide.read(Guide.ROOT.resolve("README.md")))
        .contains("chain of " + Slot.values().length + " slots")
        .contains("its " + Slot.values().length + " slots");
  }

  @Test
  void eachKindOfOwnerHasSlots() {
    assertThat(owners()).containsValues(Owner.values());
  }

  private static Map<Slot, Owner> owners() {
    Map<Slot, Owner> owners = new EnumMap<>(Slot.class);
    for (Member constant : JavaSource.of("llmgw-api", Slot.class).constants(Slot.class)) {
      Slot slot = Slot.valueOf(constant.name());
      boolean custom = constant.text().startsWith("Custom links");
      owners.put(slot, custom ? Owner.YOURS : takesLinks(slot) ? Owner.POLICY : Owner.ENGINE);
    }
    return owners;
  }

  /** The builder refuses a link for a slot that is the engine's own. */
  private static boolean takesLinks(Slot slot) {
    Interceptor link =
        new Interceptor() {
          @Override
          public LinkSpec spec() {
            return LinkSpec.named("tried").in(slot);
          }

          @Override
          public EventStream intercept(Chain chain) {
            return chain.proceed(chain.request());
          }
        };
    try {
      LlmClient.builder().use(link);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
