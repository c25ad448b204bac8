package io.nearfar.examples.catalogue;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/**
 * Keeps what writes answers as JSON. Without it WildFly makes one anew for each answer, which looks
 * through its libraries and inspects all classes again.
 */
@Provider
public class JsonContext implements ContextResolver<Jsonb> {

  private final Jsonb jsonb = JsonbBuilder.create();

  @Override
  public Jsonb getContext(Class<?> type) {
    return jsonb;
  }
}
