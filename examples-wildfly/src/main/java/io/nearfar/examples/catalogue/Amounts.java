package io.nearfar.examples.catalogue;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads amounts of money that clients send. */
final class Amounts {

  private static final BigDecimal HIGHEST = new BigDecimal("99999999.99");
  private static final int DECIMALS = 2;

  private Amounts() {}

  /**
   * The amount in a JSON object.
   *
   * @param name of the amount in there
   * @throws InvalidRequestException if there is none that a price could have
   */
  static BigDecimal read(String json, String name) {
    BigDecimal amount = number(json, name);
    if (amount == null
        || amount.signum() < 0
        || amount.compareTo(HIGHEST) > 0
        || amount.scale() > DECIMALS) {
      throw new InvalidRequestException(
          "Send "
              + name
              + " as 0 or more with at most two decimals, for example {\""
              + name
              + "\": 12.50}");
    }
    return amount;
  }

  private static @Nullable BigDecimal number(String json, String name) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      JsonValue value = reader.readObject().get(name);
      return value instanceof JsonNumber number ? number.bigDecimalValue() : null;
    } catch (JsonException notAnObject) {
      return null;
    }
  }
}
