package io.nearfar.servers.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.List;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;

/** Which JCache providers the application finds: names of their classes. */
@ApplicationScoped
@Path("providers")
@Produces("text/plain")
public class ProviderResource {
  @Inject CacheManager manager;

  /** All of them, a line each. */
  @GET
  public String all() {
    List<String> names = new ArrayList<>();
    Caching.getCachingProviders().forEach(provider -> names.add(provider.getClass().getName()));
    return String.join("\n", names);
  }

  /** The one of a name. */
  @GET
  @Path("named/{name}")
  public String named(@PathParam("name") String name) {
    return Caching.getCachingProvider(name).getClass().getName();
  }

  /** What one gets who asks for none by name; empty if that is refused. */
  @GET
  @Path("default")
  public String unnamed() {
    try {
      return Caching.getCachingProvider().getClass().getName();
    } catch (CacheException e) {
      return "";
    }
  }

  /** That of the manager which is injected. */
  @GET
  @Path("injected")
  public String injected() {
    return manager.getCachingProvider().getClass().getName();
  }
}
