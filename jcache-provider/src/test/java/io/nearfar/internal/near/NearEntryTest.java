package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Covered: versions that come later. */
class NearEntryTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void undatedEntry_hasTheFirstVersionThatItIsGiven(boolean shared) {
    NearEntry<String> entry = new NearEntry<>("value", shared, NearEntry.UNDATED);
    assertThat(entry.version()).isEqualTo(NearEntry.UNDATED);

    assertThat(entry.date(3)).isEqualTo(3);
    assertThat(entry.date(4)).isEqualTo(3);

    assertThat(entry.version()).isEqualTo(3);
    assertThat(entry.shared()).isEqualTo(shared);
    assertThat(entry.spare()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void datedEntry_keepsItsVersion(boolean shared) {
    NearEntry<String> entry = new NearEntry<>("value", shared, 3);

    assertThat(entry.date(4)).isEqualTo(3);

    assertThat(entry.version()).isEqualTo(3);
    assertThat(entry.shared()).isEqualTo(shared);
  }
}
