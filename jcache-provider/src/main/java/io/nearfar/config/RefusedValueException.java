package io.nearfar.config;

import java.io.Serial;

/** A value can't be used; the text becomes a {@link NearfarConfigurationException.Fault}'s. */
final class RefusedValueException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String text;

  RefusedValueException(String text) {
    super(text);
    this.text = text;
  }

  String text() {
    return text;
  }
}
