package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code /api/search}. */
@Path("search")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SearchResource {

  private static final int MOST_CHARACTERS = 60;
  private static final int MOST_WORDS = 5;

  @Inject private Searches searches;
  @Inject private SearchRepository repository;

  /** The best sellers with all of some words; {@code ?nocache=true} asks the database. */
  @GET
  public SearchResult search(
      @QueryParam("words") @Nullable String words,
      @QueryParam("nocache") @DefaultValue("false") boolean noCache) {
    String wanted = normal(words == null ? "" : words);
    return noCache ? repository.search(wanted) : searches.find(wanted);
  }

  /** Who looks for the same words shall find them under the same key. */
  private static String normal(String words) {
    String normal = words.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    if (normal.isEmpty()
        || normal.length() > MOST_CHARACTERS
        || normal.split(" ", -1).length > MOST_WORDS) {
      throw new InvalidRequestException(
          "Name one to five words, for example ?words=sturdy+oak+chairs");
    }
    return normal;
  }
}
